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
import type { DeletionPropagation, OwnerReference } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { JsonObject } from '#base/json.ts';
import { ok, type Result } from '#base/result.ts';
import { EventSinkImpl } from '#client-go/kubernetes/typed/core/v1/event_expansion.ts';
import type { ResourceInterface } from '#client-go/metadata/interface.ts';
import type { ClientError } from '#client-go/rest/request.ts';
import {
  type EventBroadcaster,
  type EventRecorder,
  newBroadcaster,
} from '#client-go/tools/record/event.ts';
import { defaultBackoff, retryOnConflict } from '#client-go/util/retry/util.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import { AbsentOwners } from './absent_owners.ts';
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
  endpointSliceKind,
  isOwnerOfKind,
  jobKind,
  type KnownKind,
  podKind,
  replicaSetKind,
  secretKind,
  serviceKind,
} from './kinds.ts';
import { keyOf } from './pods.ts';
import {
  awaitsFinalizer,
  everyOwnerIndex,
  type LabIndex,
  type TypedLister,
} from './typed_lister.ts';

export interface GarbageCollectorOptions extends ProgramOptions {
  /** The kinds whose objects can be owners and dependents. */
  readonly kinds?: readonly KnownKind[];
}

export const defaultCollectedKinds: readonly KnownKind[] = [
  deploymentKind,
  replicaSetKind,
  jobKind,
  podKind,
  serviceKind,
  endpointSliceKind,
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
    build: (wiring) => new GarbageCollector(wiring, options),
  });
}

/** A kind with its cache. Queue keys are `pods/default/web-1`. */
interface Monitor {
  readonly kind: KnownKind;
  readonly objects: TypedLister<Unstructured>;
}

/** An object and the kind that it was found under. */
interface Observed {
  readonly monitor: Monitor;
  readonly obj: Unstructured;
}

/** An owner that somebody refers to and nobody has seen: where the first of its dependents looks for it. */
interface VirtualOwner {
  readonly reference: OwnerReference;
  readonly namespace: string;
}

/** By its own uid. */
const uidIndex: LabIndex = { name: 'uid', values: (obj) => [uid(obj)] };
const virtualPrefix = 'virtual/';

type OwnerState = 'solid' | 'dangling' | 'waiting for dependents' | 'unresolvable';

class GarbageCollector implements Controller {
  readonly #w: Wiring;
  readonly #monitors = new Map<string, Monitor>();
  readonly #absent = new AbsentOwners();
  readonly #virtual = new Map<string, VirtualOwner>();
  readonly #recorder: EventRecorder;
  readonly #broadcaster: EventBroadcaster;

  constructor(wiring: Wiring, options: GarbageCollectorOptions) {
    this.#w = wiring;
    const { sim, ctx, name } = wiring;
    const environment = { sim, profile: options.profile };
    this.#broadcaster = newBroadcaster(environment, { name: `${name}/events`, ctx });
    this.#recorder = this.#broadcaster.newRecorder({ component: 'garbage-collector-controller' });
    for (const kind of options.kinds ?? defaultCollectedKinds) {
      const objects = wiring.watchMetadata(kind, [everyOwnerIndex, uidIndex], {
        onAdd: (obj) => this.#seen(kind, obj),
        onUpdate: (_old, obj) => this.#seen(kind, obj),
        onDelete: (obj) => this.#gone(kind, withoutTombstone(obj)),
      });
      this.#monitors.set(kind.resource.resource, { kind, objects });
    }
  }

  *begin(): Proc {
    const sink = new EventSinkImpl(this.#w.sim, this.#w.client);
    yield* this.#broadcaster.startRecordingToSink(sink);
  }

  /** It may ask for its dependents to be dealt with, or refer to owners that cannot be its own. */
  #seen(kind: KnownKind, obj: Unstructured): void {
    const deletesDependents = awaitsFinalizer(obj, foregroundFinalizer);
    if (deletesDependents || awaitsFinalizer(obj, orphanFinalizer)) this.#enqueue(kind, obj);
    if (deletesDependents) this.#enqueueAll(this.#dependentsOf(uid(obj)));
    for (const reference of ownerReferences(obj)) {
      const owner = this.#observed(reference.uid);
      if (owner === undefined) this.#addVirtual(reference, namespaceOf(obj));
      else if (!isOwnedRightly(obj, reference, owner)) this.#enqueue(kind, obj);
    }
    this.#enqueueMisplaced(kind, obj);
  }

