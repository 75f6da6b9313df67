/**
 * What a recording's next value probably is. Whoever writes a recording and whoever reads it make the
 * same guesses from what came before, so that a right guess costs one letter. Guesses are numbered, the
 * likeliest first; one that there is not is `undefined`.
 */

import type { TraceEvent } from '#trace/event.ts';

/** Makes the guess of a number. */
export type Guess = (which: number) => unknown;

/** An event as far as it is known while its data is read. */
export interface KnownHeader {
  readonly kind: string;
  readonly actor: string;
  readonly subject: string;
  /** The latest of its causes. */
  readonly cause: TraceEvent | undefined;
}

/** What one field of one kind of event was. */
interface Column {
  last: unknown;
  readonly ofActor: Map<string, unknown>;
}

/** Guesses the fields of events' data. */
export class FieldGuesses {
  static readonly count = 10;
  readonly #columns = new Map<string, Map<string, Column>>();
  readonly #ofName = new Map<string, unknown>();

  guess(which: number, name: string, header: KnownHeader): unknown {
    const { actor, subject, cause } = header;
    switch (which) {
      case 0:
        return (cause?.data as Readonly<Record<string, unknown>> | undefined)?.[name];
      case 1:
        return this.#column(name, header).ofActor.get(actor);
      case 2:
        return successor(this.#column(name, header).ofActor.get(actor));
      case 3:
        return this.#column(name, header).last;
      case 4:
        return successor(this.#column(name, header).last);
      case 5:
        return subject;
      case 6:
        return subject.slice(subject.indexOf('/') + 1);
      case 7:
        return actor;
      case 8:
        return this.#ofName.get(name);
      case 9:
        return successor(this.#ofName.get(name));
      default:
        return undefined;
    }
  }

  /** The last number of a column: other numbers are written as their difference from it. */
  last(name: string, header: KnownHeader): number {
    const { last } = this.#column(name, header);
    return typeof last === 'number' ? last : 0;
  }

  learn(name: string, header: KnownHeader, value: unknown): void {
    const column = this.#column(name, header);
    column.last = value;
    column.ofActor.set(header.actor, value);
    this.#ofName.set(name, value);
  }

  #column(name: string, { kind }: KnownHeader): Column {
    const ofKind = this.#columns.get(kind) ?? new Map<string, Column>();
    const column = ofKind.get(name) ?? { last: undefined, ofActor: new Map() };
    if (ofKind.size === 0) this.#columns.set(kind, ofKind);
    if (!ofKind.has(name)) ofKind.set(name, column);
    return column;
  }
}

/** Guesses the actor or the subject of an event. */
export class NounGuesses {
  static readonly count = 5;
  readonly #ofKind = new Map<string, string>();
  #last = '';

  /** `led`: that of the latest cause; `own`: another noun of the same event. */
  of(kind: string, led: string | undefined, own: string | undefined): Guess {
    return (which) => {
      if (which < 2) return which === 0 ? this.#last : led;
      if (which === 4) return own;
      const ofKind = this.#ofKind.get(kind);
      return which === 2 ? ofKind : successor(ofKind);
    };
  }

  learn(kind: string, noun: string): void {
    this.#ofKind.set(kind, noun);
    this.#last = noun;
  }
}

/** Guesses the values of an object from another one, the base, and from what stood at their paths. */
export class LeafGuesses {
  static readonly count = 4;
  readonly #ofPath = new Map<string, unknown>();

  of(path: string, base: ReadonlyMap<string, unknown> | undefined): Guess {
    return (which) => {
      const guess = which < 2 ? base?.get(path) : this.#ofPath.get(path);
      return which % 2 === 0 ? guess : successor(guess);
    };
  }

  learn(path: string, value: unknown): void {
    this.#ofPath.set(path, value);
  }
}

/** What followed what, the latest first. */
export class Followers {
  readonly #after = new Map<number, number[]>();

  /** What has followed `previous` so far. */
  of(previous: number): readonly number[] {
    return this.#after.get(previous) ?? [];
  }

  learn(previous: number, next: number): void {
    const known = this.#after.get(previous) ?? [];
    const at = known.indexOf(next);
    if (at >= 0) known.splice(at, 1);
    known.unshift(next);
    this.#after.set(previous, known);
  }
}

/** The number at the end of a text or value, one higher: the next request, revision or frame. */
export function successor(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value !== 'string') return undefined;
  const digits = /[1-9]\d{0,14}$/.exec(value);
  if (digits === null) return undefined;
  return value.slice(0, digits.index) + String(Number(digits[0]) + 1);
}
