/** A player that writes down what it is asked to do, and tells what a test makes it tell. */

import type { Instant } from '#base/time.ts';
import type { EmbedController, EmbedEvent, EmbedState } from '#embed/embed_controller.ts';

export const readyState: EmbedState = {
  phase: 'ready',
  playing: false,
  waiting: false,
  hop: 40,
  at: 2_000_000 as Instant,
  fraction: 0.25,
  ended: false,
  range: { start: 20, end: 100 },
  speed: 1,
  theme: 'auto',
  language: 'en',
  panels: ['stage', 'timeline'],
  controls: 'full',
  profile: 'classic',
  scenario: 'preset/tombstone',
  title: 'Tombstones',
  caption: '',
  source: 'recording',
  hash: 'abc',
};

export interface RecordedController extends EmbedController {
  readonly asked: readonly (readonly unknown[])[];
  readonly tell: (event: EmbedEvent) => void;
  readonly listeners: () => number;
}

export function recordedController(opening: EmbedState = readyState): RecordedController {
  const asked: (readonly unknown[])[] = [];
  const listeners = new Set<(event: EmbedEvent) => void>();
  let state = opening;
  const note =
    (name: string) =>
    (...given: readonly unknown[]): void => {
      asked.push([name, ...given]);
    };
  return {
    asked,
    tell: (event) => {
      if ('state' in event) state = event.state;
      for (const listener of listeners) listener(event);
    },
    listeners: () => listeners.size,
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    play: note('play'),
    pause: note('pause'),
    seek: note('seek'),
    step: note('step'),
    setSpeed: note('setSpeed'),
    setTheme: note('setTheme'),
    setPanels: note('setPanels'),
    setControls: note('setControls'),
    setLanguage: (language) => {
      note('setLanguage')(language);
      // The words of Chinese cannot be fetched here.
      if (language === 'en') state = { ...state, language };
      return Promise.resolve();
    },
    touch: () => Promise.resolve(true),
    act: (statement) => {
      note('act')(statement);
      if (statement.startsWith('kubectl')) {
        return Promise.resolve({ kind: 'done', forked: true, hop: 41 });
      }
      const [file, expected, message] = ['console', 'a verb', 'expected a verb'];
      const problems = [{ file, line: 1, column: 3, expected, message }];
      return Promise.resolve({ kind: 'refused', problems });
    },
  };
}
