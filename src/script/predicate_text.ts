/**
 * Predicates in words, as `expect` and `until` take them:
 *
 *     pods running == 3                             objects on the server, by state or member
 *     object pods/default/web-1 absent
 *     object deployments/default/web status.readyReplicas == 3
 *     values deployments/default/web metadata.uid == 2
 *     event reflector.list.started informer=rs-controller/pods >= 2
 *     first reflector.replaced before handler.called listener=audit
 *     tombstones rs-controller/pods >= 1            relists rs-controller/pods == 0
 *     cache rs-controller/pods has default/web-1    … lacks KEY, size == 3, synced, current
 *     fifo rs-controller/pods keys == 2             … deltas == 6, order KEY,KEY, holds KEY TYPE,TYPE
 *     impossible rs-controller/pods == 0            states of the cache that the server never was in
 *     index pod-finder/pods byNode node-a has default/web-1   … lacks KEY, size == 3
 *     queue rs-controller empty                     … size <= 1, has KEY, lacks KEY
 *     program rs-controller running                 watch rs-controller/pods open
 *     leader kube-system/elected == elected-a       leaders kube-system/elected <= 1
 *     dial pod-roster known == 3                    dial claim-meter edge != cached
 *     quiet 3s        time >= 30s        invariants hold        invariant NAME holds
 *     not P           P and Q            P or Q             ( P )
 */

import {
  type Comparison,
  comparisons,
  type Match,
  type Predicate,
} from '#trace/command_predicate.ts';
import { isEventKind } from '#trace/event_shapes.ts';
import { informerName, invariantName, leaseName, span, wholeNumber } from './argument.ts';
import type { Cursor } from './cursor.ts';
import { pluralOf } from './resource_names.ts';
import { quoteText, quoteWord } from './token.ts';

/** How long nothing must happen for `quiet` without a duration. */
export const usualQuiet = 3_000_000_000;

/** Words for the state a pod is in, as kubectl shows it. */
export const podStates = ['running', 'pending', 'terminating', 'succeeded', 'failed'] as const;

const any = { comparison: '>=' as Comparison, count: 1 };

/** Reads a predicate from the cursor on; stops at the first word that cannot belong to it. */
export function readPredicate(cursor: Cursor): Predicate | undefined {
  return readJoined(cursor, 'or', () => readJoined(cursor, 'and', () => readUnary(cursor)));
}

/** The predicate in words; {@link readPredicate} reads them back. */
export function writePredicate(predicate: Predicate): string {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return predicate.predicates
        .map((part) => writePart(part, predicate.kind === 'or' && part.kind === 'and'))
        .join(` ${predicate.kind} `);
    case 'not':
      return `not ${writePart(predicate.predicate, false)}`;
    default:
      return writeSimple(predicate);
  }
}

function writePart(part: Predicate, bindsTighter: boolean): string {
  const joint = part.kind === 'and' || part.kind === 'or';
  return joint && !bindsTighter ? `( ${writePredicate(part)} )` : writePredicate(part);
}

function readJoined(
  cursor: Cursor,
  joint: 'and' | 'or',
  readPart: () => Predicate | undefined,
): Predicate | undefined {
  const predicates: Predicate[] = [];
  do {
    const part = readPart();
    if (part === undefined) return undefined;
    predicates.push(part);
  } while (cursor.take(joint) !== undefined);
  return predicates.length === 1 ? predicates[0] : { kind: joint, predicates };
}

function readUnary(cursor: Cursor): Predicate | undefined {
  if (cursor.take('(') !== undefined) {
    const inner = readPredicate(cursor);
    return cursor.take(')') === undefined ? undefined : inner;
  }
  if (cursor.take('not') === undefined) return readSimple(cursor);
  const predicate = readUnary(cursor);
  return predicate === undefined ? undefined : { kind: 'not', predicate };
}

