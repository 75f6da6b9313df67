/**
 * What an answer looks like: the object as it is, or only its metadata, if the client's Accept header
 * asks for that. A Status is never changed.
 */

import { newStatusError } from '#apimachinery/pkg/api/errors/errors.ts';
import {
  type PartialObjectMetadata,
  partialObjectMetadataKind,
} from '#apimachinery/pkg/apis/meta/v1/types.ts';
import {
  isUnstructured,
  isUnstructuredList,
  type Unstructured,
} from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Kind } from '#apiserver/registry/kind.ts';
import type { JsonValue } from '#base/json.ts';
import type { ServerResponse } from '#sim/network.ts';
import { failureResponse, objectResponse } from './response.ts';

/** The kind that an answer is turned into. */
export interface Conversion {
  readonly as: 'PartialObjectMetadata' | 'PartialObjectMetadataList';
  /** `meta.k8s.io/v1` */
  readonly apiVersion: string;
}

const metadataVersions = ['v1', 'v1beta1'];

/**
 * The conversion of the first clause that the server can serve; `undefined` for the object as it is.
 * Whichever encoding the client would rather have, it gets JSON.
 */
export function conversionOf(accept: string): Conversion | undefined {
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
    if (as === partialObjectMetadataKind || as === `${partialObjectMetadataKind}List`) {
      return { as, apiVersion: `meta.k8s.io/${version}` };
    }
  }
  return undefined;
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
  conversion: Conversion | undefined,
): ServerResponse {
  if (conversion === undefined || response.kind === 'stream' || isStatus(response.body)) {
    return response;
  }
  const { status, body } = response;
  if (!isUnstructured(body)) return response;
  const { as, apiVersion } = conversion;
  if (isUnstructuredList(body)) {
    if (as === partialObjectMetadataKind) return refused(kind, as);
    const items = body.items.map((item) => partialObjectMetadata(item, apiVersion));
    return objectResponse(status, { kind: as, apiVersion, metadata: body.metadata, items });
  }
  if (as !== partialObjectMetadataKind) return refused(kind, as);
  return objectResponse(status, partialObjectMetadata(body, apiVersion));
}

function isStatus(body: JsonValue): boolean {
  return isUnstructured(body) && body.kind === 'Status';
}

function refused(kind: Kind, as: Conversion['as']): ServerResponse {
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
