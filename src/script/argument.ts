/** The sorts of words a statement takes: how each is read, written and completed. */

import { type Duration, duration, formatDuration, parseDuration } from '#base/time.ts';
import { headOptionNames } from './head_options.ts';
import { quoteWord } from './token.ts';

/** What kind of thing stands here, for completion and for pickers. */
export type Candidates =
  | 'none'
  | 'informer'
  | 'worker'
  | 'replica'
  | 'client'
  | 'program'
  | 'resource'
  | 'object'
  | 'file'
  | 'duration'
  | 'invariant'
  | 'slot'
  | 'piece'
  | 'kubectl run'
  | readonly string[];

/** A sort of word. */
export interface Argument<T> {
  /** For messages: `a duration such as 5s`. */
  readonly what: string;
  readonly candidates: Candidates;
  readonly read: (text: string) => T | undefined;
  readonly write: (value: T) => string;
}

/** The longest that one statement may run. */
const longest = duration(24 * 3_600_000_000_000);

function named(what: string, candidates: Candidates): Argument<string> {
  return {
    what,
    candidates,
    read: (text) => (/^[A-Za-z0-9][\w.:/-]*$/.test(text) ? text : undefined),
    write: quoteWord,
  };
}

export const informerName: Argument<string> = {
  ...named('an informer such as rs-controller/pods', 'informer'),
  read: (text) => (/^[\w.-]+\/[\w.-]+$/.test(text) ? text : undefined),
};
export const workerName: Argument<string> = {
  ...named('a worker such as rs-controller/worker-1', 'worker'),
  read: (text) => (/^[\w.-]+\/worker-\d{1,3}$/.test(text) ? text : undefined),
};
export const replicaName = named('an API server replica such as a', 'replica');
export const clientName = named('a client such as rs-controller', 'client');
export const programName = named('a program such as rs-controller', 'program');
export const resourceName = named('a resource such as pods', 'resource');
export const pointName = named('a choice point such as select', 'none');
export const optionName = named('an option such as watch-window', headOptionNames);
export const invariantName = named('an invariant such as cache-equals-server', 'invariant');

/** A Lease by namespace and name. */
export const leaseName: Argument<string> = {
  ...named('a Lease such as kube-system/elected', 'none'),
  read: (text) => (/^[\w.-]+\/[\w.-]+$/.test(text) ? text : undefined),
};

export const slotName = named('an open place of its code such as on-delete', 'slot');

/** Names of pieces of code, with commas between them and none behind them. */
export const pieceNames: Argument<readonly string[]> = {
  what: 'pieces of code such as cast or get,compare,write',
  candidates: 'piece',
  read: (text) => {
    const pieces = text.split(',');
    return pieces.every((piece) => /^[a-z0-9][a-z0-9-]*$/.test(piece)) ? pieces : undefined;
  },
  write: (pieces) => pieces.join(','),
};

/** A run of kubectl that goes on. */
export const kubectlRun: Argument<string> = {
  ...named('a run of kubectl such as kubectl/1', 'kubectl run'),
  read: (text) => (/^kubectl\/\d{1,9}$/.test(text) ? text : undefined),
};

/** Any word or quoted text. */
export const anyText: Argument<string> = {
  what: 'a word or quoted text',
  candidates: 'none',
  read: (text) => text,
  write: (value) => (value === '' ? "''" : quoteWord(value)),
};

/** A whole number of zero or more. */
export const wholeNumber: Argument<number> = {
  what: 'a whole number',
  candidates: 'none',
  read: (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : undefined;
    return Number.isSafeInteger(value) ? value : undefined;
  },
  write: String,
};

/** A whole number from 1 to `most`. */
export function numberUpTo(most: number): Argument<number> {
  return {
    ...wholeNumber,
    what: `a whole number from 1 to ${most}`,
    read: (text) => {
      const value = wholeNumber.read(text);
      return value !== undefined && value >= 1 && value <= most ? value : undefined;
    },
  };
}

const statuses = [409, 410, 429, 500, 503, 504];

/** An HTTP status with which a request can be made to fail. */
export const failureStatus: Argument<number> = {
  what: `one of the statuses ${statuses.join(', ')}`,
  candidates: statuses.map(String),
  read: (text) => statuses.find((status) => String(status) === text),
  write: String,
};

/** Go's duration syntax, not negative, at most a day. */
export const span: Argument<number> = {
  what: 'a duration such as 5s or 1m30s, at most 24h',
  candidates: 'duration',
  read: (text) => {
    const value = parseDuration(text);
    return value !== undefined && value >= 0 && value <= longest ? value : undefined;
  },
  write: (value) => formatDuration(value as Duration),
};

/** One of a few words. */
export function oneOfWords<const W extends string>(...words: readonly W[]): Argument<W> {
  return {
    what: words.join(', '),
    candidates: words,
    read: (text) => words.find((word) => word === text),
    write: String,
  };
}
