/** A kernel with a trace in memory, pods by name and resourceVersion, and a way to run a blocking body. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { assert } from '#base/assert.ts';
import { DeletedFinalStateUnknown, type Delta } from '#client-go/tools/cache/delta_fifo.ts';
import type { ChoicePolicy } from '#sim/chooser.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import { Sim } from '#sim/sim.ts';
import type { EventOf, TraceEvent } from '#trace/event.ts';
import type { EventKind } from '#trace/event_shapes.ts';
import { ObjectTable } from '#trace/object_table.ts';

export interface Laboratory {
  readonly sim: Sim;
  readonly events: TraceEvent[];
}

export function laboratory(seed = 'test', policy: ChoicePolicy = 'arrival'): Laboratory {
  const events: TraceEvent[] = [];
  const trace = {
    level: 'full' as const,
    objects: new ObjectTable(),
    append: (event: TraceEvent) => {
      events.push(event);
    },
  };
  return { sim: new Sim({ seed, policy, trace }), events };
}

export function eventsOf<K extends EventKind>(
  events: readonly TraceEvent[],
  kind: K,
): readonly EventOf<K>[] {
  return events.filter((event) => event.kind === kind) as unknown as readonly EventOf<K>[];
}

/** Runs the body in a process of its own, and everything else until nothing is left to do. */
export function running<T>(sim: Sim, body: () => Blocking<T>, name = 'test'): T {
  let result: { readonly value: T } | undefined;
  sim.spawn(
    name,
    (function* (): Proc {
      result = { value: yield* body() };
    })(),
  );
  while (result === undefined) {
    assert(sim.step() === 'stepped', `the body of ${name} must come to its end`);
  }
  return result.value;
}

/** Runs what can run without time passing. */
export function settle(sim: Sim): void {
  sim.run(sim.now);
}

export function pod(name: string, version: number | string, more: object = {}): Unstructured {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'ns', resourceVersion: String(version) },
    ...more,
  };
}

/** `a@5`, `DFSU{ns/a@5}`, `DFSU{ns/a}`. */
export function shown(obj: unknown): string {
  if (obj instanceof DeletedFinalStateUnknown) {
    const version = obj.obj === undefined ? '' : `@${obj.obj.metadata.resourceVersion}`;
    return `DFSU{${obj.key}${version}}`;
  }
  const { name, resourceVersion } = (obj as Unstructured).metadata;
  return `${name}@${resourceVersion}`;
}

/** `Added a@5`; `ReplacedAll@9[a@5 b@6]`, `SyncAll`, `Bookmark@7`. */
export function shownDelta(delta: Delta): string {
  switch (delta.type) {
    case 'ReplacedAll': {
      const { resourceVersion, objects } = delta.object;
      return `ReplacedAll@${resourceVersion}[${objects.map(shown).join(' ')}]`;
    }
    case 'SyncAll':
      return 'SyncAll';
    case 'Bookmark':
      return `Bookmark@${delta.object.resourceVersion}`;
    default:
      return `${delta.type} ${shown(delta.object)}`;
  }
}
