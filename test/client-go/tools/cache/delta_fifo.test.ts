import { describe, expect, test } from 'vitest';
import { fail, ok, type Result } from '#base/result.ts';
import {
  DeletedFinalStateUnknown,
  DeltaFIFO,
  type DeltaFIFOOptions,
} from '#client-go/tools/cache/delta_fifo.ts';
import { errFIFOClosed } from '#client-go/tools/cache/fifo.ts';
import { metaNamespaceKeyFunc, newStore, type StoreError } from '#client-go/tools/cache/store.ts';
import type { Proc } from '#sim/process.ts';
import { eventsOf, laboratory, pod, running } from './fixture.ts';
import { played, type QueueScript } from './queue_script.ts';

const done: Result<void, StoreError> = ok(undefined);

interface Row extends Omit<QueueScript, 'make'>, Pick<DeltaFIFOOptions, 'emitDeltaTypeReplaced'> {
  readonly name: string;
  readonly gives: readonly string[];
}

function playedOn(row: Omit<Row, 'name' | 'gives'>): readonly string[] {
  return played({
    ...row,
    make: (sim, knownObjects) => new DeltaFIFO(sim, { ...row, knownObjects }),
  });
}

const replaced = { emitDeltaTypeReplaced: true };

const rows: readonly Row[] = [
  {
    name: 'DF1 a delete queued before a replace that has the key stays in front of it (TestDeltaFIFO_replaceWithDeleteDeltaIn)',
    known: 'foo 1',
    steps: ['delete foo 2', 'replace foo 3'],
    gives: ['Deleted foo@2, Sync foo@3'],
  },
  {
    name: 'DF2 all deltas of a key come out together (TestDeltaFIFO_addUpdate)',
    steps: ['add foo 10', 'update foo 12', 'delete foo 15'],
    gives: ['Added foo@10, Updated foo@12, Deleted foo@15'],
  },
  {
    name: 'DF3 updates are never merged (Y5)',
    steps: ['add a 1', 'update a 2', 'update a 3', 'update a 3'],
    gives: ['Added a@1, Updated a@2, Updated a@3, Updated a@3'],
  },
  {
    name: 'DF4 a delete of a key known to nobody is ignored (TestDeltaFIFO_enqueueingNoLister)',
    steps: ['add foo 10', 'update bar 15', 'add qux 17', 'delete qux 18', 'delete baz 20'],
    gives: ['Added foo@10', 'Updated bar@15', 'Added qux@17, Deleted qux@18'],
  },
  {
    name: 'DF5 a delete of a key that only the store knows is queued (TestDeltaFIFO_enqueueingWithLister)',
    known: 'foo 1,bar 2,baz 3',
    steps: ['add foo 10', 'update bar 15', 'delete baz 20'],
    gives: ['Added foo@10', 'Updated bar@15', 'Deleted baz@20'],
  },
  {
    name: 'DF6 an add and a replace of a key come out together (TestDeltaFIFO_addReplace)',
    steps: ['add foo 10', 'replace foo 15'],
    gives: ['Added foo@10, Sync foo@15'],
  },
  {
    name: 'DF7 a resync does not revive what is queued as deleted (TestDeltaFIFO_ResyncNonExisting)',
    known: 'foo 5',
    steps: ['delete foo 10', 'resync'],
    gives: ['Deleted foo@10'],
  },
  {
    name: 'DF8 a resync queues a Sync for what is known (TestDeltaFIFO_Resync)',
    known: 'foo 5',
    steps: ['resync'],
    gives: ['Sync foo@5'],
  },
  {
    name: 'DF9 an add and a delete of an unknown key both come out (TestDeltaFIFO_DeleteExistingNonPropagated)',
    known: '',
    steps: ['add foo 5', 'delete foo 6'],
    gives: ['Added foo@5, Deleted foo@6'],
  },
  {
    name: 'DF10 a replace queues what is listed first, then a tombstone of what is gone (TestDeltaFIFO_ReplaceMakesDeletions)',
    known: 'foo 5,bar 6,baz 7',
    steps: ['delete baz 10', 'replace foo 5'],
    gives: ['Deleted baz@10', 'Sync foo@5', 'Deleted DFSU{ns/bar@6}'],
  },
  {
    name: 'DF10 without known objects, a replace deletes what is queued (TestDeltaFIFO_ReplaceMakesDeletions)',
    steps: ['add baz 10', 'replace foo 5'],
    gives: ['Added baz@10, Deleted DFSU{ns/baz@10}', 'Sync foo@5'],
  },
  {
    name: 'DF10 the tombstone has the newest queued object (TestDeltaFIFO_ReplaceMakesDeletions)',
    known: 'foo 5,bar 6,baz 7',
    steps: ['update bar 7', 'replace foo 5'],
    gives: ['Updated bar@7, Deleted DFSU{ns/bar@7}', 'Sync foo@5', 'Deleted DFSU{ns/baz@7}'],
  },
  {
    name: 'DF11 an informer queue replaces with Replaced (TestDeltaFIFO_ReplaceMakesDeletionsReplaced)',
    known: 'foo 5,bar 6,baz 7',
    steps: ['delete baz 10', 'replace foo 6'],
    gives: ['Deleted baz@10', 'Replaced foo@6', 'Deleted DFSU{ns/bar@6}'],
    ...replaced,
  },
  {
    name: 'DF11 EmitDeltaTypeReplaced tells a replace from a resync (TestDeltaFIFO_ReplaceDeltaType)',
    known: 'foo 5',
    steps: ['replace foo 5'],
    gives: ['Replaced foo@5'],
    ...replaced,
  },
  {
    name: 'DF12 a resync skips a key with something queued (TestDeltaFIFO_UpdateResyncRace)',
    known: 'foo 5',
    steps: ['update foo 6', 'resync'],
    gives: ['Updated foo@6'],
  },
  {
    name: 'DF13 tombstones of the first list count for being synced (TestDeltaFIFO_HasSyncedCorrectOnDeletion)',
    known: 'foo 5,bar 6,baz 7',
    steps: ['replace foo 5', 'synced', 'pop!', 'synced', 'pop!', 'synced', 'pop!', 'synced'],
    gives: [
      'not synced',
      'Sync foo@5 init=true',
      'not synced',
      'Deleted DFSU{ns/bar@6} init=true',
      'not synced',
      'Deleted DFSU{ns/baz@7} init=true',
      'synced',
    ],
  },
  {
    name: 'DF14 a key keeps its place in the queue, and loses it when taken out (TestDeltaFIFO_detectLineJumpers)',
    steps: [
      'add foo 10',
      'add bar 1',
      'update foo 11',
      'update foo 13',
      'add zab 30',
      'pop',
      'add foo 14',
      'pop',
      'pop',
      'pop',
    ],
    gives: [
      'Added foo@10, Updated foo@11, Updated foo@13',
      'Added bar@1',
      'Added zab@30',
      'Added foo@14',
    ],
  },
  {
    name: 'DF15 of two deletions in a row the real object is kept (TestDeltaFIFOW_ReplaceMakesDeletionsForObjectsOnlyInQueue)',
    steps: ['add foo 5', 'delete foo 6', 'replace'],
    gives: ['Added foo@5, Deleted foo@6'],
  },
  {
    name: 'DF15 of two tombstones in a row the later is kept (TestDeltaFIFOW_ReplaceMakesDeletionsForObjectsOnlyInQueue)',
    steps: ['add foo 5', 'replace', 'replace'],
    gives: ['Added foo@5, Deleted DFSU{ns/foo@5}'],
  },
  {
    name: 'DF15 an object that was deleted, listed and gone again has one tombstone (TestDeltaFIFOW_ReplaceMakesDeletionsForObjectsOnlyInQueue)',
    steps: ['add foo 5', 'delete foo 5', 'add foo 6', 'replace'],
    gives: ['Added foo@5, Deleted foo@5, Added foo@6, Deleted DFSU{ns/foo@6}'],
  },
  {
    name: 'DF16 a list and a backlog: X5',
    known: 'old1 1,keep 2',
    steps: [
      'update keep 3',
      'add new1 4',
      'update keep 5',
      'delete new1 6',
      'add new2 7',
      'resync',
      'replace keep 8,new3 9',
      'resync',
    ],
    gives: [
      'Updated keep@3, Updated keep@5, Replaced keep@8',
      'Added new1@4, Deleted new1@6',
      'Added new2@7, Deleted DFSU{ns/new2@7}',
      'Sync old1@1, Deleted DFSU{ns/old1@1}',
      'Replaced new3@9',
    ],
    ...replaced,
  },
];

