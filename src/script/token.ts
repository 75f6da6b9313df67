/** One line of a script as words: blanks separate, quotes keep together, `#` starts a comment. */

import { fail, ok, type Result } from '#base/result.ts';

/** A word of a line. */
export interface Token {
  readonly text: string;
  /** Where it starts, counted from 1. */
  readonly column: number;
  /** True if any of it stood in quotes: then it is text, whatever it looks like. */
  readonly quoted: boolean;
}

/** Where a line cannot be read as words. */
export interface TokenFault {
  readonly column: number;
  readonly expected: string;
}

/** Splits a line into words as a shell does: `'…'` keeps everything, `"…"` knows `\"` and `\\`. */
export function tokenize(line: string): Result<readonly Token[], TokenFault> {
  const tokens: Token[] = [];
  let index = 0;
  while (index < line.length) {
    const unit = line[index] ?? '';
    if (isBlank(unit)) index++;
    else if (unit === '#') break;
    else {
      const word = readWord(line, index);
      if (!word.ok) return word;
      tokens.push(word.value.token);
      index = word.value.end;
    }
  }
  return ok(tokens);
}

/** The word as it must be written so that {@link tokenize} reads it back. */
export function quoteWord(text: string): string {
  if (/^[\w@%+=:,./~!<>*{}[\]()^|;?$&-]+$/.test(text) && !text.startsWith('<<')) return text;
  return text.includes("'") ? quoteText(text) : `'${text}'`;
}

/** The word in double quotes, so that it is read as text even if it looks like a number. */
export function quoteText(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&')}"`;
}

function readWord(
  line: string,
  start: number,
): Result<{ readonly token: Token; readonly end: number }, TokenFault> {
  let text = '';
  let quoted = false;
  let index = start;
  while (index < line.length && !isBlank(line[index] ?? '')) {
    const unit = line[index] ?? '';
    if (unit !== '"' && unit !== "'") {
      text += unit;
      index++;
      continue;
    }
    const part = readQuoted(line, index, unit);
    if (part === undefined) return fail({ column: index + 1, expected: `a closing ${unit}` });
    quoted = true;
    text += part.text;
    index = part.end;
  }
  return ok({ token: { text, column: start + 1, quoted }, end: index });
}

function readQuoted(
  line: string,
  start: number,
  quote: string,
): { readonly text: string; readonly end: number } | undefined {
  let text = '';
  for (let index = start + 1; index < line.length; index++) {
    const unit = line[index] ?? '';
    if (unit === quote) return { text, end: index + 1 };
    const next = line[index + 1];
    if (quote === '"' && unit === '\\' && (next === '"' || next === '\\')) {
      text += next;
      index++;
    } else text += unit;
  }
  return undefined;
}

function isBlank(unit: string): boolean {
  return unit === ' ' || unit === '\t';
}
