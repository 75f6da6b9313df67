/** Everything that a language can say, said: each word, sentence, reason, caption and label by its place. */

import type { Locale } from '#messages/locale.ts';
import { probe } from './probe.ts';

/** One word of a language. */
export interface Saying {
  /** `['words', 'log', 'title']`. */
  readonly place: readonly string[];
  /** With probes for its parameters; further ones with other values. Empty where nothing could be said. */
  readonly texts: readonly string[];
  /** The parameters that it says or decides by. */
  readonly used: ReadonlySet<string>;
  /** Why it could not be said with probes. */
  readonly broke: string | undefined;
}

/** Every word of a language, by its place joined with `/`. */
export function sayingsOf(locale: Locale): ReadonlyMap<string, Saying> {
  const sayings = new Map<string, Saying>();
  const { tag: _, ...said } = locale;
  collect(said, [], sayings);
  return sayings;
}

function collect(value: unknown, place: readonly string[], into: Map<string, Saying>): void {
  if (typeof value === 'string') {
    into.set(place.join('/'), { place, texts: [value], used: new Set(), broke: undefined });
  } else if (typeof value === 'function') {
    into.set(place.join('/'), said(value as Say, place));
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) collect(inner, [...place, key], into);
  }
}

type Say = (...parameters: readonly unknown[]) => unknown;

/** No word has more parameters. */
const mostParameters = 4;

/** What decides between singular and plural, something and nothing. */
const variants: readonly unknown[] = [1, 0, '', true, undefined];

function said(say: Say, place: readonly string[]): Saying {
  const used = new Set<string>();
  const texts: string[] = [];
  let broke: string | undefined;
  try {
    texts.push(textOf(say(...places.map((at) => probe(`${at}`, used)))));
  } catch (error) {
    broke = String(error);
  }
  for (const value of variants) {
    // A sentence takes an event, whose every field is then this value.
    for (const parameters of [places.map(() => value), places.map(() => fieldsOf(value))]) {
      const text = attempt(say, parameters);
      if (text !== undefined && !text.includes('[object')) texts.push(text);
    }
  }
  return { place, texts, used, broke };
}

const places = Array.from({ length: mostParameters }, (_, index) => index + 1);

function fieldsOf(value: unknown): unknown {
  return new Proxy({}, { get: (_, key) => (typeof key === 'string' ? value : undefined) });
}

/** Not every word can be said with every value: what throws is no text. */
function attempt(say: Say, parameters: readonly unknown[]): string | undefined {
  try {
    return textOf(say(...parameters));
  } catch {
    return undefined;
  }
}

/** A word may be a text or several. */
function textOf(value: unknown): string {
  return Array.isArray(value) ? value.map(textOf).join(' ') : `${value}`;
}
