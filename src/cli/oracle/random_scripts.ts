/** Random scripts for each component: from the same seed and number always the same script. */

import type { JsonObject, JsonValue } from '#base/json.ts';
import { type RandomStream, RandomStreams } from '#sim/rng.ts';
import type { ProfileName } from '#trace/profile.ts';
import type { Component, OracleScript, ScriptStep } from './corpus.ts';

/** The components that random scripts exist for. */
export const fuzzedComponents = [
  'deltafifo',
  'realfifo',
  'store',
  'workqueue',
  'limiters',
  'flowcontrol',
  'wait',
  'informer',
  'correlator',
  'elector',
] as const satisfies readonly Component[];

export type FuzzedComponent = (typeof fuzzedComponents)[number];

export interface RandomScriptRequest {
  readonly component: FuzzedComponent;
  readonly preset: ProfileName;
  readonly seed: string;
  readonly number: number;
}

export function randomScript(request: RandomScriptRequest): OracleScript {
  const { component, preset, seed, number } = request;
  const chance = new Chance(new RandomStreams(seed).stream(`${component}.${preset}.${number}`));
  const { options, steps } = generators[component](chance, preset);
  return { component, about: `random: ${seed}, ${number}`, options, steps };
}

interface Generated {
  readonly options: JsonObject;
  readonly steps: readonly ScriptStep[];
}

/** What the generators ask of chance. */
class Chance {
  readonly #stream: RandomStream;
  #version = 0;

  constructor(stream: RandomStream) {
    this.#stream = stream;
  }

  below(bound: number): number {
    return this.#stream.below(bound);
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  several<T>(most: number, make: () => T): readonly T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }

  /** The next resourceVersion; they only grow. */
  version(): number {
    this.#version += 1 + this.below(3);
    return this.#version;
  }

  milliseconds(most: number): string {
    return `${1 + this.below(most)}ms`;
  }
}

const keys = ['ns/a', 'ns/b', 'ns/c', 'ns/d', 'other/a', 'node'];

function object(chance: Chance): string {
  return `${chance.pick(keys)}@${chance.version()}`;
}

function queueObject(chance: Chance): string {
  return chance.once(40) ? 'nothing' : object(chance);
}

function deleted(chance: Chance): string {
  if (!chance.once(6)) return queueObject(chance);
  const key = chance.pick(keys);
  return chance.once(3) ? `tombstone ${key}` : `tombstone ${key} ${key}@${chance.version()}`;
}

function queueStep(chance: Chance, verbs: readonly string[]): ScriptStep {
  const verb = chance.pick(verbs);
  switch (verb) {
    case 'delete':
      return { do: verb, object: deleted(chance) };
    case 'replace': {
      const objects = chance.several(5, () => queueObject(chance));
      return { do: verb, objects, resourceVersion: String(chance.version()) };
    }
    case 'bookmark':
      return { do: verb, resourceVersion: String(chance.version()) };
    case 'pop':
    case 'popBatch':
    case 'resync':
    case 'close':
      return { do: verb };
    default:
      return { do: verb, object: queueObject(chance) };
  }
}

const queueVerbs = [
  ...Array.from({ length: 4 }, () => ['add', 'update', 'delete']).flat(),
  ...['replace', 'replace', 'resync', 'resync', 'pop', 'pop', 'pop'],
];

function queueOptions(chance: Chance, known: boolean): JsonObject {
  const transforms: readonly JsonValue[] = [{ count: true }, { count: true, fail: ['d'] }];
  return {
    ...(known ? { known: [...new Set(chance.several(4, () => object(chance)))] } : {}),
    ...(known && chance.once(2) ? { apply: true } : {}),
    ...(chance.once(4) ? { transform: chance.pick(transforms) } : {}),
  };
}

function queueSteps(chance: Chance, verbs: readonly string[]): readonly ScriptStep[] {
  const closes = chance.once(8) ? ['close'] : [];
  const steps = chance.several(18, () => queueStep(chance, [...verbs, ...closes]));
  if (!chance.once(8)) return steps;
  // Every consumer refuses: which of several waiting ones is woken first is left open.
  return steps.map((step) => (step.do.startsWith('pop') ? { ...step, fail: 'refused' } : step));
}

