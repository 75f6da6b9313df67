/**
 * PATCH in its four kinds: JSON patch, merge patch, strategic merge patch and server-side apply. The patch is
 * applied anew to whatever is stored when it is written, so that races never fail it.
 */

import {
  newBadRequest,
  newConflict,
  newGenericServerResponse,
  newInvalid,
  newRequestEntityTooLargeError,
  newStatusError,
  type StatusError,
} from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { mergePatch } from '#apimachinery/pkg/util/jsonmergepatch/patch.ts';
import {
  goText,
  type PatchError,
  strategicMergeMapPatch,
} from '#apimachinery/pkg/util/strategicpatch/patch.ts';
import { invalid } from '#apimachinery/pkg/util/validation/field/errors.ts';
import { bodyText, lengthFailure } from '#apiserver/bodies/body_text.ts';
import { jsonOfValue, type ReadJson, readJson } from '#apiserver/bodies/json_text.ts';
import { applyFields } from '#apiserver/managed_fields/field_manager.ts';
import { applyJsonPatch, mostOperations } from '#apiserver/patches/json_patch.ts';
import { patchSchema } from '#apiserver/patches/patch_schema.ts';
import { decodeObject, keepReset } from '#apiserver/registry/decode_object.ts';
import { apiVersionOf, type Kind } from '#apiserver/registry/kind.ts';
import { textAt } from '#apiserver/registry/members.ts';
import type { Target } from '#apiserver/registry/object_store.ts';
import type { Subresource } from '#apiserver/registry/object_update.ts';
import { type Outcome, rawFailure } from '#apiserver/registry/outcome.ts';
import { scaleKind, scaleToPatch } from '#apiserver/registry/scale.ts';
import { structNamed, typeOf } from '#apiserver/types/built_in_types.ts';
import { decodeStruct, inGoOrder, jsonType } from '#apiserver/types/decode.ts';
import {
  canonicalJson,
  cloneJson,
  isJsonObject,
  type JsonObject,
  type JsonValue,
} from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { ServerRequest, ServerResponse } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import { creationFailure } from './namespace_lifecycle.ts';
import { withoutDuplicateOwners } from './owner_duplicates.ts';
import type { ReplicaView } from './replica_view.ts';
import {
  applyPatchType,
  fieldValidationOf,
  mediaTypeOf,
  optionsFailure,
  otherKind,
  strangerText,
  unsupportedMediaType,
} from './request_body.ts';
import { failureResponse, withWarnings } from './response.ts';
import { fieldWrite, noteOwner, placeMismatch, runUpdate, subresourceChange } from './write.ts';

type PatchType = 'json' | 'merge' | 'strategic' | 'apply';

const patchTypes: Readonly<Record<string, PatchType>> = {
  'application/json-patch+json': 'json',
  'application/merge-patch+json': 'merge',
  'application/strategic-merge-patch+json': 'strategic',
  [applyPatchType]: 'apply',
};

/** A request to patch one object. */
interface PatchRequest {
  readonly replica: ReplicaView;
  readonly target: Target;
  readonly request: ServerRequest;
  readonly subresource: Subresource;
  readonly type: PatchType;
  readonly patch: ReadJson;
  /** Grows while the patch is applied. */
  readonly warnings: string[];
}

export function* handlePatch(
  replica: ReplicaView,
  target: Target,
  asked: { readonly request: ServerRequest; readonly subresource: Subresource },
): Proc<ServerResponse> {
  const { request, subresource } = asked;
  const { kind } = target;
  const type = patchTypes[mediaTypeOf(request)];
  if (type === undefined || (type === 'strategic' && kind.custom)) {
    return failureResponse(unsupportedPatch(kind));
  }
  const refused = lengthFailure(request) ?? optionsFailure(request, 'PatchOptions');
  if (refused !== undefined) return failureResponse(refused);
  const read = readPatch(replica, request, type);
  if (!read.ok) return failureResponse(newBadRequest(read.error));
  const warnings: string[] = [];
  const patch = { replica, target, request, subresource, type, patch: read.value, warnings };
  const response = yield* runUpdate(replica, target, {
    subresource,
    uid: undefined,
    missing: type === 'apply' && subresource === '' ? () => createdByApply(patch) : undefined,
    admit: () => creationFailure(replica, kind, target),
    change: (existing) => patched(patch, existing),
  });
  return withWarnings(response, warnings);
}

