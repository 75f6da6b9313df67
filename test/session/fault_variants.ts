/**
 * The variants of the faults, out of the registry itself: each word where the grammar lists words, each
 * optional part once left out and once given, and 0 where it ends what another number begins.
 */

import type { Action } from '#script/actions.ts';
import { actions } from '#script/actions.ts';
import { mayBeMissing, type Piece } from '#script/pattern.ts';
import type { CommandKind } from '#trace/command_shapes.ts';

/** Every action that is a fault. */
export const faults: readonly Action[] = actions.filter(({ honesty }) => honesty !== undefined);

/** Where 0 means something of its own: no delay, no slowness, any number. */
const endedByZero: ReadonlySet<CommandKind> = new Set<CommandKind>([
  'watch.delay',
  'handler.slow',
  'informer.stall',
  'apiserver.inflight',
  'program.clock',
  'latency',
]);

/** `watch.cut EOF`, `client.fail 504 verb=get`: an action, its words, and what is optional. */
export function variantsOf(action: Action): readonly string[] {
  const pieces = action.pieces ?? [];
  const bases = pieces
    .filter((piece) => !mayBeMissing(piece))
    .reduce<readonly string[]>(
      (names, piece) => names.flatMap((name) => wordsOf(piece).map((word) => joined(name, word))),
      [action.kind],
    );
  const optional = pieces.filter(mayBeMissing).flatMap(choicesOf);
  const zero = endedByZero.has(action.kind) ? [joined(action.kind, '0')] : [];
  const defaults = pieces.some(
    (piece) => piece.kind === 'argument' && isListed(piece) && mayBeMissing(piece),
  );
  return [
    ...(defaults ? [] : bases),
    ...optional.map((choice) => joined(action.kind, choice)),
    ...zero,
  ];
}

export const variants: readonly string[] = faults.flatMap(variantsOf);

/** What a piece that must stand there can be; nothing is said where it is a name or a number. */
function wordsOf(piece: Piece): readonly string[] {
  return piece.kind === 'argument' && isListed(piece) ? listOf(piece) : [''];
}

/** What an optional piece can be besides left out; a list has its default in it. */
function choicesOf(piece: Piece): readonly string[] {
  if (piece.kind === 'argument') return isListed(piece) ? listOf(piece) : [piece.member];
  if (piece.kind !== 'option') return [];
  const { name } = piece;
  return isListed(piece) ? listOf(piece).map((word) => `${name}=${word}`) : [`${name}=`];
}

type Varied = Extract<Piece, { readonly kind: 'argument' | 'option' }>;

function isListed(piece: Varied): boolean {
  return Array.isArray(piece.argument.candidates);
}

function listOf({ argument }: Varied): readonly string[] {
  return Array.isArray(argument.candidates) ? argument.candidates : [];
}

function joined(...words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' ');
}