function deltaFIFO(chance: Chance): Generated {
  const known = !chance.once(5);
  const options = { ...queueOptions(chance, known), emitReplaced: !chance.once(4) };
  return { options, steps: [...queueSteps(chance, queueVerbs), { do: 'drain' }] };
}

function realFIFO(chance: Chance, preset: ProfileName): Generated {
  const atomic = preset === 'modern' && chance.once(2);
  const batched = preset !== 'inOrder' && chance.once(2);
  const verbs = queueVerbs.map((verb) => (verb === 'pop' && batched ? 'popBatch' : verb));
  const end = { do: batched ? 'drainBatches' : 'drain' };
  if (!atomic) {
    return { options: queueOptions(chance, true), steps: [...queueSteps(chance, verbs), end] };
  }
  const options = {
    ...queueOptions(chance, false),
    atomic: true,
    unlock: chance.once(2),
    bookmarks: !chance.once(4),
  };
  return { options, steps: [...queueSteps(chance, [...verbs, 'bookmark', 'bookmark']), end] };
}

const indexNames = ['namespace', 'label:app', 'label:users'];
const labelValues = ['x', 'y', 'x+y', 'y+z', 'z+z'];

function labelled(chance: Chance): string {
  if (chance.once(30)) return 'nothing';
  const app = chance.once(3) ? '' : ` app=${chance.pick(labelValues)}`;
  const users = chance.once(2) ? '' : ` users=${chance.pick(labelValues)}`;
  return `${object(chance)}${app}${users}`;
}

function store(chance: Chance, preset: ProfileName): Generated {
  const writes = ['add', 'add', 'update', 'update', 'delete', 'delete', 'replace'];
  const reads = ['get', 'getByKey', 'list', 'listKeys', 'index', 'byIndex', 'byIndex'];
  const others = ['indexKeys', 'indexKeys', 'listIndexFuncValues', 'addIndexers', 'getIndexers'];
  const newer = preset === 'modern' ? ['transaction', 'bookmark'] : [];
  const verbs = [...writes, ...writes, ...reads, ...others, ...newer];
  const step = (): ScriptStep => storeStep(chance, chance.pick(verbs));
  const indexes = indexNames.filter(() => chance.once(2));
  return { options: { indexes }, steps: [...chance.several(30, step), { do: 'list' }] };
}

function storeStep(chance: Chance, verb: string): ScriptStep {
  const index = chance.once(12) ? 'nope' : chance.pick(indexNames);
  const value = chance.pick(['x', 'y', 'z', 'ns', 'other', '', 'x+y']);
  switch (verb) {
    case 'delete':
      return { do: verb, object: chance.once(5) ? deleted(chance) : labelled(chance) };
    case 'replace': {
      const objects = chance.several(6, () => labelled(chance));
      return { do: verb, objects, resourceVersion: String(chance.version()) };
    }
    case 'getByKey':
      return { do: verb, key: chance.pick(keys) };
    case 'index':
      // A query with an object that has no metadata is an error of the index function itself.
      return { do: verb, index, object: `ns/q@1 app=${chance.pick(labelValues)}` };
    case 'byIndex':
    case 'indexKeys':
      return { do: verb, index, value };
    case 'listIndexFuncValues':
      return { do: verb, index };
    case 'addIndexers':
      return { do: verb, indexes: indexNames.filter(() => chance.once(3)) };
    case 'bookmark':
      return { do: verb, resourceVersion: String(chance.version()) };
    case 'transaction': {
      const kinds = ['Add', 'Update', 'Delete'];
      const one = () => `${chance.pick(kinds)} ${labelled(chance)}`;
      return { do: verb, transactions: chance.several(4, one) };
    }
    case 'list':
    case 'listKeys':
    case 'getIndexers':
      return { do: verb };
    default:
      return { do: verb, object: labelled(chance) };
  }
}

