/** Whether a predicate holds in a run, and what was found instead, for `expect`, goals and captions. */

import type { JsonObject } from '#base/json.ts';
import { type Duration, formatDuration, type Instant, parseDuration } from '#base/time.ts';
import { unreachable } from '#base/unreachable.ts';
import type { Comparison, Match, Predicate, PredicateOf } from '#trace/command_predicate.ts';
import type { TraceEvent } from '#trace/event.ts';
import { isEventKind } from '#trace/event_shapes.ts';
import { valueAt } from './object_path.ts';
import { World } from './world.ts';

/** What came of a predicate. */
export interface Evaluation {
  readonly held: boolean;
  /** What there was, in short: `2`, `absent`, `"3"`. */
  readonly found: string;
}

/** Evaluates over the world as it is at `now`, which may be later than the last event. */
export function evaluate(predicate: Predicate, world: World, now: Instant = world.now): Evaluation {
  switch (predicate.kind) {
    case 'not': {
      const inner = evaluate(predicate.predicate, world, now);
      return { held: !inner.held, found: inner.found };
    }
    case 'and':
    case 'or':
      return joined(
        predicate.kind,
        predicate.predicates.map((part) => evaluate(part, world, now)),
      );
    case 'event':
      return counted(predicate, countEvents(predicate, world));
    case 'first':
      return inOrder(predicate, world);
    case 'objects':
      return counted(predicate, countObjects(predicate, world));
    case 'object':
    case 'field':
      return ofObject(predicate, world);
    case 'tombstones':
      return counted(predicate, countTombstones(predicate.informer, world));
    case 'relists':
      return counted(predicate, countRelists(predicate.informer, world));
    case 'cache.key':
    case 'cache.size':
    case 'cache.synced':
    case 'cache.current':
      return ofCache(predicate, world);
    case 'fifo.size':
    case 'fifo.order':
    case 'fifo.types':
      return ofFifo(predicate, world);
    case 'impossible':
      return counted(predicate, world.impossibleStates(predicate.informer));
    case 'index.key':
    case 'index.size':
      return ofIndex(predicate, world);
    case 'queue.size':
    case 'queue.key':
      return ofQueue(predicate, world);
    case 'program': {
      const state = world.programs.get(predicate.program);
      return { held: state === predicate.state, found: state ?? 'no such program' };
    }
    case 'dial': {
      const value = world.dials.get(`${predicate.program} ${predicate.dial}`);
      return value === undefined
        ? { held: false, found: 'no such dial' }
        : counted(predicate, value);
    }
    case 'dials':
      return ofDials(predicate, world);
    case 'values':
      return counted(predicate, valuesOf(predicate, world).size);
    case 'watch':
      return ofWatch(predicate, world);
    case 'leader':
      return ofLeader(predicate, world);
    case 'leaders':
      return counted(predicate, world.leadersOf(predicate.lease).length);
    case 'quiet':
    case 'time': {
      return ofTime(predicate, world, now);
    }
    case 'invariants':
      return ofInvariants(predicate, world);
    default:
      return unreachable(predicate);
  }
}

/** The next instant at which the mere passing of time could make the predicate hold. */
export function nextInterest(
  predicate: Predicate,
  world: World,
  now: Instant,
): Instant | undefined {
  switch (predicate.kind) {
    case 'quiet':
      return later((world.lastChange + predicate.lasting) as Instant, now);
    case 'time':
      return later(
        (predicate.comparison === '>' ? predicate.at + 1 : predicate.at) as Instant,
        now,
      );
    case 'not':
      return nextInterest(predicate.predicate, world, now);
    case 'and':
    case 'or': {
      const instants = predicate.predicates
        .map((part) => nextInterest(part, world, now))
        .filter((instant) => instant !== undefined);
      return instants.length === 0 ? undefined : (Math.min(...instants) as Instant);
    }
    default:
      return undefined;
  }
}

function later(instant: Instant, now: Instant): Instant | undefined {
  return instant > now ? instant : undefined;
}