/** Built-in kinds are refused before anybody knows which types there are. */
function unsupportedPatch(kind: Kind): StatusError {
  if (kind.custom) {
    const served = Object.keys(patchTypes).filter((each) => patchTypes[each] !== 'strategic');
    return unsupportedMediaType(served);
  }
  const message = '415: Unsupported Media Type';
  return newStatusError(415, 'UnsupportedMediaType', { message, details: {} });
}

function readPatch(
  replica: ReplicaView,
  request: ServerRequest,
  type: PatchType,
): Result<ReadJson, string> {
  if (request.text === undefined && request.body !== undefined) {
    return ok(jsonOfValue(request.body));
  }
  const text = bodyText(request);
  if (type !== 'apply') {
    const read = readJson(text);
    return read.ok ? read : fail('invalid JSON patch');
  }
  const read = replica.readYaml === undefined ? readJson(text) : replica.readYaml(text);
  return read.ok ? read : fail(`error encoding patch: ${read.error}`);
}

/** The stored object with the patch applied to it. */
function patched(asked: PatchRequest, existing: Unstructured): Outcome<Unstructured> {
  const { replica, request, target, subresource, warnings } = asked;
  warnings.length = 0;
  const base = subresource === 'scale' ? scaleToPatch(target.kind, existing) : ok(existing);
  if (!base.ok) return base;
  const result = appliedPatch(asked, base.value);
  if (!result.ok) return result;
  const wanted = result.value;
  const mismatch = placeMismatch(target, wanted);
  if (mismatch !== undefined) return fail(newBadRequest(mismatch));
  warnings.push(...withoutDuplicateOwners(wanted));
  const changed = subresourceChange(target.kind, wanted, { existing, subresource });
  if (!changed.ok || (asked.type === 'apply' && subresource !== 'scale')) return changed;
  noteOwner(replica, target.kind, { request, subresource, live: existing, wanted: changed.value });
  return changed;
}

/** The kind of what is patched. */
function patchedKind(asked: PatchRequest): Kind {
  return asked.subresource === 'scale' ? scaleKind : asked.target.kind;
}

function appliedPatch(asked: PatchRequest, existing: Unstructured): Outcome<Unstructured> {
  switch (asked.type) {
    case 'apply':
      return appliedConfig(asked, existing);
    case 'strategic':
      return strategicallyPatched(asked, existing);
    case 'json':
    case 'merge':
      return plainlyPatched(asked, existing);
  }
}

// JSON patch and merge patch.

function plainlyPatched(asked: PatchRequest, existing: Unstructured): Outcome<Unstructured> {
  const { patch } = asked;
  const kind = patchedKind(asked);
  const document =
    asked.type === 'json' ? patchedByOperations(asked, existing) : patchedByMerge(asked, existing);
  if (!document.ok) return document;
  const value = document.value;
  const struct = typeOf(kind);
  const ordered = struct === undefined ? value : inGoOrder(struct, value);
  const text = kind.custom ? canonicalJson(value) : JSON.stringify(ordered);
  const wrong = (problem: string) => fail(patchInvalid(text, problem));
  if (!isJsonObject(value)) {
    return wrong(`json: cannot unmarshal ${jsonType(value)} into Go value of type v1.${kind.kind}`);
  }
  const named = { apiVersion: textAt(value, 'apiVersion'), kind: textAt(value, 'kind') };
  const same = named.apiVersion === apiVersionOf(kind) && named.kind === kind.kind;
  if (!same && !kind.custom) return wrong(strangerText(kind, named));
  const decoded = decodeObject(kind, value);
  if (!decoded.ok) return wrong(decoded.error.message);
  if (!same) return fail(otherKind(kind, decoded.value.object));
  const prefix = asked.type === 'json' ? 'json patch ' : '';
  const strict = [
    ...patch.duplicates.map((path) => `${prefix}duplicate field ${JSON.stringify(path)}`),
    ...(asked.type === 'json' ? unknownInOperations(patch.value) : []),
    ...decoded.value.unknown.map((path) => `unknown field ${JSON.stringify(path)}`),
  ];
  const refused = strictFailure(asked, strict);
  return refused === undefined ? ok(decoded.value.object) : wrong(refused);
}

