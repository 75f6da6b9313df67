/**
 * The ReplicaSet controller: keeps as many pods as a ReplicaSet asks for. It reads only its caches,
 * which are always a little late; expectations keep it from acting twice on what it has not seen yet.
 */

import { hasStatusCause, isConflict, isNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import {
  isTerminating,
  labels,
  name as nameOf,
  namespace as namespaceOf,
  resourceVersion,
  uid,
} from '#apimachinery/pkg/api/meta/meta.ts';
import {
  getControllerOf,
  labelSelectorAsSelector,
} from '#apimachinery/pkg/apis/meta/v1/helpers.ts';
import {
  causeTypeNamespaceTerminating,
  type OwnerReference,
} from '#apimachinery/pkg/apis/meta/v1/types.ts';
import { selectorFromSet } from '#apimachinery/pkg/labels/selector.ts';
import { cloneJson, equalJson } from '#base/json.ts';
import { ok, type Result } from '#base/result.ts';
import { seconds } from '#base/time.ts';
import type { ClientError } from '#client-go/rest/request.ts';
import { defaultRetry, retryOnConflict } from '#client-go/util/retry/util.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import { claim } from './claims.ts';
import {
  type Controller,
  type DeletedObject,
  keyOfDeleted,
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
  type Wiring,
  withoutTombstone,
} from './controller_program.ts';
import { ControllerExpectations } from './expectations.ts';
import { inParallel } from './in_parallel.ts';
import {
  asKind,
  desiredReplicas,
  isOwnerOfKind,
  type Pod,
  podKind,
  type ReplicaSet,
  type ReplicaSetStatus,
  replicaSetKind,
} from './kinds.ts';
import { podFromTemplate } from './pod_from_template.ts';
import { inDeletionOrder, isPodActive, isPodAvailable, isPodReady, keyOf } from './pods.ts';
import { orphansIn, ownerIndex, type TypedLister } from './typed_lister.ts';

/** No more pods than this are created or deleted in one reconcile. */
const burstReplicas = 500;

export function startReplicaSetController(sim: Sim, options: ProgramOptions): Program {
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? 'rs-controller',
    resource: replicaSetKind.resource.resource,
    build: (wiring) => new ReplicaSetController(wiring),
  });
}

class ReplicaSetController implements Controller {
  readonly #w: Wiring;
  readonly #replicaSets: TypedLister<ReplicaSet>;
  readonly #pods: TypedLister<Pod>;
  readonly #expectations: ControllerExpectations;