const readers: Readonly<Record<string, (cursor: Cursor) => Predicate | undefined>> = {
  event: readEvent,
  count: readEvent,
  first: readFirst,
  object: readObject,
  values: readValues,
  tombstones: (cursor) => readCounted(cursor, 'tombstones'),
  relists: (cursor) => readCounted(cursor, 'relists'),
  impossible: (cursor) => readCounted(cursor, 'impossible'),
  fifo: readFifo,
  cache: readCache,
  index: readIndex,
  queue: readQueue,
  program: (cursor) => {
    const program = cursor.read('a program', plainWord);
    const state = cursor.take('running', 'paused', 'stopped', 'crashed');
    return program === undefined || state === undefined
      ? undefined
      : { kind: 'program', program, state };
  },
  dial: readDial,
  watch: (cursor) => {
    const noun = cursor.read(informerName.what, informerName.read);
    const state = cursor.take('open', 'closed', 'held');
    return noun === undefined || state === undefined ? undefined : { kind: 'watch', noun, state };
  },
  leader: readLeader,
  leaders: (cursor) => {
    const lease = cursor.read(leaseName.what, leaseName.read);
    if (lease === undefined) return undefined;
    const compared = readCompared(cursor);
    return compared && { kind: 'leaders', lease, ...compared };
  },
  quiet: (cursor) => ({
    kind: 'quiet',
    lasting: cursor.read(span.what, span.read) ?? usualQuiet,
  }),
  time: (cursor) => {
    const comparison = cursor.take(...comparisons);
    const at = comparison && cursor.read(span.what, span.read);
    return comparison === undefined || at === undefined
      ? undefined
      : { kind: 'time', comparison, at };
  },
  invariants: (cursor) => (cursor.take('hold') ? { kind: 'invariants' } : undefined),
  invariant: (cursor) => {
    const invariant = cursor.read(invariantName.what, invariantName.read);
    return invariant !== undefined && cursor.take('holds')
      ? { kind: 'invariants', invariant }
      : undefined;
  },
};

/** The words a predicate may begin with, besides a resource. */
export const predicateWords: readonly string[] = [...Object.keys(readers), 'not'];

function readSimple(cursor: Cursor): Predicate | undefined {
  const first = cursor.bare;
  const reader = first !== undefined && Object.hasOwn(readers, first) ? readers[first] : undefined;
  if (reader !== undefined) {
    cursor.index++;
    return reader(cursor);
  }
  for (const each of predicateWords) cursor.wants(each);
  if (first?.includes('/') === true) return readObject(cursor);
  return readObjects(cursor);
}

function readEvent(cursor: Cursor): Predicate | undefined {
  const event = readEventKind(cursor);
  if (event === undefined) return undefined;
  const where = readMatches(cursor);
  return { kind: 'event', event, where, ...(readCompared(cursor) ?? any) };
}

function readFirst(cursor: Cursor): Predicate | undefined {
  const event = readEventKind(cursor);
  if (event === undefined) return undefined;
  const where = readMatches(cursor);
  if (cursor.take('before') === undefined) return undefined;
  const before = readEventKind(cursor);
  if (before === undefined) return undefined;
  return { kind: 'first', event, where, before, beforeWhere: readMatches(cursor) };
}

function readEventKind(cursor: Cursor): string | undefined {
  return cursor.read('an event kind such as reflector.list.started', (text) =>
    isEventKind(text) ? text : undefined,
  );
}

function readObjects(cursor: Cursor): Predicate | undefined {
  const resource = cursor.read('a resource such as pods', (text) =>
    /^[a-z][a-z0-9.-]*$/i.test(text) ? pluralOf(text) : undefined,
  );
  if (resource === undefined) return undefined;
  const state = cursor.take(...podStates);
  const where = readMatches(cursor);
  const compared = readCompared(cursor);
  return compared && { kind: 'objects', resource, state, where, ...compared };
}

function readKey(cursor: Cursor): string | undefined {
  return cursor.read('an object such as pods/default/web-1', (text) => {
    const [resource = '', ...rest] = text.split('/');
    return rest.length >= 1 && rest.length <= 2 && rest.every((part) => part !== '')
      ? [pluralOf(resource), ...rest].join('/')
      : undefined;
  });
}

function readPath(cursor: Cursor): string | undefined {
  return cursor.read('a member such as status.readyReplicas', (text) =>
    /^[\w-]+([.[][\w\]/.-]+)*$/.test(text) ? text : undefined,
  );
}

function readValues(cursor: Cursor): Predicate | undefined {
  const key = readKey(cursor);
  const path = key === undefined ? undefined : readPath(cursor);
  const compared = path === undefined ? undefined : readCompared(cursor);
  return key === undefined || path === undefined || compared === undefined
    ? undefined
    : { kind: 'values', key, path, ...compared };
}

/** A dial, and the number or the other dial that it is held against. */
function readDial(cursor: Cursor): Predicate | undefined {
  const program = cursor.read('a program', plainWord);
  const dial = program && cursor.read('a dial such as known', plainWord);
  if (program === undefined || dial === undefined) return undefined;
  const compared = readCompared(cursor);
  if (compared !== undefined) return { kind: 'dial', program, dial, ...compared };
  const comparison = cursor.take(...comparisons);
  const other = comparison && cursor.read('a dial such as known', plainWord);
  return comparison === undefined || other === undefined
    ? undefined
    : { kind: 'dials', program, dial, comparison, other };
}

function readObject(cursor: Cursor): Predicate | undefined {
  const key = readKey(cursor);
  if (key === undefined) return undefined;
  const state = cursor.take('present', 'absent');
  if (state !== undefined) return { kind: 'object', key, state };
  const path = readPath(cursor);
  if (path === undefined) return undefined;
  const comparison = cursor.take(...comparisons);
  if (comparison === undefined) return undefined;
  const token = cursor.token;
  if (token === undefined) return cursor.wants('a value');
  cursor.index++;
  return {
    kind: 'field',
    key,
    path,
    comparison,
    value: token.quoted ? token.text : scalar(token.text),
  };
}