  /** Who referred to it before it was seen may have meant it elsewhere, or of another kind. */
  #enqueueMisplaced(kind: KnownKind, owner: Unstructured): void {
    if (!this.#virtual.delete(uid(owner))) return;
    const observed = { monitor: this.#monitor(kind), obj: owner };
    for (const each of this.#dependentsOf(uid(owner))) {
      const wrong = ownerReferences(each.obj).some(
        (reference) =>
          reference.uid === uid(owner) && !isOwnedRightly(each.obj, reference, observed),
      );
      if (wrong) this.#enqueue(each.monitor.kind, each.obj);
    }
  }

  /** Its dependents may have lost their last owner; its owners may have waited for its end. */
  #gone(kind: KnownKind, obj: Unstructured | undefined): void {
    if (obj === undefined) return;
    const dependents = this.#dependentsOf(uid(obj));
    if (dependents.length > 0) {
      const { apiVersion, kind: kindName } = kind;
      const reference = { apiVersion, kind: kindName, name: nameOf(obj), uid: uid(obj) };
      this.#absent.add(reference, namespaceOf(obj));
    }
    this.#enqueueAll(dependents);
    for (const reference of ownerReferences(obj)) {
      const owner = this.#observed(reference.uid);
      if (owner !== undefined && awaitsFinalizer(owner.obj, foregroundFinalizer)) {
        this.#enqueue(owner.monitor.kind, owner.obj);
      }
    }
  }

  #addVirtual(reference: OwnerReference, namespace: string): void {
    if (this.#virtual.has(reference.uid) || this.#monitorOf(reference) === undefined) return;
    this.#virtual.set(reference.uid, { reference, namespace });
    this.#w.queue.add(`${virtualPrefix}${reference.uid}`);
  }

