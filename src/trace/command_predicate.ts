/** What `expect` and `until` ask of a run, as plain JSON: conditions over the trace and nothing else. */

import type { Field, Problem, Shape, Shaped } from './shape.ts';
import { anything, count, list, oneOf, optional, recordProblem, text } from './shape.ts';

export const comparisons = ['==', '!=', '>=', '<=', '>', '<'] as const;

/** How a found number or value is held against the wanted one. */
export type Comparison = (typeof comparisons)[number];

const comparison = oneOf(...comparisons);

/** A member of an event's data or of an object, and what it must be: `=`, `!=`, `~` for "contains", `>` or `<` for numbers and durations. */
const matchShape = {
  field: text,
  relation: oneOf('=', '!=', '~', '>', '<'),
  value: text,
} satisfies Shape;
const compared = { comparison, count } satisfies Shape;

/** One condition on a member. */
export type Match = Shaped<typeof matchShape>;

const matches = list(recordField(matchShape));

/** Every kind of predicate that holds no other. */
export const predicateShapes = {
  /** How many events of a kind there were: `event reflector.list.started informer=x/pods >= 2`. */
  event: { event: text, where: matches, ...compared },
  /** Both happened, and the first of one before the first of the other: `first KIND before KIND`. */
  first: { event: text, where: matches, before: text, beforeWhere: matches },
  /** Objects on the server: `pods running == 3`, `deployments spec.replicas=3 >= 1`. */
  objects: { resource: text, state: optional(text), where: matches, ...compared },
  /** `object pods/default/web-1 absent`. */
  object: { key: text, state: oneOf('present', 'absent') },
  /** `object deployments/default/web status.readyReplicas == 3`. */
  field: { key: text, path: text, comparison, value: anything },
  /** How many different values a member has had: `values deployments/default/web metadata.uid == 2`. */
  values: { key: text, path: text, ...compared },
  /** Tombstones that handlers were given. */
  tombstones: { informer: text, ...compared },
  /** How often the whole state was fetched anew, by LIST or by a stream, after the first time. */
  relists: { informer: text, ...compared },
  'cache.key': { informer: text, key: text, state: oneOf('has', 'lacks') },
  'cache.size': { informer: text, ...compared },
  'cache.synced': { informer: text },
  /** Nothing differs between cache and server. */
  'cache.current': { informer: text },
  /** What waits between Reflector and store: all deltas, or their different keys. */
  'fifo.size': { informer: text, of: oneOf('deltas', 'keys'), ...compared },
  /** Keys in the order in which they will be popped; under RealFIFO one for each delta. */
  'fifo.order': { informer: text, keys: list(text) },
  /** The types of the deltas of one key, oldest first. */
  'fifo.types': { informer: text, key: text, types: list(text) },
  /** How often the cache was in a state that the server never was in. */
  impossible: { informer: text, ...compared },
  /** What really stands in an index, ghosts included: `index rs-controller/pods byNode node-a has default/web-1`. */
  'index.key': {
    informer: text,
    index: text,
    value: text,
    key: text,
    state: oneOf('has', 'lacks'),
  },
  'index.size': { informer: text, index: text, value: text, ...compared },
  'queue.size': { queue: text, ...compared },
  'queue.key': { queue: text, key: text, state: oneOf('has', 'lacks') },
  /** A number that a program shows of itself: `dial pvc-meter edge == 3`. */
  dial: { program: text, dial: text, ...compared },
  /** Two numbers of one program: `dial claim-meter edge != cached`. */
  dials: { program: text, dial: text, comparison, other: text },
  program: { program: text, state: oneOf('running', 'paused', 'stopped', 'crashed') },
  watch: { noun: text, state: oneOf('open', 'closed', 'held') },
  /** Who stands in the lease on the server: `leader kube-system/elected == elected-a`. */
  leader: { lease: text, comparison: oneOf('==', '!='), identity: text },
  /** How many act as the leader, whatever the lease says by now: `leaders kube-system/elected == 2`. */
  leaders: { lease: text, ...compared },
  /** Nothing but bookkeeping happened for so many nanoseconds. */
  quiet: { lasting: count },
  /** How long the run has lasted. */
  time: { comparison, at: count },
  /** No invariant was broken, or none of that name. */
  invariants: { invariant: optional(text) },
} as const satisfies Readonly<Record<string, Shape>>;

type SimpleKind = keyof typeof predicateShapes;

/** A predicate of one kind. */
export type PredicateOf<K extends SimpleKind> = K extends SimpleKind
  ? { readonly kind: K } & Shaped<(typeof predicateShapes)[K]>
  : never;

/** Any predicate; narrow it by `kind`. */
export type Predicate =
  | { readonly [K in SimpleKind]: PredicateOf<K> }[SimpleKind]
  | { readonly kind: 'not'; readonly predicate: Predicate }
  | { readonly kind: 'and' | 'or'; readonly predicates: readonly Predicate[] };

/** What is wrong with a value as a predicate. */
export function predicateProblem(value: unknown, path: string): Problem | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { path, reason: 'expected a predicate' };
  }
  const { kind, ...members } = value as Readonly<Record<string, unknown>>;
  if (kind === 'not') return predicateProblem(members['predicate'], `${path}.predicate`);
  if (kind === 'and' || kind === 'or') return partsProblem(members['predicates'], path);
  if (typeof kind !== 'string' || !Object.hasOwn(predicateShapes, kind)) {
    return { path: `${path}.kind`, reason: `unknown predicate ${JSON.stringify(kind)}` };
  }
  return recordProblem(predicateShapes[kind as SimpleKind], members, path);
}

/** A predicate as a member of a command. */
export const predicate = {
  what: 'a predicate',
  optional: false as const,
  problem: predicateProblem,
} satisfies Field<Predicate> as Field<Predicate> & { readonly optional: false };

function partsProblem(value: unknown, path: string): Problem | undefined {
  if (!Array.isArray(value) || value.length < 2) {
    return { path: `${path}.predicates`, reason: 'expected at least two predicates' };
  }
  for (let index = 0; index < value.length; index++) {
    const problem = predicateProblem(value[index], `${path}.predicates[${index}]`);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function recordField<S extends Shape>(shape: S): Field<Shaped<S>> & { readonly optional: false } {
  return {
    what: 'an object',
    optional: false,
    problem: (value, path) => recordProblem(shape, value, path),
  };
}
