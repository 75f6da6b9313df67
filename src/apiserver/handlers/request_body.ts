/** Decoding a request's body into an object of the kind that the URL names. */

import { newBadRequest } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { apiVersionOf, type Kind } from '#apiserver/registry/kind.ts';
import type { Outcome } from '#apiserver/registry/outcome.ts';
import { cloneJson, isJsonObject, type JsonValue } from '#base/json.ts';
import { fail, ok } from '#base/result.ts';

/** The server's own copy of the object in the body; 400 when there is none. */
export function decodeObject(kind: Kind, body: JsonValue | undefined): Outcome<Unstructured> {
  if (!isJsonObject(body)) {
    const text = `the object provided is unrecognized (must be of type ${kind.kind}): couldn't get version/kind; json parse error: unexpected end of JSON input`;
    return fail(newBadRequest(text));
  }
  const apiVersion = apiVersionOf(kind);
  if (body['apiVersion'] !== undefined && body['apiVersion'] !== apiVersion) {
    const text = `the API version in the data (${String(body['apiVersion'])}) does not match the expected API version (${apiVersion})`;
    return fail(newBadRequest(text));
  }
  if (body['kind'] !== undefined && body['kind'] !== kind.kind) {
    const text = `${String(body['kind'])} in version "${kind.version}" cannot be handled as a ${kind.kind}: no kind "${String(body['kind'])}" is registered for the resource`;
    return fail(newBadRequest(text));
  }
  const problem = structureProblem(body);
  if (problem !== undefined) {
    const text = `${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: ${problem}`;
    return fail(newBadRequest(text));
  }
  return ok(owned(body));
}

/** The first thing that Go's decoder would stumble over; `undefined` if there is none. */
export function structureProblem(body: Readonly<Record<string, unknown>>): string | undefined {
  const { metadata } = body;
  if (metadata === undefined || metadata === null) return undefined;
  if (!isJsonObject(metadata)) return cannot(metadata, 'metadata', 'v1.ObjectMeta');
  for (const field of ['name', 'namespace', 'generateName', 'uid', 'resourceVersion']) {
    const value = metadata[field];
    if (value !== undefined && value !== null && typeof value !== 'string') {
      return cannot(value, `metadata.${field}`, 'string');
    }
  }
  for (const field of ['labels', 'annotations']) {
    const value = metadata[field];
    if (value === undefined || value === null) continue;
    if (!isJsonObject(value)) return cannot(value, `metadata.${field}`, 'map[string]string');
    for (const member of Object.values(value)) {
      if (typeof member !== 'string') return cannot(member, `metadata.${field}`, 'string');
    }
  }
  const { finalizers, ownerReferences } = metadata;
  if (isWrongList(finalizers)) return cannot(finalizers, 'metadata.finalizers', '[]string');
  if (isWrongList(ownerReferences)) {
    return cannot(ownerReferences, 'metadata.ownerReferences', '[]v1.OwnerReference');
  }
  return undefined;
}

/** A copy with metadata and without what the server does not keep. */
function owned(body: Readonly<Record<string, unknown>>): Unstructured {
  const copy = cloneJson(body) as Unstructured;
  const { metadata } = copy as { metadata?: Unstructured['metadata'] };
  const kept = Object.entries(metadata ?? {}).filter(
    ([field, value]) => value !== null && field !== 'managedFields' && field !== 'selfLink',
  );
  copy.metadata = Object.fromEntries(kept);
  return copy;
}

function isWrongList(value: unknown): boolean {
  return value !== undefined && value !== null && !Array.isArray(value);
}

function cannot(value: unknown, field: string, type: string): string {
  return `json: cannot unmarshal ${jsonType(value)} into Go struct field ObjectMeta.${field} of type ${type}`;
}

function jsonType(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value;
}
