/** The keyed heap: the least comes out first, whatever was updated or deleted in between. */

import { describe, expect, test } from 'vitest';
import { fail, ok } from '#base/result.ts';
import { seconds } from '#base/time.ts';
import { type Heap, newHeap } from '#client-go/tools/cache/heap.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

interface Item {
  readonly name: string;
  readonly value: number;
}

const closed = fail({ message: 'heap is closed' });

function bench() {
  const run = simulatedRun();
  const heap: Heap<Item> = newHeap(run.sim, {
    keyFunc: (item) => ok((item as Item).name),
    less: (left, right) => left.value < right.value,
  });
  const add = (...items: readonly string[]) => {
    for (const item of items) heap.add(parsed(item));
  };
  const pop = (count = 1) => {
    const values: unknown[] = [];
    run.go('consumer', function* () {
      for (let each = 0; each < count; each++) {
        const popped = yield* heap.pop();
        values.push(popped.ok ? popped.value.value : popped.error.message);
      }
    });
    return values;
  };
  return { ...run, heap, add, pop };
}

/** `foo 10` */
function parsed(text: string): Item {
  const [name = '', value] = text.split(' ');
  return { name, value: Number(value) };
}

const four = ['foo 10', 'bar 1', 'bal 31', 'baz 11'];

describe('the order', () => {
  test('HP1 is ascending, though two producers added from both ends (TestHeapBasic)', () => {
    const b = bench();
    b.go('down', function* () {
      for (let value = 500; value > 0; value--) {
        b.add(`a${value} ${value}`);
        yield* b.sim.sleep(seconds(0.001));
      }
    });
    b.go('up', function* () {
      for (let value = 1; value <= 500; value++) {
        b.add(`b${value} ${value}`);
        yield* b.sim.sleep(seconds(0.001));
      }
    });
    b.pass(seconds(1));
    const values = b.pop(1000);
    expect(values).toEqual(Array.from({ length: 1000 }, (_, index) => (index >> 1) + 1));
  });

  test('HP2 follows an update of what is in it, and of what comes back (TestHeap_Add)', () => {
    const b = bench();
    b.add('foo 10', 'bar 1', 'baz 11', 'zab 30', 'foo 13');
    expect(b.pop(2)).toEqual([1, 11]);
    expect(b.heap.delete(parsed('baz 11'))).toEqual(fail({ message: 'object not found' }));
    b.add('foo 14');
    expect(b.pop(2)).toEqual([14, 30]);
  });

  test('HP3 holds for everything added at once: no pop goes on before (TestHeap_BulkAdd)', () => {
    const b = bench();
    const values = b.pop(500);
    b.heap.bulkAdd(Array.from({ length: 500 }, (_, index) => parsed(`a${index} ${500 - index}`)));
    b.settle();
    expect(values).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
  });

  test('HP4 keeps what is present where it is (TestHeap_AddIfNotPresent)', () => {
    const b = bench();
    for (const item of ['foo 10', 'bar 1', 'baz 11', 'zab 30', 'foo 13']) {
      b.heap.addIfNotPresent(parsed(item));
    }
    expect(b.heap.list()).toHaveLength(4);
    expect(b.heap.getByKey('foo')).toEqual(parsed('foo 10'));
    expect(b.pop(2)).toEqual([1, 10]);
    b.heap.addIfNotPresent(parsed('bar 14'));
    expect(b.pop(2)).toEqual([11, 14]);
  });

  test('HP5 survives deleting the head, the tail and one of two equals; the key decides (TestHeap_Delete)', () => {
    const b = bench();
    b.add(...four);
    expect(b.heap.delete(parsed('bar 200')).ok).toBe(true);
    expect(b.pop()).toEqual([10]);
    b.add('zab 30', 'faz 30');
    expect(b.heap.delete(parsed('non-existent 10')).ok).toBe(false);
    expect(b.heap.listKeys()).toHaveLength(4);
    expect(b.heap.delete(parsed('bal 31')).ok).toBe(true);
    expect(b.heap.delete(parsed('zab 30')).ok).toBe(true);
    expect(b.pop(2)).toEqual([11, 30]);
    expect(b.heap.list()).toEqual([]);
  });

  test('HP6 follows updates to the head and away from it (TestHeap_Update)', () => {
    const b = bench();
    b.add(...four);
    b.heap.update(parsed('baz 0'));
    expect(b.pop()).toEqual([0]);
    b.heap.update(parsed('bar 100'));
    expect(b.pop(3)).toEqual([10, 31, 100]);
  });
});

describe('looking', () => {
  test('HP7 finds by the key of an object (TestHeap_Get)', () => {
    const b = bench();
    b.add(...four);
    expect(b.heap.get(parsed('baz 0'))).toEqual(ok(parsed('baz 11')));
    expect(b.heap.get(parsed('non-existent 0'))).toEqual(ok(undefined));
  });

  test('HP8 finds by key (TestHeap_GetByKey)', () => {
    const b = bench();
    b.add(...four);
    expect(b.heap.getByKey('baz')).toEqual(parsed('baz 11'));
    expect(b.heap.getByKey('non-existent')).toBeUndefined();
  });

  test('HP9 lists everything, in no promised order (TestHeap_List, TestHeap_ListKeys)', () => {
    const b = bench();
    expect([b.heap.list(), b.heap.listKeys()]).toEqual([[], []]);
    b.add(...four, 'faz 30');
    const names = ['bal', 'bar', 'baz', 'faz', 'foo'];
    expect([...b.heap.listKeys()].sort()).toEqual(names);
    expect(
      b.heap
        .list()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(names);
  });
});

describe('closing', () => {
  test('HP10 ends a waiting pop (TestHeapEmptyPop)', () => {
    const b = bench();
    const values = b.pop();
    b.pass(seconds(1));
    expect(values).toEqual([]);
    b.heap.close();
    b.settle();
    expect(values).toEqual(['heap is closed']);
  });

  test('HP11 is told, and leaves what is in it (TestHeap_Close)', () => {
    const b = bench();
    b.add('foo 10', 'bar 1');
    expect(b.heap.isClosed()).toBe(false);
    b.heap.close();
    expect(b.heap.isClosed()).toBe(true);
    expect(b.pop(3)).toEqual([1, 10, 'heap is closed']);
  });

  test('HP12 refuses all that comes after (TestHeapAddAfterClose)', () => {
    const { heap } = bench();
    heap.close();
    const item = parsed('test 1');
    expect([heap.add(item), heap.addIfNotPresent(item), heap.bulkAdd([item])]).toEqual([
      closed,
      closed,
      closed,
    ]);
  });
});
