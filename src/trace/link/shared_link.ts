/** What a link to a run says, and what can be wrong with one. */

import type { Instant } from '#base/time.ts';
import type { RunRecord } from '#trace/engine_port.ts';

/**
 * A hop of a run by when it happened: the `hop`-th event (from 1) that step `step` of the run had at
 * instant `at`; 0 for before everything. Events of new kinds elsewhere do not move it.
 */
export interface LinkPosition {
  readonly at: Instant;
  readonly step: number;
  readonly hop: number;
}

/** One run of a link. */
export interface LinkedRun {
  readonly record: RunRecord;
  /** As far as it was seen. */
  readonly end: LinkPosition;
  /** The digest of its trace up to `end`. */
  readonly hash: string;
  /** Which of the link's runs it was forked from: one before it. */
  readonly from: number | undefined;
  /** What the list of runs calls it. */
  readonly name: string;
  /** The record was made under another profile: its acts are done at their instants, if they can be. */
  readonly loosely: boolean;
}

/** A run with its branches, and where its reader stands. */
export interface SharedLink {
  /** The version of the engine that played it. */
  readonly engine: string;
  /** Forks come after what they were forked from. */
  readonly runs: readonly LinkedRun[];
  /** Which of the runs is in view. */
  readonly current: number;
  /** Where in that one. */
  readonly place: LinkPosition;
}

/** A run and a hop, as links of version 1 had it. */
export interface SharedPlace {
  readonly record: RunRecord;
  readonly seq: number;
}

export type Link =
  | { readonly kind: 'place'; readonly place: SharedPlace }
  | { readonly kind: 'runs'; readonly link: SharedLink };

/** What is wrong with a link. */
export type LinkFault =
  | { readonly kind: 'notARun'; readonly got: string }
  | { readonly kind: 'version'; readonly got: string; readonly known: number }
  | { readonly kind: 'newer'; readonly got: string; readonly known: number }
  | { readonly kind: 'character'; readonly sign: string }
  | { readonly kind: 'cutOff'; readonly got: number; readonly expected: number | undefined }
  | { readonly kind: 'tooLong'; readonly extra: number }
  | { readonly kind: 'checksum' }
  | { readonly kind: 'unpacked'; readonly most: number }
  | { readonly kind: 'misshapen'; readonly path: string; readonly reason: string }
  | { readonly kind: 'format'; readonly got: number; readonly expected: number };

/** Why a link cannot be followed. `position` counts characters of the hash from 1. */
export interface LinkProblem {
  readonly position: number;
  readonly fault: LinkFault;
}
