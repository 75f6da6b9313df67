/** `kubectl create` and `kubectl replace`: objects from a file, or one of a common kind from its name. */

import { isNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import type { JsonObject } from '#base/json.ts';
import type { Proc } from '#sim/process.ts';
import { typedAccept } from './accept.ts';
import { complaintOf, ownError } from './complaint.ts';
import { type FileObject, fieldValidationOf, fileName, fileObject, validate } from './files.ts';
import { generated } from './generators.ts';
import { fine, type Invocation, type Outcome } from './invocation.ts';
import { sayDone } from './object_text.ts';
import { pathOf } from './targets.ts';

export function* create(invocation: Invocation): Proc<Outcome> {
  if (invocation.command.file === undefined) return yield* generate(invocation);
  return yield* eachFile(invocation, createOne);
}

export function* replace(invocation: Invocation): Proc<Outcome> {
  return yield* eachFile(invocation, replaceOne);
}

/** Does one thing to every object of the file; none is touched unless all are known and valid. */
function* eachFile(
  invocation: Invocation,
  each: (invocation: Invocation, file: FileObject) => Proc<string | undefined>,
): Proc<Outcome> {
  const valid = yield* validate(invocation, invocation.manifests);
  if (!valid.ok) return [valid.error];
  const files: FileObject[] = [];
  const faults: string[] = [];
  for (const manifest of invocation.manifests) {
    const found = yield* fileObject(invocation, manifest);
    if (found.ok) files.push(found.value);
    else faults.push(found.error);
  }
  for (const file of files) {
    const fault = yield* each(invocation, file);
    if (fault !== undefined) faults.push(fault);
  }
  return faults;
}

function* createOne(invocation: Invocation, file: FileObject): Proc<string | undefined> {
  const { resource, namespace, object } = file;
  if (invocation.flag('dry-run') === 'client') {
    sayDone(invocation, resource, { object, operation: 'created' });
    return undefined;
  }
  const created = yield* invocation.object({
    method: 'POST',
    path: pathOf(resource, { namespace }),
    query: writeQuery(invocation, 'kubectl-create'),
    body: object,
  });
  if (!created.ok)
    return complaintOf(created.error, `error when creating "${fileName(invocation)}"`);
  sayDone(invocation, resource, {
    object: created.value as unknown as JsonObject,
    operation: 'created',
  });
  return undefined;
}

function* replaceOne(invocation: Invocation, file: FileObject): Proc<string | undefined> {
  const { resource, namespace, name, object } = file;
  if (invocation.flag('dry-run') === 'client') {
    sayDone(invocation, resource, { object, operation: 'replaced' });
    return undefined;
  }
  const path = pathOf(resource, { namespace, name });
  const source = `error when replacing "${fileName(invocation)}"`;
  const body = yield* withVersion(invocation, path, object);
  if (typeof body === 'string') return body;
  const replaced = yield* invocation.object({
    method: 'PUT',
    path,
    query: writeQuery(invocation, 'kubectl-replace'),
    body,
  });
  if (!replaced.ok) return complaintOf(replaced.error, source);
  sayDone(invocation, resource, {
    object: replaced.value as unknown as JsonObject,
    operation: 'replaced',
  });
  return undefined;
}

/** A manifest without a resourceVersion replaces whatever is there now. */
function* withVersion(
  invocation: Invocation,
  path: string,
  object: JsonObject,
): Proc<JsonObject | string> {
  const metadata = object['metadata'] as JsonObject;
  if (metadata['resourceVersion'] !== undefined) return object;
  const found = yield* invocation.object({ path });
  if (!found.ok) {
    // What is missing is put all the same, and then refused, or created where that is allowed.
    if (isNotFound(found.error)) return object;
    return complaintOf(found.error, `error when replacing "${fileName(invocation)}"`);
  }
  const { resourceVersion } = found.value.metadata;
  return { ...object, metadata: { ...metadata, resourceVersion: resourceVersion ?? '' } };
}

function writeQuery(
  invocation: Invocation,
  manager: string,
): Readonly<Record<string, string | undefined>> {
  return {
    fieldManager: invocation.flag('field-manager') ?? manager,
    fieldValidation: fieldValidationOf(invocation),
    dryRun: invocation.flag('dry-run') === 'server' ? 'All' : undefined,
  };
}

/** `create configmap NAME …` and its kind. */
function* generate(invocation: Invocation): Proc<Outcome> {
  const object = generated(invocation);
  if (!object.ok) return [ownError(object.error)];
  const { apiVersion, kind } = object.value as {
    readonly apiVersion: string;
    readonly kind: string;
  };
  const found = yield* invocation.discovery.ofKind(invocation, apiVersion, kind);
  if (!found.ok) return [complaintOf(found.error)];
  if (found.value === undefined) return [ownError(`the server has no ${kind} in ${apiVersion}`)];
  const resource = found.value;
  if (invocation.flag('dry-run') === 'client') {
    sayDone(invocation, resource, { object: object.value, operation: 'created' });
    return fine;
  }
  const created = yield* invocation.object({
    method: 'POST',
    path: pathOf(resource, { namespace: resource.namespaced ? invocation.namespace : '' }),
    accept: typedAccept,
    query: writeQuery(invocation, 'kubectl-create'),
    body: object.value,
  });
  if (!created.ok) return [complaintOf(created.error, `failed to create ${kind.toLowerCase()}`)];
  sayDone(invocation, resource, {
    object: created.value as unknown as JsonObject,
    operation: 'created',
  });
  return fine;
}
