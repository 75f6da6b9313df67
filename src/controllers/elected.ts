/**
 * A small controller that runs as two replicas, of which the elected one works. It keeps two copies of
 * each ConfigMap that asks for it, and writes them in the two ways there are: one by a patch, which the
 * server takes whatever has happened since, and one by an update with the resourceVersion that it read.
 * Each copy names its writer, so that two leaders at a time can be seen.
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

/** How a copy is called, and how it is written. */
const copies = [
  { suffix: 'patched', conditional: false },
  { suffix: 'updated', conditional: true },
] as const;

/** Starts one replica. */
export function startElected(name: string): (sim: Sim, options: ProgramOptions) => Program {
  return (sim, options) =>
    startControllerProgram(sim, {
      ...options,
      name: options.name ?? name,
      resource: configMapKind.resource.resource,
      build: (wiring) => new ElectedController(wiring),
      election: electedLease,
    });
}

class ElectedController implements Controller {
  readonly #w: Wiring;
  readonly #configMaps: TypedLister<ConfigMap>;

  constructor(wiring: Wiring) {
    this.#w = wiring;
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
    const wanted = copies
      .map((copy) => ({ ...copy, present: this.#configMaps.get(`${key}-${copy.suffix}`) }))
      .filter(({ present }) => !isCopyOf(present, original));
    if (wanted.length === 0) return ok(undefined);
    yield* this.#w.sim.sleep(workLasts);
    let outcome: SyncResult = ok(undefined);
    for (const { suffix, conditional, present } of wanted) {
      const data = { ...original.data, [writerMember]: this.#w.name };
      const written =
        present === undefined
          ? yield* this.#create(original, suffix, data)
          : yield* this.#write(present, data, conditional);
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

  *#write(
    present: ConfigMap,
    data: ConfigMap['data'],
    conditional: boolean,
  ): Proc<Result<void, ClientError>> {
    const { ctx } = this.#w;
    const written = conditional
      ? yield* this.#in(present).update(ctx, cloneJson({ ...present, data: data ?? {} }))
      : yield* this.#in(present).patch(ctx, nameOf(present), {
          type: 'application/json-patch+json',
          data: [{ op: 'add', path: '/data', value: data ?? {} }],
        });
    return written.ok ? ok(undefined) : written;
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
