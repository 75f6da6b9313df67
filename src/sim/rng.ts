/** Named, seeded streams of chance. Each user has its own, so one more draw here changes nothing there. */

import { hashText } from '#base/content_hash.ts';

/** A stream of pseudo-random numbers (sfc32). */
export class RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: string) {
    const digest = hashText(seed);
    this.#a = Number.parseInt(digest.slice(0, 8), 16) | 0;
    this.#b = Number.parseInt(digest.slice(8), 16) | 0;
    this.#c = Number.parseInt(hashText(digest).slice(0, 8), 16) | 0;
    for (let round = 0; round < 12; round++) this.#next();
  }

  /** A fraction in [0, 1), in steps of 2⁻³². */
  fraction(): number {
    return this.#next() / 0x1_0000_0000;
  }

  /** A whole number in [0, bound). */
  below(bound: number): number {
    return Math.floor(this.fraction() * bound);
  }

  #next(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}

/** All the streams of one run. */
export class RandomStreams {
  readonly seed: string;
  readonly #streams = new Map<string, RandomStream>();

  constructor(seed: string) {
    this.seed = seed;
  }

  /** The stream of that name; always the same one within a run. */
  stream(name: string): RandomStream {
    let stream = this.#streams.get(name);
    if (stream === undefined) {
      stream = new RandomStream(`${this.seed}\n${name}`);
      this.#streams.set(name, stream);
    }
    return stream;
  }
}
