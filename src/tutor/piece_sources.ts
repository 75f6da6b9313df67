/**
 * Cuts the pieces that fit into programs' open places out of the files in which they stand, so that what a
 * reader sees is the very text that runs. A piece stands between `// piece NAME` and `// end of piece`,
 * below the `PiecesOf<'program', 'slot', …>` that it belongs to; programs may share their pieces.
 */

/** By program, slot and name of the piece. */
export type PieceSources = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>
>;

const home = /PiecesOf<\s*((?:\|?\s*'[^']+'\s*)+),\s*'([^']+)'/g;
const marked = /^[ \t]*\/\/ piece (\S+)[ \t]*\n([\s\S]*?)^[ \t]*\/\/ end of piece/gm;

export function cutPieces(text: string): PieceSources {
  const homes = [...text.matchAll(home)];
  const found: Record<string, Record<string, Record<string, string>>> = {};
  for (const { index, 1: piece = '', 2: lines = '' } of text.matchAll(marked)) {
    const owner = homes.findLast((each) => each.index < index);
    if (owner === undefined) throw new Error(`the piece ${piece} stands in no PiecesOf<…>`);
    const [, programs = '', slot = ''] = owner;
    for (const [, program = ''] of programs.matchAll(/'([^']+)'/g)) {
      const slots = found[program] ?? {};
      found[program] = { ...slots, [slot]: { ...slots[slot], [piece]: outdented(lines) } };
    }
  }
  return found;
}

/** Everything that several files hold. */
export function joinPieces(files: readonly PieceSources[]): PieceSources {
  const joined: Record<string, Record<string, Readonly<Record<string, string>>>> = {};
  for (const file of files) {
    for (const [program, slots] of Object.entries(file)) {
      joined[program] = { ...joined[program], ...slots };
    }
  }
  return joined;
}

/** Without the indentation that all its lines share. */
function outdented(text: string): string {
  const lines = text.trimEnd().split('\n');
  const depths = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length);
  const depth = Math.min(...depths);
  return lines.map((line) => line.slice(depth)).join('\n');
}