function limiter(chance: Chance, depth = 0): JsonObject {
  const kinds = ['exponential', 'exponential', 'fastSlow', 'bucket', 'default'];
  const nested = depth < 2 ? ['maxOf', 'maxWait'] : [];
  const kind = chance.pick([...kinds, ...nested]);
  switch (kind) {
    case 'exponential':
      return { exponential: { base: chance.milliseconds(2000), max: chance.milliseconds(90_000) } };
    case 'fastSlow': {
      const fast = chance.milliseconds(100);
      const slow = chance.milliseconds(5000);
      return { fastSlow: { fast, slow, fasts: chance.below(4) } };
    }
    case 'bucket':
      return { bucket: { qps: chance.pick([0.3, 1, 3, 7, 10, 33]), burst: 1 + chance.below(6) } };
    case 'maxOf':
      return { maxOf: chance.several(3, () => limiter(chance, depth + 1)) };
    case 'maxWait':
      return { maxWait: { max: chance.milliseconds(3000), limiter: limiter(chance, depth + 1) } };
    default:
      return { default: chance.pick(['controller', 'itemBased']) };
  }
}

const items = ['a', 'b', 'c', 'd', 'e'];

function limiters(chance: Chance): Generated {
  const step = (): ScriptStep => {
    const item = chance.pick(items);
    if (chance.once(4)) return { do: 'advance', by: chance.milliseconds(3000) };
    if (chance.once(5)) return { do: 'forget', item };
    return chance.once(6)
      ? { do: 'numRequeues', item }
      : { do: 'when', item, times: 1 + chance.below(12) };
  };
  return { options: { limiter: limiter(chance) }, steps: chance.several(25, step) };
}

function workqueue(chance: Chance): Generated {
  const kind = chance.pick(['base', 'delaying', 'rateLimiting']);
  const options: JsonObject = {
    kind,
    ...(kind === 'rateLimiting' ? { limiter: limiter(chance) } : {}),
    ...(chance.once(3) ? { metrics: true } : {}),
  };
  const verbs = ['add', 'add', 'add', 'get', 'get', 'done', 'done', 'done', 'look', 'advance'];
  if (kind !== 'base') verbs.push('addAfter', 'addAfter', 'addAfter', 'advance');
  if (kind === 'rateLimiting') verbs.push('addRateLimited', 'addRateLimited', 'forget');
  const late = chance.once(3) ? ['shutDown', 'shutDownWithDrain'] : [];
  const steps: ScriptStep[] = [];
  // Workers at work would meet at one instant, and Go lets either go first.
  if (chance.once(4)) {
    const loop = verbs.filter((verb) => verb !== 'get' && verb !== 'done');
    steps.push({ do: 'work', worker: 'w1', for: chance.milliseconds(700) });
    steps.push(...chance.several(25, () => workqueueStep(chance, chance.pick(loop))));
  } else {
    const all = [...verbs, ...late];
    steps.push(...chance.several(30, () => workqueueStep(chance, chance.pick(all))));
  }
  return { options, steps: [...steps, { do: 'advance', by: '20003ms' }, { do: 'look' }] };
}

function workqueueStep(chance: Chance, verb: string): ScriptStep {
  const item = chance.pick(items);
  switch (verb) {
    case 'get':
      // One name for all who wait: which of them is woken first is left open.
      return { do: verb, worker: 'w1' };
    case 'advance':
      return { do: verb, by: chance.milliseconds(2500) };
    case 'addAfter':
      return { do: verb, item, after: chance.once(8) ? '0s' : chance.pick(delays) };
    case 'look':
    case 'shutDown':
    case 'shutDownWithDrain':
      return { do: verb };
    default:
      return { do: verb, item };
  }
}

/** Few and uneven, so that several items fall due at one instant, but never at a tick of the metrics. */
const delays = ['333ms', '333ms', '777ms', '1111ms', '1111ms', '2777ms', '9001ms'];

