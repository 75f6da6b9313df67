/** A scene for talks and posts, without the manners of a lesson: a script that proves itself, and a few lines to speak. */

import type { ProfileName } from '#trace/profile.ts';
import type { Predicate } from './lesson.ts';

export interface Preset {
  /** Its folder and its address: `resync-is-not-relist`. */
  readonly slug: string;
  /** The client-go versions under which each `expect` of its script holds; it opens under the first. */
  readonly profiles: readonly [ProfileName, ...ProfileName[]];
  readonly seed: string;
  readonly focus: string;
  /** Its `expect` lines are what it proves. A comment begins each part of it: the cues of a talk. */
  readonly script: string;
  readonly strip: readonly Predicate[];
}

/** The words of a preset in one language. */
export interface PresetText {
  readonly title: string;
  /** What it shows, in one sentence. */
  readonly objective: string;
  /** A question to ask the room before it plays. */
  readonly predict: string;
  /** One line to speak for each cue. */
  readonly watch: readonly string[];
  readonly strip: readonly string[];
  /** For the speaker's eyes only. */
  readonly notes: SpeakerNotes | undefined;
}

/** What to ask, what to point at, and what the room should take home. */
export interface SpeakerNotes {
  /** While the question is asked. */
  readonly question: string;
  /** One for each cue. */
  readonly cues: readonly string[];
}
