/**
 * In what the state of two runs differs at a cursor each: Reflectors, delta queues, caches and work
 * queues. What is the same in both is left out.
 */

import { readStage } from './read_stage.ts';
import type { RunView } from './run_view.ts';
import type {
  ControllerView,
  InformerView,
  ProgramView,
  ReflectorView,
  Rows,
} from './stage_view.ts';

export type StateArea = 'Reflector' | 'delta queue' | 'cache' | 'work queue';

/** One thing that differs; an empty text where a run does not have it. */
export interface StateDifference {
  readonly area: StateArea;
  /** `rs-controller/pods`, or the program of a work queue. */
  readonly noun: string;
  readonly what: string;
  readonly left: string;
  readonly right: string;
}

export interface StateSide {
  readonly view: RunView;
  readonly cursor: number;
}

export interface StateDiffOptions {
  /** Only this program. */
  readonly program?: string | undefined;
}

/** More objects than this are not compared one by one. */
const mostRows = 2_000;

export function stateDiff(
  left: StateSide,
  right: StateSide,
  options: StateDiffOptions = {},
): readonly StateDifference[] {
  const before = stateOf(left, options);
  const after = stateOf(right, options);
  const found: StateDifference[] = [];
  for (const id of new Set([...before.keys(), ...after.keys()])) {
    const mine = before.get(id);
    const theirs = after.get(id);
    const fact = mine ?? theirs;
    if (fact === undefined || mine?.text === theirs?.text) continue;
    const { area, noun, what } = fact;
    found.push({ area, noun, what, left: mine?.text ?? '', right: theirs?.text ?? '' });
  }
  return found;
}

interface Fact {
  readonly area: StateArea;
  readonly noun: string;
  readonly what: string;
  readonly text: string;
}

/** Everything that is compared, by what it is about. */
function stateOf(
  { view, cursor }: StateSide,
  { program }: StateDiffOptions,
): ReadonlyMap<string, Fact> {
  const stage = readStage(view, cursor, {
    limit: mostRows,
    ...(program === undefined ? {} : { program }),
  });
  const facts = stage.programs.flatMap((each) => programFacts(each));
  return new Map(facts.map((fact) => [`${fact.area} ${fact.noun} ${fact.what}`, fact]));
}

function programFacts({ program, informers, controller }: ProgramView): readonly Fact[] {
  return [
    ...informers.flatMap((informer) => [
      ...reflectorFacts(informer),
      ...queueFacts(informer),
      ...cacheFacts(informer),
    ]),
    ...(controller === undefined ? [] : workqueueFacts(program, controller)),
  ];
}

function reflectorFacts({ informer, reflector, synced }: InformerView): readonly Fact[] {
  const facts: readonly (readonly [string, string])[] = [
    ['state', reflector.state],
    ['lastSyncResourceVersion', reflector.resourceVersion || 'not set'],
    ['lists', String(reflector.lists)],
    ['watches', String(reflector.watches)],
    ['back-off', backoffText(reflector)],
    ['HasSynced', String(synced)],
  ];
  return facts.map(([what, text]) => ({ area: 'Reflector', noun: informer, what, text }));
}

function backoffText({ backoff }: ReflectorView): string {
  return backoff === undefined ? '' : 'waiting';
}

/** A key's deltas in their order, wherever in the queue they stand: under RealFIFO they stand apart. */
function queueFacts({ informer, queue }: InformerView): readonly Fact[] {
  const types = new Map<string, string[]>();
  for (const { key, deltas } of queue.items.rows) {
    const known = types.get(key) ?? [];
    known.push(...deltas.map(({ type }) => type));
    types.set(key, known);
  }
  const waiting = [...types].map(
    ([key, names]): Fact => ({
      area: 'delta queue',
      noun: informer,
      what: key === '' ? 'all objects' : key,
      text: names.join(', '),
    }),
  );
  const { popping } = queue;
  if (popping === undefined) return waiting;
  const text = `${popping.deltas.map(({ type }) => type).join(', ')} ${popping.key}`.trim();
  return [...waiting, { area: 'delta queue', noun: informer, what: 'being popped', text }];
}

function cacheFacts({ informer, indexer }: InformerView): readonly Fact[] {
  return indexer.objects.rows.map((row) => ({
    area: 'cache',
    noun: informer,
    what: row.key,
    text: `resourceVersion ${row.resourceVersion}${row.stale ? ', stale' : ''}`,
  }));
}

function workqueueFacts(program: string, { workqueue }: ControllerView): readonly Fact[] {
  if (workqueue === undefined) return [];
  const sets: readonly (readonly [string, Rows<{ readonly key: string }>])[] = [
    ['queue', workqueue.waiting],
    ['processing', workqueue.processing],
    ['dirty', workqueue.dirty],
    ['waiting for their time', workqueue.delayed],
  ];
  return sets.map(([what, keys]) => ({
    area: 'work queue',
    noun: program,
    what,
    text: keys.rows.map(({ key }) => key).join(', '),
  }));
}
