/** Writes into every pod with the label `heartbeat: on`, three times a second: a cluster that is never quiet. */

import {
  labels,
  name as nameOf,
  namespace as namespaceOf,
} from '#apimachinery/pkg/api/meta/meta.ts';
import { ok } from '#base/result.ts';
import { milliseconds } from '#base/time.ts';
import {
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
  type Wiring,
} from '#controllers/controller_program.ts';
import { type Pod, podKind } from '#controllers/kinds.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';

const period = milliseconds(300);

/** Nothing is ever put into its queue. */
function* sync(): Proc<SyncResult> {
  return ok(undefined);
}

export function startPodHeartbeat(sim: Sim, options: ProgramOptions): Program {
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? 'pod-heartbeat',
    resource: podKind.resource.resource,
    build: heartbeat,
  });
}

function heartbeat(wiring: Wiring) {
  const { sim, ctx, client, name } = wiring;
  const ignored = (): void => undefined;
  const pods = wiring.watch<Pod>(podKind, [], {
    onAdd: ignored,
    onUpdate: ignored,
    onDelete: ignored,
  });

  function* beating(): Proc {
    for (let beat = 1; ; beat++) {
      for (const pod of pods.all().filter((each) => labels(each)['heartbeat'] === 'on')) {
        const data = { metadata: { annotations: { 'example.com/heartbeat': String(beat) } } };
        const inNamespace = client.resource(podKind.resource).namespace(namespaceOf(pod));
        yield* inNamespace.patch(ctx, nameOf(pod), { type: 'application/merge-patch+json', data });
      }
      yield* sim.sleep(period);
    }
  }

  return {
    sync,
    *begin(): Proc {
      sim.spawn(`${name}/heartbeat`, beating());
    },
  };
}
