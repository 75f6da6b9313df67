/** The names that a script can choose, to hold them against the pieces that a program has. */

import { codeSlot } from '#trace/program_code.ts';

export function pieceNames(program: string, slot: string): readonly string[] {
  return codeSlot(program, slot)?.pieces ?? [];
}
