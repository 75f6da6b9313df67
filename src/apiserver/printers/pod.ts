/** Pods as a table: how many containers are ready, and the one word that says how the pod is. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { listAt, numberAt, objectAt, textAt, valueAt } from '#apiserver/registry/members.ts';
import type { JsonArray } from '#base/json.ts';
import type { Instant } from '#base/time.ts';
import { age } from './human_duration.ts';
import { ageColumn, ageOf, column, nameColumn, type TablePrinter, wideColumn } from './table.ts';

export const podPrinter: TablePrinter = {
  columns: [
    nameColumn,
    column('Ready'),
    column('Status'),
    column('Restarts'),
    ageColumn,
    wideColumn('IP'),
    wideColumn('Node'),
    wideColumn('Nominated Node'),
    wideColumn('Readiness Gates'),
  ],
  row: (pod, now) => {
    const summary = summaryOf(pod);
    const { ready, total, reason } = summary;
    const cells = [
      pod.metadata.name ?? '',
      `${ready}/${total}`,
      reason,
      restartText(summary, now),
      ageOf(pod, now),
      textAt(pod, 'status', 'podIP') || '<none>',
      textAt(pod, 'spec', 'nodeName') || '<none>',
      textAt(pod, 'status', 'nominatedNodeName') || '<none>',
      readinessGates(pod),
    ];
    const conditions = endConditions(textAt(pod, 'status', 'phase'));
    return conditions === undefined ? { cells } : { cells, conditions };
  },
};

/** What the containers come to. */
interface Summary {
  readonly ready: number;
  readonly total: number;
  readonly reason: string;
  readonly restarts: number;
  /** The time of the last end, or `''`. */
  readonly lastRestart: string;
}

/** What init containers have come to. */
interface Beginning {
  readonly reason: string | undefined;
  readonly restarts: number;
  readonly lastRestart: string;
  readonly sidecarRestarts: number;
  readonly sidecarLastRestart: string;
  readonly readySidecars: number;
}

function summaryOf(pod: Unstructured): Summary {
  const phase = textAt(pod, 'status', 'phase');
  const beginning = beginningOf(pod);
  const conditions = listAt(pod, 'status', 'conditions');
  const gated = conditions.some((each) => textAt(each, 'reason') === 'SchedulingGated');
  const given = gated ? 'SchedulingGated' : textAt(pod, 'status', 'reason') || phase;
  const sidecars = listAt(pod, 'spec', 'initContainers').filter(isSidecar);
  const total = listAt(pod, 'spec', 'containers').length + sidecars.length;
  const begun = beginning.reason === undefined || isTrue(pod, 'Initialized');
  const main = begun ? mainContainers(pod, beginning.reason ?? given) : undefined;
  const restarts = main === undefined ? beginning.restarts : beginning.sidecarRestarts;
  const lastRestart = main === undefined ? beginning.lastRestart : beginning.sidecarLastRestart;
  return {
    ready: beginning.readySidecars + (main?.ready ?? 0),
    total,
    reason: endingReason(pod, main?.reason ?? beginning.reason ?? given),
    restarts: restarts + (main?.restarts ?? 0),
    lastRestart: later(lastRestart, main?.lastRestart ?? ''),
  };
}

function beginningOf(pod: Unstructured): Beginning {
  const specs = listAt(pod, 'spec', 'initContainers');
  let restarts = 0;
  let lastRestart = '';
  let sidecarRestarts = 0;
  let sidecarLastRestart = '';
  let readySidecars = 0;
  let reason: string | undefined;
  for (const [index, status] of listAt(pod, 'status', 'initContainerStatuses').entries()) {
    const spec = specs.find((each) => textAt(each, 'name') === textAt(status, 'name'));
    const ended = textAt(status, 'lastState', 'terminated', 'finishedAt');
    const count = numberAt(status, 'restartCount') ?? 0;
    restarts += count;
    lastRestart = later(lastRestart, ended);
    const sidecar = isSidecar(spec);
    if (sidecar) {
      sidecarRestarts += count;
      sidecarLastRestart = later(sidecarLastRestart, ended);
    }
    if (numberAt(status, 'state', 'terminated', 'exitCode') === 0) continue;
    if (sidecar && valueAt(status, 'started') === true) {
      if (valueAt(status, 'ready') === true) readySidecars++;
      continue;
    }
    reason = initReason(status, `Init:${index}/${specs.length}`);
    break;
  }
  return { reason, restarts, lastRestart, sidecarRestarts, sidecarLastRestart, readySidecars };
}