  constructor(wiring: Wiring) {
    this.#w = wiring;
    this.#expectations = new ControllerExpectations(wiring.sim);
    this.#replicaSets = wiring.watch<ReplicaSet>(replicaSetKind, [], {
      onAdd: (replicaSet) => this.#enqueue(replicaSet),
      onUpdate: (old, replicaSet) => this.#updateReplicaSet(old, replicaSet),
      onDelete: (obj) => this.#deleteReplicaSet(obj),
    });
    this.#pods = wiring.watch<Pod>(podKind, [ownerIndex], {
      onAdd: (pod) => this.#addPod(pod),
      onUpdate: (old, pod) => this.#updatePod(old, pod),
      onDelete: (obj) => this.#deletePod(obj),
    });
  }

  // What is seen, and which ReplicaSets it concerns.

  #enqueue(replicaSet: ReplicaSet): void {
    this.#w.queue.add(keyOf(replicaSet));
  }

  #updateReplicaSet(old: ReplicaSet, replicaSet: ReplicaSet): void {
    // Between two lists an object can be deleted and made again: the informer sees one update.
    if (uid(old) !== uid(replicaSet)) this.#deleteReplicaSet(old);
    this.#enqueue(replicaSet);
  }

  #deleteReplicaSet(obj: DeletedObject<ReplicaSet>): void {
    this.#expectations.forget(keyOfDeleted(obj));
    this.#w.queue.add(keyOfDeleted(obj));
  }

  #addPod(pod: Pod): void {
    // After a restart a pod can be seen for the first time while it is being deleted.
    if (isTerminating(pod)) {
      this.#deletePod(pod);
      return;
    }
    const controller = getControllerOf(pod);
    if (controller === undefined) {
      this.#enqueueMatching(pod);
      return;
    }
    const replicaSet = this.#owner(pod, controller);
    if (replicaSet === undefined) return;
    this.#expectations.creationObserved(keyOf(replicaSet));
    this.#enqueue(replicaSet);
  }

  #updatePod(old: Pod, pod: Pod): void {
    // A resync sends everything again; two versions of a pod always differ in their resourceVersion.
    if (resourceVersion(old) === resourceVersion(pod)) return;
    const relabelled = !equalJson(labels(old), labels(pod));
    if (isTerminating(pod)) {
      // A terminating pod no longer counts; its replacement need not wait until it is gone.
      this.#deletePod(pod);
      if (relabelled) this.#deletePod(old);
      return;
    }
    const controller = getControllerOf(pod);
    const before = getControllerOf(old);
    const handedOver = !equalJson(controller, before);
    if (handedOver && before !== undefined) this.#enqueueOwner(old, before);
    if (controller !== undefined) this.#enqueueOwner(pod, controller);
    else if (relabelled || handedOver) this.#enqueueMatching(pod);
  }

  #deletePod(obj: DeletedObject<Pod>): void {
    const pod = withoutTombstone(obj);
    if (pod === undefined) return;
    const controller = getControllerOf(pod);
    const replicaSet = controller && this.#owner(pod, controller);
    if (replicaSet === undefined) return;
    this.#expectations.deletionObserved(keyOf(replicaSet), keyOf(pod));
    this.#enqueue(replicaSet);
  }

  #enqueueOwner(pod: Pod, controller: OwnerReference): void {
    const replicaSet = this.#owner(pod, controller);
    if (replicaSet !== undefined) this.#enqueue(replicaSet);
  }

  /** The ReplicaSet that the reference means: same name and same uid. */
  #owner(pod: Pod, controller: OwnerReference): ReplicaSet | undefined {
    if (!isOwnerOfKind(controller, replicaSetKind)) return undefined;
    const replicaSet = this.#replicaSets.peek(`${namespaceOf(pod)}/${controller.name}`);
    return replicaSet !== undefined && uid(replicaSet) === controller.uid ? replicaSet : undefined;
  }

  /** An orphan may be adopted by any ReplicaSet that selects it. */
  #enqueueMatching(pod: Pod): void {
    for (const replicaSet of this.#replicaSets.inNamespace(namespaceOf(pod))) {
      const selector = labelSelectorAsSelector(replicaSet.spec.selector);
      if (selector.ok && !selector.value.empty() && selector.value.matches(labels(pod))) {
        this.#enqueue(replicaSet);
      }
    }
  }

  // Reconciling one ReplicaSet.

  *sync(key: string): Proc<SyncResult> {
    const replicaSet = this.#replicaSets.get(key);
    if (replicaSet === undefined) {
      this.#w.log(key, `ReplicaSet ${key} has been deleted`);
      this.#expectations.forget(key);
      return ok(undefined);
    }
    const satisfied = this.#expectations.satisfied(key);
    const claimed = yield* this.#claimPods(replicaSet);
    if (!claimed.ok) return claimed;
    const pods = claimed.value;
    let managed: Result<void, ClientError> = ok(undefined);
    if (!satisfied) this.#w.skip(key, 'expectations not met');
    else if (!isTerminating(replicaSet)) managed = yield* this.#managePods(replicaSet, pods);
    const status = this.#statusOf(replicaSet, pods);
    const updated = yield* this.#updateStatus(replicaSet, status);
    if (!managed.ok) return managed;
    if (!updated.ok) return updated;
    // Nothing will tell us when a ready pod has been ready for long enough.
    const { minReadySeconds = 0 } = replicaSet.spec;
    if (minReadySeconds > 0 && status.readyReplicas !== status.availableReplicas) {
      yield* this.#w.queue.addAfter(key, seconds(minReadySeconds));
    }
    return ok(undefined);
  }

  *#claimPods(replicaSet: ReplicaSet) {
    const selector = labelSelectorAsSelector(replicaSet.spec.selector);
    if (!selector.ok) {
      // Trying again would not help: only a change of the ReplicaSet does.
      this.#w.log(keyOf(replicaSet), selector.error.message);
      return ok([] as readonly Pod[]);
    }
    const namespace = namespaceOf(replicaSet);
    const candidates = [
      ...this.#pods.byIndex(ownerIndex.name, uid(replicaSet)),
      ...this.#pods.peekIndex(ownerIndex.name, orphansIn(namespace)),
    ];
    return yield* claim<Pod>(
      {
        ctx: this.#w.ctx,
        owner: replicaSet,
        ownerKind: replicaSetKind,
        selector: selector.value,
        owners: this.#w.client.resource(replicaSetKind.resource).namespace(namespace),
        dependents: this.#w.client.resource(podKind.resource).namespace(namespace),
      },
      candidates.filter(isPodActive),
    );
  }

  *#managePods(replicaSet: ReplicaSet, pods: readonly Pod[]): Proc<Result<void, ClientError>> {
    const missing = desiredReplicas(replicaSet) - pods.length;
    if (missing > 0) return yield* this.#createPods(replicaSet, Math.min(missing, burstReplicas));
    if (missing < 0) {
      const surplus = Math.min(-missing, burstReplicas);
      return yield* this.#deletePods(replicaSet, inDeletionOrder(pods, pods).slice(0, surplus));
    }
    return ok(undefined);
  }

  /** One pod first, then twice as many each time: if creating fails, it fails seldom. */
  *#createPods(replicaSet: ReplicaSet, count: number): Proc<Result<void, ClientError>> {
    const key = keyOf(replicaSet);
    this.#w.log(key, `Too few replicas: creating ${count}`);
    this.#expectations.expectCreations(key, count);
    let created = 0;
    let failed: Result<void, ClientError> = ok(undefined);
    for (let batch = 1; created < count && failed.ok; batch *= 2) {
      const size = Math.min(batch, count - created);
      const calls = Array.from({ length: size }, () => () => this.#createPod(replicaSet));
      const results = yield* inParallel(this.#w.sim, calls);
      created += results.filter((result) => result.ok).length;
      failed = results.find((result) => !result.ok) ?? failed;
    }
    // No informer will ever show the pods that were not created.
    for (let left = count - created; left > 0; left--) this.#expectations.creationObserved(key);
    return failed;
  }

  *#createPod(replicaSet: ReplicaSet): Proc<Result<void, ClientError>> {
    const pod = podFromTemplate(replicaSet, replicaSetKind, replicaSet.spec.template);
    const pods = this.#w.client.resource(podKind.resource).namespace(namespaceOf(replicaSet));
    const created = yield* pods.create(this.#w.ctx, pod);
    if (created.ok) return ok(undefined);
    // In a namespace that is being deleted there is nothing more to do.
    return hasStatusCause(created.error, causeTypeNamespaceTerminating) ? ok(undefined) : created;
  }

  *#deletePods(replicaSet: ReplicaSet, surplus: readonly Pod[]): Proc<Result<void, ClientError>> {
    const key = keyOf(replicaSet);
    this.#w.log(key, `Too many replicas: deleting ${surplus.length}`);
    this.#expectations.expectDeletions(key, surplus.map(keyOf));
    const calls = surplus.map((pod) => () => this.#deleteSurplusPod(key, pod));
    const results = yield* inParallel(this.#w.sim, calls);
    return results.find((result) => !result.ok) ?? ok(undefined);
  }

  *#deleteSurplusPod(key: string, pod: Pod): Proc<Result<void, ClientError>> {
    const pods = this.#w.client.resource(podKind.resource).namespace(namespaceOf(pod));
    const deleted = yield* pods.delete(this.#w.ctx, nameOf(pod));
    if (deleted.ok) return ok(undefined);
    // The deletion will not be seen, or was seen already.
    this.#expectations.deletionObserved(key, keyOf(pod));
    return isNotFound(deleted.error) ? ok(undefined) : deleted;
  }

  #statusOf(replicaSet: ReplicaSet, pods: readonly Pod[]): ReplicaSetStatus {
    const { minReadySeconds = 0, template } = replicaSet.spec;
    const { now } = this.#w.sim;
    const fully = selectorFromSet(template.metadata?.labels ?? {});
    return {
      replicas: pods.length,
      fullyLabeledReplicas: pods.filter((pod) => fully.matches(labels(pod))).length,
      readyReplicas: pods.filter(isPodReady).length,
      availableReplicas: pods.filter((pod) => isPodAvailable(pod, minReadySeconds, now)).length,
      observedGeneration: replicaSet.metadata.generation ?? 0,
    };
  }

  /**
   * Writes nothing if nothing changed: a write would come back as an event, and so on for ever. The cache
   * seldom shows our own last write yet, so a conflict is met with a fresh read.
   */
  *#updateStatus(replicaSet: ReplicaSet, status: ReplicaSetStatus): Proc<SyncResult> {
    const before = { ...noReplicas, ...replicaSet.status };
    if (equalJson({ ...before, ...status }, before)) return ok(undefined);
    const { ctx, client, sim } = this.#w;
    const replicaSets = client.resource(replicaSetKind.resource).namespace(namespaceOf(replicaSet));
    let latest = replicaSet;
    function* write(): Proc<Result<void, ClientError>> {
      // The cached object is shared by everyone who reads the cache: change a copy.
      const changed = cloneJson(latest);
      changed.status = { ...changed.status, ...withoutZeros(status) };
      const updated = yield* replicaSets.updateStatus(ctx, changed);
      if (updated.ok) return ok(undefined);
      if (!isConflict(updated.error)) return updated;
      const fresh = yield* replicaSets.get(ctx, nameOf(replicaSet));
      if (!fresh.ok) return fresh;
      latest = asKind(fresh.value);
      return updated;
    }
    const written = yield* retryOnConflict(sim, defaultRetry, write);
    // What is gone needs no status.
    return !written.ok && isNotFound(written.error) ? ok(undefined) : written;
  }
}

const noReplicas: ReplicaSetStatus = {
  replicas: 0,
  fullyLabeledReplicas: 0,
  readyReplicas: 0,
  availableReplicas: 0,
  observedGeneration: 0,
};

/** As Go writes it: `replicas` always, the other counts unless they are zero. */
function withoutZeros(status: ReplicaSetStatus): ReplicaSetStatus {
  const rest = Object.entries(status).map(([name, value]) => [
    name,
    value === 0 ? undefined : value,
  ]);
  return { ...Object.fromEntries(rest), replicas: status.replicas };
}
