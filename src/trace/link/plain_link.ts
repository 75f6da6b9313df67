/**
 * Links of version 1: a run and a hop as plain JSON. They are still read, and still made where nothing
 * may have to be fetched: in the report of a crash.
 */

import { utf8Bytes } from '#base/base64.ts';
import { base64UrlOf, bytesOfBase64Url } from '#base/base64url.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { formatVersion } from '#trace/event.ts';
import { runRecordShape } from '#trace/run_record_shape.ts';
import { count, decodeRecord, record, type Shaped } from '#trace/shape.ts';
import type { LinkFault, SharedPlace } from './shared_link.ts';

/** What the hash of a link to runs begins with, in every version. */
export const linkPrefix = '#run=';

const placeShape = { record: record(runRecordShape), seq: count };

/** Whether a hash is meant to be a link to a run. */
export function isRunHash(hash: string): boolean {
  return hash.startsWith(linkPrefix);
}

export function encodePlainLink(place: SharedPlace): string {
  const bytes = Uint8Array.from(utf8Bytes(JSON.stringify(place)));
  return `${linkPrefix}1.${base64UrlOf(bytes)}`;
}

/** What the body of such a link says; `textOf` reads UTF-8. */
export function decodePlainBody(
  body: string,
  textOf: (bytes: Uint8Array) => string,
): Result<SharedPlace, LinkFault> {
  const json = jsonOf(body, textOf);
  if (json === undefined) return fail({ kind: 'cutOff', got: body.length, expected: undefined });
  const decoded = decodeRecord(placeShape, json, '$');
  if (!decoded.ok) return fail({ kind: 'misshapen', ...decoded.error });
  const { version } = decoded.value.record;
  if (version !== formatVersion) {
    return fail({ kind: 'format', got: version, expected: formatVersion });
  }
  return ok(asPlace(decoded.value));
}

function jsonOf(body: string, textOf: (bytes: Uint8Array) => string): unknown {
  const bytes = bytesOfBase64Url(body);
  if (bytes === undefined) return undefined;
  try {
    return JSON.parse(textOf(bytes));
  } catch {
    return undefined;
  }
}

/** Numbers of positions become instants: the shape has checked that they are whole. */
function asPlace(value: Shaped<typeof placeShape>): SharedPlace {
  return value as SharedPlace;
}