function initReason(status: unknown, progress: string): string {
  const terminated = objectAt(status, 'state', 'terminated');
  if (terminated !== undefined) return `Init:${terminationReason(terminated)}`;
  const waiting = textAt(status, 'state', 'waiting', 'reason');
  return waiting === '' || waiting === 'PodInitializing' ? progress : `Init:${waiting}`;
}

function terminationReason(terminated: unknown): string {
  const reason = textAt(terminated, 'reason');
  if (reason !== '') return reason;
  const signal = numberAt(terminated, 'signal') ?? 0;
  if (signal !== 0) return `Signal:${signal}`;
  return `ExitCode:${numberAt(terminated, 'exitCode') ?? 0}`;
}

/** The first container with something to tell speaks for the pod. */
function mainContainers(pod: Unstructured, given: string) {
  let reason = given;
  let errorReason = '';
  let restarts = 0;
  let lastRestart = '';
  let ready = 0;
  for (const status of listAt(pod, 'status', 'containerStatuses').toReversed()) {
    restarts += numberAt(status, 'restartCount') ?? 0;
    lastRestart = later(lastRestart, textAt(status, 'lastState', 'terminated', 'finishedAt'));
    const waiting = textAt(status, 'state', 'waiting', 'reason');
    const terminated = objectAt(status, 'state', 'terminated');
    if (waiting !== '') reason = waiting;
    else if (terminated !== undefined) {
      reason = terminationReason(terminated);
      if (numberAt(terminated, 'exitCode') !== 0) errorReason = reason;
    } else if (valueAt(status, 'ready') === true && objectAt(status, 'state', 'running')) ready++;
  }
  if (reason === 'Completed') reason = partlyCompleted(pod, { ready, errorReason });
  return { reason, restarts, lastRestart, ready };
}

/** Some containers completed; others may go on. */
function partlyCompleted(
  pod: Unstructured,
  left: { readonly ready: number; readonly errorReason: string },
): string {
  if (left.ready > 0 && isTrue(pod, 'Ready')) return 'Running';
  if (left.errorReason !== '') return left.errorReason;
  return left.ready > 0 ? 'NotReady' : 'Completed';
}

function endingReason(pod: Unstructured, reason: string): string {
  if (pod.metadata.deletionTimestamp === undefined) return reason;
  if (textAt(pod, 'status', 'reason') === 'NodeLost') return 'Unknown';
  const phase = textAt(pod, 'status', 'phase');
  return phase === 'Succeeded' || phase === 'Failed' ? reason : 'Terminating';
}

function restartText(summary: Summary, now: Instant): string {
  const { restarts, lastRestart } = summary;
  if (restarts === 0 || lastRestart === '') return String(restarts);
  return `${restarts} (${age(lastRestart, now)} ago)`;
}

function readinessGates(pod: Unstructured): string {
  const gates = listAt(pod, 'spec', 'readinessGates');
  if (gates.length === 0) return '<none>';
  const open = gates.filter((gate) => isTrue(pod, textAt(gate, 'conditionType')));
  return `${open.length}/${gates.length}`;
}

function endConditions(phase: string): JsonArray | undefined {
  const messages: Readonly<Record<string, string>> = {
    Succeeded: 'The pod has completed successfully.',
    Failed: 'The pod failed.',
  };
  const message = messages[phase];
  if (message === undefined) return undefined;
  return [{ type: 'Completed', status: 'True', reason: phase, message }];
}

function isSidecar(container: unknown): boolean {
  return textAt(container, 'restartPolicy') === 'Always';
}

function isTrue(pod: Unstructured, type: string): boolean {
  const found = listAt(pod, 'status', 'conditions').find((each) => textAt(each, 'type') === type);
  return textAt(found, 'status') === 'True';
}

/** RFC 3339 texts of one zone are in order as texts. */
function later(left: string, right: string): string {
  return left > right ? left : right;
}
