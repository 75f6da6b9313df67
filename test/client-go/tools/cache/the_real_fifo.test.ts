import { describe, expect, test } from 'vitest';
import { fail, ok } from '#base/result.ts';
import type { Deltas } from '#client-go/tools/cache/delta_fifo.ts';
import { errFIFOClosed } from '#client-go/tools/cache/fifo.ts';
import { metaNamespaceKeyFunc, newStore } from '#client-go/tools/cache/store.ts';
import { RealFIFO, type RealFIFOOptions } from '#client-go/tools/cache/the_real_fifo.ts';
import type { Proc } from '#sim/process.ts';
import { laboratory, pod, running, shownDelta } from './fixture.ts';
import { played, type QueueScript } from './queue_script.ts';

interface Row extends Omit<QueueScript, 'make'> {
  readonly name: string;
  readonly atomic?: boolean;
  readonly batchSize?: number;
  readonly gives: readonly string[];
}

function playedOn(row: Omit<Row, 'name' | 'gives'>): readonly string[] {
  const { atomic = false, batchSize } = row;
  const common = { countAfterProcessing: true, ...(batchSize === undefined ? {} : { batchSize }) };
  const options: RealFIFOOptions = atomic
    ? { ...common, atomicEvents: true, emitDeltaTypeBookmark: true, unlockWhileProcessing: true }
    : common;
  return played({
    known: '',
    ...row,
    make: (sim, knownObjects) => new RealFIFO(sim, atomic ? options : { ...options, knownObjects }),
  });
}

