/**
 * What a page and the embed in it can say to each other: every command with its parameters and its answer,
 * every event with its data. The documentation and the pinned list are printed from here.
 */

import { profiles } from '#trace/profile.ts';
import {
  count,
  type Field,
  flag,
  list,
  oneOf,
  optional,
  quantity,
  record,
  type Shape,
  type Shaped,
  text,
} from '#trace/shape.ts';
import {
  embedControls,
  embedGrains,
  embedMarks,
  embedPanels,
  embedThemes,
  mostMarksAtOnce,
} from './embed_controller.ts';
import type { CommandName, EventName } from './protocol_names.ts';

export interface CommandRow<P extends Shape = Shape, A extends Shape = Shape> {
  readonly about: string;
  readonly parameters: P;
  readonly answer: A;
}

export interface EventRow<D extends Shape = Shape> {
  readonly about: string;
  readonly data: D;
}

/** At most this many commands within a second are done; the others are answered with `busy`. */
export const mostCommandsPerSecond = 120;

/** A statement may be this long. */
export const longestStatement = 65_536;

const positive = {
  ...quantity,
  what: 'a number above 0',
  problem: (value: unknown, path: string) =>
    quantity.problem(value, path) ??
    ((value as number) > 0
      ? undefined
      : { path, reason: `expected a number above 0, got ${String(value)}` }),
};

const statement = {
  ...text,
  what: `a string of 1 to ${longestStatement} characters`,
  problem: (value: unknown, path: string) => {
    const problem = text.problem(value, path);
    if (problem !== undefined) return problem;
    const { length } = value as string;
    if (length > 0 && length <= longestStatement) return undefined;
    return { path, reason: `expected 1 to ${longestStatement} characters, got ${length}` };
  },
};

/** A record inside a record, with its members told to a reader. */
function described<const S extends Shape>(what: string, shape: S) {
  return { ...record(shape), what };
}

const language = oneOf('en', 'zh-CN');
const profile = oneOf(...(Object.keys(profiles) as (keyof typeof profiles)[]));
const range = described('{ start, end }, whole numbers', { start: count, end: count });
const place = { hop: count, at: count, fraction: quantity };

/** How the player stands. `at` is in nanoseconds of simulated time since the run's start. */
export const stateShape = {
  phase: oneOf('loading', 'ready', 'failed'),
  playing: flag,
  waiting: flag,
  ...place,
  ended: flag,
  range: range,
  speed: quantity,
  theme: oneOf(...embedThemes),
  language,
  panels: list(oneOf(...embedPanels)),
  controls: oneOf(...embedControls),
  profile,
  scenario: text,
  title: text,
  caption: text,
  source: oneOf('none', 'recording', 'engine'),
  hash: text,
};

const state = described('an object as the data of the event state', stateShape);

const nothing = {};
const grain = { grain: optional(oneOf(...embedGrains)) };

/** Every command. `{}` as an answer says that it has been done. */
export const commands = {
  play: {
    about: 'Plays from here; from the start if it has ended.',
    parameters: nothing,
    answer: nothing,
  },
  pause: { about: 'Stands still.', parameters: nothing, answer: nothing },
  toggle: {
    about: 'Pauses if it plays, plays if it does not.',
    parameters: nothing,
    answer: nothing,
  },
  seek: {
    about:
      'Goes to a place: exactly one of a hop, an instant in nanoseconds, or a fraction of what is shown (0 to 1). A place outside of that is moved to its nearer end.',
    parameters: { hop: optional(count), at: optional(count), fraction: optional(quantity) },
    answer: nothing,
  },
  step: {
    about: 'One step forward, by one hop unless a grain is given; then it is paused.',
    parameters: grain,
    answer: nothing,
  },
  back: {
    about: 'One step back, by one hop unless a grain is given; then it is paused.',
    parameters: grain,
    answer: nothing,
  },
  act: {
    about:
      'Does one statement of the script language at the current hop. The real engine starts if it does not run yet; in the past the run forks.',
    parameters: { statement },
    answer: { forked: flag, hop: count },
  },
  setSpeed: {
    about: 'How fast it plays: the nearest speed that there is.',
    parameters: { speed: positive },
    answer: nothing,
  },
  setTheme: {
    about: 'Light, dark, or as the reader’s system says.',
    parameters: { theme: oneOf(...embedThemes) },
    answer: nothing,
  },
  setLanguage: {
    about: 'Which language it speaks; answered once its words are there.',
    parameters: { language },
    answer: nothing,
  },
  setProfile: {
    about:
      'Which client-go it runs. Another one opens the page in the frame anew: it is answered, and the frame then listens for a new hello.',
    parameters: { profile },
    answer: nothing,
  },
  setPanels: {
    about: 'Which parts are shown.',
    parameters: { panels: list(oneOf(...embedPanels)) },
    answer: nothing,
  },
  setControls: {
    about: 'How many controls are shown.',
    parameters: { controls: oneOf(...embedControls) },
    answer: nothing,
  },
  getState: {
    about: 'How it stands, also between two events `state`.',
    parameters: nothing,
    answer: { state: state },
  },
  getLink: {
    about: 'The address of the whole app with what is shown here.',
    parameters: nothing,
    answer: { href: text },
  },
} as const satisfies Readonly<Record<CommandName, CommandRow>>;

