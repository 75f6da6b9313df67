/**
 * Whole numbers as letters: small ones take one, and a column of them is one text that compresses well.
 * Five bits a letter, the lowest first; the sixth bit says that more follow.
 */

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map([...letters].map((letter, value) => [letter, value]));

/** Writes one column. */
export class VlqWriter {
  #text = '';

  /** A whole number that is not negative. */
  write(value: number): void {
    let rest = value;
    while (rest >= 32) {
      this.#text += letters.charAt(32 + (rest % 32));
      rest = Math.floor(rest / 32);
    }
    this.#text += letters.charAt(rest);
  }

  /** A whole number of either sign. */
  writeSigned(value: number): void {
    this.write(value < 0 ? -2 * value - 1 : 2 * value);
  }

  get text(): string {
    return this.#text;
  }
}

/** Reads one column, and throws a {@link MalformedColumn} where it is cut off or holds something else. */
export class VlqReader {
  readonly #text: string;
  readonly #name: string;
  #place = 0;

  constructor(text: string, name: string) {
    this.#text = text;
    this.#name = name;
  }

  read(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 32) {
      const letter = values.get(this.#text.charAt(this.#place++));
      if (letter === undefined) throw new MalformedColumn(this.#name, this.#place, 'a letter');
      value += (letter % 32) * unit;
      if (!Number.isSafeInteger(value)) {
        throw new MalformedColumn(this.#name, this.#place, 'a number that can be counted exactly');
      }
      if (letter < 32) return value;
    }
  }

  readSigned(): number {
    const value = this.read();
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
  }

  /** A number below `limit`. */
  readBelow(limit: number): number {
    const value = this.read();
    if (value < limit) return value;
    throw new MalformedColumn(this.#name, this.#place, `a number below ${limit}`);
  }

  /** Nothing may be left over. */
  end(): void {
    if (this.#place === this.#text.length) return;
    throw new MalformedColumn(this.#name, this.#place + 1, 'the end');
  }
}

/** A column that cannot be read. */
export class MalformedColumn extends Error {
  constructor(column: string, place: number, expected: string) {
    super(`column ${column}, letter ${place}: expected ${expected}`);
  }
}
