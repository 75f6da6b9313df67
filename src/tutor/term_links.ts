/** Finds the glossary's terms in texts, each at its first occurrence in a block of text, the longest first. */

import type { LibraryEntry } from './library.ts';

/** A stretch of text; with `term` it is a form of that term. */
export interface LinkedPiece {
  readonly text: string;
  readonly code: boolean;
  readonly term: string | undefined;
}

export interface TermFinder {
  /** The pieces of each text of a block, `code` apart; a term is linked once in the block. */
  readonly block: (texts: readonly string[]) => readonly (readonly LinkedPiece[])[];
}

interface Form {
  readonly term: string;
  /** Names such as `resourceVersion` are looked for as they are written. */
  readonly exact: boolean;
}

const letter = /[\p{L}\p{N}_]/u;
const han = /\p{Script=Han}/u;

/** `entries` by the ids of their terms. */
export function termFinder(entries: ReadonlyMap<string, LibraryEntry>): TermFinder {
  const forms = formsOf(entries);
  const lengths = [...new Set([...forms.keys()].map((form) => form.length))].sort((a, b) => b - a);
  const termAt = (text: string, start: number): Found | undefined => {
    for (const length of lengths) {
      if (start + length > text.length || !standsAlone(text, start, length)) continue;
      const written = text.slice(start, start + length);
      const term = termOf(forms, written);
      if (term !== undefined) return { term, length };
    }
    return undefined;
  };
  return {
    block: (texts) => {
      const used = new Set<string>();
      return texts.map((text) =>
        parts(text).flatMap(({ text: part, code }) =>
          code ? codePiece(forms, part, used) : prosePieces(part, used, termAt),
        ),
      );
    },
  };
}

interface Found {
  readonly term: string;
  readonly length: number;
}

function formsOf(entries: ReadonlyMap<string, LibraryEntry>): ReadonlyMap<string, Form> {
  const forms = new Map<string, Form>();
  for (const [term, { head, forms: others }] of entries) {
    for (const form of [head, ...others].map(plain)) {
      // One sign of Chinese is a part of many words.
      if (form === '' || (han.test(form) && form.length === 1)) continue;
      const exact = /.\p{Lu}/u.test(form);
      const key = exact ? form : form.toLowerCase();
      // What two terms share belongs to the first: the list is in the order of the pipeline.
      if (!forms.has(key)) forms.set(key, { term, exact });
    }
  }
  return forms;
}

function termOf(forms: ReadonlyMap<string, Form>, written: string): string | undefined {
  const exact = forms.get(written);
  if (exact !== undefined) return exact.term;
  const loose = forms.get(written.toLowerCase());
  return loose === undefined || loose.exact ? undefined : loose.term;
}

/** Not a part of a longer word or name. Chinese has no spaces: its words may stand beside any other. */
function standsAlone(text: string, start: number, length: number): boolean {
  const end = start + length;
  return (
    (han.test(text[start] ?? '') || !goesOn(text[start - 1], text[start - 2])) &&
    (han.test(text[end - 1] ?? '') || !goesOn(text[end], text[end + 1]))
  );
}

/** Whether a word or name goes on with this character and the one behind it: `list-and-watch`, `a.b`. */
function goesOn(next: string | undefined, afterNext: string | undefined): boolean {
  if (next === undefined || han.test(next)) return false;
  if (letter.test(next)) return true;
  return /[-./]/.test(next) && afterNext !== undefined && /[A-Za-z0-9_]/.test(afterNext);
}

function prosePieces(
  text: string,
  used: Set<string>,
  termAt: (text: string, start: number) => Found | undefined,
): readonly LinkedPiece[] {
  const pieces: LinkedPiece[] = [];
  let plainFrom = 0;
  for (let at = 0; at < text.length; at++) {
    const found = termAt(text, at);
    if (found === undefined) continue;
    if (!used.has(found.term)) {
      used.add(found.term);
      if (at > plainFrom) pieces.push(proseOf(text.slice(plainFrom, at)));
      pieces.push({ ...proseOf(text.slice(at, at + found.length)), term: found.term });
      plainFrom = at + found.length;
    }
    // A shorter form inside of this one is not meant.
    at += found.length - 1;
  }
  if (plainFrom < text.length) pieces.push(proseOf(text.slice(plainFrom)));
  return pieces;
}

function proseOf(text: string): LinkedPiece {
  return { text, code: false, term: undefined };
}

/** Code is linked if all of it is a form. */
function codePiece(
  forms: ReadonlyMap<string, Form>,
  text: string,
  used: Set<string>,
): readonly LinkedPiece[] {
  const form = forms.get(text) ?? forms.get(text.toLowerCase());
  const isMeant = form !== undefined && (!form.exact || forms.has(text)) && !used.has(form.term);
  if (!isMeant) return [{ text, code: true, term: undefined }];
  used.add(form.term);
  return [{ text, code: true, term: form.term }];
}

/** A text by its backquotes. */
export function parts(text: string): readonly { readonly text: string; readonly code: boolean }[] {
  return text
    .split(/(`[^`]+`)/)
    .filter((part) => part !== '')
    .map((part) =>
      /^`[^`]+`$/.test(part)
        ? { text: part.slice(1, -1), code: true }
        : { text: part, code: false },
    );
}

function plain(form: string): string {
  return form.replaceAll('`', '').trim();
}
