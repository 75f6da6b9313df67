/**
 * The Deployment controller: makes a ReplicaSet for each pod template a Deployment ever had, and moves
 * replicas from the old ones to the newest, a few at a time.
 */

import { isAlreadyExists } from '#apimachinery/pkg/api/errors/errors.ts';
import {
  annotations,
  isTerminating,
  labels,
  name as nameOf,
  namespace as namespaceOf,
  resourceVersion,
  uid,
} from '#apimachinery/pkg/api/meta/meta.ts';
import {
  getControllerOf,
  isControlledBy,
  labelSelectorAsSelector,
  newControllerRef,
} from '#apimachinery/pkg/apis/meta/v1/helpers.ts';
import type { OwnerReference } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import { cloneJson, equalJson } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { ResourceInterface } from '#client-go/dynamic/interface.ts';
import type { ClientError } from '#client-go/rest/request.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import { type ClaimError, claim } from './claims.ts';
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
import { newReplicas, oldestFirst, oldReplicas } from './deployment_rollout.ts';
import { deploymentStatus, isComplete, sameStatus } from './deployment_status.ts';
import {
  asKind,
  type Deployment,
  deploymentKind,
  desiredReplicas,
  isOwnerOfKind,
  type PodTemplateSpec,
  type ReplicaSet,
  replicaSetKind,
} from './kinds.ts';
import { podTemplateHash, podTemplateHashLabel } from './pod_template_hash.ts';
import { keyOf } from './pods.ts';
import { orphansIn, ownerIndex, type TypedLister } from './typed_lister.ts';

/** How often the template has changed; `kubectl rollout history` shows it. */
export const revisionAnnotation = 'deployment.kubernetes.io/revision';

export function startDeploymentController(sim: Sim, options: ProgramOptions): Program {
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? 'deployment-controller',
    resource: deploymentKind.resource.resource,
    build: (wiring) => new DeploymentController(wiring),
  });
}

/** The ReplicaSets of one Deployment. */
interface ReplicaSets {
  /** The one with the present template. */
  readonly current: ReplicaSet;
  readonly old: readonly ReplicaSet[];
}

class DeploymentController implements Controller {
  readonly #w: Wiring;
  readonly #deployments: TypedLister<Deployment>;
  readonly #replicaSets: TypedLister<ReplicaSet>;

