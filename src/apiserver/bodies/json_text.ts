/**
 * Reads JSON as Go's decoder does: the same complaints about what is no JSON, and members that are there twice
 * are noticed (the last one counts).
 */

import { cloneJson, type JsonValue } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';

export interface ReadJson {
  readonly value: JsonValue;
  /** Paths of members that are there twice: `spec.replicas`. */
  readonly duplicates: readonly string[];
}

/** The value of a text, or Go's complaint. */
export function readJson(text: string): Result<ReadJson, string> {
  const reader = new JsonReader(text);
  const value = reader.document();
  if (reader.fault !== undefined || value === undefined) {
    return fail(reader.fault ?? unexpectedEnd);
  }
  return ok({ value, duplicates: reader.duplicates });
}

const unexpectedEnd = 'unexpected end of JSON input';
const mostDepth = 10_000;
const mostDuplicates = 100;

class JsonReader {
  fault: string | undefined;
  readonly duplicates: string[] = [];
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): JsonValue | undefined {
    const value = this.#value('');
    if (value === undefined) return undefined;
    this.#skip();
    return this.#at < this.#text.length ? this.#wrong('after top-level value') : value;
  }

  #value(path: string): JsonValue | undefined {
    this.#skip();
    const character = this.#text[this.#at];
    if (character === undefined) return this.#wrong('');
    if (character === '{' || character === '[') {
      if (++this.#depth > mostDepth) {
        this.fault = 'exceeded max depth';
        return undefined;
      }
      const value = character === '{' ? this.#object(path) : this.#array(path);
      this.#depth--;
      return value;
    }
    if (character === '"') return this.#string();
    if (character === '-' || (character >= '0' && character <= '9')) return this.#number();
    for (const [literal, value] of literals) {
      if (literal[0] === character) return this.#literal(literal) ? value : undefined;
    }
    return this.#wrong('looking for beginning of value');
  }

  #object(path: string): JsonValue | undefined {
    const members: Record<string, JsonValue> = {};
    const seen = new Set<string>();
    this.#at++;
    this.#skip();
    if (this.#text[this.#at] === '}') {
      this.#at++;
      return members;
    }
    for (;;) {
      this.#skip();
      if (this.#text[this.#at] !== '"')
        return this.#wrong('looking for beginning of object key string');
      const key = this.#string();
      if (key === undefined) return undefined;
      const place = path === '' ? key : `${path}.${key}`;
      if (seen.has(key)) this.#duplicate(place);
      seen.add(key);
      this.#skip();
      if (this.#text[this.#at] !== ':') return this.#wrong('after object key');
      this.#at++;
      const value = this.#value(place);
      if (value === undefined) return undefined;
      Object.defineProperty(members, key, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
      this.#skip();
      const next = this.#text[this.#at];
      if (next === '}') {
        this.#at++;
        return members;
      }
      if (next !== ',') return this.#wrong('after object key:value pair');
      this.#at++;
    }
  }

  #array(path: string): JsonValue | undefined {
    const items: JsonValue[] = [];
    this.#at++;
    this.#skip();
    if (this.#text[this.#at] === ']') {
      this.#at++;
      return items;
    }
    for (;;) {
      const item = this.#value(`${path}[${items.length}]`);
      if (item === undefined) return undefined;
      items.push(item);
      this.#skip();
      const next = this.#text[this.#at];
      if (next === ']') {
        this.#at++;
        return items;
      }
      if (next !== ',') return this.#wrong('after array element');
      this.#at++;
    }
  }

  #string(): string | undefined {
    const start = this.#at++;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined) return this.#wrong('');
      if (character < ' ') return this.#wrong('in string literal');
      this.#at++;
      if (character === '"') return JSON.parse(this.#text.slice(start, this.#at));
      if (character === '\\' && !this.#escape()) return undefined;
    }
  }

  #escape(): boolean {
    const character = this.#text[this.#at];
    if (character === undefined || !'"\\/bfnrtu'.includes(character)) {
      this.#wrong('in string escape code');
      return false;
    }
    this.#at++;
    for (let digit = 0; character === 'u' && digit < 4; digit++) {
      if (!/[0-9a-fA-F]/.test(this.#text[this.#at] ?? '')) {
        this.#wrong('in \\u hexadecimal character escape');
        return false;
      }
      this.#at++;
    }
    return true;
  }

  #number(): number | undefined {
    const start = this.#at;
    if (this.#text[this.#at] === '-') this.#at++;
    if (this.#text[this.#at] === '0') this.#at++;
    else if (!this.#digits('in numeric literal')) return undefined;
    if (this.#text[this.#at] === '.') {
      this.#at++;
      if (!this.#digits('after decimal point in numeric literal')) return undefined;
    }
    if (/[eE]/.test(this.#text[this.#at] ?? '')) {
      this.#at++;
      if (/[+-]/.test(this.#text[this.#at] ?? '')) this.#at++;
      if (!this.#digits('in exponent of numeric literal')) return undefined;
    }
    return Number(this.#text.slice(start, this.#at));
  }

  #digits(where: string): boolean {
    const start = this.#at;
    while (/[0-9]/.test(this.#text[this.#at] ?? '')) this.#at++;
    if (this.#at === start) this.#wrong(where);
    return this.#at > start;
  }

  #literal(literal: string): boolean {
    for (let index = 1; index < literal.length; index++) {
      if (this.#text[this.#at + index] === literal[index]) continue;
      this.#at += index;
      this.#wrong(`in literal ${literal} (expecting '${literal[index]}')`);
      return false;
    }
    this.#at += literal.length;
    return true;
  }

  #skip(): void {
    while (' \t\r\n'.includes(this.#text[this.#at] ?? 'x')) this.#at++;
  }

  #duplicate(path: string): void {
    if (this.duplicates.length < mostDuplicates && !this.duplicates.includes(path)) {
      this.duplicates.push(path);
    }
  }

  #wrong(where: string): undefined {
    const character = this.#text[this.#at];
    this.fault ??=
      character === undefined ? unexpectedEnd : `invalid character ${quoted(character)} ${where}`;
    return undefined;
  }
}

const literals = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const;

function quoted(character: string): string {
  if (character === "'") return "'\\''";
  if (character === '"') return "'\"'";
  return `'${JSON.stringify(character).slice(1, -1)}'`;
}

/** What is at hand of a body that came as a value. */
export function jsonOfValue(value: JsonValue): ReadJson {
  return { value: cloneJson(value), duplicates: [] };
}