function flowcontrol(chance: Chance): Generated {
  const initial = chance.milliseconds(2000);
  const max = chance.milliseconds(20_000);
  const verbs = ['next', 'next', 'next', 'get', 'isInBackOffSince', 'isInBackOffSinceUpdate'];
  const others = ['reset', 'gc', 'tryAccept', 'tryAccept', 'accept', 'advance', 'advance'];
  const step = (): ScriptStep => {
    const verb = chance.pick([...verbs, ...others]);
    if (verb === 'advance') return { do: verb, by: chance.milliseconds(9000) };
    if (verb === 'tryAccept') return { do: verb, times: 1 + chance.below(4) };
    if (verb === 'accept') return { do: verb };
    const ago = verb.startsWith('isIn') && chance.once(2) ? { for: chance.milliseconds(5000) } : {};
    return { do: verb, item: chance.pick(items), ...ago };
  };
  const options = { initial, max, qps: chance.pick([1, 3, 7.5]), burst: 1 + chance.below(5) };
  // Events of the past must not be older than the run.
  return { options, steps: [{ do: 'advance', by: '10s' }, ...chance.several(25, step)] };
}

function backoff(chance: Chance): JsonObject {
  return {
    duration: chance.milliseconds(3000),
    factor: chance.pick([0, 1, 1.5, 2, 3]),
    steps: chance.below(8),
    ...(chance.once(2) ? { cap: chance.milliseconds(20_000) } : {}),
  };
}

function wait(chance: Chance): Generated {
  const returns = () => chance.several(4, () => chance.pick(['false', 'false', 'true', 'broken']));
  const nonEmpty = () => [...returns(), 'false'];
  const step = (): readonly ScriptStep[] => {
    const reset = chance.milliseconds(30_000);
    const period = chance.milliseconds(50);
    const timeout = chance.milliseconds(400);
    const took = chance.once(2) ? {} : { for: chance.milliseconds(90) };
    const times = 1 + chance.below(8);
    const sleeping: ScriptStep = { do: 'delays', times, sleep: true };
    switch (chance.below(7)) {
      case 0:
        return [
          { do: 'backoff', backoff: backoff(chance) },
          { do: 'delays', times },
        ];
      case 1:
        return [{ do: 'delayWithReset', backoff: backoff(chance), reset }, sleeping, sleeping];
      case 2: {
        const cap = chance.milliseconds(20_000);
        const manager = { ...backoff(chance), cap };
        const pause: ScriptStep = { do: 'advance', by: chance.milliseconds(60_000) };
        const drawn: ScriptStep = { do: 'delays', times };
        return [{ do: 'exponentialBackoffManager', backoff: manager, reset }, drawn, pause, drawn];
      }
      case 3:
        return [
          { do: 'exponentialBackoff', backoff: backoff(chance), returns: nonEmpty(), ...took },
        ];
      case 4: {
        const immediate = chance.once(2);
        const poll = { period, immediate, timeout, returns: nonEmpty(), ...took };
        return [
          { do: chance.pick(['pollUntilContextTimeout', 'pollUntilContextCancel']), ...poll },
        ];
      }
      case 5:
        return [
          { do: 'jitterUntil', period, sliding: true, timeout, returns: nonEmpty(), ...took },
        ];
      default: {
        const answers = [...chance.several(3, () => 'conflict'), ...nonEmpty()];
        // Without any step v0.32 says that all is well.
        const tries = { ...backoff(chance), steps: 1 + chance.below(6) };
        return [{ do: 'retryOnConflict', backoff: tries, returns: answers }];
      }
    }
  };
  return { options: {}, steps: chance.several(5, step).flat() };
}

interface World {
  readonly chance: Chance;
  /** What the server holds: version by key. */
  readonly objects: Map<string, number>;
}

/** One event that the server could send now: it changes the world. */
function worldEvent({ chance, objects }: World): string {
  const key = chance.pick(keys);
  const version = chance.version();
  const known = objects.has(key);
  if (known && chance.once(3)) {
    objects.delete(key);
    return `DELETED ${key}@${version}`;
  }
  objects.set(key, version);
  return `${known ? 'MODIFIED' : 'ADDED'} ${key}@${version}`;
}

function worldList({ chance, objects }: World): JsonObject {
  const held = [...objects].map(([key, version]) => `${key}@${version}`);
  return { resourceVersion: String(chance.version()), items: held };
}

const listFaults = ['internal', 'expired', 'tooLarge', 'connectionRefused', 'tooManyRequests'];
const watchFaults = ['connectionRefused', 'tooManyRequests', 'forbidden', 'expired', 'internal'];
const streamFaults = ['internal', 'expired', 'gone', 'tooManyRequests', 'tooLarge', 'weird'];

