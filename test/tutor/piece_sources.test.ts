/** What readers are shown of programs' code is what runs: every piece has its text, every text its piece. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { programCode, slotsOf } from '#trace/program_code.ts';
import { cutPieces, joinPieces } from '#tutor/piece_sources.ts';

const folder = join(import.meta.dirname, '../../src/controllers/lab');
const files = readdirSync(folder).filter((file) => file.endsWith('_pieces.ts'));
const sources = joinPieces(
  files.map((file) => cutPieces(readFileSync(join(folder, file), 'utf8'))),
);

function namesOf(shelf: Readonly<Record<string, Readonly<Record<string, unknown>>>>) {
  return Object.fromEntries(
    Object.entries(shelf).map(([slot, pieces]) => [slot, Object.keys(pieces)]),
  );
}

describe('the text of pieces', () => {
  test('is there for each piece of each slot, and for nothing else', () => {
    expect(files.length).toBeGreaterThan(0);
    expect(Object.keys(sources).toSorted()).toEqual(Object.keys(programCode).toSorted());
    for (const [program, shelf] of Object.entries(sources)) {
      const slots = Object.entries(slotsOf(program)).map(([slot, { pieces }]) => [
        slot,
        [...pieces].toSorted(),
      ]);
      const found = Object.entries(namesOf(shelf)).map(([slot, pieces]) => [
        slot,
        pieces.toSorted(),
      ]);
      expect(Object.fromEntries(found), program).toEqual(Object.fromEntries(slots));
    }
  });

  test('begins with the name of the piece and is set against the margin', () => {
    for (const shelf of Object.values(sources)) {
      for (const pieces of Object.values(shelf)) {
        for (const [piece, text] of Object.entries(pieces)) {
          const [first = ''] = text.split('\n').filter((line) => !line.startsWith('//'));
          expect(first.replace(/['*]/g, '').startsWith(piece), `${piece}: ${first}`).toBe(true);
        }
      }
    }
  });

  test('belongs to every program that shares it', () => {
    const text = [
      "export const a: PiecesOf<'p' | 'q', 'one', F> = {",
      '  // piece x',
      '  x: stop,',
      '  // end of piece',
      '};',
    ].join('\n');
    expect(cutPieces(text)).toEqual({
      p: { one: { x: 'x: stop,' } },
      q: { one: { x: 'x: stop,' } },
    });
  });

  test('belongs to the PiecesOf above it', () => {
    const text = [
      "export const a: PiecesOf<'p', 'one', F> = {",
      '  // piece x',
      '  x: () => {',
      '    go();',
      '  },',
      '  // end of piece',
      '};',
      'export const b: PiecesOf<',
      "  'p',",
      "  'two',",
      '  F',
      '> = {',
      '  // piece x',
      '  x: stop,',
      '  // end of piece',
      '};',
    ].join('\n');
    expect(cutPieces(text)).toEqual({
      p: { one: { x: 'x: () => {\n  go();\n},' }, two: { x: 'x: stop,' } },
    });
    const shared = text.replace("'p', 'one'", "'p' | 'q', 'one'");
    expect(cutPieces(shared)).toMatchObject({ q: { one: { x: 'x: () => {\n  go();\n},' } } });
    expect(() => cutPieces('// piece x\nx\n// end of piece')).toThrow('stands in no PiecesOf');
  });
});
