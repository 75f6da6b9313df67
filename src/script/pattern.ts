/** How a statement is built: words that stand as they are, arguments, and `name=value` options. */

import type { Argument } from './argument.ts';
import type { Cursor } from './cursor.ts';

/** One piece of a statement. */
export type Piece =
  | { readonly kind: 'word'; readonly word: string }
  | {
      readonly kind: 'argument';
      readonly member: string;
      readonly argument: Argument<unknown>;
      /** What stands for a missing argument; `required` if it may not be missing. */
      readonly missing: unknown;
    }
  | {
      readonly kind: 'option';
      readonly member: string;
      readonly name: string;
      readonly argument: Argument<unknown>;
    };

/** The members of a command, by name. */
export type Members = Readonly<Record<string, unknown>>;

const required = Symbol('required');

/** A word that stands as it is. */
export function word(text: string): Piece {
  return { kind: 'word', word: text };
}

/** An argument that must be given. */
export function given<T>(member: string, argument: Argument<T>): Piece {
  return { kind: 'argument', member, argument: argument as Argument<unknown>, missing: required };
}

/** An argument that may be left out, and what it then is. */
export function perhaps<T>(member: string, argument: Argument<T>, missing: T | undefined): Piece {
  return { kind: 'argument', member, argument: argument as Argument<unknown>, missing };
}

/** `name=value`, anywhere after the arguments, or not at all. */
export function option<T>(member: string, argument: Argument<T>): Piece {
  return { kind: 'option', member, name: member, argument: argument as Argument<unknown> };
}

/** True if a piece may be left out. */
export function mayBeMissing(piece: Piece): boolean {
  if (piece.kind === 'word') return false;
  return piece.kind === 'option' || piece.missing !== required;
}

/** Reads the members of a statement; `undefined` if it is not built so. */
export function readPieces(pieces: readonly Piece[], cursor: Cursor): Members | undefined {
  const members: Record<string, unknown> = {};
  for (const piece of pieces) {
    if (piece.kind === 'option') continue;
    if (piece.kind === 'word') {
      if (cursor.take(piece.word) === undefined) return undefined;
      continue;
    }
    const value = cursor.read(piece.argument.what, piece.argument.read);
    if (value === undefined && piece.missing === required) return undefined;
    members[piece.member] = value ?? piece.missing;
  }
  return readOptions(pieces, cursor, members);
}

/** The statement with these members. What equals the default is left out, unless more optional follows. */
export function writePieces(pieces: readonly Piece[], members: Members): string {
  const words: string[] = [];
  let omitted: string[] = [];
  for (const piece of pieces) {
    if (piece.kind === 'word') words.push(...omitted.splice(0), piece.word);
    else if (piece.kind === 'option') {
      const value = members[piece.member];
      if (value !== undefined) words.push(`${piece.name}=${piece.argument.write(value)}`);
    } else {
      const value = members[piece.member];
      if (value === undefined) continue;
      const text = piece.argument.write(value);
      if (piece.missing === value) omitted.push(text);
      else {
        words.push(...(piece.missing === required ? [] : omitted), text);
        omitted = [];
      }
    }
  }
  return words.join(' ');
}

/** How the statement is written, for people: `watch INFORMER cut [close, EOF, reset]`. */
export function usageOf(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => {
      if (piece.kind === 'word') return piece.word;
      if (piece.kind === 'option') return `[${piece.name}=${shapeOf(piece.argument)}]`;
      return mayBeMissing(piece) ? `[${shapeOf(piece.argument)}]` : shapeOf(piece.argument);
    })
    .join(' ');
}

function shapeOf(argument: Argument<unknown>): string {
  if (Array.isArray(argument.candidates)) return argument.candidates.join('|');
  return argument.candidates === 'none' ? 'N' : String(argument.candidates).toUpperCase();
}

function readOptions(
  pieces: readonly Piece[],
  cursor: Cursor,
  members: Record<string, unknown>,
): Members | undefined {
  const options = pieces.filter((piece) => piece.kind === 'option');
  for (;;) {
    const open = options.filter((each) => members[each.member] === undefined);
    const found = open.find((each) => cursor.bare?.startsWith(`${each.name}=`) === true);
    if (found === undefined) {
      for (const each of open) cursor.wants(`${each.name}=…`);
      return members;
    }
    const value = cursor.read(`${found.name}=, then ${found.argument.what}`, (text) =>
      found.argument.read(text.slice(found.name.length + 1)),
    );
    if (value === undefined) return undefined;
    members[found.member] = value;
  }
}