function joined(joint: 'and' | 'or', parts: readonly Evaluation[]): Evaluation {
  if (joint === 'or') {
    const held = parts.find((part) => part.held);
    return held ?? { held: false, found: parts.map((part) => part.found).join(', ') };
  }
  const missing = parts.find((part) => !part.held);
  return missing ?? { held: true, found: parts.map((part) => part.found).join(', ') };
}

interface Compared {
  readonly comparison: Comparison;
  readonly count: number;
}

function counted({ comparison, count }: Compared, found: number): Evaluation {
  return { held: compare(found, comparison, count), found: String(found) };
}

function compare(left: unknown, comparison: Comparison, right: unknown): boolean {
  switch (comparison) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    default:
      return typeof left === 'number' && typeof right === 'number'
        ? compareNumbers(left, comparison, right)
        : false;
  }
}

function compareNumbers(left: number, comparison: Comparison, right: number): boolean {
  switch (comparison) {
    case '>=':
      return left >= right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '<':
      return left < right;
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    default:
      return unreachable(comparison);
  }
}

function countEvents(predicate: PredicateOf<'event'>, world: World): number {
  if (!isEventKind(predicate.event)) return 0;
  const events = world.eventsOf(predicate.event);
  if (predicate.where.length === 0) return events.length;
  let count = 0;
  for (const event of events) if (eventMatches(event, predicate.where)) count++;
  return count;
}

function inOrder(predicate: PredicateOf<'first'>, world: World): Evaluation {
  const first = firstSeq(predicate.event, predicate.where, world);
  const second = firstSeq(predicate.before, predicate.beforeWhere, world);
  const held = first !== undefined && second !== undefined && first < second;
  return { held, found: `${first ?? 'never'} and ${second ?? 'never'}` };
}

function firstSeq(kind: string, where: readonly Match[], world: World): number | undefined {
  if (!isEventKind(kind)) return undefined;
  return world.eventsOf(kind).find((event) => eventMatches(event, where))?.seq;
}

/** True if the event's data (or its actor or subject) is as asked. */
export function eventMatches(event: TraceEvent, where: readonly Match[]): boolean {
  return where.every((match) => {
    const inData = valueAt(event.data, match.field);
    const header = { actor: event.actor, subject: event.subject };
    return matches(inData ?? valueAt(header, match.field), match);
  });
}

function matches(value: unknown, { relation, value: wanted }: Match): boolean {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');
  if (relation === '~') return text.includes(wanted);
  if (relation === '>' || relation === '<') return compareAmounts(value, relation, wanted);
  return (text === wanted) === (relation === '=');
}

/** Numbers, or durations such as `delay>1s`, whose values are nanoseconds. */
function compareAmounts(value: unknown, relation: '>' | '<', wanted: string): boolean {
  const amount = typeof value === 'string' && value !== '' ? Number(value) : value;
  const bound = /^-?\d+(\.\d+)?$/.test(wanted) ? Number(wanted) : parseDuration(wanted);
  if (typeof amount !== 'number' || Number.isNaN(amount) || bound === undefined) return false;
  return relation === '>' ? amount > bound : amount < bound;
}

function countObjects(predicate: PredicateOf<'objects'>, world: World): number {
  const prefix = `${predicate.resource}/`;
  let count = 0;
  for (const [key, { ref }] of world.server) {
    if (!key.startsWith(prefix)) continue;
    if (predicate.state === undefined && predicate.where.length === 0) count++;
    else {
      const object = world.object(ref);
      if (object !== undefined && objectMatches(object, predicate)) count++;
    }
  }
  return count;
}

function objectMatches(object: JsonObject, predicate: PredicateOf<'objects'>): boolean {
  if (predicate.state !== undefined && stateOf(object) !== predicate.state) return false;
  return predicate.where.every((match) => matches(valueAt(object, match.field), match));
}

/** The state that kubectl shows, in lower case. */
function stateOf(object: JsonObject): string {
  if (valueAt(object, 'metadata.deletionTimestamp') !== undefined) return 'terminating';
  const phase = valueAt(object, 'status.phase');
  return typeof phase === 'string' ? phase.toLowerCase() : '';
}

