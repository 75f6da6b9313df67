/** The shape of a record, for whoever reads one from a link or a file. */

import { count, list, oneOf, record, text } from './shape.ts';

const position = { at: count, step: count };

/** The fields of a {@link RunRecord}; numbers of positions become instants once they are checked. */
export const runRecordShape = {
  version: count,
  profile: oneOf('classic', 'inOrder', 'watchList', 'modern'),
  seed: text,
  policy: oneOf('arrival', 'shuffle'),
  script: text,
  acts: list(record({ position: record(position), statement: text })),
};