/** Faults before every now and then an answer. */
function faulty(chance: Chance, faults: readonly string[], answer: JsonObject): JsonObject[] {
  const before = chance.once(3) ? chance.several(3, () => ({ error: chance.pick(faults) })) : [];
  return [...before, answer];
}

/**
 * An informer and a server whose objects come and go. What is missed while a watch is broken shows in the
 * next list. Answers are decided beforehand, so the lists are of the world as it was when it was broken.
 */
function informer(chance: Chance): Generated {
  const world: World = { chance, objects: new Map() };
  for (const key of keys) if (chance.once(2)) world.objects.set(key, chance.version());
  const lists = faulty(chance, listFaults, worldList(world));
  const watches: JsonObject[] = [];
  const steps: ScriptStep[] = [{ do: 'start' }, { do: 'advance', by: '5m' }, { do: 'checkpoint' }];
  const rounds = 1 + chance.below(3);
  for (let round = 0; round < rounds; round++) {
    for (const event of chance.several(5, () => worldEvent(world))) {
      steps.push({ do: 'send', events: [event] });
    }
    if (chance.once(3)) steps.push({ do: 'send', events: [`BOOKMARK @${chance.version()}`] });
    steps.push({ do: 'advance', by: chance.milliseconds(70_000) }, { do: 'checkpoint' });
    if (chance.once(4)) {
      steps.push({ do: 'close' }, { do: 'advance', by: '5m' });
      continue;
    }
    for (const _missed of chance.several(4, () => worldEvent(world)));
    lists.push(...faulty(chance, listFaults, worldList(world)));
    steps.push({ do: 'send', events: [`ERROR ${chance.pick(streamFaults)}`] });
    steps.push({ do: 'advance', by: '10m' }, { do: 'checkpoint' });
  }
  // The API server never runs out of answers.
  for (let more = 0; more < 12; more++) lists.push(worldList(world));
  if (chance.once(3))
    watches.push(...chance.several(2, () => ({ error: chance.pick(watchFaults) })));
  const handlers = [
    { name: 'H' },
    ...(chance.once(2) ? [{ name: 'H40', resync: chance.pick(['0s', '7s', '40s', '90s']) }] : []),
  ];
  const options: JsonObject = {
    server: { lists, watches, watchListUnsupported: chance.once(2) },
    handlers,
    ...(chance.once(2) ? { resync: chance.pick(['13s', '31s', '57s']) } : {}),
    ...(chance.once(5) ? { transform: { count: true, fail: ['d'] } } : {}),
  };
  return { options, steps: [...steps, { do: 'stop' }] };
}

/**
 * Once a combined event has made the aggregator forget one message at random, an old message may count as
 * new. So a reason either has few messages or a new one every time, but for a few short scripts.
 */
function correlator(chance: Chance): Generated {
  const maxEvents = 2 + chance.below(4);
  const isMixed = chance.once(12);
  const options: JsonObject = {
    maxEvents,
    maxIntervalInSeconds: chance.pick([0, 5, 60]),
    burst: chance.pick([0, 2, 5, 12]),
    qps: chance.pick([0, 0.1, 1, 3]),
    cacheSize: chance.pick([0, 0, 1, 2, 3]),
    ...(chance.once(4) ? { spamBy: 'reason' } : {}),
    ...(chance.once(8) && !isMixed ? { maxEvents: 1, combineBy: 'object' } : {}),
  };
  let fresh = 0;
  const event = (isFresh: boolean): JsonObject => {
    const message = isFresh || isMixed ? `new ${++fresh}` : `old ${chance.below(maxEvents - 1)}`;
    const old = isMixed && chance.once(2) ? 'new 1' : message;
    return {
      object: chance.pick(keys),
      reason: isFresh ? 'Fresh' : 'Repeated',
      ...(!isFresh && chance.once(12) ? {} : { message: old }),
      ...(chance.once(4) ? { type: 'Warning' } : {}),
      ...(chance.once(6) ? { component: chance.pick(['kube', 'kubeletx']) } : {}),
      ...(chance.once(6) ? { host: chance.pick(['x', 'node-a']) } : {}),
      ...(chance.once(8) ? { fieldPath: 'spec.containers{web}' } : {}),
      ...(chance.once(8) ? { uid: 'u2' } : {}),
      ...(chance.once(8) ? { annotation: 'note' } : {}),
    };
  };
  const step = (): ScriptStep => {
    if (chance.once(4)) return { do: 'advance', by: chance.milliseconds(20_000) };
    if (chance.once(5)) {
      const times = chance.once(5) ? { times: 1 + chance.below(9) } : {};
      return { do: 'written', resourceVersion: String(chance.version()), ...times };
    }
    const isFresh = chance.once(2);
    const isAgain = !isFresh && !isMixed && chance.once(3);
    const again = isAgain ? { times: 1 + chance.below(6), period: '700ms' } : {};
    return { do: 'event', event: event(isFresh), ...again };
  };
  return { options, steps: chance.several(isMixed ? 8 : 40, step) };
}

