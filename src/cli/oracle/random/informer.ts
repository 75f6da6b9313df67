/** Random scripts for whole informers: a server that fails in every way, handlers of every kind. */

import type { JsonObject } from '#base/json.ts';
import type { ScriptStep } from '#cli/oracle/corpus.ts';
import type { Chance, Generated } from './chance.ts';
import { World } from './world.ts';

const listFaults = ['internal', 'expired', 'tooLarge', 'connectionRefused', 'tooManyRequests'];
const watchFaults = ['connectionRefused', 'tooManyRequests', 'forbidden', 'expired', 'internal'];
const watchListFaults = [...watchFaults, 'invalid', 'tooLarge', 'eof', 'unexpectedEOF'];
const streamFaults = ['internal', 'expired', 'gone', 'tooManyRequests', 'tooLarge', 'weird'];

/** Faults before every now and then an answer. */
function faulty(chance: Chance, faults: readonly string[], answer: JsonObject): JsonObject[] {
  const before = chance.once(3) ? chance.several(3, () => ({ error: chance.pick(faults) })) : [];
  return [...before, answer];
}

/** What the server will answer: decided beforehand, so lists are of the world as it was then. */
class Answers {
  readonly lists: JsonObject[] = [];
  readonly watches: JsonObject[] = [];
  readonly watchLists: JsonObject[] | undefined;
  readonly #chance: Chance;
  readonly #world: World;

  constructor(chance: Chance, world: World) {
    this.#chance = chance;
    this.#world = world;
    if (chance.once(3)) this.watchLists = [];
  }

  /** Answers to one more relist. */
  relist(): void {
    const chance = this.#chance;
    if (chance.once(4)) this.lists.push(...this.#world.pages());
    else {
      const slow = chance.once(5) ? { after: chance.milliseconds(900) } : {};
      this.lists.push(...faulty(chance, listFaults, { ...this.#world.list(), ...slow }));
    }
    this.watchLists?.push(...faulty(chance, watchListFaults, this.#streamed()));
  }

  /** One more watch that does not simply go on. */
  watch(): void {
    const chance = this.#chance;
    const kinds: readonly (() => JsonObject)[] = [
      () => ({ error: chance.pick(watchFaults) }),
      () => ({ error: chance.pick(watchFaults) }),
      () => ({ closeAfter: chance.milliseconds(4000) }),
      () => ({ events: [`BOOKMARK @${chance.version()}`], close: true }),
      () => ({ close: true }),
    ];
    this.watches.push(chance.pick(kinds)());
  }

  /** Answers for whatever else is asked; then the server falls silent. */
  goOn(): void {
    for (let more = 0; more < 6; more++) {
      this.lists.push(this.#world.list());
      this.watchLists?.push(this.#world.list());
    }
  }

  /** A streamed list; sometimes it ends before it is complete. */
  #streamed(): JsonObject {
    const chance = this.#chance;
    const whole = this.#world.list();
    if (!chance.once(3)) return whole;
    const items = whole['items'] as readonly string[];
    const added = items.slice(0, chance.below(items.length + 1)).map((item) => `ADDED ${item}`);
    if (chance.once(2)) return { events: added, close: true };
    return { events: [...added, `ERROR ${chance.pick(streamFaults)}`] };
  }
}

/**
 * A handler that takes its time shows when it heard of what, so only a `calm` server has one: it never
 * makes anybody list or resync, after which the order is open.
 */
function handlersOf(chance: Chance, isCalm: boolean): readonly JsonObject[] {
  if (isCalm) {
    return [
      { name: 'H' },
      ...(chance.once(2) ? [{ name: 'slow', work: chance.milliseconds(3000) }] : []),
      ...(chance.once(2) ? [{ name: 'panics', panicOn: ['c'] }] : []),
    ];
  }
  return [
    { name: 'H' },
    ...(chance.once(2) ? [{ name: 'H40', resync: chance.pick(['0s', '7s', '40s', '90s']) }] : []),
    ...(chance.once(3) ? [{ name: 'filter', selector: 'app=x' }] : []),
    ...(chance.once(4) ? [{ name: 'late', late: true }] : []),
  ];
}

/** What a program does with its informer meanwhile. */
function aside(chance: Chance, removable: readonly string[]): ScriptStep {
  const value = chance.pick(['ns', 'other', '', 'x', 'y']);
  const others: readonly (() => ScriptStep)[] = [
    () => ({ do: 'byIndex', index: chance.pick(['namespace', 'label:app']), value }),
    () => ({ do: 'byIndex', index: 'namespace', value }),
    () => ({ do: 'addIndexers', indexes: ['label:app'] }),
    () => ({ do: 'waitForCacheSync', waiter: 'w', timeout: chance.milliseconds(2000) }),
    () => ({ do: 'waitForCacheSync', waiter: 'w', handler: 'H', timeout: '1777ms' }),
    () => ({ do: 'removeHandler', handler: chance.pick(removable) }),
  ];
  return chance.pick(others)();
}

/** What is missed while a watch is broken shows in the next list. */
export function informer(chance: Chance): Generated {
  const world = new World(chance);
  const answers = new Answers(chance, world);
  answers.relist();
  const isCalm = chance.once(6);
  const handlers = handlersOf(chance, isCalm);
  const names = handlers.map(({ name }) => String(name));
  const removable = names.includes('filter') ? ['filter'] : ['H'];
  const steps: ScriptStep[] = chance.once(5) ? [aside(chance, removable)] : [];
  steps.push({ do: 'start' }, { do: 'advance', by: '5m' }, { do: 'checkpoint' });
  const rounds = 1 + chance.below(3);
  for (let round = 0; round < rounds; round++) {
    for (const event of chance.several(5, () => world.event())) {
      steps.push({ do: 'send', events: [event] });
    }
    if (chance.once(3)) steps.push({ do: 'send', events: [`BOOKMARK @${chance.version()}`] });
    if (chance.once(3)) steps.push(aside(chance, removable));
    if (round === 0 && names.includes('late')) steps.push({ do: 'addHandler', handler: 'late' });
    steps.push({ do: 'advance', by: chance.milliseconds(70_000) }, { do: 'checkpoint' });
    if (isCalm || chance.once(4)) {
      if (!isCalm) steps.push({ do: 'close' }, { do: 'advance', by: '5m' });
      continue;
    }
    for (const _missed of chance.several(4, () => world.event()));
    answers.relist();
    steps.push({ do: 'send', events: [`ERROR ${chance.pick(streamFaults)}`] });
    steps.push({ do: 'advance', by: '10m' }, { do: 'checkpoint' });
  }
  answers.goOn();
  if (!isCalm && chance.once(3)) for (const _ of chance.several(3, () => 0)) answers.watch();
  const { lists, watches, watchLists } = answers;
  const watchListUnsupported = chance.once(2);
  const options: JsonObject = {
    server: { lists, watches, watchListUnsupported, ...(watchLists && { watchLists }) },
    handlers,
    indexes: chance.once(2) ? ['namespace'] : [],
    ...(!isCalm && chance.once(2) ? { resync: chance.pick(['13s', '31s', '57s']) } : {}),
    ...(chance.once(5) ? { transform: { count: true, fail: ['d'] } } : {}),
  };
  const drawn = chance.once(3) ? chance.several(6, () => chance.below(64) / 64) : [];
  return { options, steps: [...steps, { do: 'stop' }], jitter: drawn };
}
