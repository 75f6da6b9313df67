/** What remains of a namespace that is being emptied, and how its conditions tell it. */

import { finalizers } from '#apimachinery/pkg/api/meta/meta.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { isJsonObject, type JsonValue } from '#base/json.ts';
import { asKind, type Condition, type KnownKind, type Pod } from './kinds.ts';

export interface Remains {
  /** `pods.` and how many of them. */
  readonly resources: ReadonlyMap<string, number>;
  readonly finalizers: ReadonlyMap<string, number>;
  /** When something may have changed; 0 if nothing is left. */
  readonly estimateSeconds: number;
}

/** How long finalizers are given before anybody looks again. */
const finalizerEstimateSeconds = 15;
const defaultGraceSeconds = 30;

/** Counts what is left, kind by kind. */
export class RemainsCount {
  readonly #resources = new Map<string, number>();
  readonly #finalizers = new Map<string, number>();
  #estimateSeconds = 0;

  get count(): number {
    return this.#resources.size;
  }

  add(kind: KnownKind, items: readonly Unstructured[]): void {
    if (items.length === 0) return;
    const { resource, group } = kind.resource;
    this.#resources.set(`${resource}.${group}`, items.length);
    for (const item of items) {
      for (const finalizer of finalizers(item)) {
        this.#finalizers.set(finalizer, (this.#finalizers.get(finalizer) ?? 0) + 1);
      }
      const seconds =
        resource === 'pods' && finalizers(item).length === 0
          ? (asKind<Pod>(item).spec.terminationGracePeriodSeconds ?? defaultGraceSeconds)
          : finalizerEstimateSeconds;
      this.#estimateSeconds = Math.max(this.#estimateSeconds, seconds);
    }
  }

  result(): Remains {
    return {
      resources: this.#resources,
      finalizers: this.#finalizers,
      estimateSeconds: this.#estimateSeconds,
    };
  }
}

export function remainingText(remains: Remains): string {
  return `Some resources are remaining: ${counted(remains.resources, 'has %d resource instances')}`;
}

/** What holds when nothing is wrong and nothing remains. */
const successes: readonly (readonly [type: string, reason: string, message: string])[] = [
  [
    'NamespaceDeletionDiscoveryFailure',
    'ResourcesDiscovered',
    'All resources successfully discovered',
  ],
  [
    'NamespaceDeletionGroupVersionParsingFailure',
    'ParsedGroupVersions',
    'All legacy kube types successfully parsed',
  ],
  [
    'NamespaceDeletionContentFailure',
    'ContentDeleted',
    'All content successfully deleted, may be waiting on finalization',
  ],
  ['NamespaceContentRemaining', 'ContentRemoved', 'All content successfully removed'],
  [
    'NamespaceFinalizersRemaining',
    'ContentHasNoFinalizers',
    'All content-preserving finalizers finished',
  ],
];

/** The conditions as they should be now; those that say the same as before keep their time. */
export function deletionConditions(
  before: readonly Condition[],
  remains: Remains,
  now: string,
): Condition[] {
  return successes.map(([type, okReason, okMessage]) => {
    const problem = problemOf(type, remains);
    const told: Condition =
      problem === undefined
        ? { type, status: 'False', reason: okReason, message: okMessage }
        : { type, status: 'True', ...problem };
    const old = before.find((each) => each.type === type);
    const kept = old?.status === told.status ? old.lastTransitionTime : undefined;
    return { ...told, lastTransitionTime: kept ?? now };
  });
}

function problemOf(
  type: string,
  remains: Remains,
): { readonly reason: string; readonly message: string } | undefined {
  if (type === 'NamespaceContentRemaining' && remains.resources.size > 0) {
    return { reason: 'SomeResourcesRemain', message: remainingText(remains) };
  }
  if (type === 'NamespaceFinalizersRemaining' && remains.finalizers.size > 0) {
    const text = counted(remains.finalizers, 'in %d resource instances');
    const message = `Some content in the namespace has finalizers remaining: ${text}`;
    return { reason: 'SomeFinalizersRemain', message };
  }
  return undefined;
}

function counted(counts: ReadonlyMap<string, number>, phrase: string): string {
  const texts = [...counts].map(
    ([name, count]) => `${name} ${phrase.replace('%d', String(count))}`,
  );
  return texts.sort().join(', ');
}

/** The namespaced kinds that a CustomResourceDefinition has the server serve. */
export function definedKinds(definition: Unstructured): readonly KnownKind[] {
  const spec = definition['spec'];
  if (!isJsonObject(spec) || spec['scope'] !== 'Namespaced') return [];
  const { group, names, versions } = spec;
  const stored = list(versions).find((each) => isJsonObject(each) && each['storage'] === true);
  if (!isJsonObject(names) || !isJsonObject(stored)) return [];
  const version = String(stored['name']);
  return [
    {
      apiVersion: `${String(group)}/${version}`,
      kind: String(names['kind']),
      resource: { group: String(group), version, resource: String(names['plural']) },
      namespaced: true,
    },
  ];
}

function list(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