function ofObject(
  predicate: PredicateOf<'object'> | PredicateOf<'field'>,
  world: World,
): Evaluation {
  const held = world.server.get(predicate.key);
  if (predicate.kind === 'object') {
    const found = held === undefined ? 'absent' : 'present';
    return { held: found === predicate.state, found };
  }
  if (held === undefined) return { held: predicate.comparison === '!=', found: 'absent' };
  const value = valueAt(world.object(held.ref), predicate.path);
  return {
    held: compare(value, predicate.comparison, predicate.value),
    found: value === undefined ? 'nothing' : JSON.stringify(value),
  };
}

/** What a member of the object was each time that it was written, in JSON; nothing where it was missing. */
function valuesOf({ key, path }: PredicateOf<'values'>, world: World): ReadonlySet<string> {
  const values = new Set<string>();
  for (const event of world.eventsOf('etcd.committed')) {
    if (event.kind !== 'etcd.committed' || event.data.key !== key) continue;
    if (event.data.type === 'DELETED') continue;
    values.add(JSON.stringify(valueAt(world.object(event.data.object), path)) ?? '');
  }
  return values;
}

function ofDials({ program, dial, comparison, other }: PredicateOf<'dials'>, world: World) {
  const left = world.dials.get(`${program} ${dial}`);
  const right = world.dials.get(`${program} ${other}`);
  if (left === undefined || right === undefined) return { held: false, found: 'no such dial' };
  return { held: compareNumbers(left, comparison, right), found: `${left} and ${right}` };
}

function countTombstones(informer: string, world: World): number {
  let count = 0;
  for (const event of world.eventsOf('handler.called')) {
    if (
      event.kind === 'handler.called' &&
      event.data.informer === informer &&
      event.data.tombstone
    ) {
      count++;
    }
  }
  return count;
}

/** How often a store was replaced after the first time since its informer started. */
function countRelists(informer: string, world: World): number {
  const starts: number[] = [];
  for (const event of world.eventsOf('informer.started')) {
    if (event.kind === 'informer.started' && event.data.informer === informer) {
      starts.push(event.seq);
    }
  }
  let first = true;
  let count = 0;
  for (const event of world.eventsOf('reflector.replaced')) {
    if (event.kind !== 'reflector.replaced' || event.data.informer !== informer) continue;
    while ((starts[0] ?? Number.POSITIVE_INFINITY) < event.seq) {
      starts.shift();
      first = true;
    }
    if (!first) count++;
    first = false;
  }
  return count;
}

type CachePredicate = PredicateOf<'cache.key' | 'cache.size' | 'cache.synced' | 'cache.current'>;

function ofCache(predicate: CachePredicate, world: World): Evaluation {
  const informer = world.informers.get(predicate.informer);
  if (informer === undefined) return { held: false, found: 'no such informer' };
  const { cache, synced } = informer;
  switch (predicate.kind) {
    case 'cache.size':
      return counted(predicate, cache.size);
    case 'cache.synced':
      return { held: synced, found: synced ? 'synced' : 'not synced' };
    case 'cache.key': {
      const has = cache.has(predicate.key);
      return { held: has === (predicate.state === 'has'), found: has ? 'has it' : 'lacks it' };
    }
    case 'cache.current': {
      const differing = differences(predicate.informer, world);
      const found = differing.length === 0 ? 'current' : `differs in ${differing.join(', ')}`;
      return { held: differing.length === 0, found };
    }
  }
}

function ofIndex(predicate: PredicateOf<'index.key' | 'index.size'>, world: World): Evaluation {
  const informer = world.informers.get(predicate.informer);
  if (informer === undefined) return { held: false, found: 'no such informer' };
  const { index, value } = predicate;
  if (!informer.indexes.has(index)) return { held: false, found: 'no such index' };
  const keys = [...informer.standing]
    .filter(([, indexed]) => indexed[index]?.includes(value) === true)
    .map(([key]) => key);
  if (predicate.kind === 'index.size') return counted(predicate, keys.length);
  const found = keys.length === 0 ? 'empty' : keys.join(', ');
  return { held: keys.includes(predicate.key) === (predicate.state === 'has'), found };
}

