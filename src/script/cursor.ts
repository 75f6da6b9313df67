/**
 * Walks over the words of a line. Parsing functions return `undefined` when a line is not theirs; the
 * cursor remembers how far anyone came and what they wanted there, which makes the message.
 */

import type { Token } from './token.ts';

/** Where parsing failed and what would have been right. */
export interface ParseFault {
  readonly column: number;
  readonly expected: string;
  /** What stood there instead, if anything did. */
  readonly found: string | undefined;
}

export class Cursor {
  readonly tokens: readonly Token[];
  index = 0;
  readonly #endColumn: number;
  #furthest = 0;
  readonly #wanted = new Set<string>();

  constructor(tokens: readonly Token[], endColumn: number) {
    this.tokens = tokens;
    this.#endColumn = endColumn;
  }

  get atEnd(): boolean {
    return this.index >= this.tokens.length;
  }

  /** The word under the cursor. */
  get token(): Token | undefined {
    return this.tokens[this.index];
  }

  /** The text of the word under the cursor, unless it was quoted. */
  get bare(): string | undefined {
    return this.token?.quoted === true ? undefined : this.token?.text;
  }

  /** Notes what would have been right here. */
  wants(what: string): undefined {
    if (this.index > this.#furthest) {
      this.#furthest = this.index;
      this.#wanted.clear();
    }
    if (this.index === this.#furthest) this.#wanted.add(what);
    return undefined;
  }

  /** Steps over one of the given words. */
  take<const W extends string>(...words: readonly W[]): W | undefined {
    const found = words.find((word) => word === this.bare);
    if (found === undefined) {
      for (const word of words) this.wants(word);
      return undefined;
    }
    this.index++;
    return found;
  }

  /** Steps over a word that `read` accepts. */
  read<T>(what: string, read: (text: string) => T | undefined): T | undefined {
    const value = this.token === undefined ? undefined : read(this.token.text);
    if (value === undefined) return this.wants(what);
    this.index++;
    return value;
  }

  /** Tries one way of reading; if it fails, the cursor is where it was. */
  attempt<T>(parse: () => T | undefined): T | undefined {
    const start = this.index;
    const value = parse();
    if (value === undefined) this.index = start;
    return value;
  }

  /** The furthest failure. */
  fault(): ParseFault {
    const token = this.tokens[this.#furthest];
    const wanted = [...this.#wanted];
    const last = wanted.pop() ?? 'nothing more';
    return {
      column: token?.column ?? this.#endColumn,
      expected: wanted.length === 0 ? last : `${wanted.join(', ')} or ${last}`,
      found: token?.text,
    };
  }
}
