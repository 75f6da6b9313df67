/** Decoding a request's body into an object of the kind that the URL names. */

import {
  newBadRequest,
  newInvalid,
  newStatusError,
  type StatusError,
} from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import {
  type FieldError,
  invalid,
  notSupported,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { type Body, bodySummary, bodyText, lengthFailure } from '#apiserver/bodies/body_text.ts';
import { jsonOfValue, type ReadJson, readJson } from '#apiserver/bodies/json_text.ts';
import { decodeObject } from '#apiserver/registry/decode_object.ts';
import { apiVersionOf, type Kind } from '#apiserver/registry/kind.ts';
import type { Outcome } from '#apiserver/registry/outcome.ts';
import { typeOf } from '#apiserver/types/built_in_types.ts';
import { jsonType } from '#apiserver/types/decode.ts';
import { isJsonObject, type JsonValue } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { ServerRequest } from '#sim/network.ts';

/** An object and what a client is warned of. */
export interface ReadObject {
  readonly object: Unstructured;
  readonly warnings: readonly string[];
}

/** Reads YAML, where somebody brought a reader; the fault is the parser's. */
export type ReadYaml = (text: string) => Result<ReadJson, string>;

/** What becomes of unknown and repeated fields. */
export type FieldValidation = 'Ignore' | 'Warn' | 'Strict';

const yamlType = 'application/yaml';

/** The server's own copy of the object in the body, or why there is none. */
export function readObject(
  kind: Kind,
  request: ServerRequest,
  readYaml: ReadYaml | undefined,
): Outcome<ReadObject> {
  const refused = mediaTypeFailure(request) ?? lengthFailure(request);
  if (refused !== undefined) return fail(refused);
  const options = request.method === 'POST' ? 'CreateOptions' : 'UpdateOptions';
  const invalidOptions = optionsFailure(request, options);
  if (invalidOptions !== undefined) return fail(invalidOptions);
  const read = readBody(request, readYaml);
  if (!read.ok) return fail(unrecognized(kind, request, read.error));
  const named = interpret(kind, request, read.value.value);
  if (!named.ok) return named;
  const { value, duplicates } = read.value;
  const decoded = decodeObject(kind, isJsonObject(value) ? value : {});
  const start = cannotBeHandled(kind, named.value);
  if (!decoded.ok) return fail(newBadRequest(`${start}: ${decoded.error.message}`));
  const { object, unknown } = decoded.value;
  const strict = [
    ...duplicates.map((path) => `duplicate field ${JSON.stringify(path)}`),
    ...unknown.map((path) => `unknown field ${JSON.stringify(path)}`),
  ];
  const directive = fieldValidationOf(request);
  if (directive === 'Strict' && strict.length > 0) {
    return fail(newBadRequest(`${start}: strict decoding error: ${strict.join(', ')}`));
  }
  if (kind.custom && named.value.kind !== kind.kind) return fail(otherKind(kind, object));
  return ok({ object, warnings: directive === 'Warn' ? strict : [] });
}

export function fieldValidationOf(request: ServerRequest): FieldValidation {
  const { fieldValidation = '' } = request.query;
  return fieldValidation === 'Ignore' || fieldValidation === 'Strict' ? fieldValidation : 'Warn';
}

const mostManagerLength = 128;

/** What is wrong with the query of a write. */
export function optionsFailure(
  request: ServerRequest,
  options: 'CreateOptions' | 'UpdateOptions' | 'PatchOptions',
): StatusError | undefined {
  const errors = optionsErrors(request, options === 'PatchOptions');
  return errors.length === 0
    ? undefined
    : newInvalid({ group: 'meta.k8s.io', kind: options }, '', errors);
}

/** Who writes: `fieldManager`, or what stands before the slash in the client's own name. */
export function fieldManagerOf(request: ServerRequest): string {
  const { fieldManager = '' } = request.query;
  if (fieldManager !== '') return fieldManager;
  const agent = (request.headers['user-agent'] ?? '').split('/')[0] ?? '';
  return agent.replaceAll(/\p{C}/gu, '').slice(0, mostManagerLength);
}

function optionsErrors(request: ServerRequest, patch: boolean): readonly FieldError[] {
  const errors: FieldError[] = [];
  const { fieldManager = '', fieldValidation = '' } = request.query;
  const apply = mediaTypeOf(request) === applyPatchType;
  if (patch && apply && fieldManager === '') {
    const detail = 'is required for apply patch';
    errors.push({ type: 'FieldValueRequired', field: 'fieldManager', badValue: '', detail });
  }
  if (patch && !apply && request.query['force'] !== undefined) {
    const detail = 'may not be specified for non-apply patch';
    errors.push({ type: 'FieldValueForbidden', field: 'force', badValue: '', detail });
  }
  if (fieldManager.length > mostManagerLength) {
    const detail = `may not be more than ${mostManagerLength} bytes`;
    errors.push({ type: 'FieldValueTooLong', field: 'fieldManager', badValue: '', detail });
  }
  const unprintable = [...fieldManager].findIndex((character) => /\p{C}/u.test(character));
  if (unprintable >= 0) {
    const code = [...fieldManager][unprintable]?.codePointAt(0) ?? 0;
    const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
    const detail = `invalid character ${name} (at position ${unprintable})`;
    errors.push(invalid('fieldManager', fieldManager, detail));
  }
  if (!['', 'Ignore', 'Warn', 'Strict'].includes(fieldValidation)) {
    const known = ['', 'Ignore', 'Strict', 'Warn'];
    errors.push(notSupported('fieldValidation', fieldValidation, known));
  }
  return errors;
}

export const applyPatchType = 'application/apply-patch+yaml';

/** `application/json` of `application/json; charset=utf-8`. */
export function mediaTypeOf(request: ServerRequest): string {
  return (request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
}

function mediaTypeFailure(request: ServerRequest): StatusError | undefined {
  const type = mediaTypeOf(request);
  if (type === '' || type === 'application/json' || type === yamlType) return undefined;
  return unsupportedMediaType([
    'application/json',
    yamlType,
    'application/vnd.kubernetes.protobuf',
  ]);
}

export function unsupportedMediaType(accepted: readonly string[]): StatusError {
  const message = `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`;
  return newStatusError(415, 'UnsupportedMediaType', { message });
}

function readBody(
  request: ServerRequest,
  readYaml: ReadYaml | undefined,
): Result<ReadJson, string> {
  if (request.text === undefined && request.body !== undefined) {
    return ok(jsonOfValue(request.body));
  }
  const text = bodyText(request);
  if (mediaTypeOf(request) === yamlType && readYaml !== undefined) return readYaml(text);
  return readJson(text);
}

/** What an object says it is. */
export interface NamedKind {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What the body says it is; what it leaves out is taken from the URL. */
function interpret(kind: Kind, request: Body, value: JsonValue): Outcome<NamedKind> {
  const members = value === null ? {} : value;
  if (!isJsonObject(members)) {
    const struct =
      'struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }';
    const problem = `json: cannot unmarshal ${jsonType(value)} into Go value of type ${struct}`;
    return fail(unrecognized(kind, request, problem));
  }
  const names: Record<string, string> = {};
  for (const field of ['apiVersion', 'kind']) {
    const given = members[field];
    if (given === undefined || given === null) continue;
    if (typeof given !== 'string') {
      const problem = `json: cannot unmarshal ${jsonType(given)} into Go struct field .${field} of type string`;
      return fail(unrecognized(kind, request, problem));
    }
    names[field] = given;
  }
  const apiVersion = names['apiVersion'] ?? '';
  const wanted = apiVersionOf(kind);
  const named = { apiVersion: apiVersion || wanted, kind: names['kind'] ?? '' };
  if (kind.custom) return customName(kind, { request, named, apiVersion });
  const full = { ...named, kind: named.kind || kind.kind };
  if (full.apiVersion === wanted && full.kind === kind.kind) return ok(full);
  return fail(newBadRequest(`${cannotBeHandled(kind, full)}: ${strangerText(kind, full)}`));
}

const scheme = 'pkg/runtime/scheme.go:111';

/** What is said of an object of another kind. */
export function strangerText(kind: Kind, named: NamedKind): string {
  const [version = '', group = ''] = named.apiVersion.split('/').reverse();
  const known = typeOf({ group, kind: named.kind }) !== undefined && version === 'v1';
  if (!known) {
    return `no kind "${named.kind}" is registered for version "${named.apiVersion}" in scheme "${scheme}"`;
  }
  const hub = kind.group === '' ? 'core' : (kind.group.split('.')[0] ?? '');
  return `converting (v1.${named.kind}) to (${hub}.${kind.kind}): unknown conversion`;
}

function customName(
  kind: Kind,
  given: { readonly request: Body; readonly named: NamedKind; readonly apiVersion: string },
): Outcome<NamedKind> {
  const { request, named, apiVersion } = given;
  const wanted = apiVersionOf(kind);
  if (named.kind === '') {
    const missing = `Object 'Kind' is missing in '${bodyText(request)}'`;
    return fail(newBadRequest(unrecognizedText(kind, request, missing)));
  }
  if (apiVersion !== wanted) {
    const text = `the API version in the data (${apiVersion}) does not match the expected API version (${wanted})`;
    return fail(newBadRequest(text));
  }
  return ok(named);
}

/** A custom resource of another kind is decoded all the same, and is then invalid. */
export function otherKind(kind: Kind, object: Unstructured): StatusError {
  const given = object.kind ?? '';
  const wrong = invalid('kind', given, `must be ${kind.kind}`);
  return newInvalid({ group: kind.group, kind: given }, object.metadata.name ?? '', [wrong]);
}

function cannotBeHandled(kind: Kind, named: NamedKind): string {
  const version = named.apiVersion.split('/').pop() ?? '';
  return `${named.kind} in version "${version}" cannot be handled as a ${kind.kind}`;
}

function unrecognized(kind: Kind, request: Body, problem: string): StatusError {
  const parse = `couldn't get version/kind; json parse error: ${problem}`;
  return newBadRequest(unrecognizedText(kind, request, parse));
}

function unrecognizedText(kind: Kind, request: Body, problem: string): string {
  const summary = bodySummary(bodyText(request));
  return `the object provided is unrecognized (must be of type ${kind.kind}): ${problem} (${summary})`;
}
