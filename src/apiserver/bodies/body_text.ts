/** A request's body as it was sent, and what is said of it when it cannot be read. */

import {
  newRequestEntityTooLargeError,
  type StatusError,
} from '#apimachinery/pkg/api/errors/errors.ts';
import type { JsonValue } from '#base/json.ts';

/** What a request brings. */
export interface Body {
  /** The value, where the client handed over one. */
  readonly body?: JsonValue | undefined;
  /** The text, where the client sent one that may be anything. */
  readonly text?: string | undefined;
}

/** Three MiB, the server's own limit. */
const mostBytes = 3 * 1024 * 1024;

export function bodyText(sent: Body): string {
  if (sent.text !== undefined) return sent.text;
  return sent.body === undefined ? '' : JSON.stringify(sent.body);
}

/** Refuses what is too long to be read at all. */
export function lengthFailure(sent: Body): StatusError | undefined {
  if (sent.body !== undefined && roughLength(sent.body) * 4 < mostBytes) return undefined;
  const text = bodyText(sent);
  if (text.length * 3 <= mostBytes || byteLength(text) <= mostBytes) return undefined;
  return newRequestEntityTooLargeError(`limit is ${mostBytes}`);
}

/** How the beginning of a body appears in messages: JSON as it is, anything else as hexadecimal bytes. */
export function bodySummary(text: string): string {
  if (text === '') return '<empty>';
  if (text.startsWith('{')) return text.length > 30 ? `${text.slice(0, 30)} ...` : text;
  const bytes = utf8(text.slice(0, 31));
  const shown = bytes.slice(0, 30).map((byte) => byte.toString(16).padStart(2, '0'));
  return `${shown.join('')}${bytes.length > 30 ? ' ...' : ''}`;
}

/** What etcd takes in one request. */
const mostStoredBytes = 1.5 * 1024 * 1024;

/** Why an object is too long to be stored. */
export function storageFailure(object: JsonValue): string | undefined {
  if (roughLength(object) * 4 < mostStoredBytes) return undefined;
  if (byteLength(JSON.stringify(object)) <= mostStoredBytes) return undefined;
  return 'etcdserver: request is too large';
}

/** At least a quarter of the bytes of a value's JSON, found without writing it. */
function roughLength(value: JsonValue): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return 5;
  let length = 2;
  if (Array.isArray(value)) for (const item of value) length += roughLength(item);
  else {
    for (const [name, member] of Object.entries(value)) {
      length += name.length + 4 + (member === undefined ? 0 : roughLength(member));
    }
  }
  return length;
}

export function byteLength(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) length += 1;
    else if (code < 0x800) length += 2;
    else length += code < 0x1_0000 ? 3 : 4;
  }
  return length;
}

function utf8(text: string): readonly number[] {
  return [...text].flatMap((character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) return [code];
    const rest: number[] = [];
    let left = code;
    let first = 0x3f;
    while (left > first) {
      rest.unshift(0x80 | (left & 0x3f));
      left >>= 6;
      first >>= 1;
    }
    return [(0xff ^ (first * 2 + 1)) | left, ...rest];
  });
}
