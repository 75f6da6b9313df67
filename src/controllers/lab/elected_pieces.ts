/** What can stand in the open places of the elected replicas. Readers see each piece as it stands here. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { JsonObject } from '#base/json.ts';
import type { Result } from '#base/result.ts';
import { milliseconds, seconds } from '#base/time.ts';
import type { Answered } from '#client-go/dynamic/interface.ts';
import type { ClientError } from '#client-go/rest/request.ts';
import type { ElectionDurations, NewLeader } from '#controllers/election.ts';
import type { ConfigMap } from '#controllers/kinds.ts';
import type { Blocking } from '#sim/process.ts';
import type { PiecesOf } from './chosen_code.ts';

/** Writes a copy that is there already. */
export interface Writer {
  /** As it was read. */
  readonly copy: ConfigMap;
  readonly update: (changed: ConfigMap) => Answered<Unstructured>;
  readonly patch: (operations: readonly JsonObject[]) => Answered<Unstructured>;
}

/** A copy that the leader keeps: how it is called, and how new data gets into it. */
export interface Copy {
  readonly suffix: string;
  readonly write: (
    writer: Writer,
    data: Readonly<Record<string, string>>,
  ) => Blocking<Result<unknown, ClientError>>;
}

export const writes: PiecesOf<'elected-a' | 'elected-b', 'write', Copy> = {
  // piece patch
  patch: {
    suffix: 'patched',
    write: ({ patch }, data) => patch([{ op: 'add', path: '/data', value: data }]),
  },
  // end of piece
  // piece update
  update: {
    suffix: 'updated',
    // The copy still has the metadata.resourceVersion that was read.
    write: ({ update, copy }, data) => update({ ...copy, data }),
  },
  // end of piece
};

export const durations: PiecesOf<'elected-a' | 'elected-b', 'durations', ElectionDurations> = {
  // piece core
  core: {
    leaseDuration: seconds(15),
    renewDeadline: seconds(10),
    retryPeriod: seconds(2),
  },
  // end of piece
  // piece long-lease
  'long-lease': {
    leaseDuration: seconds(30),
    renewDeadline: seconds(20),
    retryPeriod: seconds(2),
  },
  // end of piece
  // piece short-retry
  'short-retry': {
    leaseDuration: seconds(15),
    renewDeadline: seconds(10),
    retryPeriod: milliseconds(500),
  },
  // end of piece
  // piece short-deadline
  'short-deadline': {
    leaseDuration: seconds(15),
    renewDeadline: seconds(3),
    retryPeriod: milliseconds(500),
  },
  // end of piece
};

interface OnNewLeader {
  readonly call: NewLeader | undefined;
}

/** What a replica does when it hears of a leader. */
export const onNewLeader: PiecesOf<'elected-a' | 'elected-b', 'on-new-leader', OnNewLeader> = {
  // piece ignore
  ignore: { call: undefined },
  // end of piece
  // piece exit-at-once
  'exit-at-once': {
    call: (holder, { identity, leading, exit }) => {
      if (leading() && holder !== identity) exit(`${holder} leads now: exiting`);
    },
  },
  // end of piece
};