/** Why something was not done. */
export const errorCodes = {
  protocol: 'The two sides speak no common version.',
  message: 'Not a message of this protocol.',
  command: 'No such command.',
  parameter: 'A parameter is missing, unknown or wrong; `path` says which.',
  busy: `More than ${mostCommandsPerSecond} commands within a second.`,
  refused: 'The statement cannot be done; `problems` say where it is wrong.',
  unavailable: 'What the command needs is not there yet, or could not be fetched.',
  failed: 'The player cannot go on.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

const problem = described('{ line, column, message }', {
  line: count,
  column: count,
  message: text,
});

export const errorShape = {
  code: oneOf(...(Object.keys(errorCodes) as ErrorCode[])),
  message: text,
  fatal: flag,
  id: optional(count),
  command: optional(text),
  path: optional(text),
  problems: optional(list(problem)),
};

/** Every event. Of `state`, `hop`, `caption` and `resize` each, only the latest is told, at most once a frame. */
export const events = {
  connected: {
    about: 'The answer to the hello: what this frame speaks and can do.',
    data: {
      protocol: text,
      scenario: text,
      commands: list(text),
      events: list(text),
    },
  },
  ready: {
    about:
      'It can be shown and played. `range` are the hops that are shown: `start` before the first of them, `end` the last.',
    data: { scenario: text, title: text, range: range, state: state },
  },
  state: {
    about: 'Anything of the state has changed.',
    data: stateShape,
  },
  hop: {
    about: 'Another hop is the last that has happened.',
    data: place,
  },
  caption: {
    about: 'Another sentence in the caption, as plain text.',
    data: { caption: text, hop: count },
  },
  mark: {
    about: `A mark of the timeline has been passed on the way forward: a command, a fault, a relist. Of very many at once, the last ${mostMarksAtOnce}.`,
    data: { mark: oneOf(...embedMarks), label: text, hop: count },
  },
  ended: { about: 'Playing has come to the end of what is shown.', data: { hop: count } },
  engine: {
    about: 'The real engine has taken over from the recorded run.',
    data: nothing,
  },
  resize: {
    about: 'The height in CSS pixels that the page in the frame needs to show everything.',
    data: { height: count },
  },
  error: {
    about:
      'Something was not done or cannot be shown. The command it belongs to, if any, is answered with the same error.',
    data: errorShape,
  },
} as const satisfies Readonly<Record<EventName, EventRow>>;

export type Parameters<C extends CommandName> = Shaped<(typeof commands)[C]['parameters']>;
export type Answer<C extends CommandName> = Shaped<(typeof commands)[C]['answer']>;
export type EventDataOf<E extends EventName> = Shaped<(typeof events)[E]['data']>;
export type ProtocolError = Shaped<typeof errorShape>;

/** One field as it is documented: `hop?: a whole number`. */
export function fieldText(name: string, { optional: isOptional, what }: Field<unknown>): string {
  return `${name}${isOptional ? '?' : ''}: ${what}`;
}
