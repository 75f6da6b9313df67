/** English for the panel that answers "Why?" and "Why not?". */

import { counted } from '#messages/en/phrases.ts';

export const why = {
  noRun: 'No run has opened yet.',
  nothingYet: 'Nothing has happened here yet.',
  why: 'Why?',
  follow: 'Follow the current hop',
  beganHere: 'Nothing in the run led to it: it began here.',
  path: 'From what started it',
  ledHere: (hops: number, uncounted: number) =>
    `${counted(hops, 'hop')} led here in all${uncounted > 0 ? `, and ${uncounted} more that the trace only counts` : ''}.`,
  answer: (asked: string, first: string, stations: number) =>
    `Why? ${asked} It began with this: ${first} ${stations} stations are listed.`,
  later: (duration: string) => `, ${duration} later`,
  whyNot: 'Why does nothing happen?',
  nothingRefused:
    'Nothing has been refused, skipped or merged here so far: nobody has asked it to act.',
  elsewhere: 'Elsewhere in the loop',
  refused: 'It was refused.',
  because: (reason: string) => `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`,
};
