/** Where the next page of a list begins: base64 (for URLs, unpadded) of a small JSON document. */

import { isJsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';

export interface ContinueToken {
  /** The revision of the first page; negative for whatever is current. */
  readonly revision: number;
  /** The next key is this one or the first behind it, within what is listed: without the namespace of a list in one. */
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
  if (!decoded.ok) return fail(`${invalid}: ${decoded.error}`);
  const parsed = parseToken(decoded.value);
  if (!parsed.ok) return fail(`${invalid}: ${parsed.error}`);
  const { v, rv, start } = parsed.value;
  if (v !== version) return fail(`${invalid}: server does not recognize this encoded version ${v}`);
  if (rv === 0) {
    return fail(`${invalid}: incorrect encoded start resourceVersion (version ${v})`);
  }
  if (start === '') return fail(`${invalid}: encoded start key empty (version ${v})`);
  if (!isClean(start)) return fail(`${invalid}: ${start}`);
  return ok({ revision: rv, start: start.replace(/^\//, '') });
}

const invalid = 'continue key is not valid';

/** A start that climbs out of what is listed, or would if it were simplified, is no start. */
function isClean(start: string): boolean {
  const parts = start.replace(/^\//, '').split('/');
  return parts.every((part) => part !== '' && part !== '.' && part !== '..');
}

function encodeStart(start: string, revision: number): string {
  return encodeBase64(JSON.stringify({ v: version, rv: revision, start }));
}

interface TokenFields {
  readonly v: string;
  readonly rv: number;
  readonly start: string;
}

/** What the JSON document says; other members do not matter, and what is left out is empty. */
function parseToken(text: string): Result<TokenFields, string> {
  const document = parseDocument(text);
  if (!document.ok) return document;
  const value = document.value;
  if (value === null) return ok({ v: '', rv: 0, start: '' });
  if (!isJsonObject(value)) {
    const type = Array.isArray(value) ? 'array' : jsonTypes[typeof value];
    return fail(`json: cannot unmarshal ${type} into Go value of type storage.continueToken`);
  }
  const { v = '', rv = 0, start = '' } = value;
  const wrong = [
    ['v', v, 'string'],
    ['rv', rv, 'int64'],
    ['start', start, 'string'],
  ] as const;
  for (const [field, member, type] of wrong) {
    const fits = type === 'string' ? typeof member === 'string' : Number.isSafeInteger(member);
    if (fits) continue;
    const got = typeof member === 'number' ? `number ${member}` : jsonTypes[typeof member];
    const where = `Go struct field continueToken.${field} of type ${type}`;
    return fail(
      `json: cannot unmarshal ${typeof member === 'number' && type === 'string' ? 'number' : got} into ${where}`,
    );
  }
  return ok({ v: String(v), rv: Number(rv), start: String(start) });
}

const jsonTypes: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'number',
  boolean: 'bool',
  object: 'object',
};

/** Go's texts for what is no JSON; within a document they are those for its first character. */
function parseDocument(text: string): Result<unknown, string> {
  const trimmed = text.trimStart();
  if (trimmed === '') return fail('unexpected end of JSON input');
  const first = trimmed.charAt(0);
  if (!/[[{"\dtfn-]/.test(first)) {
    return fail(`invalid character ${quoted(first)} looking for beginning of value`);
  }
  try {
    return ok(JSON.parse(text));
  } catch {
    return fail('unexpected end of JSON input');
  }
}

function quoted(character: string): string {
  if (character === "'") return "'\\''";
  const code = character.charCodeAt(0);
  if (code >= 32 && code < 127) return `'${character}'`;
  return code < 128 ? `'\\x${code.toString(16).padStart(2, '0')}'` : `'${character}'`;
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

function decodeBase64(text: string): Result<string, string> {
  let decoded = '';
  let bits = 0;
  let held = 0;
  for (let index = 0; index < text.length; index++) {
    const value = alphabet.indexOf(text.charAt(index));
    if (value < 0) return fail(`illegal base64 data at input byte ${index}`);
    bits = (bits << 6) | value;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    decoded += String.fromCharCode((bits >> held) & 255);
  }
  if (text.length % 4 === 1) return fail(`illegal base64 data at input byte ${text.length - 1}`);
  return ok(decoded);
}
