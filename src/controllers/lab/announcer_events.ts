/**
 * What the announcer's pieces are given, and what somebody needs who goes without a recorder: an event made
 * by hand, and a loop that writes each one, however long it takes.
 */

import { name as nameOf, namespace as namespaceOf } from '#apimachinery/pkg/api/meta/meta.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Interface } from '#apimachinery/pkg/watch/watch.ts';
import { formatTime } from '#base/epoch.ts';
import type { Environment } from '#client-go/features/features.ts';
import type { CoreEvent } from '#client-go/kubernetes/typed/core/v1/event.ts';
import { defaultSleepDuration, type EventSink } from '#client-go/tools/record/event.ts';
import { generateEventName } from '#client-go/tools/record/util/util.ts';
import { getReference } from '#client-go/tools/reference/ref.ts';
import type { Blocking, Proc } from '#sim/process.ts';

export interface AnnouncerTools {
  readonly environment: Environment;
  /** The program's. */
  readonly name: string;
  /** Writes events to the API server. */
  readonly sink: EventSink;
}

/** Says something about an object; returns when the pipeline has taken it, or thrown it away. */
export type Announce = (object: Unstructured, message: string) => Blocking<unknown>;

/** An event about an object, as a recorder would make it. */
export function eventFor(
  { environment: { sim }, name: component }: AnnouncerTools,
  object: Unstructured,
  message: string,
): Unstructured {
  const reference = getReference(object);
  const now = formatTime(sim.wallTime);
  const event: CoreEvent = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: generateEventName(nameOf(object), sim.now, undefined),
      namespace: namespaceOf(object),
    },
    involvedObject: reference.ok ? reference.value : {},
    reason: 'Working',
    message,
    source: { component },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
    type: 'Normal',
  };
  return event as Unstructured;
}

/** Writes one event after the other, and each one again and again until the server has answered. */
export function* writeAll({ environment, sink }: AnnouncerTools, events: Interface): Proc {
  for (;;) {
    const next = yield* events.resultChan().receive();
    if (next === undefined) return;
    for (;;) {
      const written = yield* sink.create(next.object as unknown as CoreEvent);
      if (written.ok || written.error.kind === 'StatusError') break;
      yield* environment.sim.sleep(defaultSleepDuration);
    }
  }
}