const rows: readonly Row[] = [
  {
    name: 'QF1 a delete and a replace of a key are two entries (TestRealFIFO_replaceWithDeleteDeltaIn)',
    known: 'foo 1',
    steps: ['delete foo 2', 'replace foo 3'],
    gives: ['Deleted foo@2', 'Replaced foo@3'],
  },
  {
    name: 'QF2 every change is popped alone (TestRealFIFO_addUpdate)',
    steps: ['add foo 10', 'update foo 12', 'delete foo 15'],
    gives: ['Added foo@10', 'Updated foo@12', 'Deleted foo@15'],
  },
  {
    name: 'QF3 a delete of an unknown key is queued (TestRealFIFO_enqueueingNoLister)',
    steps: ['add foo 10', 'update bar 15', 'add qux 17', 'delete qux 18', 'delete baz 20'],
    gives: ['Added foo@10', 'Updated bar@15', 'Added qux@17', 'Deleted qux@18', 'Deleted baz@20'],
  },
  {
    name: 'QF4 an add and a replace are popped one after the other (TestRealFIFO_addReplace)',
    steps: ['add foo 10', 'replace foo 15'],
    gives: ['Added foo@10', 'Replaced foo@15'],
  },
  {
    name: 'QF5 a resync does not revive what is queued as deleted (TestRealFIFO_ResyncNonExisting)',
    known: 'foo 5',
    steps: ['delete foo 10', 'resync'],
    gives: ['Deleted foo@10'],
  },
  {
    name: 'QF6 a resync queues a Sync for what is known (TestRealFIFO_Resync)',
    known: 'foo 5',
    steps: ['resync'],
    gives: ['Sync foo@5'],
  },
  {
    name: 'QF7 a resync skips a key with something queued (TestRealFIFO_UpdateResyncRace)',
    known: 'foo 5',
    steps: ['update foo 6', 'resync'],
    gives: ['Updated foo@6'],
  },
  {
    name: 'QF8 tombstones come before the list, queued ones first (TestRealFIFO_ReplaceMakesDeletions)',
    known: 'foo 5,bar 6,baz 7',
    steps: ['add qux 8', 'delete baz 10', 'replace foo 5'],
    gives: [
      'Added qux@8',
      'Deleted baz@10',
      'Deleted DFSU{ns/qux@8}',
      'Deleted DFSU{ns/bar@6}',
      'Replaced foo@5',
    ],
  },
  {
    name: 'QF9 what is only queued gets one tombstone, and bookmarks are ignored (TestRealFIFOW_ReplaceMakesDeletionsForObjectsOnlyInQueue)',
    steps: ['add foo 5', 'bookmark 6', 'replace', 'replace'],
    gives: ['Added foo@5', 'Deleted DFSU{ns/foo@5}'],
  },
  {
    name: 'QF10 tombstones of the first list count for being synced (TestRealFIFO_HasSyncedCorrectOnDeletion)',
    known: 'foo 5,bar 6,baz 7',
    steps: ['replace foo 5', 'pop!', 'pop!', 'synced', 'pop!', 'synced'],
    gives: [
      'Deleted DFSU{ns/bar@6} init=true',
      'Deleted DFSU{ns/baz@7} init=true',
      'not synced',
      'Replaced foo@5 init=true',
      'synced',
    ],
  },
  {
    name: 'QF11 nobody jumps the line (TestRealFIFO_detectLineJumpers)',
    steps: [
      'add foo 10',
      'add bar 1',
      'update foo 11',
      'update foo 13',
      'add zab 30',
      'add foo 14',
    ],
    gives: [
      'Added foo@10',
      'Added bar@1',
      'Updated foo@11',
      'Updated foo@13',
      'Added zab@30',
      'Added foo@14',
    ],
  },
  {
    name: 'QF12 a list and a backlog: X5',
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
      'Updated keep@3',
      'Added new1@4',
      'Updated keep@5',
      'Deleted new1@6',
      'Added new2@7',
      'Sync old1@1',
      'Deleted DFSU{ns/new2@7}',
      'Deleted DFSU{ns/old1@1}',
      'Replaced keep@8',
      'Replaced new3@9',
    ],
  },
  {
    name: 'QF13 an atomic replace is one entry, even when it is empty (TestRealFIFO_ReplaceAtomic)',
    atomic: true,
    steps: ['add a 1', 'replace a 5,b 6', 'bookmark 7', 'replace'],
    gives: ['Added a@1', 'ReplacedAll@9[a@5 b@6]', 'Bookmark@7', 'ReplacedAll@9[]'],
  },
  {
    name: 'QF14 an atomic resync is one entry each time (TestRealFIFO_ResyncAtomic)',
    atomic: true,
    steps: ['add a 1', 'resync', 'resync'],
    gives: ['Added a@1', 'SyncAll', 'SyncAll'],
  },
  {
    name: 'QF15 batches end at a repeated key and at what concerns all: Y3',
    atomic: true,
    steps: [
      'bookmark 1',
      'replace a 2',
      'add x 7',
      'add y 8',
      'bookmark 9',
      'add x 10',
      'add y 11',
      'update x 12',
      'resync',
      'delete x 14',
      ...Array.from({ length: 8 }, () => 'batch!'),
    ],
    gives: [
      'Bookmark@1 init=true',
      'ReplacedAll@9[a@2] init=true',
      'Added x@7, Added y@8 init=false',
      'Bookmark@9 init=false',
      'Added x@10, Added y@11 init=false',
      'Updated x@12 init=false',
      'SyncAll init=false',
      'Deleted x@14 init=false',
    ],
  },
  {
    name: 'QF16 a batch does not reach across the end of the first list (TestRealFIFO_PopMultipleDeltaInBatch)',
    steps: ['replace a 1,b 2', 'add c 3', 'add d 4', 'batch!', 'batch!'],
    gives: ['Replaced a@1, Replaced b@2 init=true', 'Added c@3, Added d@4 init=false'],
  },
  {
    name: 'QF16 a batch has a size (TestRealFIFO_PopMultipleDeltaInBatch)',
    batchSize: 2,
    steps: ['add a 1', 'add b 2', 'add c 3', 'batch', 'batch'],
    gives: ['Added a@1, Added b@2', 'Added c@3'],
  },
];

test.each(rows)('$name', (row) => {
  expect(playedOn(row)).toEqual(row.gives);
});

describe('QF17 HasSynced (TestRealFIFO_HasSynced)', () => {
  test.each([
    ['nothing yet', [], false, 'not synced'],
    ['an add', ['add a 1'], false, 'synced'],
    ['an empty list', ['replace'], false, 'synced'],
    ['an empty list that is one delta (X6)', ['replace'], true, 'not synced'],
    ['that delta popped', ['replace', 'pop'], true, 'synced'],
    ['a list of two', ['replace a 1,b 2'], false, 'not synced'],
    ['both popped', ['replace a 1,b 2', 'pop', 'pop'], false, 'synced'],
    ['one of one key listed twice', ['replace a 1,a 1', 'pop'], false, 'not synced'],
    ['both of one key listed twice', ['replace a 1,a 1', 'pop', 'pop'], false, 'synced'],
  ])('%s', (_name, steps, atomic, found) => {
    const lines = playedOn({ atomic, steps: [...steps, 'synced'] });
    expect(lines.filter((line) => line.endsWith('synced'))).toEqual([found]);
  });
});