  constructor(wiring: Wiring) {
    this.#w = wiring;
    this.#deployments = wiring.watch<Deployment>(deploymentKind, [], {
      onAdd: (deployment) => this.#enqueue(deployment),
      onUpdate: (_old, deployment) => this.#enqueue(deployment),
      onDelete: (obj) => wiring.queue.add(keyOfDeleted(obj)),
    });
    this.#replicaSets = wiring.watch<ReplicaSet>(replicaSetKind, [ownerIndex], {
      onAdd: (replicaSet) => this.#replicaSetSeen(replicaSet),
      onUpdate: (old, replicaSet) => this.#updateReplicaSet(old, replicaSet),
      onDelete: (obj) => this.#deleteReplicaSet(obj),
    });
  }

  // What is seen, and which Deployments it concerns.

  #enqueue(deployment: Deployment): void {
    this.#w.queue.add(keyOf(deployment));
  }

  #replicaSetSeen(replicaSet: ReplicaSet): void {
    const controller = getControllerOf(replicaSet);
    if (controller !== undefined) this.#enqueueOwner(replicaSet, controller);
    else this.#enqueueMatching(replicaSet);
  }

  #updateReplicaSet(old: ReplicaSet, replicaSet: ReplicaSet): void {
    if (resourceVersion(old) === resourceVersion(replicaSet)) return;
    const before = getControllerOf(old);
    const handedOver = !equalJson(before, getControllerOf(replicaSet));
    if (handedOver && before !== undefined) this.#enqueueOwner(old, before);
    this.#replicaSetSeen(replicaSet);
  }

  #deleteReplicaSet(obj: DeletedObject<ReplicaSet>): void {
    const replicaSet = withoutTombstone(obj);
    if (replicaSet === undefined) return;
    const controller = getControllerOf(replicaSet);
    if (controller !== undefined) this.#enqueueOwner(replicaSet, controller);
  }

  #enqueueOwner(replicaSet: ReplicaSet, controller: OwnerReference): void {
    if (!isOwnerOfKind(controller, deploymentKind)) return;
    const deployment = this.#deployments.peek(`${namespaceOf(replicaSet)}/${controller.name}`);
    if (deployment !== undefined && uid(deployment) === controller.uid) this.#enqueue(deployment);
  }

  #enqueueMatching(orphan: ReplicaSet): void {
    for (const deployment of this.#deployments.inNamespace(namespaceOf(orphan))) {
      const selector = labelSelectorAsSelector(deployment.spec.selector);
      if (selector.ok && !selector.value.empty() && selector.value.matches(labels(orphan))) {
        this.#enqueue(deployment);
      }
    }
  }

  // Reconciling one Deployment.

  *sync(key: string): Proc<SyncResult> {
    const deployment = this.#deployments.get(key);
    if (deployment === undefined) {
      this.#w.log(key, `Deployment ${key} has been deleted`);
      return ok(undefined);
    }
    const claimed = yield* this.#claimReplicaSets(deployment);
    if (!claimed.ok) return claimed;
    const all = claimed.value;
    const current = oldestFirst(all).find((each) => hasTemplate(each, deployment.spec.template));
    if (isTerminating(deployment)) return yield* this.#updateStatus(deployment, all, current);
    if (current === undefined) {
      if (deployment.spec.paused) return yield* this.#updateStatus(deployment, all, current);
      return yield* this.#begin(deployment, all);
    }
    const old = all.filter((each) => each !== current);
    const rolled = yield* this.#roll(deployment, { current, old });
    if (!rolled.ok) return rolled;
    return yield* this.#updateStatus(deployment, all, current);
  }

  *#claimReplicaSets(deployment: Deployment): Proc<Result<readonly ReplicaSet[], ClaimError>> {
    const selector = labelSelectorAsSelector(deployment.spec.selector);
    if (!selector.ok || selector.value.empty()) {
      this.#w.log(
        keyOf(deployment),
        'This deployment is selecting all pods. A non-empty selector is required.',
      );
      return ok([]);
    }
    const candidates = [
      ...this.#replicaSets.byIndex(ownerIndex.name, uid(deployment)),
      ...this.#replicaSets.peekIndex(ownerIndex.name, orphansIn(namespaceOf(deployment))),
    ];
    return yield* claim<ReplicaSet>(
      {
        ctx: this.#w.ctx,
        owner: deployment,
        ownerKind: deploymentKind,
        selector: selector.value,
        owners: this.#w.client.resource(deploymentKind.resource).namespace(namespaceOf(deployment)),
        dependents: this.#replicaSetsOf(deployment),
      },
      candidates,
    );
  }

  /** Begins a rollout: makes the ReplicaSet of a template that has none. */
  *#begin(deployment: Deployment, old: readonly ReplicaSet[]): Proc<SyncResult> {
    // Recreate: nothing new before the last old pod is gone.
    if (deployment.spec.strategy?.type === 'Recreate') {
      const emptied = yield* this.#empty(deployment, old);
      if (!emptied.ok) return emptied;
      if (old.some((each) => (each.status?.replicas ?? 0) > 0)) {
        return yield* this.#updateStatus(deployment, old, undefined);
      }
    }
    const replicaSet = newReplicaSet(deployment, old);
    const replicaSets = this.#replicaSetsOf(deployment);
    const created = yield* replicaSets.create(this.#w.ctx, replicaSet);
    if (created.ok) {
      const message = `Scaled up replica set ${nameOf(replicaSet)} to ${desiredReplicas(replicaSet)}`;
      this.#w.log(keyOf(deployment), message);
      return yield* this.#updateStatus(
        deployment,
        [...old, asKind(created.value)],
        asKind(created.value),
      );
    }
    if (!isAlreadyExists(created.error)) return created;
    // The name is made of the template: most likely it is ours, and the cache has not shown it yet.
    const existing = yield* replicaSets.get(this.#w.ctx, nameOf(replicaSet));
    if (!existing.ok) return existing;
    if (isControlledBy(existing.value, deployment)) return ok(undefined);
    const name = nameOf(replicaSet);
    return fail({ kind: 'NameTaken', message: `replica set ${name} exists and is not ours` });
  }

  /** Moves replicas one step: up first; what goes up is seen before anything goes down. */
  *#roll(deployment: Deployment, { current, old }: ReplicaSets): Proc<Result<void, ClientError>> {
    if (deployment.spec.paused) {
      const only = old.every((each) => desiredReplicas(each) === 0);
      const replicas = only ? desiredReplicas(deployment) : desiredReplicas(current);
      return yield* this.#scale(deployment, current, { replicas, revision: revisionOf(current) });
    }
    const revision = Math.max(revisionOf(current), 1 + newestRevision(old));
    const replicas = newReplicas(deployment, current, [...old, current]);
    const isChange = replicas !== desiredReplicas(current) || revision !== revisionOf(current);
    if (isChange) return yield* this.#scale(deployment, current, { replicas, revision });
    if (deployment.spec.strategy?.type === 'Recreate') return yield* this.#empty(deployment, old);
    for (const change of oldReplicas(deployment, current, old)) {
      const { replicaSet } = change;
      const to = { replicas: change.replicas, revision: revisionOf(replicaSet) };
      const scaled = yield* this.#scale(deployment, replicaSet, to);
      if (!scaled.ok) return scaled;
    }
    return yield* this.#cleanUp(deployment, { current, old });
  }

  *#empty(deployment: Deployment, old: readonly ReplicaSet[]): Proc<Result<void, ClientError>> {
    for (const each of old) {
      const scaled = yield* this.#scale(deployment, each, {
        replicas: 0,
        revision: revisionOf(each),
      });
      if (!scaled.ok) return scaled;
    }
    return ok(undefined);
  }

  *#scale(
    deployment: Deployment,
    replicaSet: ReplicaSet,
    to: { readonly replicas: number; readonly revision: number },
  ): Proc<Result<void, ClientError>> {
    const from = desiredReplicas(replicaSet);
    if (from === to.replicas && revisionOf(replicaSet) === to.revision) return ok(undefined);
    // The cached object is shared by everyone who reads the cache: change a copy.
    const changed = cloneJson(replicaSet);
    changed.spec.replicas = to.replicas;
    changed.metadata.annotations = {
      ...changed.metadata.annotations,
      [revisionAnnotation]: String(to.revision),
    };
    const updated = yield* this.#replicaSetsOf(deployment).update(this.#w.ctx, changed);
    if (!updated.ok) return updated;
    const direction = to.replicas > from ? 'up' : 'down';
    if (from !== to.replicas) {
      const message = `Scaled ${direction} replica set ${nameOf(changed)} from ${from} to ${to.replicas}`;
      this.#w.log(keyOf(deployment), message);
    }
    return ok(undefined);
  }

  /** Once everything is done, keeps only so many empty old ReplicaSets to go back to. */
  *#cleanUp(
    deployment: Deployment,
    { current, old }: ReplicaSets,
  ): Proc<Result<void, ClientError>> {
    const status = this.#statusOf(deployment, [...old, current], current);
    const kept = deployment.spec.revisionHistoryLimit ?? 10;
    if (!isComplete(deployment, status) || old.length <= kept) return ok(undefined);
    const byRevision = [...old].sort((left, right) => revisionOf(left) - revisionOf(right));
    for (const each of byRevision.slice(0, old.length - kept)) {
      const isEmpty = desiredReplicas(each) === 0 && (each.status?.replicas ?? 0) === 0;
      if (!isEmpty || isTerminating(each)) continue;
      const deleted = yield* this.#replicaSetsOf(deployment).delete(this.#w.ctx, nameOf(each));
      if (!deleted.ok) return deleted;
    }
    return ok(undefined);
  }

  #statusOf(deployment: Deployment, all: readonly ReplicaSet[], current: ReplicaSet | undefined) {
    return deploymentStatus(deployment, { all, current }, this.#w.sim.wallTime);
  }

  /** Writes nothing if nothing changed: a write would come back as an event, and so on for ever. */
  *#updateStatus(
    deployment: Deployment,
    all: readonly ReplicaSet[],
    current: ReplicaSet | undefined,
  ): Proc<Result<void, ClientError>> {
    const status = this.#statusOf(deployment, all, current);
    if (sameStatus(deployment.status, status)) return ok(undefined);
    const changed = cloneJson(deployment);
    changed.status = status;
    const deployments = this.#w.client.resource(deploymentKind.resource);
    const updated = yield* deployments
      .namespace(namespaceOf(deployment))
      .updateStatus(this.#w.ctx, changed);
    return updated.ok ? ok(undefined) : updated;
  }

  #replicaSetsOf(deployment: Deployment): ResourceInterface {
    return this.#w.client.resource(replicaSetKind.resource).namespace(namespaceOf(deployment));
  }
}

