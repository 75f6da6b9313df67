/**
 * What a playground's reader has open to learn from. It outlives the Lesson tab, which goes away while
 * another tab is shown; what it takes to play a lesson is fetched with the first one.
 */

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Course } from './course.ts';
import type { Visit } from './visit.ts';

/** What is open in the Lesson tab. */
export type Opened =
  | { readonly kind: 'lesson'; readonly address: string; readonly step: string | undefined }
  | { readonly kind: 'exhibit'; readonly address: string };

export interface Learning {
  readonly store: StoreApi<{ readonly opened: Opened | undefined }>;
  /** The lesson being taken, and the exhibit being looked at, once there was one. */
  course: Course | undefined;
  visit: Visit | undefined;
  /** What `course` was last asked to open. */
  taken: Opened | undefined;
}

export function createLearning(opened: Opened | undefined): Learning {
  return {
    store: createStore(() => ({ opened })),
    course: undefined,
    visit: undefined,
    taken: undefined,
  };
}

/** What an address asks for: `L05-list-and-watch/gone`, `B04-tombstone`. */
export function openedBy(address: string): Opened {
  if (/^B\d/.test(address)) return { kind: 'exhibit', address };
  const [lesson = '', step] = address.split('/');
  return { kind: 'lesson', address: lesson, step };
}
