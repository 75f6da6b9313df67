/** A fast, portable 64-bit hash of text: content ids, trace hashes and seeds. Not for security. */

/** A running hash; feed it text piece by piece. The same pieces in the same order give the same digest. */
export class ContentHash {
  #low = 0x9dc5_811c | 0;
  #high = 0x2545_f491 | 0;

  /** One that has seen the same text, and goes on by itself. */
  copy(): ContentHash {
    const copy = new ContentHash();
    copy.#low = this.#low;
    copy.#high = this.#high;
    return copy;
  }

  /** Adds `text`, one UTF-16 code unit at a time. */
  update(text: string): this {
    let low = this.#low;
    let high = this.#high;
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      low = Math.imul(low ^ unit, 0x9e37_79b1);
      high = Math.imul(high ^ unit, 0x5f35_6495);
      high ^= low >>> 15;
    }
    this.#low = low;
    this.#high = high;
    return this;
  }

  /** Sixteen hexadecimal digits. More text may follow. */
  digest(): string {
    const low = mix(this.#low ^ (this.#high >>> 13), 0x85eb_ca6b);
    const high = mix(this.#high ^ (low >>> 11), 0xc2b2_ae35);
    return hex(high) + hex(low);
  }
}

/** The digest of one text. */
export function hashText(text: string): string {
  return new ContentHash().update(text).digest();
}

function mix(value: number, factor: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), factor);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0x27d4_eb2f);
  return mixed ^ (mixed >>> 16);
}

function hex(value: number): string {
  return (
    (hexPairs[value >>> 24] as string) +
    hexPairs[(value >>> 16) & 255] +
    hexPairs[(value >>> 8) & 255] +
    hexPairs[value & 255]
  );
}

const hexPairs: readonly string[] = Array.from({ length: 256 }, (_, value) =>
  value.toString(16).padStart(2, '0'),
);
