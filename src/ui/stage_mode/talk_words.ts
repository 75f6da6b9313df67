/** What a speaker says at each cue, and reads for themselves: a scene's own words, or those of the script. */

import type { PresetText } from '#tutor/preset.ts';
import type { CueWalk } from './cue_walk.ts';

export interface TalkWords {
  readonly title: string;
  /** Asked before the first cue; empty if nothing is. */
  readonly question: string;
  /** For the speaker, while the question is asked. */
  readonly questionNotes: string;
  readonly lines: readonly TalkLine[];
  /** The language of it all. */
  readonly tag: string;
}

export interface TalkLine {
  readonly text: string;
  /** The text is code. */
  readonly code: boolean;
  /** For the speaker. */
  readonly notes: string;
}

export function wordsOfPreset(
  { title, predict, watch, notes }: PresetText,
  tag: string,
): TalkWords {
  return {
    title,
    question: predict,
    questionNotes: notes?.question ?? '',
    lines: watch.map((text, index) => ({ text, code: false, notes: notes?.cues[index] ?? '' })),
    tag,
  };
}

export function wordsOfRun({ cues }: CueWalk, title: string, tag: string): TalkWords {
  const lines = cues.map(({ text, code }) => ({ text, code, notes: '' }));
  return { title, question: '', questionNotes: '', lines, tag };
}
