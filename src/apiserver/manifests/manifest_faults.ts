/**
 * What the server would say against a manifest that is created under strict validation, all of it at once and
 * each with its place. It asks the same decoder and the same rules that answer requests.
 */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { errorText, type FieldError } from '#apimachinery/pkg/util/validation/field/errors.ts';
import { preparedForCreation } from '#apiserver/registry/creation.ts';
import { type DecodedObject, decodeObject } from '#apiserver/registry/decode_object.ts';
import { apiVersionOf, type Kind, type Preparation } from '#apiserver/registry/kind.ts';
import type { Path } from '#apiserver/types/decode.ts';
import { cloneJson, type JsonObject, type JsonValue } from '#base/json.ts';
import { startOfRun } from '#base/time.ts';

export interface ManifestFault {
  /** The value itself, a member that should not be there, or the place where something is missing. */
  readonly what: 'value' | 'unknown' | 'missing';
  /** `spec.containers[0].image`. */
  readonly field: string;
  readonly message: string;
}

/** A decoder stops at its first fault; so many are looked for behind it. */
const mostDecodingFaults = 20;

/** Everything that is wrong with the manifest, in the order in which the server would come to it. */
export function manifestFaults(kind: Kind, manifest: JsonObject): readonly ManifestFault[] {
  const { faults, decoded } = decodedManifest(kind, manifest);
  if (decoded === undefined) return faults;
  const unknown = decoded.unknown.map((field) => {
    const message = `unknown field ${JSON.stringify(field)}`;
    return { what: 'unknown', field, message } as const;
  });
  // What did not fit was left out, and is not missing besides.
  const misfits = new Set(faults.map(({ field }) => field));
  const values = valueErrors(kind, decoded.object).filter(({ field }) => !misfits.has(field));
  return [...faults, ...unknown, ...values.map(faultOf)];
}

/** What the rules of the kind say of a manifest, as far as it can be decoded. */
export function ruleErrors(kind: Kind, manifest: JsonObject): readonly FieldError[] {
  const { decoded } = decodedManifest(kind, manifest);
  return decoded === undefined ? [] : valueErrors(kind, decoded.object);
}

interface Decoding {
  readonly faults: readonly ManifestFault[];
  /** Without what does not fit. */
  readonly decoded: DecodedObject | undefined;
}

function decodedManifest(kind: Kind, manifest: JsonObject): Decoding {
  const faults: ManifestFault[] = [];
  let rest = manifest;
  while (faults.length < mostDecodingFaults) {
    const decoded = decodeObject(kind, cloneJson(rest));
    if (decoded.ok) return { faults, decoded: decoded.value };
    const { at, message } = decoded.error;
    faults.push({ what: 'value', field: fieldOf(at), message });
    const without = withValue(rest, at, null);
    if (without === undefined) break;
    rest = without;
  }
  return { faults, decoded: undefined };
}

/** A cluster in which nothing is taken. */
const emptyCluster: Preparation = {
  now: startOfRun,
  freeClusterIP: () => '10.96.1.1',
  isFreeClusterIP: () => true,
  freeNodePort: () => 30_000,
};

function valueErrors(kind: Kind, object: Unstructured): readonly FieldError[] {
  const { metadata } = object;
  if (!kind.namespaced) delete metadata.namespace;
  else if ((metadata.namespace ?? '') === '') metadata.namespace = 'default';
  object.apiVersion = apiVersionOf(kind);
  object.kind = kind.kind;
  return preparedForCreation(kind, object, emptyCluster);
}

function faultOf(error: FieldError): ManifestFault {
  const what = error.type === 'FieldValueRequired' ? 'missing' : 'value';
  return { what, field: error.field, message: errorText(error) };
}

/** The path as errors write it. */
function fieldOf(path: Path): string {
  return path.reduce<string>((before, step) => {
    if (typeof step === 'number') return `${before}[${step}]`;
    return before === '' ? step : `${before}.${step}`;
  }, '');
}

/** A copy with another value at the path, which it must have down to the last step. */
export function withValue(
  object: JsonObject,
  path: Path,
  value: JsonValue,
): JsonObject | undefined {
  const last = path.at(-1);
  if (last === undefined) return undefined;
  const copy = cloneJson(object);
  let holder: unknown = copy;
  for (const step of path.slice(0, -1)) {
    if (typeof holder !== 'object' || holder === null) return undefined;
    holder = (holder as Record<string | number, unknown>)[step];
  }
  if (typeof holder !== 'object' || holder === null) return undefined;
  (holder as Record<string | number, unknown>)[last] = value;
  return copy;
}