function readCounted(
  cursor: Cursor,
  kind: 'tombstones' | 'relists' | 'impossible',
): Predicate | undefined {
  const informer = cursor.read(informerName.what, informerName.read);
  if (informer === undefined) return undefined;
  return { kind, informer, ...(readCompared(cursor) ?? any) };
}

function readCache(cursor: Cursor): Predicate | undefined {
  const informer = cursor.read(informerName.what, informerName.read);
  if (informer === undefined) return undefined;
  const verb = cursor.take('has', 'lacks', 'size', 'synced', 'current');
  if (verb === undefined) return undefined;
  if (verb === 'synced') return { kind: 'cache.synced', informer };
  if (verb === 'current') return { kind: 'cache.current', informer };
  if (verb === 'size') {
    const compared = readCompared(cursor);
    return compared && { kind: 'cache.size', informer, ...compared };
  }
  const key = cursor.read('a key such as default/web-1', plainWord);
  return key === undefined ? undefined : { kind: 'cache.key', informer, key, state: verb };
}

function readFifo(cursor: Cursor): Predicate | undefined {
  const informer = cursor.read(informerName.what, informerName.read);
  if (informer === undefined) return undefined;
  const verb = cursor.take('deltas', 'keys', 'order', 'holds');
  if (verb === undefined) return undefined;
  if (verb === 'deltas' || verb === 'keys') {
    const compared = readCompared(cursor);
    return compared && { kind: 'fifo.size', informer, of: verb, ...compared };
  }
  if (verb === 'order') {
    const keys = cursor.read('keys such as default/a,default/b', wordsWithCommas);
    return keys && { kind: 'fifo.order', informer, keys };
  }
  const key = cursor.read('a key such as default/web-1', plainWord);
  if (key === undefined) return undefined;
  const types = cursor.read('types such as Added,Updated', wordsWithCommas);
  return types && { kind: 'fifo.types', informer, key, types };
}

function wordsWithCommas(text: string): readonly string[] | undefined {
  const words = text.split(',');
  return words.every((word) => plainWord(word) !== undefined) ? words : undefined;
}

function readIndex(cursor: Cursor): Predicate | undefined {
  const informer = cursor.read(informerName.what, informerName.read);
  const index = informer && cursor.read('an index such as namespace', plainWord);
  const value = index && cursor.read('a value such as default', plainWord);
  if (informer === undefined || index === undefined || value === undefined) return undefined;
  const bucket = { informer, index, value };
  const verb = cursor.take('has', 'lacks', 'size');
  if (verb === undefined) return undefined;
  if (verb === 'size') {
    const compared = readCompared(cursor);
    return compared && { kind: 'index.size', ...bucket, ...compared };
  }
  const key = cursor.read('a key such as default/web-1', plainWord);
  return key === undefined ? undefined : { kind: 'index.key', ...bucket, key, state: verb };
}

function readQueue(cursor: Cursor): Predicate | undefined {
  const queue = cursor.read('a queue such as rs-controller', plainWord);
  if (queue === undefined) return undefined;
  const verb = cursor.take('empty', 'size', 'has', 'lacks');
  if (verb === undefined) return undefined;
  if (verb === 'empty') return { kind: 'queue.size', queue, comparison: '==', count: 0 };
  if (verb === 'size') {
    const compared = readCompared(cursor);
    return compared && { kind: 'queue.size', queue, ...compared };
  }
  const key = cursor.read('a key such as default/web-1', plainWord);
  return key === undefined ? undefined : { kind: 'queue.key', queue, key, state: verb };
}

function readLeader(cursor: Cursor): Predicate | undefined {
  const lease = cursor.read(leaseName.what, leaseName.read);
  if (lease === undefined) return undefined;
  const comparison = cursor.take('==', '!=');
  if (comparison === undefined) return undefined;
  const identity = cursor.read('a candidate such as elected-a', plainWord);
  return identity === undefined ? undefined : { kind: 'leader', lease, comparison, identity };
}

function readCompared(
  cursor: Cursor,
): { readonly comparison: Comparison; readonly count: number } | undefined {
  return cursor.attempt(() => {
    const comparison = cursor.take(...comparisons);
    const count = comparison && cursor.read(wholeNumber.what, wholeNumber.read);
    return comparison === undefined || count === undefined ? undefined : { comparison, count };
  });
}

function readMatches(cursor: Cursor): readonly Match[] {
  const matches: Match[] = [];
  for (;;) {
    const match = cursor.read('member=value', readMatch);
    if (match === undefined) return matches;
    matches.push(match);
  }
}

