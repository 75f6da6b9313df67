/**
 * What an answer looks like: the object as it is, only its metadata, or a table for people to read, as
 * the client's Accept header asks. A Status is never changed.
 */

import { newBadRequest, newStatusError } from '#apimachinery/pkg/api/errors/errors.ts';
import {
  type PartialObjectMetadata,
  partialObjectMetadataKind,
} from '#apimachinery/pkg/apis/meta/v1/types.ts';
import {
  isUnstructured,
  isUnstructuredList,
  type Unstructured,
} from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { type IncludedObject, type TableOptions, tableOf } from '#apiserver/printers/table.ts';
import type { Kind } from '#apiserver/registry/kind.ts';
import type { Outcome } from '#apiserver/registry/outcome.ts';
import type { JsonObject, JsonValue } from '#base/json.ts';
import { fail, ok } from '#base/result.ts';
import type { Instant } from '#base/time.ts';
import type { ServerResponse } from '#sim/network.ts';
import type { Sim } from '#sim/sim.ts';
import { failureResponse } from './response.ts';

/** The kind that an answer is turned into. */
export interface Conversion {
  readonly as: 'PartialObjectMetadata' | 'PartialObjectMetadataList' | 'Table';
  /** `meta.k8s.io/v1` */
  readonly apiVersion: string;
  /** What a table's rows show of their objects. */
  readonly include: IncludedObject;
}

const metadataVersions = ['v1', 'v1beta1'];

/**
 * The conversion of the first clause that the server can serve; `undefined` for the object as it is.
 * Whichever encoding the client would rather have, it gets JSON.
 */
export function conversionOf(
  accept: string,
  include: IncludedObject = 'Metadata',
): Conversion | undefined {
  for (const clause of accept.split(',')) {
    const [, ...parameters] = clause.split(';').map((part) => part.trim());
    const asked = new Map(
      parameters.map((part) => {
        const [name = '', value = ''] = part.split('=');
        return [name, value] as const;
      }),
    );
    const as = asked.get('as');
    if (as === undefined) return undefined;
    const version = asked.get('v') ?? '';
    const isServed = asked.get('g') === 'meta.k8s.io' && metadataVersions.includes(version);
    if (!isServed) continue;
    const isKnown = as === partialObjectMetadataKind || as === `${partialObjectMetadataKind}List`;
    if (isKnown || as === 'Table') return { as, apiVersion: `meta.k8s.io/${version}`, include };
  }
  return undefined;
}

/** Encodings that the real server has; ours answers all of them in JSON. */
const mediaTypes = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'];

/**
 * The refusal of an answer in a form that the server does not have. A built-in path knows its encodings
 * before anything is asked of it, and says so in other words.
 */
export function acceptFailure(
  accept: string,
  where: { readonly kind: Kind; readonly collection: boolean },
): ServerResponse | undefined {
  const clauses = accept.split(',').map((clause) => clause.trim());
  const isAny = (clause: string): boolean => /^(\*\/\*|application\/\*|)(;|$)/.test(clause);
  const readable = clauses.filter(
    (clause) => isAny(clause) || mediaTypes.includes(clause.split(';')[0]?.trim() ?? ''),
  );
  const form = { message: `only the following media types are accepted: ${mediaTypes.join(', ')}` };
  if (readable.length === 0) {
    if (where.kind.custom) return failureResponse(newStatusError(406, 'NotAcceptable', form));
    const streams = [mediaTypes[0], mediaTypes[2]].map((type) => `${type};stream=watch`);
    const offered = where.collection ? [...mediaTypes, ...streams] : mediaTypes;
    const message = `406: Not Acceptable\n\nAvailable representations: ${offered.join(', ')}`;
    return failureResponse(newStatusError(406, 'NotAcceptable', { message, details: {} }));
  }
  const served = readable.some(
    (clause) => !clause.includes('as=') || conversionOf(clause) !== undefined,
  );
  return served ? undefined : failureResponse(newStatusError(406, 'NotAcceptable', form));
}

