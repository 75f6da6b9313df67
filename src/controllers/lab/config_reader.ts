/**
 * Reads ConfigMaps through an informer and writes nothing: a place from which to look at what an informer
 * tells its handlers, and when. Its dial `mixed` counts the callbacks during which the lister showed
 * objects of different rounds (their label `round`). Objects labelled `polled` are reconciled once, and
 * again if the code says so. A handler with a resync period of its own shows on
 * the dial of its name how many seconds passed between its last two resyncs.
 */

import { labels } from '#apimachinery/pkg/api/meta/meta.ts';
import { ok } from '#base/result.ts';
import { between, type Duration, type Instant, second } from '#base/time.ts';
import {
  type Handlers,
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
  type Wiring,
} from '#controllers/controller_program.ts';
import { type ConfigMap, configMapKind } from '#controllers/kinds.ts';
import { keyOf } from '#controllers/pods.ts';
import type { TypedLister } from '#controllers/typed_lister.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import { type ProfileName, profiles } from '#trace/profile.ts';
import { chosenPiece, chosenPieces } from './chosen_code.ts';
import { again, handlers } from './config_reader_pieces.ts';

/** Starts a reader by that name; `builtWith` instead of the client-go of the cluster's programs. */
export function startConfigReader(
  name: string,
  builtWith?: ProfileName,
): (sim: Sim, options: ProgramOptions) => Program {
  return (sim, options) =>
    startControllerProgram(sim, {
      ...options,
      name: options.name ?? name,
      profile: builtWith === undefined ? options.profile : profiles[builtWith],
      resource: configMapKind.resource.resource,
      build: (wiring) => {
        const configMaps = wiring.watch<ConfigMap>(configMapKind, [], {
          onAdd: (configMap) => {
            look();
            if (labels(configMap)['polled'] !== undefined) wiring.queue.add(keyOf(configMap));
          },
          onUpdate: () => look(),
          onDelete: () => look(),
        });
        const look = countingMixed(wiring, configMaps);
        const { code } = wiring;
        for (const add of chosenPieces(
          { program: 'config-reader', slot: 'handlers', code },
          handlers,
        )) {
          add((listener, resyncPeriod) => {
            const told = tellingPeriods(wiring, listener);
            wiring.alsoTell(configMaps, told, { name: listener, resyncPeriod });
          });
        }
        return { sync: (key) => reconcile(wiring, key) };
      },
    });
}

/** Something about the object has to be looked at that no watch tells of. */
function* reconcile({ queue, code }: Wiring, key: string): Proc<SyncResult> {
  const lookAgain = chosenPiece({ program: 'config-reader', slot: 'look-again', code }, again);
  yield* lookAgain(queue, key);
  return ok(undefined);
}

/** Adds a handler with a resync period: what the pieces call. */
export type AddEventHandlerWithResyncPeriod = (listener: string, resyncPeriod: Duration) => void;

/** Looks at the lister, as a handler does that decides by more than the object it is told of. */
function countingMixed(wiring: Wiring, configMaps: TypedLister<ConfigMap>): () => void {
  let mixed = 0;
  return () => {
    const rounds = new Set(configMaps.all().map((configMap) => labels(configMap)['round'] ?? ''));
    if (rounds.size > 1) mixed++;
    wiring.report('mixed', mixed);
  };
}

/** An update to the same resourceVersion is a resync; those of one instant belong together. */
function tellingPeriods(wiring: Wiring, dial: string): Handlers<ConfigMap> {
  const { sim } = wiring;
  let last: Instant | undefined;
  return {
    onAdd: () => undefined,
    onUpdate: (old, configMap) => {
      if (old.metadata.resourceVersion !== configMap.metadata.resourceVersion) return;
      if (last !== undefined && last !== sim.now) {
        wiring.report(dial, Math.round(between(last, sim.now) / second));
      }
      last = sim.now;
    },
    onDelete: () => undefined,
  };
}
