/**
 * A script's text as lines with their blocks. A line that ends in `<<WORD` takes the lines after it,
 * up to one that is exactly WORD, as a file: shells do the same, and the writer picks a word that the
 * file does not contain, so that no YAML can end its own block.
 */

import { fail, ok, type Result } from '#base/result.ts';
import type { ScriptProblem } from '#trace/engine_port.ts';
import { type Token, tokenize } from './token.ts';

/** A line with something on it. */
export interface SourceLine {
  readonly tokens: readonly Token[];
  /** Counted from 1. */
  readonly line: number;
  /** The column after the last character. */
  readonly endColumn: number;
  readonly block: Block | undefined;
}

/** The file below a line. */
export interface Block {
  readonly content: string;
  /** Its first line. */
  readonly line: number;
}

/** Splits a script into its lines and blocks. */
export function readSourceLines(
  text: string,
  file: string,
): Result<readonly SourceLine[], ScriptProblem> {
  const lines = text.split(/\r?\n/);
  const found: SourceLine[] = [];
  for (let index = 0; index < lines.length; index++) {
    const source = lines[index] ?? '';
    const line = index + 1;
    const tokens = tokenize(source);
    if (!tokens.ok) {
      const { column, expected } = tokens.error;
      return fail({ file, line, column, expected, message: `expected ${expected}` });
    }
    const last = tokens.value.at(-1);
    if (last === undefined) continue;
    const endColumn = source.trimEnd().length + 1;
    const terminator = /^<<([A-Za-z_]\w*)$/.exec(last.quoted ? '' : last.text)?.[1];
    if (terminator === undefined) {
      found.push({ tokens: tokens.value, line, endColumn, block: undefined });
      continue;
    }
    const end = lines.indexOf(terminator, index + 1);
    if (end < 0) {
      const expected = `a line ${terminator} below that ends the block`;
      return fail({ file, line, column: last.column, expected, message: `expected ${expected}` });
    }
    const content = lines.slice(index + 1, end).map((each) => `${each}\n`);
    const block = { content: content.join(''), line: line + 1 };
    found.push({ tokens: tokens.value.slice(0, -1), line, endColumn, block });
    index = end;
  }
  return ok(found);
}
