/**
 * A small controller that runs as two replicas, of which the elected one works. It keeps copies of each
 * ConfigMap that asks for it, one for each way to write that its code has: by a patch, which the server
 * takes whatever has happened since, and by an update with the resourceVersion that it read. Each copy
 * names its writer, so that two leaders at a time can be seen.
 */

import {
  labels,
  name as nameOf,
  namespace as namespaceOf,
} from '#apimachinery/pkg/api/meta/meta.ts';
import { getControllerOf, newControllerRef } from '#apimachinery/pkg/apis/meta/v1/helpers.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { cloneJson, equalJson } from '#base/json.ts';
import { ok, type Result } from '#base/result.ts';
import { seconds } from '#base/time.ts';
import type { ClientError } from '#client-go/rest/request.ts';
import { chosenPiece, chosenPieces } from '#controllers/lab/chosen_code.ts';
import {
  type Copy,
  durations,
  onNewLeader,
  type Writer,
  writes,
} from '#controllers/lab/elected_pieces.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import {
  type Controller,
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
  type Wiring,
  withoutTombstone,
} from './controller_program.ts';
import type { Election } from './election.ts';
import { type ConfigMap, configMapKind } from './kinds.ts';
import { keyOf } from './pods.ts';
import type { TypedLister } from './typed_lister.ts';

/** What the replicas compete for. */
export const electedLease: Election = { namespace: 'kube-system', name: 'elected' };

/** A ConfigMap with this label, whatever its value, is copied. */
const copiedLabel = 'copied';

/** Where a copy says who wrote it. */
const writerMember = 'writtenBy';

/** What copying takes between reading and writing, as if somebody else had to be asked. */
const workLasts = seconds(1);

export type ElectedName = 'elected-a' | 'elected-b';

/** Starts one replica. */
export function startElected(program: ElectedName): (sim: Sim, options: ProgramOptions) => Program {
  return (sim, options) => {
    const { code = new Map(), name = program } = options;
    const copies = chosenPieces({ program, slot: 'write', code }, writes);
    return startControllerProgram(sim, {
      ...options,
      name,
      resource: configMapKind.resource.resource,
      build: (wiring) => new ElectedController(wiring, copies),
      election: {
        ...electedLease,
        durations: chosenPiece({ program, slot: 'durations', code }, durations),
        onNewLeader: chosenPiece({ program, slot: 'on-new-leader', code }, onNewLeader).call,
      },
    });
  };
}

class ElectedController implements Controller {
  readonly #w: Wiring;
  readonly #copies: readonly Copy[];
  readonly #configMaps: TypedLister<ConfigMap>;

  constructor(wiring: Wiring, copies: readonly Copy[]) {
    this.#w = wiring;
    this.#copies = copies;
    this.#configMaps = wiring.watch<ConfigMap>(configMapKind, [], {
      onAdd: (obj) => this.#enqueue(obj),
      onUpdate: (_old, obj) => this.#enqueue(obj),
      onDelete: (obj) => this.#enqueue(withoutTombstone(obj)),
    });
  }

  /** A copy's change is its original's business. */
  #enqueue(obj: ConfigMap | undefined): void {
    if (obj === undefined) return;
    const owner = getControllerOf(obj);
    if (owner !== undefined) this.#w.queue.add(`${namespaceOf(obj)}/${owner.name}`);
    else if (labels(obj)[copiedLabel] !== undefined) this.#w.queue.add(keyOf(obj));
  }

  *sync(key: string): Proc<SyncResult> {
    const original = this.#configMaps.get(key);
    // A deleted original's copies are its dependents.
    if (original === undefined) return ok(undefined);
    const wanted = this.#copies
      .map((copy) => ({ ...copy, present: this.#configMaps.get(`${key}-${copy.suffix}`) }))
      .filter(({ present }) => !isCopyOf(present, original));
    if (wanted.length === 0) return ok(undefined);
    yield* this.#w.sim.sleep(workLasts);
    let outcome: SyncResult = ok(undefined);
    for (const { suffix, write, present } of wanted) {
      const data = { ...original.data, [writerMember]: this.#w.name };
      const written =
        present === undefined
          ? yield* this.#create(original, suffix, data)
          : yield* write(this.#writerOf(present), data);
      if (!written.ok) outcome = written;
    }
    return outcome;
  }

  *#create(
    original: ConfigMap,
    suffix: string,
    data: ConfigMap['data'],
  ): Proc<Result<void, ClientError>> {
    const copy: Unstructured = cloneJson({
      apiVersion: configMapKind.apiVersion,
      kind: configMapKind.kind,
      metadata: {
        name: `${nameOf(original)}-${suffix}`,
        namespace: namespaceOf(original),
        ownerReferences: [newControllerRef(original, configMapKind)],
      },
      data: data ?? {},
    });
    const created = yield* this.#in(original).create(this.#w.ctx, copy);
    return created.ok ? ok(undefined) : created;
  }

  #writerOf(copy: ConfigMap): Writer {
    const { ctx } = this.#w;
    const client = this.#in(copy);
    return {
      copy,
      // The copy is the cache's own: send another.
      update: (changed) => client.update(ctx, cloneJson(changed)),
      patch: (data) =>
        client.patch(ctx, nameOf(copy), { type: 'application/json-patch+json', data }),
    };
  }

  #in(obj: Unstructured) {
    return this.#w.client.resource(configMapKind.resource).namespace(namespaceOf(obj));
  }
}

/** True if it says what the original says, whoever wrote it. */
function isCopyOf(copy: ConfigMap | undefined, original: ConfigMap): boolean {
  if (copy === undefined) return false;
  const { [writerMember]: _writer, ...said } = copy.data ?? {};
  return equalJson(said, original.data ?? {});
}
