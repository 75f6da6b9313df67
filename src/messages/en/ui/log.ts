/** English for the log: everything that has happened, as text. */

import { counted } from '#messages/en/phrases.ts';

export const log = {
  title: 'Log',
  search: 'Search the log',
  searchExample: 'web-1, conflict, store.updated …',
  part: 'Part of the run',
  everything: 'everything',
  faults: 'faults',
  commands: 'commands',
  copy: 'Copy the log',
  copied: 'The log is copied',
  matching: (count: number) =>
    `${counted(count, 'hop')} in the log ${count === 1 ? 'matches' : 'match'}.`,
  nothing: 'Nothing to show.',
  why: 'Why?',
  whyOf: (sentence: string) => `Why? ${sentence}`,
  whyAbout: 'What led to this',
};