  #enqueue(kind: KnownKind, obj: Unstructured): void {
    this.#w.queue.add(`${kind.resource.resource}/${keyOf(obj)}`);
  }

  #enqueueAll(all: readonly Observed[]): void {
    for (const { monitor, obj } of all) this.#enqueue(monitor.kind, obj);
  }

  *sync(key: string): Proc<SyncResult> {
    if (key.startsWith(virtualPrefix)) return yield* this.#verify(key.slice(virtualPrefix.length));
    const slash = key.indexOf('/');
    const monitor = this.#monitors.get(key.slice(0, slash));
    const obj = monitor?.objects.get(key.slice(slash + 1));
    if (monitor === undefined || obj === undefined) return ok(undefined);
    if (awaitsFinalizer(obj, orphanFinalizer)) return yield* this.#orphan(monitor, obj);
    const deletesDependents = awaitsFinalizer(obj, foregroundFinalizer);
    if (isTerminating(obj) && !deletesDependents) return ok(undefined);
    // What the cache shows may be the past: nothing is deleted on its word alone.
    const latest = yield* this.#resource(monitor, obj).get(this.#w.ctx, nameOf(obj));
    if (!latest.ok) return ignoringAbsent(latest);
    if (uid(latest.value) !== uid(obj)) return ok(undefined);
    if (deletesDependents) return yield* this.#foreground(monitor, obj);
    return yield* this.#attemptToDelete(monitor, latest.value);
  }

  /** Asks the server for an owner that no cache shows. If there is none, its dependents are looked at. */
  *#verify(ownerUID: string): Proc<SyncResult> {
    const virtual = this.#virtual.get(ownerUID);
    const dependents = this.#dependentsOf(ownerUID);
    if (virtual === undefined || dependents.length === 0) {
      this.#virtual.delete(ownerUID);
      return ok(undefined);
    }
    const { reference, namespace } = virtual;
    const dependent = dependents[0]?.obj;
    const state =
      dependent === undefined
        ? ok('solid' as const)
        : yield* this.#ownerState(reference, namespace);
    if (!state.ok) return state;
    // An owner that exists will be seen; then it is no longer virtual.
    if (state.value === 'solid' || state.value === 'waiting for dependents') return ok(undefined);
    this.#virtual.delete(ownerUID);
    this.#enqueueAll(dependents);
    return ok(undefined);
  }

  /** Deletes the object if no owner is left; with some left, only the references to the others go. */
  *#attemptToDelete(monitor: Monitor, obj: Unstructured): Proc<SyncResult> {
    const references = ownerReferences(obj);
    const solid: OwnerReference[] = [];
    let waiting = false;
    for (const reference of references) {
      yield* this.#reportMisplaced(obj, reference);
      const state = yield* this.#ownerState(reference, namespaceOf(obj));
      if (!state.ok) return state;
      // Trying again would not help: a cluster-scoped object cannot be owned from within a namespace.
      if (state.value === 'unresolvable') return ok(undefined);
      if (state.value === 'solid') solid.push(reference);
      if (state.value === 'waiting for dependents') waiting = true;
    }
    if (solid.length === references.length) return ok(undefined);
    if (solid.length > 0) return yield* this.#setOwners(monitor, obj, solid);
    const dependents = this.#dependentsOf(uid(obj));
    if (waiting && dependents.length > 0) {
      const circular = dependents.some((each) => awaitsFinalizer(each.obj, foregroundFinalizer));
      const unblocked = circular ? yield* this.#unblock(monitor, obj) : ok(undefined);
      if (!unblocked.ok) return unblocked;
      return yield* this.#delete(monitor, obj, 'Foreground');
    }
    return yield* this.#delete(monitor, obj, policyOf(obj));
  }

  *#delete(
    monitor: Monitor,
    obj: Unstructured,
    propagationPolicy: DeletionPropagation,
  ): Proc<SyncResult> {
    this.#w.log(keyOf(obj), `Deleting ${monitor.kind.kind}: its owners are gone`);
    const deleted = yield* this.#resource(monitor, obj).delete(this.#w.ctx, nameOf(obj), {
      propagationPolicy,
      preconditions: { uid: uid(obj), resourceVersion: resourceVersion(obj) },
    });
    return ignoringAbsent(deleted);
  }

  /** Owners in a circle would wait for each other forever. */
  *#unblock(monitor: Monitor, obj: Unstructured): Proc<SyncResult> {
    const references = ownerReferences(obj).map((each) => ({ ...each, blockOwnerDeletion: false }));
    return yield* this.#setOwners(monitor, { ...obj, metadata: withoutVersion(obj) }, references);
  }

  /** Whether an owner exists, looked for from `namespace`: asked of the server, unless known to be gone. */
  *#ownerState(
    reference: OwnerReference,
    namespace: string,
  ): Proc<Result<OwnerState, ClientError>> {
    if (this.#absent.has(reference, '') || this.#absent.has(reference, namespace)) {
      return ok('dangling');
    }
    const monitor = this.#monitorOf(reference);
    // A kind that is not watched cannot be judged: rather keep too much than delete too much.
    if (monitor === undefined) return ok('solid');
    const { namespaced } = monitor.kind;
    if (namespaced && namespace === '') return ok('unresolvable');
    const within = namespaced ? namespace : '';
    const owners = this.#w.metadata.resource(monitor.kind.resource).namespace(within);
    const live = yield* owners.get(this.#w.ctx, reference.name);
    if (!live.ok && !isNotFound(live.error)) return live;
    if (!live.ok || uid(live.value) !== reference.uid) {
      this.#absent.add(reference, within);
      return ok('dangling');
    }
    const waits = awaitsFinalizer(live.value, foregroundFinalizer);
    return ok(waits ? 'waiting for dependents' : 'solid');
  }

  /** Tells people of an owner that lives in another namespace. */
  *#reportMisplaced(obj: Unstructured, reference: OwnerReference): Proc {
    const owner = this.#observed(reference.uid);
    if (owner === undefined || !owner.monitor.kind.namespaced) return;
    const namespace = namespaceOf(obj);
    if (namespaceOf(owner.obj) === namespace) return;
    const { apiVersion, kind, name } = reference;
    const told = `[${apiVersion}/${kind}, namespace: ${namespace}, name: ${name}, uid: ${reference.uid}]`;
    yield* this.#recorder.event(obj, {
      type: 'Warning',
      reason: 'OwnerRefInvalidNamespace',
      message: `ownerRef ${told} does not exist in namespace ${JSON.stringify(namespace)}`,
    });
  }

  /** Deletes the dependents first; the finalizer goes when no blocking one is left. */
  *#foreground(monitor: Monitor, owner: Unstructured): Proc<SyncResult> {
    const blocking = this.#dependentsOf(uid(owner)).filter(({ obj }) =>
      ownerReferences(obj).some(
        (reference) => reference.uid === uid(owner) && reference.blockOwnerDeletion === true,
      ),
    );
    if (blocking.length === 0) {
      return yield* this.#removeFinalizer(monitor, owner, foregroundFinalizer);
    }
    this.#enqueueAll(blocking.filter(({ obj }) => !awaitsFinalizer(obj, foregroundFinalizer)));
    return ok(undefined);
  }

  /** Takes the owner out of its dependents' references, then lets it go. */
  *#orphan(monitor: Monitor, owner: Unstructured): Proc<SyncResult> {
    for (const each of this.#dependentsOf(uid(owner))) {
      const kept = ownerReferences(each.obj).filter((reference) => reference.uid !== uid(owner));
      const orphaned = yield* this.#setOwners(each.monitor, each.obj, kept);
      if (!orphaned.ok) return orphaned;
    }
    return yield* this.#removeFinalizer(monitor, owner, orphanFinalizer);
  }

  *#setOwners(
    monitor: Monitor,
    obj: Unstructured,
    owners: readonly OwnerReference[],
  ): Proc<Result<void, ClientError>> {
    return yield* this.#patch(monitor, obj, {
      ownerReferences: orNull(owners.map((each) => ({ ...each }))),
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

  #dependentsOf(ownerUID: string): readonly Observed[] {
    return [...this.#monitors.values()].flatMap((monitor) =>
      monitor.objects
        .peekIndex(everyOwnerIndex.name, ownerUID)
        .map((obj): Observed => ({ monitor, obj })),
    );
  }

  #observed(objectUID: string): Observed | undefined {
    for (const monitor of this.#monitors.values()) {
      const [obj] = monitor.objects.peekIndex(uidIndex.name, objectUID);
      if (obj !== undefined) return { monitor, obj };
    }
    return undefined;
  }

  #monitor(kind: KnownKind): Monitor {
    const monitor = this.#monitors.get(kind.resource.resource);
    if (monitor === undefined) throw new Error(`${kind.kind} is not watched`);
    return monitor;
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

/** True if the owner is what the reference says, where the dependent can refer to it. */
function isOwnedRightly(obj: Unstructured, reference: OwnerReference, owner: Observed): boolean {
  const { kind } = owner.monitor;
  if (!isOwnerOfKind(reference, kind) || reference.name !== nameOf(owner.obj)) return false;
  return !kind.namespaced || namespaceOf(owner.obj) === namespaceOf(obj);
}

/** What the object waits for already is honoured. */
function policyOf(obj: Unstructured): DeletionPropagation {
  if (finalizers(obj).includes(orphanFinalizer)) return 'Orphan';
  return finalizers(obj).includes(foregroundFinalizer) ? 'Foreground' : 'Background';
}

function withoutVersion(obj: Unstructured): Unstructured['metadata'] {
  const { resourceVersion: _version, ...rest } = obj.metadata;
  return rest;
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
