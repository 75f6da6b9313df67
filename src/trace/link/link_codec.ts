/**
 * Runs as the hash of an address: `#run=2.<text>`. The text is base64url of the packed length (two bytes),
 * its CRC-32 (four), and canonical JSON packed by deflate. Equal runs give equal links, in every browser.
 * A link that cannot be read says where it breaks, and nothing of it is used.
 */

import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { base64UrlOf, bytesOfBase64Url, strangeCharacter } from '#base/base64url.ts';
import { crc32 } from '#base/crc32.ts';
import { canonicalJson } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { formatVersion } from '#trace/event.ts';
import { linkBodyOf, sharedLinkOf } from './link_body.ts';
import { linkDictionary } from './link_dictionary.ts';
import { decodePlainBody, linkPrefix } from './plain_link.ts';
import type { Link, LinkFault, LinkProblem, SharedLink } from './shared_link.ts';

/** The version of links that are made here. */
export const linkVersion = 2;
/** Packed bytes of a link at most: their number is written in two bytes. */
const mostPacked = 0xffff;
/** A link that unpacks to more than this is refused: no run that a person shares is so long. */
const mostUnpacked = 2_000_000;
const headerBytes = 6;

/** The hash that leads back to these runs; `undefined` if they are more than any link can hold. */
export function encodeLink(shared: SharedLink): string | undefined {
  return packedHash(canonicalJson(linkBodyOf(shared)));
}

/** The hash of a text that is said to be the body of a link. */
export function packedHash(body: string): string | undefined {
  const bytes = strToU8(body);
  if (bytes.length > mostUnpacked) return undefined;
  // Without `mem` the size of its tables comes from a logarithm, which is not the same everywhere.
  const packed = deflateSync(bytes, { level: 9, mem: 4, dictionary: dictionaryBytes() });
  if (packed.length > mostPacked) return undefined;
  const whole = new Uint8Array(headerBytes + packed.length);
  const header = new DataView(whole.buffer);
  header.setUint16(0, packed.length);
  header.setUint32(2, crc32(packed));
  whole.set(packed, headerBytes);
  return `${linkPrefix}${linkVersion}.${base64UrlOf(whole)}`;
}

/** What a hash says: nothing for an empty one. */
export function decodeLink(hash: string): Result<Link | undefined, LinkProblem> {
  if (hash === '' || hash === '#') return ok(undefined);
  if (!hash.startsWith(linkPrefix)) {
    return broken(2, { kind: 'notARun', got: shown(hash.slice(1)) });
  }
  const dot = hash.indexOf('.');
  const version = dot < 0 ? hash.slice(linkPrefix.length) : hash.slice(linkPrefix.length, dot);
  if (version !== '1' && version !== '2')
    return broken(linkPrefix.length + 1, versionFault(version));
  const start = dot < 0 ? hash.length : dot + 1;
  const body = hash.slice(start);
  const wrong = strangeCharacter(body);
  if (wrong >= 0) {
    return broken(start + wrong + 1, { kind: 'character', sign: body.charAt(wrong) });
  }
  return version === '1' ? decodePlain(body, start) : decodePacked(body, start);
}

function versionFault(version: string): LinkFault {
  const got = shown(version);
  const isNewer = /^[1-9]\d{0,3}$/.test(version) && Number(version) > linkVersion;
  return { kind: isNewer ? 'newer' : 'version', got, known: linkVersion };
}

/** Version 1: JSON as it is. */
function decodePlain(body: string, start: number): Result<Link, LinkProblem> {
  const place = decodePlainBody(body, strFromU8);
  if (place.ok) return ok({ kind: 'place', place: place.value });
  const isCut = place.error.kind === 'cutOff';
  return broken(start + (isCut ? body.length : 1), place.error);
}

/** Version 2: packed, with its length and checksum before it. */
function decodePacked(body: string, start: number): Result<Link, LinkProblem> {
  const end = start + body.length;
  const cutOff = (expected: number | undefined): Result<never, LinkProblem> =>
    broken(end, { kind: 'cutOff', got: body.length, expected });
  if (body.length < characters(headerBytes)) return cutOff(undefined);
  const header = bytesOfBase64Url(body.slice(0, characters(headerBytes))) ?? new Uint8Array(6);
  const fields = new DataView(header.buffer);
  const expected = characters(headerBytes + fields.getUint16(0));
  if (body.length < expected) return cutOff(expected);
  if (body.length > expected) {
    return broken(start + expected + 1, { kind: 'tooLong', extra: body.length - expected });
  }
  const packed = bytesOfBase64Url(body)?.subarray(headerBytes);
  if (packed === undefined || crc32(packed) !== fields.getUint32(2)) {
    return broken(start + 1, { kind: 'checksum' });
  }
  const unpacked = unpack(packed);
  if (unpacked === undefined) return broken(start + 1, { kind: 'checksum' });
  if (unpacked.length > mostUnpacked) {
    return broken(start + 1, { kind: 'unpacked', most: mostUnpacked });
  }
  const shared = sharedLinkOf(parsed(unpacked));
  if (!shared.ok) return broken(start + 1, { kind: 'misshapen', ...shared.error });
  const format = shared.value.runs.find((run) => run.record.version !== formatVersion);
  if (format !== undefined) return broken(start + 1, wrongFormat(format.record.version));
  return ok({ kind: 'runs', link: shared.value });
}

/** The output has a fixed size: what does not fit in it is never written. */
function unpack(packed: Uint8Array): Uint8Array | undefined {
  try {
    const out = new Uint8Array(mostUnpacked + 1);
    return inflateSync(packed, { out, dictionary: dictionaryBytes() });
  } catch {
    return undefined;
  }
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strFromU8(bytes));
  } catch {
    return undefined;
  }
}

function dictionaryBytes(): Uint8Array {
  return strToU8(linkDictionary);
}

/** How many characters so many bytes take. */
function characters(bytes: number): number {
  return Math.ceil((bytes * 4) / 3);
}

function wrongFormat(got: number): LinkFault {
  return { kind: 'format', got, expected: formatVersion };
}

function broken(position: number, fault: LinkFault): Result<never, LinkProblem> {
  return fail({ position, fault });
}

function shown(value: string): string {
  return value.length > 24 ? `${value.slice(0, 24)}…` : value;
}
