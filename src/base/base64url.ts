/** Bytes as text that can stand in an address: base64 with `-` and `_`, unpadded. Each has one spelling. */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function base64UrlOf(bytes: Uint8Array): string {
  let encoded = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(index, index + 3);
    const bits = (first << 16) | (second << 8) | third;
    const present = Math.min(3, bytes.length - index) + 1;
    for (let sextet = 0; sextet < present; sextet++) {
      encoded += alphabet[(bits >> (18 - 6 * sextet)) & 63] ?? '';
    }
  }
  return encoded;
}

/** Where the first character stands that no such text has; -1 if there is none. */
export function strangeCharacter(encoded: string): number {
  return encoded.search(/[^A-Za-z0-9_-]/);
}

/** The bytes; `undefined` for a text that {@link base64UrlOf} never gives. */
export function bytesOfBase64Url(encoded: string): Uint8Array | undefined {
  const { length } = encoded;
  if (length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let bits = 0;
  let held = 0;
  let next = 0;
  for (const character of encoded) {
    const sextet = alphabet.indexOf(character);
    if (sextet < 0) return undefined;
    bits = ((bits << 6) | sextet) & 0xfff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes[next++] = (bits >> held) & 255;
  }
  return (bits & ((1 << held) - 1)) === 0 ? bytes : undefined;
}