/** A ReplicaSet for the Deployment's present template: named, labelled and selecting by its hash. */
function newReplicaSet(deployment: Deployment, old: readonly ReplicaSet[]): ReplicaSet {
  const hash = podTemplateHash(deployment.spec.template);
  const template = cloneJson(deployment.spec.template);
  const hashed = { ...template.metadata?.labels, [podTemplateHashLabel]: hash };
  const { selector, minReadySeconds } = deployment.spec;
  const replicaSet: ReplicaSet = {
    apiVersion: replicaSetKind.apiVersion,
    kind: replicaSetKind.kind,
    metadata: {
      name: `${nameOf(deployment)}-${hash}`,
      namespace: namespaceOf(deployment),
      labels: hashed,
      annotations: { [revisionAnnotation]: String(1 + newestRevision(old)) },
      ownerReferences: [newControllerRef(deployment, deploymentKind)],
    },
    spec: {
      replicas: 0,
      ...(minReadySeconds === undefined ? {} : { minReadySeconds }),
      selector: {
        ...cloneJson(selector),
        matchLabels: { ...selector.matchLabels, [podTemplateHashLabel]: hash },
      },
      template: { ...template, metadata: { ...template.metadata, labels: hashed } },
    },
  };
  replicaSet.spec.replicas = newReplicas(deployment, replicaSet, [...old, replicaSet]);
  return replicaSet;
}

/** True if the ReplicaSet was made for this template; the hash in its labels does not count. */
function hasTemplate(replicaSet: ReplicaSet, template: PodTemplateSpec): boolean {
  return equalJson(withoutHash(replicaSet.spec.template), withoutHash(template));
}

function withoutHash(template: PodTemplateSpec): PodTemplateSpec {
  const { [podTemplateHashLabel]: _hash, ...rest } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels: rest } };
}

function revisionOf(replicaSet: ReplicaSet): number {
  return Number(annotations(replicaSet)[revisionAnnotation] ?? 0);
}

function newestRevision(replicaSets: readonly ReplicaSet[]): number {
  return Math.max(0, ...replicaSets.map(revisionOf));
}
