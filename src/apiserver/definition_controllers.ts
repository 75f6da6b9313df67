/**
 * The controllers inside an API server that look after CustomResourceDefinitions: one accepts their names,
 * one establishes them, one empties them when they are deleted. Each replica runs its own; whoever is
 * first has done it, and the others find that nothing is left to do.
 */

import { newConflict } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Kind } from '#apiserver/registry/kind.ts';
import { listAt, objectAt, textAt } from '#apiserver/registry/members.ts';
import type { ObjectStore } from '#apiserver/registry/object_store.ts';
import { hasNamesAsAsked, namedStatus } from '#apiserver/registry/strategies/accepted_names.ts';
import {
  cleanupFinalizer,
  storageKindOf,
} from '#apiserver/registry/strategies/custom_resource_definition.ts';
import {
  type Condition,
  isConditionTrue,
  withCondition,
} from '#apiserver/registry/strategies/definition_conditions.ts';
import type { EtcdClient } from '#apiserver/storage/etcd_client.ts';
import { formatTime } from '#base/epoch.ts';
import { cloneJson, type JsonObject } from '#base/json.ts';
import { fail, ok } from '#base/result.ts';
import { duration, milliseconds, seconds } from '#base/time.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';

export interface DefinitionControllersOptions {
  /** `apiserver-a` */
  readonly name: string;
  readonly etcd: EtcdClient;
  readonly store: ObjectStore;
  /** The kind of the definitions themselves. */
  readonly kind: Kind;
  /** False once the replica has stopped. */
  readonly running: () => boolean;
}

const pollInterval = seconds(5);
/** So many polls, a minute's worth, before it is told that something is left. */
const mostPolls = 12;
const firstRetry = milliseconds(5);
const longestRetry = seconds(1000);

export class DefinitionControllers {
  readonly #sim: Sim;
  readonly #options: DefinitionControllersOptions;
  /** The definitions as this replica has seen them, and as it has just written them. */
  readonly #definitions = new Map<string, Unstructured>();
  /** Names are weighed one after the other. */
  readonly #toName: string[] = [];
  #naming = false;
  readonly #establishing = new Set<string>();
  readonly #emptying = new Set<string>();

  constructor(sim: Sim, options: DefinitionControllersOptions) {
    this.#sim = sim;
    this.#options = options;
  }

  /** A definition has come or changed. */
  observe(definition: Unstructured): void {
    const { name = '' } = definition.metadata;
    this.#definitions.set(name, definition);
    if (!hasNamesAsAsked(definition)) this.#name(name);
    if (mayBeEstablished(definition)) this.#spawnOnce('establishing', name, this.#establishing);
    if (mustBeEmptied(definition)) this.#spawnOnce('finalizing', name, this.#emptying);
  }

  /** A definition is gone, and its names are free. */
  forget(definition: Unstructured): void {
    this.#definitions.delete(definition.metadata.name ?? '');
    this.#nameOthers(definition);
  }

