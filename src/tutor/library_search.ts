/**
 * Finds what there is to learn from by any words: titles, objectives, questions, terms; and by an error
 * message as it was pasted, whatever names, numbers and quotes are in it and whatever stands around it.
 */

import type { Target } from './library.ts';

export type EntryKind = 'lesson' | 'exhibit' | 'preset' | 'question' | 'term';

/** Something that can be found. */
export interface SearchEntry {
  readonly kind: EntryKind;
  /** What it is: where it leads, or the id of a question or term. */
  readonly target: Target;
  readonly title: string;
  /** An objective, an answer, a meaning. */
  readonly body: string;
  /** Other names, and the id by which people call it: `L05`. */
  readonly names: readonly string[];
  /** Error messages that it explains. */
  readonly errors: readonly string[];
}

export interface SearchHit {
  readonly entry: SearchEntry;
  readonly score: number;
  /** The error message that was recognised. */
  readonly error: string | undefined;
}

/** So much of what is typed or pasted is read. */
const mostQuery = 4_000;
/** So many of a message's own words must stand in what was pasted. */
const errorShare = 0.65;

/** What fits, best first. A recognised error message comes before everything else. */
export function searchLibrary(
  entries: readonly SearchEntry[],
  query: string,
  most = 40,
): readonly SearchHit[] {
  const text = query.slice(0, mostQuery);
  const words = wordsOf(text);
  if (words.length === 0) return [];
  const pasted = messageWords(text);
  return entries
    .map((entry): SearchHit => {
      const recognised = bestError(entry.errors, pasted);
      const score = (recognised?.score ?? 0) + wordScore(entry, words);
      return { entry, score, error: recognised?.error };
    })
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, most);
}

interface RecognisedError {
  readonly error: string;
  readonly score: number;
}

function bestError(
  errors: readonly string[],
  pasted: readonly string[],
): RecognisedError | undefined {
  let best: RecognisedError | undefined;
  for (const error of errors) {
    const own = messageWords(error);
    const found = commonInOrder(own, pasted);
    const needed = Math.max(Math.min(2, own.length), Math.ceil(own.length * errorShare));
    if (own.length === 0 || found < needed) continue;
    const score = 100 + (40 * found) / own.length + found;
    if (score > (best?.score ?? 0)) best = { error, score };
  }
  return best;
}

/**
 * The words of a message that every such message has: without what is quoted, numbers, and names with
 * digits, dots or slashes in them, which are those of one cluster.
 */
function messageWords(text: string): readonly string[] {
  return text
    .replace(/(?<![\p{L}\d])(["'“`])[^\s"'“”`]*["'”`]/gu, ' ')
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}*]+|[^\p{L}]+$/gu, '').replace(/^\*+/, ''))
    .filter((word) => word !== '' && !/[\d/=]/.test(word.replace(/^v1\./, '')))
    .map((word) => word.replace(/^v1\./, '').toLowerCase());
}

/** How many of `own` stand in `pasted` one after the other: the longest common subsequence. */
function commonInOrder(own: readonly string[], pasted: readonly string[]): number {
  let row = new Array<number>(pasted.length + 1).fill(0);
  for (const word of own) {
    const next = [0];
    for (const [index, each] of pasted.entries()) {
      const best = Math.max(row[index + 1] ?? 0, next[index] ?? 0);
      next.push(each === word ? (row[index] ?? 0) + 1 : best);
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Each word counts where it weighs most. Few words must all be there, of many most. */
function wordScore(entry: SearchEntry, words: readonly string[]): number {
  const title = entry.title.toLowerCase();
  const names = entry.names.join(' ').toLowerCase();
  const body = entry.body.toLowerCase();
  const errors = entry.errors.join(' ').toLowerCase();
  let score = 0;
  let found = 0;
  for (const word of words) {
    const weight = Math.max(
      10 * fitOf(title, word),
      9 * fitOf(names, word),
      4 * fitOf(errors, word),
      3 * fitOf(body, word),
    );
    if (weight > 0) found++;
    score += weight;
  }
  const share = found / words.length;
  if (words.length <= 3 ? share < 1 : share < 0.6) return 0;
  const isIt = words.length === 1 && title === words[0] ? 1 : 0;
  return (score * share) / words.length + isIt;
}

/** A whole word fits best, its beginning less, a part of it least. */
function fitOf(text: string, word: string): number {
  let best = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const begins = at === 0 || !/[a-z0-9]/.test(text[at - 1] ?? '');
    const ends = !/[a-z0-9]/.test(text[at + word.length] ?? '');
    const worth = begins ? 0.7 + (ends ? 0.3 : 0) : 0.3;
    if (worth > best) best = worth;
  }
  return best;
}

/** Words of what was typed; Chinese in pairs of signs, for it does not part its words. */
function wordsOf(text: string): readonly string[] {
  const words = new Set<string>();
  for (const [run] of text.toLowerCase().matchAll(/\p{Script=Han}+|[\p{L}\p{N}_.-]+/gu)) {
    if (!/\p{Script=Han}/u.test(run)) {
      const word = run.replace(/^[.-]+|[.-]+$/g, '');
      if (word.length > 1 && !isFiller(word)) words.add(word);
      continue;
    }
    if (run.length === 1) words.add(run);
    for (let at = 0; at + 1 < run.length; at++) words.add(run.slice(at, at + 2));
  }
  return [...words];
}

const fillers = 'an and are as at be can do does for in is it my of on or the to was with'.split(
  ' ',
);

function isFiller(word: string): boolean {
  return fillers.includes(word);
}
