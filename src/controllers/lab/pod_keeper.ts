/**
 * Keeps five pods with the label `app: kept`: it creates what is missing, and never deletes. When its
 * workers begin is an open place. Its dials are lamps, 1 when they are on: `store-synced` (the first list
 * is in the store), `handlers-synced` (its handler was called for all of that list), `quiet` (its handler
 * was not called for ten loop times), `fresh` (its store holds its own last write, or something later;
 * only where the release tells). And numbers: `counted`, how many pods it last saw; `created`, how many it
 * made.
 */

import {
  labels,
  namespace as namespaceOf,
  resourceVersion,
} from '#apimachinery/pkg/api/meta/meta.ts';
import { ok } from '#base/result.ts';
import {
  type Caches,
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
  type Wiring,
} from '#controllers/controller_program.ts';
import { type Pod, podKind } from '#controllers/kinds.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import { chosenPiece } from './chosen_code.ts';
import { loopTime, podWait, quietFor } from './pod_keeper_pieces.ts';

/** How many pods there should be. */
const wanted = 5;
const label = { app: 'kept' };

export function startPodKeeper(sim: Sim, options: ProgramOptions): Program {
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? 'pod-keeper',
    // One after the other, so that it counts what it has made.
    workers: options.workers ?? 1,
    resource: podKind.resource.resource,
    build: keeper,
  });
}

function keeper(wiring: Wiring) {
  const { sim, name, queue, code } = wiring;
  const wait = chosenPiece({ program: 'pod-keeper', slot: 'wait', code }, podWait);
  let lastEvent = sim.now;
  let created = 0;
  /** The version of its last write. */
  let written = '';
  const called = (): void => {
    lastEvent = sim.now;
    queue.add('pods');
  };
  const pods = wiring.watch<Pod>(podKind, [], {
    onAdd: called,
    onUpdate: called,
    onDelete: called,
  });

  function* lamps(caches: Caches): Proc {
    for (;;) {
      wiring.report('store-synced', yield* lit(caches.storesHaveSynced()));
      wiring.report('handlers-synced', yield* lit(caches.handlersHaveSynced()));
      wiring.report('quiet', quietFor(sim, lastEvent) < 10 * loopTime ? 0 : 1);
      const stored = pods.lastStoreSyncResourceVersion();
      if (stored !== '') wiring.report('fresh', isBehind(stored, written) ? 0 : 1);
      yield* sim.sleep(loopTime);
    }
  }

  function* create(): Proc<SyncResult> {
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { generateName: 'kept-', namespace: 'default', labels: label },
      spec: { containers: [{ name: 'main', image: 'nginx' }] },
    };
    const inNamespace = wiring.client.resource(podKind.resource).namespace(namespaceOf(pod));
    const made = yield* inNamespace.create(wiring.ctx, pod);
    if (!made.ok) return made;
    written = resourceVersion(made.value);
    wiring.report('created', ++created);
    return ok(undefined);
  }

  return {
    *wait(caches: Caches): Proc<boolean> {
      wiring.report('created', 0);
      queue.add('pods');
      sim.spawn(`${name}/lamps`, lamps(caches));
      return yield* wait({
        sim,
        forStore: () => caches.waitForStores(),
        forHandlers: () => caches.waitForHandlers(),
        lastEvent: () => lastEvent,
      });
    },
    *sync(): Proc<SyncResult> {
      const counted = pods.all().filter((pod) => labels(pod)['app'] === label.app).length;
      wiring.report('counted', counted);
      for (let missing = wanted - counted; missing > 0; missing--) {
        const made = yield* create();
        if (!made.ok) return made;
      }
      return ok(undefined);
    },
  };
}

function* lit(asked: Proc<boolean>): Proc<number> {
  return (yield* asked) ? 1 : 0;
}

/** True if a store at `stored` has not seen `written` yet. */
function isBehind(stored: string, written: string): boolean {
  return written !== '' && Number(stored) < Number(written);
}