  #spawnOnce(what: 'establishing' | 'finalizing', name: string, busy: Set<string>): void {
    if (busy.has(name)) return;
    busy.add(name);
    this.#sim.spawn(`${this.#options.name}/${what}`, this.#run(what, name, busy));
  }

  *#run(what: 'establishing' | 'finalizing', name: string, busy: Set<string>): Proc {
    for (;;) {
      const seen = this.#definitions.get(name);
      if (what === 'establishing') yield* this.#establish(name);
      else yield* this.#empty(name);
      const now = this.#definitions.get(name);
      if (now === seen || now === undefined || !this.#options.running()) break;
    }
    busy.delete(name);
  }

  // Names.

  #name(name: string): void {
    if (!this.#toName.includes(name)) this.#toName.push(name);
    if (this.#naming) return;
    this.#naming = true;
    this.#sim.spawn(`${this.#options.name}/naming`, this.#nameAll());
  }

  #nameOthers(definition: Unstructured): void {
    const group = textAt(definition, 'spec', 'group');
    for (const [name, other] of this.#definitions) {
      const affected =
        name !== definition.metadata.name && textAt(other, 'spec', 'group') === group;
      if (affected && !hasNamesAsAsked(other)) this.#name(name);
    }
  }

  *#nameAll(): Proc {
    for (;;) {
      const name = this.#toName.shift();
      if (name === undefined || !this.#options.running()) break;
      const definition = this.#definitions.get(name);
      if (definition === undefined || hasNamesAsAsked(definition)) continue;
      const group = textAt(definition, 'spec', 'group');
      const others = [...this.#definitions.values()].filter(
        (each) => each !== definition && textAt(each, 'spec', 'group') === group,
      );
      const status = namedStatus(definition, others, formatTime(this.#sim.now));
      const updated = yield* this.#updateStatus(definition, status);
      if (updated !== undefined) this.#nameOthers(updated);
    }
    this.#naming = false;
  }

  // Establishing.

  *#establish(name: string): Proc {
    const definition = this.#definitions.get(name);
    if (definition === undefined || !mayBeEstablished(definition)) return;
    yield* this.#setCondition(definition, {
      type: 'Established',
      status: 'True',
      reason: 'InitialNamesAccepted',
      message: 'the initial names have been accepted',
    });
  }

  // Emptying.

  *#empty(name: string): Proc {
    let wait = firstRetry;
    while (this.#options.running()) {
      const definition = this.#definitions.get(name);
      if (definition === undefined || !mustBeEmptied(definition)) return;
      if (yield* this.#tryToEmpty(definition)) return;
      yield* this.#sim.sleep(wait);
      wait = duration(Math.min(wait * 2, longestRetry));
    }
  }

  /** False if something is left and it must be tried again. */
  *#tryToEmpty(definition: Unstructured): Proc<boolean> {
    const marked = yield* this.#setCondition(definition, {
      type: 'Terminating',
      status: 'True',
      reason: 'InstanceDeletionInProgress',
      message: 'CustomResource deletion is in progress',
    });
    if (marked === undefined) return true;
    const established = isConditionTrue(marked, 'Established');
    const condition = established ? yield* this.#deleteInstances(marked) : neverEstablished;
    if (condition.status === 'True') {
      yield* this.#setCondition(marked, condition);
      return false;
    }
    const finalizers = (marked.metadata.finalizers ?? []).filter(
      (finalizer) => finalizer !== cleanupFinalizer,
    );
    yield* this.#setCondition(marked, condition, finalizers);
    return true;
  }

  *#deleteInstances(definition: Unstructured): Proc<Condition> {
    const kind = storageKindOf(definition);
    for (const [, { metadata }] of (yield* this.#options.etcd.snapshot(kind.prefix)).entries) {
      const { name = '', namespace = '' } = metadata;
      yield* this.#options.store.delete({ kind, namespace, name }, {});
    }
    for (let poll = 0; poll <= mostPolls && this.#options.running(); poll++) {
      if (poll > 0) yield* this.#sim.sleep(pollInterval);
      const { entries } = yield* this.#options.etcd.snapshot(kind.prefix);
      if (entries.length === 0) return emptied;
    }
    return instancesLeft;
  }

  #setCondition(
    definition: Unstructured,
    condition: Condition,
    finalizers?: readonly string[],
  ): Proc<Unstructured | undefined> {
    const status = objectAt(definition, 'status') ?? {};
    const time = formatTime(this.#sim.now);
    const conditions = withCondition(listAt(status, 'conditions'), condition, time);
    return this.#updateStatus(definition, { ...status, conditions }, finalizers);
  }

  /** Writes the status if nobody else has changed the definition. Returns what is stored then. */
  *#updateStatus(
    definition: Unstructured,
    status: JsonObject,
    finalizers?: readonly string[],
  ): Proc<Unstructured | undefined> {
    const { kind, store } = this.#options;
    const { name = '', uid, resourceVersion } = definition.metadata;
    const written = yield* store.update(
      { kind, namespace: '', name },
      {
        subresource: 'internal',
        uid,
        missing: undefined,
        change: (existing) => {
          const same = existing.metadata.resourceVersion === resourceVersion;
          if (!same) return fail(newConflict(kind, name, 'changed meanwhile'));
          const copy = cloneJson(existing);
          copy['status'] = cloneJson(status);
          if (finalizers !== undefined) copy.metadata.finalizers = [...finalizers];
          return ok(copy);
        },
      },
    );
    if (!written.ok) return undefined;
    const { object } = written.value;
    if (this.#definitions.has(name)) this.#definitions.set(name, object);
    return object;
  }
}

function mayBeEstablished(definition: Unstructured): boolean {
  return (
    isConditionTrue(definition, 'NamesAccepted') && !isConditionTrue(definition, 'Established')
  );
}

function mustBeEmptied(definition: Unstructured): boolean {
  const { deletionTimestamp, finalizers = [] } = definition.metadata;
  return deletionTimestamp !== undefined && finalizers.includes(cleanupFinalizer);
}

const neverEstablished: Condition = {
  type: 'Terminating',
  status: 'False',
  reason: 'NeverEstablished',
  message: 'resource was never established',
};

const emptied: Condition = {
  type: 'Terminating',
  status: 'False',
  reason: 'InstanceDeletionCompleted',
  message: 'removed all instances',
};

const instancesLeft: Condition = {
  type: 'Terminating',
  status: 'True',
  reason: 'InstanceDeletionCheck',
  message: 'could not confirm zero CustomResources remaining: context deadline exceeded',
};