test.each<[string, RealFIFOOptions]>([
  ['knownObjects must be provided when AtomicEvents is false', {}],
  [
    'knownObjects must not be provided when AtomicEvents is true',
    { atomicEvents: true, knownObjects: newStore(metaNamespaceKeyFunc) },
  ],
  [
    'UnlockWhileProcessing must be false when AtomicEvents is false',
    { unlockWhileProcessing: true },
  ],
  [
    'EmitDeltaTypeBookmark must be false when AtomicEvents is false',
    { emitDeltaTypeBookmark: true, knownObjects: newStore(metaNamespaceKeyFunc) },
  ],
])('QF18 panics: %s (Y4)', (message, options) => {
  const { sim } = laboratory();
  expect(() => new RealFIFO(sim, options)).toThrow(`coding error: ${message}`);
});

test('QF19 consumers blocked in Pop return when the queue is closed (TestRealFIFO_PopShouldUnblockWhenClosed)', () => {
  const { sim } = laboratory();
  const fifo = new RealFIFO(sim, { atomicEvents: true });
  const answers: unknown[] = [];
  for (let index = 0; index < 10; index++) {
    const body = function* (): Proc {
      const answer = yield* fifo.pop(function* () {
        return ok(undefined);
      });
      answers.push(answer);
    };
    sim.spawn(`consumer-${index}`, body());
  }
  sim.run();
  running(sim, () => fifo.close());
  sim.run();
  expect(answers).toEqual(Array.from({ length: 10 }, () => fail(errFIFOClosed)));
});

test.each([
  [1000, true, true],
  [3499, true, false],
  [2499, true, true],
  [10, false, false],
])(
  'QF20 with %i deltas before a batch, unlocking %s, the lock is free: %s (Y3)',
  (count, unlocks, free) => {
    const { sim } = laboratory();
    const fifo = new RealFIFO(
      sim,
      unlocks
        ? { atomicEvents: true, unlockWhileProcessing: true }
        : { knownObjects: newStore(metaNamespaceKeyFunc) },
    );
    let added = false;
    running(sim, function* () {
      for (let index = 0; index < count; index++) yield* fifo.add(pod(`p${index}`, index));
      const process = function* (_deltas: Deltas) {
        sim.spawn('producer', adding());
        yield* sim.pause();
        yield* sim.pause();
        expect(added).toBe(free);
        return ok(undefined);
      };
      function* adding(): Proc {
        yield* fifo.add(pod('another', 1));
        added = true;
      }
      yield* fifo.popBatch(process, process);
    });
  },
);

test('QF21 a transform changes each object once, and its failure queues nothing (TestRealFIFO_transformer)', () => {
  const { sim } = laboratory();
  const seen: string[] = [];
  const fifo = new RealFIFO(sim, {
    atomicEvents: true,
    transformer: (obj) => {
      seen.push(obj.metadata.name ?? '');
      return obj.metadata.name === 'bad' ? fail({ message: 'bad' }) : ok({ ...obj, slim: true });
    },
  });
  const lines: string[] = [];
  running(sim, function* () {
    yield* fifo.add(pod('a', 1));
    expect(yield* fifo.add(pod('bad', 2))).toEqual(fail({ message: 'bad' }));
    expect(yield* fifo.replace([pod('b', 3), pod('bad', 4)], '5')).toEqual(
      fail({ message: 'bad' }),
    );
    yield* fifo.replace([pod('b', 3)], '5');
    yield* fifo.close();
    while (fifo.depth() > 0) {
      yield* fifo.pop(function* (deltas) {
        lines.push(...deltas.map(shownDelta));
        return ok(undefined);
      });
    }
  });
  expect(lines).toEqual(['Added a@1', 'ReplacedAll@5[b@3]']);
  expect(seen).toEqual(['a', 'bad', 'b', 'bad', 'b']);
});
