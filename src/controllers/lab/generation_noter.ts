/**
 * Notes the generation of each Deployment in a ConfigMap, and waits until its cache shows what it wrote.
 * How it tells that is open. Its dial `waiting` is 1 while it believes that its last write has not arrived.
 */

import {
  generation,
  name as nameOf,
  namespace as namespaceOf,
} from '#apimachinery/pkg/api/meta/meta.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { ok } from '#base/result.ts';
import {
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
} from '#controllers/controller_program.ts';
import {
  type ConfigMap,
  configMapKind,
  type Deployment,
  deploymentKind,
} from '#controllers/kinds.ts';
import { keyOf } from '#controllers/pods.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import { chosenPiece } from './chosen_code.ts';
import { arrived } from './generation_noter_pieces.ts';

const program = 'generation-noter';

export function startGenerationNoter(sim: Sim, options: ProgramOptions): Program {
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? program,
    workers: 1,
    resource: deploymentKind.resource.resource,
    build: (wiring) => {
      const { client, code, ctx, queue } = wiring;
      const hasArrived = chosenPiece({ program, slot: 'arrived', code }, arrived);
      const noted = new Map<string, number>();
      let written = '';
      const tell = (): void => {
        if (written === '') return;
        const caches = { configMaps: configMaps.all(), deployments: deployments.all() };
        wiring.report('waiting', hasArrived(written, caches) ? 0 : 1);
      };
      const changed = (deployment: Deployment): void => {
        queue.add(keyOf(deployment));
        tell();
      };
      const deployments = wiring.watch<Deployment>(deploymentKind, [], {
        onAdd: changed,
        onUpdate: (_old, deployment) => changed(deployment),
        onDelete: tell,
      });
      const configMaps = wiring.watch<ConfigMap>(configMapKind, [], {
        onAdd: tell,
        onUpdate: tell,
        onDelete: tell,
      });
      return {
        *sync(key): Proc<SyncResult> {
          const deployment = deployments.get(key);
          if (deployment === undefined) return ok(undefined);
          if (noted.get(key) === generation(deployment)) return ok(undefined);
          const notes = client.resource(configMapKind.resource).namespace(namespaceOf(deployment));
          const note = noteOf(deployment);
          const applied = yield* notes.patch(ctx, nameOf(note), {
            type: 'application/apply-patch+yaml',
            fieldManager: program,
            force: true,
            data: note,
          });
          if (!applied.ok) return applied;
          noted.set(key, generation(deployment));
          written = applied.value.metadata.resourceVersion ?? '';
          tell();
          return ok(undefined);
        },
      };
    },
  });
}

function noteOf(deployment: Deployment): Unstructured {
  return {
    apiVersion: configMapKind.apiVersion,
    kind: configMapKind.kind,
    metadata: { name: `${nameOf(deployment)}-note`, namespace: namespaceOf(deployment) },
    data: { generation: String(generation(deployment)) },
  };
}