/** Odd numbers of milliseconds, so that no two clocks tick at one instant: Go lets either go first. */
function candidateOption(chance: Chance, name: string): JsonObject {
  const retry = 101 + chance.below(1900);
  const deadline = Math.floor(retry * 1.2) + 7 + chance.below(4000);
  const lease = deadline + 1 + chance.below(6000);
  return {
    name,
    retryPeriod: `${retry}ms`,
    renewDeadline: `${deadline}ms`,
    leaseDuration: `${lease}ms`,
    releaseOnCancel: chance.once(2),
    coordinated: chance.once(8),
  };
}

function elector(chance: Chance): Generated {
  const names = ['a', 'b', 'c'].slice(0, 1 + chance.below(3));
  const waiting = [...names];
  const running: string[] = [];
  const steps: ScriptStep[] = [];
  const others = [
    'refuse',
    'refuse',
    'cutOff',
    'connect',
    'connect',
    'slowRequests',
    'slowAnswers',
  ];
  const verbs = [...others, 'write', 'remove', 'look', 'check', 'cancel', 'advance', 'advance'];
  const count = 4 + chance.below(20);
  while (steps.length < count * 2) {
    const next = waiting[0];
    if (next !== undefined && chance.once(3)) {
      waiting.shift();
      running.push(next);
      steps.push({ do: 'start', candidate: next });
    } else if (running.length > 0) {
      steps.push(electorStep(chance, chance.pick(verbs), chance.pick(running)));
    } else if (chance.once(4)) {
      steps.push(electorStep(chance, 'write', chance.pick(names)));
    }
    steps.push({ do: 'advance', by: chance.milliseconds(5000) });
  }
  const candidates = names.map((name) => candidateOption(chance, name));
  return { options: { candidates }, steps: [...steps, { do: 'look' }] };
}

const lockFaults = ['conflict', 'notFound', 'alreadyExists', 'internal', 'connectionRefused'];

function electorStep(chance: Chance, verb: string, candidate: string): ScriptStep {
  switch (verb) {
    case 'refuse': {
      const call = chance.pick(['', 'get', 'create', 'update']);
      const times = 1 + chance.below(5);
      return { do: verb, candidate, call, fail: chance.pick(lockFaults), times };
    }
    case 'slowRequests':
    case 'slowAnswers':
      return { do: verb, candidate, for: chance.once(2) ? '0s' : chance.milliseconds(3000) };
    case 'check':
      return { do: verb, candidate, for: chance.milliseconds(3000) };
    case 'write': {
      const holder = chance.pick(['', candidate, 'somebody']);
      const preferred = chance.once(6) ? { preferredHolder: 'somebody' } : {};
      return { do: verb, holder, for: `${chance.below(9)}s`, times: chance.below(9), ...preferred };
    }
    case 'remove':
    case 'look':
      return { do: verb };
    case 'advance':
      return { do: verb, by: chance.milliseconds(20_000) };
    default:
      return { do: verb, candidate };
  }
}

const generators: Readonly<
  Record<FuzzedComponent, (chance: Chance, preset: ProfileName) => Generated>
> = {
  deltafifo: deltaFIFO,
  realfifo: realFIFO,
  store,
  workqueue,
  limiters,
  flowcontrol,
  wait,
  informer,
  correlator,
  elector,
};
