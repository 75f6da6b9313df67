/**
 * The garbage collector: deletes what only absent owners refer to. It also does what the server leaves
 * to it when an owner is deleted in the foreground (dependents first) or orphaning its dependents.
 * Owners and finalizers are all that it looks at, so it reads and keeps nothing but metadata.
 */

import { isNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import {
  finalizers,
  isTerminating,
  name as nameOf,
  namespace as namespaceOf,
  ownerReferences,
  resourceVersion,
  uid,
} from '#apimachinery/pkg/api/meta/meta.ts';
import type { OwnerReference } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { JsonObject } from '#base/json.ts';
import { ok, type Result } from '#base/result.ts';
import type { ResourceInterface } from '#client-go/metadata/interface.ts';
import type { ClientError } from '#client-go/rest/request.ts';
import { defaultBackoff, retryOnConflict } from '#client-go/util/retry/util.ts';
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
import {
  configMapKind,
  deploymentKind,
  isOwnerOfKind,
  type KnownKind,
  podKind,
  replicaSetKind,
  secretKind,
} from './kinds.ts';
import { keyOf } from './pods.ts';
import { awaitsFinalizer, everyOwnerIndex, type TypedLister } from './typed_lister.ts';

export interface GarbageCollectorOptions extends ProgramOptions {
  /** The kinds whose objects can be owners and dependents. */
  readonly kinds?: readonly KnownKind[];
}

export const defaultCollectedKinds: readonly KnownKind[] = [
  deploymentKind,
  replicaSetKind,
  podKind,
  configMapKind,
  secretKind,
];

const foregroundFinalizer = 'foregroundDeletion';
const orphanFinalizer = 'orphan';

export function startGarbageCollector(sim: Sim, options: GarbageCollectorOptions): Program {
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? 'gc',
    resource: '*',
    build: (wiring) => new GarbageCollector(wiring, options.kinds ?? defaultCollectedKinds),
  });
}

/** A kind with its cache. Queue keys are `pods/default/web-1`. */
interface Monitor {
  readonly kind: KnownKind;
  readonly objects: TypedLister<Unstructured>;
}

type OwnerState = 'solid' | 'absent' | 'waiting for dependents';

class GarbageCollector implements Controller {
  readonly #w: Wiring;
  readonly #monitors = new Map<string, Monitor>();

  constructor(wiring: Wiring, kinds: readonly KnownKind[]) {
    this.#w = wiring;
    for (const kind of kinds) {
      const objects = wiring.watchMetadata(kind, [everyOwnerIndex], {
        onAdd: (obj) => this.#seen(kind, obj),
        onUpdate: (_old, obj) => this.#seen(kind, obj),
        onDelete: (obj) => this.#gone(withoutTombstone(obj)),
      });
      this.#monitors.set(kind.resource.resource, { kind, objects });
    }
  }

  /** An object may have been born after its owner's death, or ask for its dependents to be dealt with. */
  #seen(kind: KnownKind, obj: Unstructured): void {
    const hasWork =
      awaitsFinalizer(obj, foregroundFinalizer) ||
      awaitsFinalizer(obj, orphanFinalizer) ||
      ownerReferences(obj).some((reference) => this.#cached(obj, reference) !== 'solid');
    if (hasWork) this.#enqueue(kind, obj);
  }