/** What `includeObject` in a query asks for; metadata if it does not say. */
export function includedObject(value: string | undefined): Outcome<IncludedObject> {
  if (value === undefined || value === '') return ok('Metadata');
  if (value === 'None' || value === 'Metadata' || value === 'Object') return ok(value);
  const detail = "must be 'Metadata', 'Object', 'None', or empty";
  const text = `includeObject: Invalid value: ${JSON.stringify(value)}: ${detail}`;
  return fail(newBadRequest(`Unable to convert to Table as requested: ${text}`));
}

/** How each event of a watch shows its object. The first table has the columns, the others do not. */
export function eventRepresentation(
  sim: Sim,
  kind: Kind,
  conversion: Conversion,
): (object: Unstructured) => Unstructured {
  const { as, apiVersion, include } = conversion;
  if (as !== 'Table') return (object) => partialObjectMetadata(object, apiVersion);
  const { printer } = kind.strategy;
  let headers = true;
  return (object) => {
    const { resourceVersion } = object.metadata;
    const { now } = sim;
    const options = { printer, now, include, apiVersion, headers };
    headers = false;
    return tableOf([object], { resourceVersion }, options) as Unstructured;
  };
}

/** The object without everything but its metadata. */
export function partialObjectMetadata(
  object: Unstructured,
  apiVersion: string,
): PartialObjectMetadata {
  return { kind: partialObjectMetadataKind, apiVersion, metadata: object.metadata };
}

/** An answer as the client wants it, or the refusal of what cannot be had. */
export function converted(
  response: ServerResponse,
  kind: Kind,
  asked: { readonly conversion: Conversion | undefined; readonly now: Instant },
): ServerResponse {
  const { conversion, now } = asked;
  if (conversion === undefined || response.kind === 'stream' || isStatus(response.body)) {
    return response;
  }
  const { body } = response;
  if (!isUnstructured(body)) return response;
  const { as, apiVersion, include } = conversion;
  if (as === 'Table') {
    const options = { printer: kind.strategy.printer, now, include, apiVersion, headers: true };
    return { ...response, body: tableOfBody(body, options) };
  }
  if (isUnstructuredList(body)) {
    if (as === partialObjectMetadataKind) return refused(kind, as);
    const items = body.items.map((item) => partialObjectMetadata(item, apiVersion));
    const list = { kind: as, apiVersion, metadata: continuing(body.metadata), items };
    return { ...response, body: list, bareItems: false };
  }
  if (as !== partialObjectMetadataKind) return refused(kind, as);
  return { ...response, body: partialObjectMetadata(body, apiVersion) };
}

function tableOfBody(body: Unstructured, options: TableOptions): JsonObject {
  if (isUnstructuredList(body)) return tableOf(body.items, continuing(body.metadata), options);
  const { resourceVersion } = body.metadata;
  return tableOf([body], { resourceVersion }, options);
}

/** A list's metadata, which says where it continues only if it does. */
function continuing(metadata: Unstructured['metadata']): JsonObject {
  const { continue: token, ...rest } = metadata as JsonObject;
  return token === undefined || token === '' ? rest : { ...rest, continue: token };
}

function isStatus(body: JsonValue): boolean {
  return isUnstructured(body) && body.kind === 'Status';
}

function refused(kind: Kind, as: Exclude<Conversion['as'], 'Table'>): ServerResponse {
  const message =
    as === partialObjectMetadataKind
      ? `you requested PartialObjectMetadata, but the requested object is a list (${goType(kind, 'List')})`
      : `you requested PartialObjectMetadataList, but the requested object is not a list (${goType(kind, '')})`;
  return failureResponse(newStatusError(406, 'NotAcceptable', { message }));
}

/** The type that the real server, which is written in Go, names in its refusal. */
function goType(kind: Kind, suffix: '' | 'List'): string {
  if (kind.custom) return `*unstructured.Unstructured${suffix}`;
  const [group = ''] = kind.group.split('.');
  return `*${group === '' ? 'core' : group}.${kind.kind}${suffix}`;
}
