/** The oldest queue: the newest object of each key, once, in the order in which the keys came. */

import { describe, expect, test } from 'vitest';
import { ok } from '#base/result.ts';
import { seconds } from '#base/time.ts';
import { newFIFO } from '#client-go/tools/cache/fifo.ts';
import { metaNamespaceKeyFunc } from '#client-go/tools/cache/store.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';
import { pod, shown } from './fixture.ts';

function bench() {
  const run = simulatedRun();
  const fifo = newFIFO(run.sim, metaNamespaceKeyFunc);
  /** Takes out so many, or waits for them. */
  const pop = (count = 1) => {
    const popped: string[] = [];
    run.go('consumer', function* () {
      for (let each = 0; each < count; each++) {
        const outcome = yield* fifo.pop(function* (obj, isInInitialList) {
          popped.push(`${shown(obj)}${isInInitialList ? ' init' : ''}`);
          return ok(undefined);
        });
        if (!outcome.ok) popped.push(outcome.error.message);
      }
    });
    return popped;
  };
  return { ...run, fifo, pop };
}

test('FI1 what each of two producers added comes out in its order (TestFIFO_basic)', () => {
  const b = bench();
  for (const producer of ['a', 'b']) {
    b.go(producer, function* () {
      for (let count = 1; count <= 500; count++) {
        b.fifo.add(pod(`${producer}-${count}`, count));
        yield* b.sim.sleep(seconds(0.001));
      }
    });
  }
  b.pass(seconds(1));
  const popped = b.pop(1000);
  for (const producer of ['a', 'b']) {
    const mine = popped.filter((line) => line.startsWith(producer));
    expect(mine).toEqual(Array.from({ length: 500 }, (_, at) => `${producer}-${at + 1}@${at + 1}`));
  }
});

test.each([
  { id: 'FI2', way: 'update', upstream: 'TestFIFO_addUpdate' },
  { id: 'FI3', way: 'replace', upstream: 'TestFIFO_addReplace' },
] as const)('$id an add and an $way of a key are one entry, the newest ($upstream)', ({ way }) => {
  const b = bench();
  b.fifo.add(pod('foo', 10));
  if (way === 'update') b.fifo.update(pod('foo', 15));
  else b.fifo.replace([pod('foo', 15)], '15');
  expect([b.fifo.listKeys(), b.fifo.list().map(shown)]).toEqual([['ns/foo'], ['foo@15']]);
  expect(b.pop(2)).toEqual(['foo@15']);
  expect(b.fifo.get(pod('foo', 0))).toEqual(ok(undefined));
});

test('FI4 nobody jumps the line (TestFIFO_detectLineJumpers)', () => {
  const b = bench();
  for (const obj of [
    pod('foo', 10),
    pod('bar', 1),
    pod('foo', 11),
    pod('foo', 13),
    pod('zab', 30),
  ]) {
    b.fifo.add(obj);
  }
  expect(b.pop()).toEqual(['foo@13']);
  b.fifo.add(pod('foo', 14));
  expect(b.pop(3)).toEqual(['bar@1', 'zab@30', 'foo@14']);
});

describe('FI5 HasSynced (TestFIFO_HasSynced)', () => {
  const two = [pod('a', 1), pod('b', 2)];
  test.each([
    { name: 'nothing happened', added: false, replaced: undefined, pops: 0, synced: false },
    { name: 'an add', added: true, replaced: undefined, pops: 0, synced: true },
    { name: 'an empty list', added: false, replaced: [], pops: 0, synced: true },
    { name: 'a list of two', added: false, replaced: two, pops: 0, synced: false },
    { name: 'one of two taken out', added: false, replaced: two, pops: 1, synced: false },
    { name: 'both taken out', added: false, replaced: two, pops: 2, synced: true },
  ])('$name: $synced', ({ added, replaced, pops, synced }) => {
    const b = bench();
    if (added) b.fifo.add(pod('a', 1));
    if (replaced !== undefined) b.fifo.replace(replaced, '0');
    const popped = b.pop(pops);
    expect(popped).toEqual(['a@1 init', 'b@2 init'].slice(0, pops));
    expect(b.fifo.hasSynced()).toBe(synced);
  });
});

test('FI6 ten waiting consumers return when it is closed (TestFIFO_PopShouldUnblockWhenClosed)', () => {
  const b = bench();
  const consumers = Array.from({ length: 10 }, () => b.pop());
  b.fifo.close();
  b.settle();
  expect(consumers).toEqual(Array(10).fill(['DeltaFIFO: manipulating with closed queue']));
});