test.each(rows)('$name', (row) => {
  expect(playedOn(row)).toEqual(row.gives);
});

describe('DF17 HasSynced (TestDeltaFIFO_HasSynced)', () => {
  test.each([
    ['nothing yet', [], 'not synced'],
    ['an add', ['add a 1'], 'synced'],
    ['an empty list', ['replace'], 'synced'],
    ['a list of two', ['replace a 1,b 2'], 'not synced'],
    ['one of two taken out', ['replace a 1,b 2', 'pop'], 'not synced'],
    ['both taken out', ['replace a 1,b 2', 'pop', 'pop'], 'synced'],
    ['one key listed twice', ['replace a 1,a 1', 'pop'], 'synced'],
    ['more after it synced', ['replace', 'add a 1', 'replace b 1'], 'synced'],
  ])('%s', (_name, steps, found) => {
    const lines = playedOn({ steps: [...steps, 'synced'] });
    expect(lines.filter((line) => line.endsWith('synced'))).toEqual([found]);
  });
});

test('DF18 consumers blocked in Pop return when the queue is closed (TestDeltaFIFO_PopShouldUnblockWhenClosed)', () => {
  const { sim } = laboratory();
  const fifo = new DeltaFIFO(sim, {});
  const answers: unknown[] = [];
  for (let index = 0; index < 10; index++) {
    const body = function* (): Proc {
      const answer = yield* fifo.pop(function* () {
        return done;
      });
      answers.push(answer);
    };
    sim.spawn(`consumer-${index}`, body());
  }
  sim.run();
  expect(answers).toEqual([]);
  running(sim, () => fifo.close());
  sim.run();
  expect(answers).toEqual(Array.from({ length: 10 }, () => fail(errFIFOClosed)));
});