  /** Its dependents may have lost their last owner; its owners may have waited for its end. */
  #gone(obj: Unstructured | undefined): void {
    if (obj === undefined) return;
    for (const { monitor, dependent } of this.#dependentsOf(obj)) {
      this.#enqueue(monitor.kind, dependent);
    }
    for (const reference of ownerReferences(obj)) {
      const owner = this.#monitorOf(reference);
      const cached = owner?.objects.peek(ownerKey(obj, reference, owner.kind));
      if (owner && cached && awaitsFinalizer(cached, foregroundFinalizer)) {
        this.#enqueue(owner.kind, cached);
      }
    }
  }

  #enqueue(kind: KnownKind, obj: Unstructured): void {
    this.#w.queue.add(`${kind.resource.resource}/${keyOf(obj)}`);
  }

  *sync(key: string): Proc<SyncResult> {
    const slash = key.indexOf('/');
    const monitor = this.#monitors.get(key.slice(0, slash));
    const obj = monitor?.objects.get(key.slice(slash + 1));
    if (monitor === undefined || obj === undefined) return ok(undefined);
    if (awaitsFinalizer(obj, orphanFinalizer)) return yield* this.#orphan(monitor, obj);
    if (awaitsFinalizer(obj, foregroundFinalizer)) return yield* this.#foreground(monitor, obj);
    if (isTerminating(obj)) return ok(undefined);
    return yield* this.#attemptToDelete(monitor, obj);
  }

  /** Deletes the object if no owner is left; with some left, only the references to the others go. */
  *#attemptToDelete(monitor: Monitor, obj: Unstructured): Proc<SyncResult> {
    const references = ownerReferences(obj);
    const solid: OwnerReference[] = [];
    let waiting = false;
    for (const reference of references) {
      const state = yield* this.#ownerState(obj, reference);
      if (!state.ok) return state;
      if (state.value === 'solid') solid.push(reference);
      if (state.value === 'waiting for dependents') waiting = true;
    }
    if (solid.length === references.length) return ok(undefined);
    if (solid.length > 0) return yield* this.#keepOwners(monitor, obj, solid);
    this.#w.log(keyOf(obj), `Deleting ${monitor.kind.kind}: its owners are gone`);
    const inForeground = waiting && this.#dependentsOf(obj).length > 0;
    const deleted = yield* this.#resource(monitor, obj).delete(this.#w.ctx, nameOf(obj), {
      propagationPolicy: inForeground ? 'Foreground' : 'Background',
      preconditions: { uid: uid(obj), resourceVersion: resourceVersion(obj) },
    });
    return ignoringAbsent(deleted);
  }

  /** The cache is asked first: an owner in it that dies will be announced. Absence is asked of the server. */
  *#ownerState(
    obj: Unstructured,
    reference: OwnerReference,
  ): Proc<Result<OwnerState, ClientError>> {
    const cached = this.#cached(obj, reference);
    if (cached !== 'absent') return ok(cached);
    const monitor = this.#monitorOf(reference);
    if (monitor === undefined) return ok('solid');
    const namespace = monitor.kind.namespaced ? namespaceOf(obj) : '';
    const owners = this.#w.metadata.resource(monitor.kind.resource).namespace(namespace);
    const live = yield* owners.get(this.#w.ctx, reference.name);
    if (live.ok) return ok(uid(live.value) === reference.uid ? 'solid' : 'absent');
    return isNotFound(live.error) ? ok('absent') : live;
  }

  #cached(obj: Unstructured, reference: OwnerReference): OwnerState {
    const monitor = this.#monitorOf(reference);
    // A kind that is not watched cannot be judged: rather keep too much than delete too much.
    if (monitor === undefined) return 'solid';
    const owner = monitor.objects.peek(ownerKey(obj, reference, monitor.kind));
    if (owner === undefined || uid(owner) !== reference.uid) return 'absent';
    return awaitsFinalizer(owner, foregroundFinalizer) ? 'waiting for dependents' : 'solid';
  }

  /** Deletes the dependents first; the finalizer goes when no blocking one is left. */
  *#foreground(monitor: Monitor, owner: Unstructured): Proc<SyncResult> {
    const dependents = this.#dependentsOf(owner);
    for (const each of dependents) this.#enqueue(each.monitor.kind, each.dependent);
    const isBlocked = dependents.some(({ dependent }) =>
      ownerReferences(dependent).some(
        (reference) => reference.uid === uid(owner) && reference.blockOwnerDeletion === true,
      ),
    );
    return isBlocked
      ? ok(undefined)
      : yield* this.#removeFinalizer(monitor, owner, foregroundFinalizer);
  }

  /** Takes the owner out of its dependents' references, then lets it go. */
  *#orphan(monitor: Monitor, owner: Unstructured): Proc<SyncResult> {
    for (const each of this.#dependentsOf(owner)) {
      const kept = ownerReferences(each.dependent).filter(
        (reference) => reference.uid !== uid(owner),
      );
      const orphaned = yield* this.#keepOwners(each.monitor, each.dependent, kept);
      if (!orphaned.ok) return orphaned;
    }
    return yield* this.#removeFinalizer(monitor, owner, orphanFinalizer);
  }

  *#keepOwners(
    monitor: Monitor,
    obj: Unstructured,
    kept: readonly OwnerReference[],
  ): Proc<Result<void, ClientError>> {
    return yield* this.#patch(monitor, obj, {
      ownerReferences: orNull(kept.map((each) => ({ ...each }))),
    });
  }

  /** Others write the owner too: it is read anew for each try, and what they wrote is no failure. */
  *#removeFinalizer(monitor: Monitor, owner: Unstructured, finalizer: string): Proc<SyncResult> {
    const remove = () =>
      this.#w.sim.call('removeFinalizer', this.#removeOnce(monitor, owner, finalizer));
    return yield* retryOnConflict(this.#w.sim, defaultBackoff, remove);
  }

  *#removeOnce(
    monitor: Monitor,
    owner: Unstructured,
    finalizer: string,
  ): Proc<Result<void, ClientError>> {
    const live = yield* this.#resource(monitor, owner).get(this.#w.ctx, nameOf(owner));
    if (!live.ok) return ignoringAbsent(live);
    const present = finalizers(live.value);
    if (!present.includes(finalizer)) return ok(undefined);
    const kept = present.filter((each) => each !== finalizer);
    return yield* this.#patch(monitor, live.value, { finalizers: orNull(kept) });
  }

  /** The rest of the object is not known here, so it cannot be written back: only this part is sent. */
  *#patch(
    monitor: Monitor,
    obj: Unstructured,
    metadata: JsonObject,
  ): Proc<Result<void, ClientError>> {
    const patched = yield* this.#resource(monitor, obj).patch(this.#w.ctx, nameOf(obj), {
      type: 'application/merge-patch+json',
      data: { metadata: { resourceVersion: resourceVersion(obj), ...metadata } },
    });
    return ignoringAbsent(patched);
  }

  #dependentsOf(owner: Unstructured) {
    return [...this.#monitors.values()].flatMap((monitor) =>
      monitor.objects
        .peekIndex(everyOwnerIndex.name, uid(owner))
        .map((dependent) => ({ monitor, dependent })),
    );
  }

  #monitorOf(reference: OwnerReference): Monitor | undefined {
    for (const monitor of this.#monitors.values()) {
      if (isOwnerOfKind(reference, monitor.kind)) return monitor;
    }
    return undefined;
  }

  #resource(monitor: Monitor, obj: Unstructured): ResourceInterface {
    const resource = this.#w.metadata.resource(monitor.kind.resource);
    return monitor.kind.namespaced ? resource.namespace(namespaceOf(obj)) : resource;
  }
}

/** A namespaced owner is looked for in the dependent's own namespace, wherever it really is. */
function ownerKey(obj: Unstructured, reference: OwnerReference, kind: KnownKind): string {
  return kind.namespaced ? `${namespaceOf(obj)}/${reference.name}` : reference.name;
}

/** What is gone needs no collecting. */
function ignoringAbsent(result: Result<unknown, ClientError>): Result<void, ClientError> {
  if (result.ok || isNotFound(result.error)) return ok(undefined);
  return result;
}

/** A merge patch takes away what is null; Go writes an empty slice so. */
function orNull<T>(list: T[]): T[] | null {
  return list.length === 0 ? null : list;
}
