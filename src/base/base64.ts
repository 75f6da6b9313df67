/** Base64 of bytes and of a text's UTF-8 bytes, padded, as Go writes `[]byte` into JSON. */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function base64Of(text: string): string {
  return base64OfBytes(utf8Bytes(text));
}

export function base64OfBytes(bytes: readonly number[]): string {
  let encoded = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [first = 0, second = 0, third = 0] = bytes.slice(index, index + 3);
    const bits = (first << 16) | (second << 8) | third;
    const present = Math.min(3, bytes.length - index) + 1;
    for (let sextet = 0; sextet < 4; sextet++) {
      encoded += sextet < present ? (alphabet[(bits >> (18 - 6 * sextet)) & 63] ?? '') : '=';
    }
  }
  return encoded;
}

export function utf8Bytes(text: string): readonly number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800) bytes.push(0xc0 | (point >> 6), trailing(point));
    else if (point < 0x1_0000) {
      bytes.push(0xe0 | (point >> 12), trailing(point >> 6), trailing(point));
    } else {
      bytes.push(0xf0 | (point >> 18));
      bytes.push(trailing(point >> 12), trailing(point >> 6), trailing(point));
    }
  }
  return bytes;
}

function trailing(bits: number): number {
  return 0x80 | (bits & 0x3f);
}
