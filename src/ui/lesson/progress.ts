/** What a learner has done before, as whoever keeps it says. The Lesson tab shows it and tells what is new. */

import { createContext, useContext } from 'react';
import type { CourseNews } from './course.ts';

export type ProgressMark = 'begun' | 'done';

export interface Progress {
  /** A hook: how far the learner came with something, by its address. */
  readonly useMark: (address: string) => ProgressMark | undefined;
  readonly tell: (news: CourseNews | VisitNews) => void;
}

/** A repair of an exhibit has been tried. */
export interface VisitNews {
  readonly kind: 'repair';
  readonly address: string;
  readonly repair: string;
  readonly right: boolean;
}

/** Nothing is remembered. */
export const noProgress: Progress = { useMark: () => undefined, tell: () => undefined };

/** Without a provider nothing is remembered. */
export const ProgressContext = createContext<Progress>(noProgress);

export function useProgress(): Progress {
  return useContext(ProgressContext);
}