/** Store keys under which an informer's cache and the server differ. Selectors are not considered. */
export function differences(informer: string, world: World): readonly string[] {
  const state = world.informers.get(informer);
  if (state === undefined) return [];
  const prefix = World.serverKey(state.resource, '');
  const differing: string[] = [];
  for (const [key, held] of world.server) {
    if (!key.startsWith(prefix)) continue;
    const storeKey = key.slice(prefix.length);
    if (state.cache.get(storeKey)?.resourceVersion !== held.resourceVersion)
      differing.push(storeKey);
  }
  for (const key of state.cache.keys()) {
    if (!world.server.has(prefix + key)) differing.push(key);
  }
  return differing;
}

function ofFifo(
  predicate: PredicateOf<'fifo.size' | 'fifo.order' | 'fifo.types'>,
  world: World,
): Evaluation {
  const informer = world.informers.get(predicate.informer);
  if (informer === undefined) return { held: false, found: 'no such informer' };
  const { deltas } = informer;
  switch (predicate.kind) {
    case 'fifo.size':
      return counted(predicate, predicate.of === 'keys' ? deltas.keys : deltas.count);
    case 'fifo.order':
      return listed(deltas.order, predicate.keys);
    case 'fifo.types':
      return listed(deltas.typesOf(predicate.key), predicate.types);
  }
}

function listed(found: readonly string[], wanted: readonly string[]): Evaluation {
  const text = found.join(',');
  return { held: text === wanted.join(','), found: text === '' ? 'nothing' : text };
}

function ofQueue(
  predicate: PredicateOf<'queue.size'> | PredicateOf<'queue.key'>,
  world: World,
): Evaluation {
  const state = world.queues.get(predicate.queue);
  if (state === undefined) return { held: false, found: 'no such queue' };
  if (predicate.kind === 'queue.size') return counted(predicate, state.queue.size);
  const has = state.queue.has(predicate.key) || state.dirty.has(predicate.key);
  return { held: has === (predicate.state === 'has'), found: has ? 'has it' : 'lacks it' };
}

function ofWatch(predicate: PredicateOf<'watch'>, world: World): Evaluation {
  const watch = world.watchOf(predicate.noun);
  const open = watch?.open === true;
  let found = open ? 'open' : 'closed';
  if (open && watch?.held === true) found = 'held';
  const held = predicate.state === 'open' ? open : found === predicate.state;
  return { held, found };
}

/** As the lease on the server says: who acts as the leader is another matter. */
function ofLeader(predicate: PredicateOf<'leader'>, world: World): Evaluation {
  const lease = world.server.get(World.serverKey('leases', predicate.lease));
  if (lease === undefined) return { held: predicate.comparison === '!=', found: 'no such lease' };
  const holder = valueAt(world.object(lease.ref), 'spec.holderIdentity');
  const found = typeof holder === 'string' && holder !== '' ? holder : 'nobody';
  return { held: compare(found, predicate.comparison, predicate.identity), found };
}

function ofTime(
  predicate: PredicateOf<'quiet'> | PredicateOf<'time'>,
  world: World,
  now: Instant,
): Evaluation {
  const value = predicate.kind === 'quiet' ? now - world.lastChange : now;
  const found = formatDuration(value as Duration);
  return predicate.kind === 'quiet'
    ? { held: value >= predicate.lasting, found: `quiet for ${found}` }
    : { held: compareNumbers(value, predicate.comparison, predicate.at), found };
}

function ofInvariants(predicate: PredicateOf<'invariants'>, world: World): Evaluation {
  const broken = world.brokenInvariants.filter(
    (name) => predicate.invariant === undefined || name === predicate.invariant,
  );
  const found = broken.length === 0 ? 'none broken' : `broken: ${[...new Set(broken)].join(', ')}`;
  return { held: broken.length === 0, found };
}
