/**
 * Two controllers of one object, in the manner of an autoscaler and a deployment tool: bellerophon wants 3
 * replicas, chimera 5, or, if it is told so, a field of its own.
 */

import { name as nameOf, namespace as namespaceOf } from '#apimachinery/pkg/api/meta/meta.ts';
import { cloneJson } from '#base/json.ts';
import { ok } from '#base/result.ts';
import {
  type Controller,
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
  type Wiring,
} from '#controllers/controller_program.ts';
import { keyOf } from '#controllers/pods.ts';
import type { TypedLister } from '#controllers/typed_lister.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import { chosenPiece } from './chosen_code.ts';
import {
  applied,
  type Bellerophon,
  type BellerophonSpec,
  bellerophonKind,
  type WantedField,
  type WriteField,
} from './rival_kind.ts';
import { chimeraFields, writes } from './rival_pieces.ts';

type RivalName = 'bellerophon' | 'chimera';

const threeReplicas: WantedField = {
  isIn: (spec) => spec.replicas === 3,
  setIn: (spec) => ({ ...spec, replicas: 3 }),
  alone: { replicas: 3 },
};

export function startRival(program: RivalName): (sim: Sim, options: ProgramOptions) => Program {
  return (sim, options) =>
    startControllerProgram(sim, {
      ...options,
      name: options.name ?? program,
      resource: bellerophonKind.resource.resource,
      build: (wiring) => new RivalController(wiring, program),
    });
}

class RivalController implements Controller {
  readonly #w: Wiring;
  readonly #bellerophons: TypedLister<Bellerophon>;
  readonly #field: WantedField;
  readonly #write: WriteField;

  constructor(wiring: Wiring, program: RivalName) {
    const { code, queue } = wiring;
    this.#w = wiring;
    this.#write = chosenPiece({ program, slot: 'write', code }, writes);
    this.#field =
      program === 'chimera'
        ? chosenPiece({ program, slot: 'field', code }, chimeraFields)
        : threeReplicas;
    this.#bellerophons = wiring.watch<Bellerophon>(bellerophonKind, [], {
      onAdd: (obj) => queue.add(keyOf(obj)),
      onUpdate: (_old, obj) => queue.add(keyOf(obj)),
      onDelete: () => undefined,
    });
  }

  *sync(key: string): Proc<SyncResult> {
    const obj = this.#bellerophons.get(key);
    if (obj === undefined) return ok(undefined);
    const client = {
      update: (changed: Bellerophon) => this.#update(changed),
      apply: (of: Bellerophon, spec: BellerophonSpec, options: { readonly force: boolean }) =>
        this.#apply(of, spec, options),
    };
    return yield* this.#write(client, obj, this.#field);
  }

  *#update(obj: Bellerophon): Proc<SyncResult> {
    // The object may be the cache's own: send a copy.
    const updated = yield* this.#in(obj).update(this.#w.ctx, cloneJson(obj));
    return updated.ok ? ok(undefined) : updated;
  }

  *#apply(
    obj: Bellerophon,
    spec: BellerophonSpec,
    { force }: { readonly force: boolean },
  ): Proc<SyncResult> {
    const { ctx, name: fieldManager } = this.#w;
    const written = yield* this.#in(obj).patch(ctx, nameOf(obj), {
      type: 'application/apply-patch+yaml',
      data: applied(obj, spec),
      fieldManager,
      force,
    });
    return written.ok ? ok(undefined) : written;
  }

  #in(obj: Bellerophon) {
    return this.#w.client.resource(bellerophonKind.resource).namespace(namespaceOf(obj));
  }
}
