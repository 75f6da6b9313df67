/** `kubectl apply`: brings objects to what a file says, on the client's side or on the server's. */

import { isConflict, isNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { typeOf } from '#apiserver/types/built_in_types.ts';
import { isJsonObject, type JsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { seconds } from '#base/time.ts';
import type { ClientError, PatchType } from '#client-go/rest/request.ts';
import {
  lastApplied,
  lastAppliedAnnotation,
  threeWayPatch,
  withLastApplied,
} from '#script/kubectl_apply.ts';
import type { Proc } from '#sim/process.ts';
import { applyByServer } from './apply_server_side.ts';
import { complaintOf } from './complaint.ts';
import { type FileObject, fieldValidationOf, fileName, fileObject, validate } from './files.ts';
import type { Invocation, Outcome } from './invocation.ts';
import { sayDone } from './object_text.ts';
import { threeWayStrategicPatch } from './strategic_diff.ts';
import { missingNamespace, pathOf } from './targets.ts';

const usualManager = 'kubectl-client-side-apply';
/** How often a patch is worked out again after a conflict. */
const mostTries = 5;
/** After so many conflicts kubectl waits between tries. */
const triesAtOnce = 1;

export function* apply(invocation: Invocation): Proc<Outcome> {
  const faults: string[] = [];
  for (const manifest of invocation.manifests) {
    const valid = yield* validate(invocation, [manifest]);
    if (!valid.ok) {
      faults.push(valid.error);
      continue;
    }
    const found = yield* fileObject(invocation, manifest);
    if (!found.ok) {
      faults.push(found.error);
      continue;
    }
    const fault = invocation.isOn('server-side')
      ? yield* applyByServer(invocation, found.value)
      : yield* applyOne(invocation, found.value);
    if (fault !== undefined) faults.push(fault);
  }
  return faults;
}

/** Applies one object; the text of what went wrong, if anything did. */
function* applyOne(invocation: Invocation, file: FileObject): Proc<string | undefined> {
  const { resource, namespace, name, object } = file;
  const wanted = withLastApplied(object);
  const path = pathOf(resource, { namespace, name });
  const found = yield* invocation.object({ path });
  if (!found.ok) {
    if (!isNotFound(found.error)) {
      return complaintOf(
        found.error,
        `retrieving current configuration of:\n${name}\nfrom server for`,
      );
    }
    const missing = yield* missingNamespace(invocation, namespace);
    if (missing !== undefined) return complaintOf(missing);
    return yield* create(invocation, file, wanted);
  }
  const live = found.value as unknown as JsonObject;
  warnOfMissingAnnotation(invocation, file, live);
  if (invocation.flag('dry-run') === 'client') {
    const patch = patchFor(file, { wanted, live });
    const operation = isEmpty(patch) ? 'unchanged' : 'configured';
    sayDone(invocation, resource, { object: live, operation });
    return undefined;
  }
  const patched = yield* patchUntilDone(invocation, file, { wanted, live });
  if (!patched.ok) {
    return complaintOf(
      patched.error,
      `error when applying patch:\nto:\n${name}\nfor: "${fileName(invocation)}"`,
    );
  }
  const { changed, result } = patched.value;
  warnIfDeleting(invocation, result);
  sayDone(invocation, resource, {
    object: result,
    operation: changed ? 'configured' : 'unchanged',
  });
  return undefined;
}

function* create(
  invocation: Invocation,
  { resource, namespace, object }: FileObject,
  wanted: JsonObject,
): Proc<string | undefined> {
  if (invocation.flag('dry-run') === 'client') {
    sayDone(invocation, resource, { object, operation: 'created' });
    return undefined;
  }
  const created = yield* invocation.object({
    method: 'POST',
    path: pathOf(resource, { namespace }),
    query: writeQuery(invocation),
    body: wanted,
  });
  if (!created.ok)
    return complaintOf(created.error, `error when creating "${fileName(invocation)}"`);
  sayDone(invocation, resource, {
    object: created.value as unknown as JsonObject,
    operation: 'created',
  });
  return undefined;
}

interface Documents {
  readonly wanted: JsonObject;
  readonly live: JsonObject;
}

interface Patched {
  readonly changed: boolean;
  readonly result: JsonObject;
}

/** Patches; after a conflict the object is read again and the patch worked out anew. */
function* patchUntilDone(
  invocation: Invocation,
  file: FileObject,
  documents: Documents,
): Proc<Result<Patched, ClientError>> {
  const { resource, namespace, name } = file;
  const path = pathOf(resource, { namespace, name });
  let { live } = documents;
  for (let conflicts = 0; ; conflicts++) {
    const patch = patchFor(file, { wanted: documents.wanted, live });
    if (isEmpty(patch)) return ok({ changed: false, result: live });
    if (conflicts === 0) yield* askForPatchStrategies(invocation, file);
    const patched = yield* invocation.object({
      method: 'PATCH',
      path,
      contentType: patchTypeOf(file),
      query: writeQuery(invocation),
      body: patch,
    });
    if (patched.ok) {
      return ok({ changed: true, result: patched.value as unknown as JsonObject });
    }
    if (!isConflict(patched.error) || conflicts === mostTries) return fail(patched.error);
    if (conflicts > triesAtOnce) yield* invocation.sim.sleep(seconds(1));
    const again = yield* invocation.object({ path });
    if (!again.ok) return fail(again.error);
    live = again.value as unknown as JsonObject;
  }
}

/** OpenAPI of the third version says nothing of how a custom kind is patched: kubectl then asks the second. */
function* askForPatchStrategies(invocation: Invocation, { resource }: FileObject): Proc {
  if (typeOf(resource) !== undefined) return;
  yield* invocation.send({
    path: '/openapi/v2',
    accept: 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf',
    query: { timeout: '32s' },
  });
}

/** Strategic for built-in kinds, a JSON merge patch for custom ones. */
function patchFor(file: FileObject, { wanted, live }: Documents): JsonObject {
  const type = typeOf(file.resource);
  const before = lastApplied(live) ?? {};
  return type === undefined
    ? (threeWayPatch({ before, wanted, live }) ?? {})
    : threeWayStrategicPatch(type, { before, wanted, live });
}

function patchTypeOf({ resource }: FileObject): PatchType {
  return typeOf(resource) === undefined
    ? 'application/merge-patch+json'
    : 'application/strategic-merge-patch+json';
}

function writeQuery(invocation: Invocation): Readonly<Record<string, string | undefined>> {
  return {
    fieldManager: invocation.flag('field-manager') ?? usualManager,
    fieldValidation: fieldValidationOf(invocation),
    dryRun: invocation.flag('dry-run') === 'server' ? 'All' : undefined,
  };
}

function isEmpty(patch: JsonObject): boolean {
  return Object.keys(patch).length === 0;
}

function warnOfMissingAnnotation(
  invocation: Invocation,
  { resource, name }: FileObject,
  live: JsonObject,
): void {
  const { metadata } = live;
  const annotations = isJsonObject(metadata) ? metadata['annotations'] : undefined;
  if (isJsonObject(annotations) && annotations[lastAppliedAnnotation] !== undefined) return;
  invocation.err(
    `Warning: resource ${resource.resource}/${name} is missing the ${lastAppliedAnnotation} annotation which is required by kubectl apply. kubectl apply should only be used on resources created declaratively by either kubectl create --save-config or kubectl apply. The missing annotation will be patched automatically.\n`,
  );
}

/** What is being deleted may be gone soon, whatever was applied. */
export function warnIfDeleting(invocation: Invocation, object: JsonObject): void {
  const { metadata } = object as unknown as Unstructured;
  if (metadata.deletionTimestamp === undefined) return;
  invocation.err(
    `Warning: Detected changes to resource ${metadata.name} which is currently being deleted.\n`,
  );
}
