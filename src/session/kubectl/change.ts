/** The verbs that change an object that is there: patch, label, annotate, set image, scale and edit. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { typeOf } from '#apiserver/types/built_in_types.ts';
import { equalJson, isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { ClientError, PatchType } from '#client-go/rest/request.ts';
import { isChange } from '#script/kubectl_text.ts';
import type { Proc } from '#sim/process.ts';
import { anyAccept } from './accept.ts';
import { complaintOf, ownError } from './complaint.ts';
import { type APIResource, apiVersionOf } from './discovery.ts';
import { fieldValidationOf, validate } from './files.ts';
import { fine, type Invocation, type Outcome } from './invocation.ts';
import { dryRunText, sayDone } from './object_text.ts';
import { twoWayPatch } from './strategic_diff.ts';
import { type Asking, type Info, pathOf, shownName, targetsOf, visit } from './targets.ts';

const patchTypes: Readonly<Record<string, PatchType>> = {
  strategic: 'application/strategic-merge-patch+json',
  merge: 'application/merge-patch+json',
  json: 'application/json-patch+json',
};

/** Reads what the words name, as `asking` says, and does something to each. */
export function* eachInfo(
  invocation: Invocation,
  words: readonly string[],
  { act, ...asking }: Asking & { readonly act: (info: Info) => Proc<Outcome> },
): Proc<Outcome> {
  const targets = yield* targetsOf(invocation, words);
  if (!targets.ok) return [targets.error];
  const { infos, faults } = yield* visit(invocation, targets.value, asking);
  const all = [...faults];
  for (const info of infos) all.push(...(yield* act(info)));
  return all;
}

/** How an object is patched. */
export interface Patching {
  readonly type: PatchType;
  readonly body: JsonValue;
  readonly manager: string;
  readonly subresource?: string;
  readonly validation?: string;
  readonly accept?: string;
}

/** Sends a patch for an object that was read. */
export function* sendPatch(
  invocation: Invocation,
  { resource, namespace, name }: Info,
  { type, body, manager, subresource, validation, accept }: Patching,
): Proc<Result<JsonObject, string>> {
  const patched = yield* invocation.object({
    method: 'PATCH',
    path: pathOf(resource, {
      namespace,
      name,
      ...(subresource === undefined ? {} : { subresource }),
    }),
    contentType: type,
    ...(accept === undefined ? {} : { accept }),
    query: {
      fieldManager: manager === '' ? undefined : (invocation.flag('field-manager') ?? manager),
      fieldValidation: validation,
      dryRun: invocation.flag('dry-run') === 'server' ? 'All' : undefined,
    },
    body,
  });
  return patched.ok
    ? ok(patched.value as unknown as JsonObject)
    : fail(patchComplaint(patched.error, type, resource));
}

/** Of custom kinds people learn which patches there are none of. */
function patchComplaint(error: ClientError, type: PatchType, resource: APIResource): string {
  if (error.kind !== 'StatusError' || error.errStatus.code !== 415) return complaintOf(error);
  const kind = `${apiVersionOf(resource)}, Kind=${resource.kind}`;
  return ownError(`${type} is not supported by ${kind}: ${error.message}`);
}

export function* patch(invocation: Invocation): Proc<Outcome> {
  const type = patchTypes[invocation.flag('type') ?? 'strategic'];
  const body = JSON.parse(invocation.flag('patch') ?? '{}') as JsonValue;
  const subresource = invocation.flag('subresource');
  return yield* eachInfo(invocation, invocation.words, {
    ...(subresource === undefined ? {} : { subresource }),
    act: function* (info): Proc<Outcome> {
      if (type === undefined) return [ownError('--type must be one of [json merge strategic]')];
      const patched = yield* sendPatch(invocation, info, {
        type,
        body,
        manager: 'kubectl-patch',
        ...(subresource === undefined ? {} : { subresource }),
      });
      if (!patched.ok) return [patched.error];
      const changed = !equalJson(patched.value, info.object);
      const operation = changed ? 'patched' : 'patched (no change)';
      sayDone(invocation, info.resource, { object: patched.value, operation });
      return fine;
    },
  });
}

/** `label` and `annotate`. */
export function* changeMetadata(
  invocation: Invocation,
  member: 'labels' | 'annotations',
): Proc<Outcome> {
  const changes = invocation.words.filter(isChange).map(changeOf);
  const words = invocation.words.filter((word) => !isChange(word));
  return yield* eachInfo(invocation, words, {
    act: function* (info): Proc<Outcome> {
      const known = info.object.metadata[member] ?? {};
      const clash = changes.find(
        ({ name, value }) =>
          value !== undefined && known[name] !== undefined && known[name] !== value,
      );
      if (clash !== undefined && !invocation.isOn('overwrite')) {
        return [clashText(member, clash.name, known[clash.name])];
      }
      for (const { name, value } of changes) {
        if (value === undefined && known[name] === undefined) {
          invocation.out(`${member === 'labels' ? 'label' : 'annotation'} "${name}" not found.\n`);
        }
      }
      const values = Object.fromEntries(
        changes
          .filter(({ name, value }) => value !== undefined || known[name] !== undefined)
          .filter(({ name, value }) => known[name] !== value)
          .map(({ name, value }) => [name, value ?? null]),
      );
      return yield* sendMetadata(invocation, info, { member, values });
    },
  });
}

