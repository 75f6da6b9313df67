/** What both queues do alike, and where the newer one keeps what the older one merges. */

import { describe, expect, test } from 'vitest';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { seconds } from '#base/time.ts';
import {
  DeletedFinalStateUnknown,
  DeltaFIFO,
  type Deltas,
} from '#client-go/tools/cache/delta_fifo.ts';
import type { Queue } from '#client-go/tools/cache/fifo.ts';
import { metaNamespaceKeyFunc, newStore, type StoreError } from '#client-go/tools/cache/store.ts';
import { RealFIFO } from '#client-go/tools/cache/the_real_fifo.ts';
import type { Sim } from '#sim/sim.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';
import { laboratory, pod, running, shownDelta } from './fixture.ts';
import { played } from './queue_script.ts';

const known = newStore(metaNamespaceKeyFunc);
const newRealFIFO = (sim: Sim) => new RealFIFO(sim, { knownObjects: known });

test.each([
  { id: 'QO1', upstream: 'TestDeltaFIFO_basic', make: (sim: Sim): Queue => new DeltaFIFO(sim, {}) },
  { id: 'QO2', upstream: 'TestRealFIFO_basic', make: (sim: Sim): Queue => newRealFIFO(sim) },
])('$id what each of two producers added comes out in its order ($upstream)', ({ make }) => {
  const run = simulatedRun();
  const queue = make(run.sim);
  for (const producer of ['a', 'b']) {
    run.go(producer, function* () {
      for (let count = 1; count <= 500; count++) {
        yield* queue.add(pod(`${producer}-${count}`, count));
        yield* run.sim.sleep(seconds(0.001));
      }
    });
  }
  const popped: string[] = [];
  run.go('consumer', function* () {
    for (let count = 0; count < 1000; count++) {
      yield* queue.pop(function* (deltas: Deltas) {
        popped.push(deltas.map(shownDelta).join());
        return ok(undefined);
      });
    }
  });
  run.pass(seconds(1));
  for (const producer of ['a', 'b']) {
    const mine = popped.filter((line) => line.startsWith(`Added ${producer}-`));
    const added = (at: number) => `Added ${producer}-${at + 1}@${at + 1}`;
    expect(mine).toEqual(Array.from({ length: 500 }, (_, at) => added(at)));
  }
});

describe('the newer queue', () => {
  const make = (sim: Sim, knownObjects = known) => new RealFIFO(sim, { knownObjects });

  test.each([
    {
      id: 'QO3',
      name: 'keeps an add and a delete as two',
      upstream: 'TestRealFIFO_DeleteExistingNonPropagated',
      known: '',
      steps: ['add foo 5', 'delete foo 6'],
      gives: ['Added foo@5', 'Deleted foo@6'],
    },
    {
      id: 'QO4',
      name: 'queues a delete of what is only known',
      upstream: 'TestRealFIFO_enqueueingWithLister',
      known: 'foo 5,bar 6,baz 7',
      steps: ['add foo 10', 'update bar 15', 'delete baz 20'],
      gives: ['Added foo@10', 'Updated bar@15', 'Deleted baz@20'],
    },
    {
      id: 'QO5',
      name: 'puts the tombstones of a replace before its newer objects',
      upstream: 'TestRealFIFO_ReplaceMakesDeletionsReplaced',
      known: 'foo 5,bar 6,baz 7',
      steps: ['delete baz 10', 'replace foo 6'],
      gives: ['Deleted baz@10', 'Deleted DFSU{ns/bar@6}', 'Replaced foo@6'],
    },
  ])('$id $name ($upstream)', ({ known: stored, steps, gives }) => {
    expect(
      played({ known: stored, steps, make: (sim, objects) => make(sim, objects as typeof known) }),
    ).toEqual(gives);
  });

  test('QO6 gives an add, then a replace as one (TestRealFIFO_ReplaceAtomicPop)', () => {
    const lines = played({
      steps: ['add foo 10', 'replace foo 15'],
      make: (sim) => new RealFIFO(sim, { atomicEvents: true, unlockWhileProcessing: true }),
    });
    expect(lines).toEqual(['Added foo@10', 'ReplacedAll@9[foo@15]']);
  });

  test.each([
    { name: 'an object', of: pod('a', 1), key: 'ns/a' },
    { name: 'a tombstone', of: new DeletedFinalStateUnknown('ns/b', undefined), key: 'ns/b' },
    { name: 'deltas', of: [{ object: pod('c', 1) }], key: 'ns/c' },
    {
      name: 'deltas of a tombstone',
      of: [{ object: new DeletedFinalStateUnknown('ns/d', undefined) }],
      key: 'ns/d',
    },
  ])('QO7 knows the key of $name (TestRealFIFO_KeyOf)', ({ of, key }) => {
    expect(newRealFIFO(laboratory().sim).keyOf(of)).toEqual(ok(key));
  });

  test('QO8 refuses what has no key at the door, so that no batch ever ends with it (TestRealFIFO_PopBrokenItemsInBatch)', () => {
    const { sim } = laboratory();
    const broken = (obj: unknown) =>
      (obj as Unstructured).metadata.name?.startsWith('bad') === true;
    const keyFunction = (obj: unknown): Result<string, StoreError> =>
      broken(obj) ? fail({ message: 'test key func error' }) : metaNamespaceKeyFunc(obj);
    const queue = new RealFIFO(sim, { keyFunction, knownObjects: known });
    const batches: string[][] = [];
    const added: boolean[] = [];
    running(sim, function* () {
      for (const name of ['bad1', 'foo1', 'foo2', 'bad2', 'bad3', 'foo3']) {
        added.push((yield* queue.add(pod(name, 5))).ok);
      }
      const process = function* (deltas: Deltas) {
        batches.push(deltas.map(shownDelta));
        return ok(undefined);
      };
      yield* queue.popBatch(process, process);
    });
    expect(added).toEqual([false, true, true, false, false, true]);
    expect(batches).toEqual([['Added foo1@5', 'Added foo2@5', 'Added foo3@5']]);
  });
});