function readMatch(text: string): Match | undefined {
  const found = /^([A-Za-z][\w.[\]/-]*)(!=|=|~|>|<)(?!=)(.*)$/s.exec(text);
  if (found === null) return undefined;
  const [, field = '', relation = '=', value = ''] = found;
  return { field, relation: relation as Match['relation'], value };
}

function plainWord(text: string): string | undefined {
  return /^[\w.:/-]+$/.test(text) ? text : undefined;
}

function scalar(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : text;
}

function writeScalar(value: unknown): string {
  if (typeof value !== 'string') return String(value);
  return scalar(value) === value && value !== '' ? quoteWord(value) : quoteText(value);
}

type Simple = Exclude<Predicate, { readonly kind: 'and' | 'or' | 'not' }>;

function writeSimple(predicate: Simple): string {
  switch (predicate.kind) {
    case 'event':
      return joined(
        'event',
        predicate.event,
        ...predicate.where.map(writeMatch),
        written(predicate),
      );
    case 'first': {
      const first = predicate.where.map(writeMatch);
      const before = predicate.beforeWhere.map(writeMatch);
      return joined('first', predicate.event, ...first, 'before', predicate.before, ...before);
    }
    case 'objects': {
      const where = predicate.where.map(writeMatch);
      return joined(predicate.resource, predicate.state, ...where, written(predicate));
    }
    case 'object':
      return joined('object', predicate.key, predicate.state);
    case 'field': {
      const value = writeScalar(predicate.value);
      return joined('object', predicate.key, predicate.path, predicate.comparison, value);
    }
    case 'tombstones':
    case 'relists':
    case 'impossible':
      return joined(predicate.kind, predicate.informer, written(predicate));
    case 'dial':
      return joined('dial', predicate.program, predicate.dial, written(predicate));
    case 'dials': {
      const { program, dial, comparison, other } = predicate;
      return joined('dial', program, dial, comparison, other);
    }
    case 'values':
      return joined('values', predicate.key, predicate.path, written(predicate));
    case 'cache.key':
      return joined('cache', predicate.informer, predicate.state, predicate.key);
    case 'cache.size':
      return joined('cache', predicate.informer, 'size', written(predicate));
    case 'cache.synced':
      return joined('cache', predicate.informer, 'synced');
    case 'cache.current':
      return joined('cache', predicate.informer, 'current');
    case 'fifo.size':
      return joined('fifo', predicate.informer, predicate.of, written(predicate));
    case 'fifo.order':
      return joined('fifo', predicate.informer, 'order', predicate.keys.join(','));
    case 'fifo.types':
      return joined('fifo', predicate.informer, 'holds', predicate.key, predicate.types.join(','));
    case 'index.key':
      return joined(...writeBucket(predicate), predicate.state, predicate.key);
    case 'index.size':
      return joined(...writeBucket(predicate), 'size', written(predicate));
    case 'queue.size':
      return joined('queue', predicate.queue, ...writeQueueSize(predicate));
    case 'queue.key':
      return joined('queue', predicate.queue, predicate.state, predicate.key);
    default:
      return writeState(predicate);
  }
}

type StateKind = 'program' | 'watch' | 'leader' | 'leaders' | 'quiet' | 'time' | 'invariants';

function writeState(predicate: Extract<Simple, { readonly kind: StateKind }>): string {
  switch (predicate.kind) {
    case 'program':
      return joined('program', predicate.program, predicate.state);
    case 'watch':
      return joined('watch', predicate.noun, predicate.state);
    case 'leader':
      return joined('leader', predicate.lease, predicate.comparison, quoteWord(predicate.identity));
    case 'leaders':
      return joined('leaders', predicate.lease, written(predicate));
    case 'quiet':
      return joined('quiet', span.write(predicate.lasting));
    case 'time':
      return joined('time', predicate.comparison, span.write(predicate.at));
    case 'invariants':
      return predicate.invariant === undefined
        ? 'invariants hold'
        : joined('invariant', predicate.invariant, 'holds');
  }
}

function writeBucket(bucket: {
  readonly informer: string;
  readonly index: string;
  readonly value: string;
}): readonly string[] {
  return ['index', bucket.informer, bucket.index, bucket.value];
}

function writeQueueSize(size: {
  readonly comparison: Comparison;
  readonly count: number;
}): readonly string[] {
  return size.comparison === '==' && size.count === 0 ? ['empty'] : ['size', written(size)];
}

function writeMatch(match: Match): string {
  return quoteWord(`${match.field}${match.relation}${match.value}`);
}

function written(compared: { readonly comparison: Comparison; readonly count: number }): string {
  return `${compared.comparison} ${compared.count}`;
}

function joined(...words: readonly (string | undefined)[]): string {
  return words.filter((word) => word !== undefined).join(' ');
}