function clashText(
  member: 'labels' | 'annotations',
  name: string,
  value: string | undefined,
): string {
  return member === 'labels'
    ? ownError(`'${name}' already has a value (${value}), and --overwrite is false`)
    : ownError(
        `--overwrite is false but found the following declared annotation(s): '${name}' already has a value (${value})`,
      );
}

function* sendMetadata(
  invocation: Invocation,
  info: Info,
  change: {
    readonly member: 'labels' | 'annotations';
    readonly values: Readonly<Record<string, string | null>>;
  },
): Proc<Outcome> {
  const { member, values } = change;
  const done = member === 'labels' ? labelText(values) : 'annotated';
  const { resource, name } = info;
  if (Object.keys(values).length === 0 && member === 'labels') {
    invocation.out(`${shownName(resource, name)} not labeled${dryRunText(invocation)}\n`);
    return fine;
  }
  const version = invocation.flag('resource-version');
  const metadata = {
    [member]: values,
    ...(version === undefined ? {} : { resourceVersion: version }),
  };
  if (invocation.flag('dry-run') === 'client') {
    sayDone(invocation, resource, {
      object: info.object as unknown as JsonObject,
      operation: done,
    });
    return fine;
  }
  const patched = yield* sendPatch(invocation, info, {
    type: 'application/merge-patch+json',
    body: { metadata },
    manager: member === 'labels' ? 'kubectl-label' : 'kubectl-annotate',
  });
  if (!patched.ok) return [patched.error];
  sayDone(invocation, resource, { object: patched.value, operation: done });
  return fine;
}

function labelText(values: Readonly<Record<string, string | null>>): string {
  const all = Object.values(values);
  return all.length > 0 && all.every((value) => value === null) ? 'unlabeled' : 'labeled';
}

function changeOf(word: string): { readonly name: string; readonly value: string | undefined } {
  const at = word.indexOf('=');
  return at < 0
    ? { name: word.slice(0, -1), value: undefined }
    : { name: word.slice(0, at), value: word.slice(at + 1) };
}

/** `set image TYPE/NAME CONTAINER=IMAGE…`. */
export function* set(invocation: Invocation): Proc<Outcome> {
  const words = invocation.words.slice(1);
  const images = new Map(
    words
      .filter((word) => word.includes('='))
      .map((word) => {
        const at = word.indexOf('=');
        return [word.slice(0, at), word.slice(at + 1)] as const;
      }),
  );
  const named = words.filter((word) => !word.includes('='));
  return yield* eachInfo(invocation, named, {
    accept: anyAccept,
    act: function* (info): Proc<Outcome> {
      const before = info.object as unknown as JsonObject;
      const missing = [...images.keys()].filter(
        (name) => name !== '*' && !hasContainer(before, name),
      );
      const [first] = missing;
      if (first !== undefined) return [ownError(`unable to find container named "${first}"`)];
      const after = withImages(before, images) as JsonObject;
      return yield* patchDifference(invocation, info, {
        after,
        manager: 'kubectl-set',
        operation: 'image updated',
      });
    },
  });
}

function hasContainer(value: JsonValue, name: string): boolean {
  if (Array.isArray(value)) return value.some((each) => hasContainer(each, name));
  if (!isJsonObject(value)) return false;
  if (value['image'] !== undefined && value['name'] === name) return true;
  return Object.values(value).some((each) => each !== undefined && hasContainer(each, name));
}

function withImages(value: JsonValue, images: ReadonlyMap<string, string>): JsonValue {
  if (Array.isArray(value)) return value.map((each) => withImages(each, images));
  if (!isJsonObject(value)) return value;
  const image = images.get(String(value['name'])) ?? images.get('*');
  const isContainer = typeof value['image'] === 'string' && typeof value['name'] === 'string';
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    inner === undefined ? null : withImages(inner, images),
  ]);
  const copy = Object.fromEntries(entries) as JsonObject;
  return isContainer && image !== undefined ? { ...copy, image } : copy;
}

