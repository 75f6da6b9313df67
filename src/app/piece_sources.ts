/** The text of every piece that fits into a program's code, cut out of the files from which it runs. */

import { joinPieces, type PieceSources } from '#tutor/piece_sources.ts';

const files = import.meta.glob<PieceSources>('../controllers/lab/*_pieces.ts', {
  query: '?pieces',
  import: 'default',
  eager: true,
});

export const pieceSources: PieceSources = joinPieces(Object.values(files));