const unprocessable = () =>
  newGenericServerResponse({
    code: 422,
    verb: '',
    resource: { group: '', resource: '' },
    name: '',
    serverMessage: '',
    retryAfterSeconds: 0,
    isUnexpectedResponse: false,
  });

function patchedByOperations(asked: PatchRequest, existing: Unstructured): Outcome<JsonValue> {
  const { value } = asked.patch;
  const problem = operationsProblem(value);
  if (problem !== undefined) {
    const ignores = fieldValidationOf(asked.request) === 'Ignore';
    return fail(newBadRequest(ignores ? problem : `error decoding patch: ${problem}`));
  }
  const operations = value as readonly JsonValue[];
  if (operations.length > mostOperations) {
    const text = `The allowed maximum operations in a JSON patch is ${mostOperations}, got ${operations.length}`;
    return fail(newRequestEntityTooLargeError(text));
  }
  const result = applyJsonPatch(existing, operations);
  return result.ok ? result : fail(unprocessable());
}

/** Why a value is no list of operations. */
function operationsProblem(value: JsonValue): string | undefined {
  const into = (what: JsonValue, type: string) =>
    `json: cannot unmarshal ${jsonType(what)} into Go value of type ${type}`;
  if (!Array.isArray(value)) return into(value, '[]handlers.jsonPatchOp');
  for (const operation of value as readonly JsonValue[]) {
    if (!isJsonObject(operation)) return into(operation, 'handlers.jsonPatchOp');
    for (const field of ['op', 'path', 'from']) {
      const given = operation[field];
      if (given === undefined || given === null || typeof given === 'string') continue;
      return `json: cannot unmarshal ${jsonType(given)} into Go struct field jsonPatchOp.${field} of type string`;
    }
  }
  return undefined;
}

const operationFields = ['op', 'path', 'from', 'value'];

function unknownInOperations(value: JsonValue): readonly string[] {
  return (value as readonly JsonObject[]).flatMap((operation, index) =>
    Object.keys(operation)
      .filter((name) => !operationFields.includes(name))
      .map((name) => `json patch unknown field ${JSON.stringify(`[${index}].${name}`)}`),
  );
}

function patchedByMerge(asked: PatchRequest, existing: Unstructured): Outcome<JsonValue> {
  const { value } = asked.patch;
  if (!isJsonObject(value)) {
    const problem = `json: cannot unmarshal ${jsonType(value)} into Go value of type map[string]interface {}`;
    const ignores = fieldValidationOf(asked.request) === 'Ignore';
    return fail(newBadRequest(ignores ? 'Invalid JSON Patch' : `error decoding patch: ${problem}`));
  }
  return ok(cloneJson(mergePatch(existing, value)));
}

// Strategic merge patch.

