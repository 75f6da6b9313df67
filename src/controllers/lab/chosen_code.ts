/** The code that stands in a program's open places: the pieces a person chose, or the usual ones. */

import { AssertionError } from '#base/assert.ts';
import type { ChosenCode } from '#controllers/controller_program.ts';
import { type CodedProgram, codeSlot, type PieceOf, type SlotOf } from '#trace/program_code.ts';

/** Every piece of a slot, by name. One that is missing does not compile. */
export type PiecesOf<P extends CodedProgram, S extends SlotOf<P>, Code> = Readonly<
  Record<PieceOf<P, S>, Code>
>;

/** The pieces that stand there, one after the other. */
export function chosenPieces<P extends CodedProgram, S extends SlotOf<P>, Code>(
  place: { readonly program: P; readonly slot: S; readonly code: ChosenCode },
  pieces: PiecesOf<P, S, Code>,
): readonly Code[] {
  const { program, slot, code } = place;
  const names = code.get(slot) ?? codeSlot(program, slot)?.usual ?? [];
  return names.map((name) => pieces[name as PieceOf<P, S>]);
}

/** The one piece that stands there. */
export function chosenPiece<P extends CodedProgram, S extends SlotOf<P>, Code>(
  place: { readonly program: P; readonly slot: S; readonly code: ChosenCode },
  pieces: PiecesOf<P, S, Code>,
): Code {
  const [piece] = chosenPieces(place, pieces);
  if (piece === undefined) throw new AssertionError(`expected a piece at ${place.slot}`);
  return piece;
}