/** Sends what has changed of an object, if anything has. */
export function* patchDifference(
  invocation: Invocation,
  info: Info,
  change: { readonly after: JsonObject; readonly manager: string; readonly operation: string },
): Proc<Outcome> {
  const type = typeOf(info.resource);
  if (type === undefined)
    return [ownError(`${info.resource.resource} "${info.name}" cannot be changed so`)];
  const body = twoWayPatch(type, info.object as unknown as JsonObject, change.after);
  if (Object.keys(body).length === 0) return fine;
  if (invocation.flag('dry-run') === 'client') {
    sayDone(invocation, info.resource, { object: change.after, operation: change.operation });
    return fine;
  }
  const patched = yield* sendPatch(invocation, info, {
    type: 'application/strategic-merge-patch+json',
    body,
    manager: change.manager,
    accept: anyAccept,
  });
  if (!patched.ok) return [patched.error];
  sayDone(invocation, info.resource, { object: patched.value, operation: change.operation });
  return fine;
}

export function* scale(invocation: Invocation): Proc<Outcome> {
  const replicas = Number(invocation.flag('replicas'));
  const current = invocation.flag('current-replicas');
  const version = invocation.flag('resource-version');
  return yield* eachInfo(invocation, invocation.words, {
    act: function* (info): Proc<Outcome> {
      const { resource, namespace, name } = info;
      const operation = 'scaled';
      if (invocation.flag('dry-run') === 'client') {
        sayDone(invocation, resource, { object: info.object as unknown as JsonObject, operation });
        return fine;
      }
      if (current === undefined && version === undefined) {
        const patched = yield* sendPatch(invocation, info, {
          type: 'application/merge-patch+json',
          body: { spec: { replicas } },
          manager: '',
          subresource: 'scale',
          accept: anyAccept,
        });
        if (!patched.ok) return [patched.error];
      } else {
        const path = pathOf(resource, { namespace, name, subresource: 'scale' });
        const fault = yield* scaleFrom(invocation, path, { replicas, current, version });
        if (fault !== undefined) return [fault];
      }
      sayDone(invocation, resource, { object: info.object as unknown as JsonObject, operation });
      return fine;
    },
  });
}

/** Reads the scale and puts it back changed, if it is as was expected. */
function* scaleFrom(
  invocation: Invocation,
  path: string,
  wish: {
    readonly replicas: number;
    readonly current: string | undefined;
    readonly version: string | undefined;
  },
): Proc<string | undefined> {
  const found = yield* invocation.object({ path, accept: anyAccept });
  if (!found.ok) return complaintOf(found.error);
  const scaleObject = found.value as Unstructured & {
    readonly spec?: { readonly replicas?: number };
  };
  const { replicas, current, version } = wish;
  const now = scaleObject.spec?.replicas ?? 0;
  if (current !== undefined && current !== '-1' && String(now) !== current) {
    return ownError(`Expected replicas to be ${current}, was ${now}`);
  }
  if (version !== undefined && scaleObject.metadata.resourceVersion !== version) {
    return ownError(
      `Expected resource version to be ${version}, was ${scaleObject.metadata.resourceVersion}`,
    );
  }
  const body = { ...scaleObject, spec: { ...scaleObject.spec, replicas } } as unknown as JsonValue;
  const put = yield* invocation.object({
    method: 'PUT',
    path,
    accept: anyAccept,
    contentType: '',
    body,
  });
  return put.ok ? undefined : complaintOf(put.error);
}

/** The text of the file stands for what a person has saved in the editor. */
export function* edit(invocation: Invocation): Proc<Outcome> {
  const [manifest] = invocation.manifests;
  return yield* eachInfo(invocation, invocation.words, {
    act: function* (info): Proc<Outcome> {
      const { resource } = info;
      const typed = { apiVersion: apiVersionOf(resource), kind: resource.kind };
      const valid = yield* validate(invocation, [typed]);
      if (!valid.ok) return [valid.error];
      if (manifest === undefined || equalJson(manifest.object, info.object)) {
        invocation.err('Edit cancelled, no changes made.\n');
        return fine;
      }
      const type = typeOf(resource);
      const before = info.object as unknown as JsonObject;
      const body =
        type === undefined
          ? mergeDifference(before, manifest.object)
          : twoWayPatch(type, before, manifest.object);
      if (Object.keys(body).length === 0) {
        invocation.err('Edit cancelled, no changes made.\n');
        return fine;
      }
      const patched = yield* sendPatch(invocation, info, {
        type:
          type === undefined
            ? 'application/merge-patch+json'
            : 'application/strategic-merge-patch+json',
        body,
        manager: 'kubectl-edit',
        validation: fieldValidationOf(invocation),
      });
      if (!patched.ok) return [patched.error];
      sayDone(invocation, resource, { object: patched.value, operation: 'edited' });
      return fine;
    },
  });
}

/** The JSON merge patch between two documents. */
export function mergeDifference(before: JsonObject, after: JsonObject): JsonObject {
  const patch: Record<string, JsonValue> = {};
  for (const key of Object.keys(before)) if (after[key] === undefined) patch[key] = null;
  for (const [key, value] of Object.entries(after)) {
    const old = before[key];
    if (value === undefined || equalJson(old, value)) continue;
    patch[key] = isJsonObject(old) && isJsonObject(value) ? mergeDifference(old, value) : value;
  }
  return patch;
}