test('DF19 every object is transformed once, tombstones and resyncs are not (TestDeltaFIFO_transformer)', () => {
  const { sim } = laboratory();
  const store = newStore(metaNamespaceKeyFunc);
  store.add(pod('kept', 1));
  const seen: string[] = [];
  const fifo = new DeltaFIFO(sim, {
    knownObjects: store,
    transformer: (obj) => {
      seen.push(obj.metadata.name ?? '');
      return ok({ ...obj, transformed: true });
    },
  });
  running(sim, function* () {
    yield* fifo.add(pod('foo', 1));
    yield* fifo.update(pod('foo', 2));
    yield* fifo.delete(pod('foo', 3));
    yield* fifo.resync();
    yield* fifo.replace([pod('bar', 1)], '5');
  });
  expect(seen).toEqual(['foo', 'foo', 'foo', 'bar']);
});

test('DF19 an object that cannot be transformed is not queued', () => {
  const { sim } = laboratory();
  const fifo = new DeltaFIFO(sim, { transformer: () => fail({ message: 'bad transform' }) });
  const [added, listed] = running(sim, function* () {
    return [yield* fifo.add(pod('a', 1)), yield* fifo.replace([pod('a', 1)], '1')] as const;
  });
  expect(added).toEqual(fail({ message: 'bad transform' }));
  expect(listed).toMatchObject(fail({ message: "couldn't enqueue object: bad transform" }));
  expect(fifo.depth()).toBe(0);
});

test('DF20 KeyOf unwraps tombstones and deltas (TestDeltaFIFO_KeyOf)', () => {
  const { sim } = laboratory();
  const fifo = new DeltaFIFO(sim, {});
  const delta = { type: 'Added', object: pod('a', 1), key: '', number: 1 } as const;
  const tombstone = new DeletedFinalStateUnknown('ns/b', undefined);
  expect(fifo.keyOf(pod('a', 1))).toEqual(ok('ns/a'));
  expect(fifo.keyOf(tombstone)).toEqual(ok('ns/b'));
  expect(fifo.keyOf([delta])).toEqual(ok('ns/a'));
  expect(fifo.keyOf([{ ...delta, type: 'Deleted', object: tombstone }])).toEqual(ok('ns/b'));
  expect(fifo.keyOf([])).toMatchObject({
    error: { message: "couldn't create key for object []: 0 length Deltas object; can't get key" },
  });
});

test('DF21 the channel of HasSynced closes before the last initial item is processed (X6)', () => {
  const { sim } = laboratory();
  const fifo = new DeltaFIFO(sim, {});
  const closed = running(sim, function* () {
    yield* fifo.replace([pod('a', 1)], '1');
    let during = false;
    yield* fifo.pop(function* () {
      during = fifo.done().closed;
      return done;
    });
    return during;
  });
  expect(closed).toBe(true);
});

test('DF22 what led to a change leads on to its popping; merged deletions keep both', () => {
  const { sim, events } = laboratory();
  const fifo = new DeltaFIFO(sim, {});
  running(sim, function* () {
    yield* fifo.add(pod('a', 1));
    yield* fifo.delete(pod('a', 2));
    yield* fifo.replace([], '3');
    yield* fifo.pop(function* () {
      return done;
    });
  });
  const queued = eventsOf(events, 'delta.queued').map((event) => event.seq);
  const [merged] = eventsOf(events, 'delta.merged');
  const [popped] = eventsOf(events, 'delta.popped');
  expect(queued).toHaveLength(3);
  expect(merged?.data).toMatchObject({ delta: 3, into: 2 });
  expect(popped?.causes).toEqual(queued);
});
