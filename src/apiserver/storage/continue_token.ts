/** Where the next page of a list begins: base64 (for URLs, unpadded) of a small JSON document. */

import { isJsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';

export interface ContinueToken {
  /** The revision of the first page; -1 for whatever is current. */
  readonly revision: number;
  /** The next key is this one or the first behind it. */
  readonly start: string;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const version = 'meta.k8s.io/v1';

/** The token for what follows `lastKey`. */
export function encodeContinue(lastKey: string, revision: number): string {
  return encodeStart(`${lastKey}\u0000`, revision);
}

/** The same place, read at whatever revision is current. */
export function encodeInconsistentContinue(token: ContinueToken): string {
  return encodeStart(token.start, -1);
}

export function decodeContinue(text: string): Result<ContinueToken, string> {
  const decoded = decodeBase64(text);
  if (decoded === undefined) {
    return fail('continue key is not valid: illegal base64 data at input byte 0');
  }
  const parsed = parseToken(decoded);
  if (parsed === undefined) {
    return fail('continue key is not valid: invalid character looking for beginning of value');
  }
  const { v, rv, start } = parsed;
  if (v !== version) {
    return fail(`continue key is not valid: server does not recognize this encoded version ${v}`);
  }
  if (rv === 0) {
    return fail(
      `continue key is not valid: incorrect encoded start resourceVersion (version ${v})`,
    );
  }
  if (start === '') {
    return fail(`continue key is not valid: encoded start key empty (version ${v})`);
  }
  return ok({ revision: rv, start });
}

function encodeStart(start: string, revision: number): string {
  return encodeBase64(JSON.stringify({ v: version, rv: revision, start }));
}

function parseToken(text: string): { v: string; rv: number; start: string } | undefined {
  const fields = /^\{"v":"([^"]*)","rv":(-?\d+),"start":("(?:[^"\\]|\\.)*")\}$/.exec(text);
  if (fields === null) return undefined;
  const [, v = '', rv = '0', quoted = '""'] = fields;
  const holder: unknown = JSON.parse(`{"start":${quoted}}`);
  const start = isJsonObject(holder) ? holder['start'] : '';
  return { v, rv: Number(rv), start: typeof start === 'string' ? start : '' };
}

/** Keys are ASCII, so a character is a byte. */
function encodeBase64(text: string): string {
  let encoded = '';
  for (let index = 0; index < text.length; index += 3) {
    const bytes = [0, 1, 2].map((offset) => text.charCodeAt(index + offset) || 0);
    const [first = 0, second = 0, third = 0] = bytes;
    const bits = (first << 16) | (second << 8) | third;
    const present = Math.min(3, text.length - index) + 1;
    for (let sextet = 0; sextet < present; sextet++) {
      encoded += alphabet[(bits >> (18 - 6 * sextet)) & 63] ?? '';
    }
  }
  return encoded;
}

function decodeBase64(text: string): string | undefined {
  let decoded = '';
  let bits = 0;
  let held = 0;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0) return undefined;
    bits = (bits << 6) | value;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    decoded += String.fromCharCode((bits >> held) & 255);
  }
  return decoded;
}