function strategicallyPatched(asked: PatchRequest, existing: Unstructured): Outcome<Unstructured> {
  const { patch } = asked;
  const kind = patchedKind(asked);
  const { value } = patch;
  const struct = typeOf(kind);
  if (!isJsonObject(value) || struct === undefined) {
    const text = `json: cannot unmarshal ${jsonType(value)} into Go value of type map[string]interface {}`;
    return fail(newBadRequest(text));
  }
  const result = strategicMergeMapPatch(existing, value, patchSchema(struct));
  if (!result.ok) return fail(strategicFailure(result.error));
  const decoded = decodeStruct(struct, result.value, 'converting');
  const printed = goText(value);
  if (decoded.error !== undefined) return fail(patchInvalid(printed, decoded.error));
  const strict = [
    ...patch.duplicates.map((path) => `duplicate field ${JSON.stringify(path)}`),
    ...decoded.unknown.map((path) => `unknown field ${JSON.stringify(path)}`),
  ];
  const refused = strictFailure(asked, strict);
  if (refused !== undefined) return fail(patchInvalid(printed, refused));
  const object = decoded.value as Unstructured;
  keepReset(result.value, object);
  kind.strategy.setDefaults(object);
  return ok(object);
}

function strategicFailure(error: PatchError) {
  switch (error.kind) {
    case 'format':
      return newBadRequest(error.message);
    case 'content':
      return unprocessable();
    case 'other':
      return rawFailure(error.message).error;
  }
}

// Server-side apply.

function createdByApply(asked: PatchRequest): Outcome<Unstructured> {
  const { target } = asked;
  const applied = appliedConfig(asked, undefined);
  if (!applied.ok) return applied;
  const { uid = '' } = applied.value.metadata;
  if (uid !== '') {
    const why = `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`;
    return fail(newConflict(target.kind, target.name, why));
  }
  const mismatch = placeMismatch(target, applied.value);
  return mismatch === undefined ? applied : fail(newBadRequest(mismatch));
}

function appliedConfig(
  asked: PatchRequest,
  existing: Unstructured | undefined,
): Outcome<Unstructured> {
  const { replica, request, subresource, patch } = asked;
  const kind = patchedKind(asked);
  const { value } = patch;
  if (!isJsonObject(value)) {
    const problem = `json: cannot unmarshal ${jsonType(value)} into Go value of type map[string]interface {}`;
    return fail(
      newBadRequest(
        `error decoding patch: error unmarshaling JSON: while decoding JSON: ${problem}`,
      ),
    );
  }
  const force = request.query['force'] === 'true' || request.query['force'] === '1';
  const write = { ...fieldWrite(replica, request, subresource), force };
  const applied = applyFields(kind, { live: existing, config: value }, write);
  if (!applied.ok) return applied;
  const decoded = decodedConfig(kind, applied.value);
  if (!decoded.ok) return decoded;
  const strict = patch.duplicates.map((path) => `duplicate field ${JSON.stringify(path)}`);
  if (strict.length > 0 && fieldValidationOf(request) === 'Strict') {
    return fail(newBadRequest(`error strict decoding patch: ${strict.join(', ')}`));
  }
  if (fieldValidationOf(request) === 'Warn') asked.warnings.push(...strict);
  return decoded;
}

/** What Go's types make of a merged object; its owners stand in it already. */
function decodedConfig(kind: Kind, applied: Unstructured): Outcome<Unstructured> {
  const struct = typeOf(kind);
  let object = applied;
  if (struct !== undefined) {
    const decoded = decodeStruct(struct, applied, 'converting');
    if (decoded.error !== undefined) return rawFailure(decoded.error);
    object = decoded.value as Unstructured;
  } else {
    const metadata = decodeStruct(structNamed('ObjectMeta'), applied.metadata as JsonObject);
    object = { ...applied, metadata: metadata.value };
  }
  kind.strategy.setDefaults(object);
  return ok(object);
}

// What all have in common.

/** The text of what is wrong under `Strict`; under `Warn` the client is warned instead. */
function strictFailure(asked: PatchRequest, strict: readonly string[]): string | undefined {
  if (strict.length === 0) return undefined;
  const directive = fieldValidationOf(asked.request);
  if (directive === 'Strict') return `strict decoding error: ${strict.join(', ')}`;
  if (directive === 'Warn') asked.warnings.push(...strict);
  return undefined;
}

function patchInvalid(value: string, problem: string) {
  return newInvalid({ group: '', kind: '' }, '', [invalid('patch', value, problem)]);
}
