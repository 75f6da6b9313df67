import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Heap } from '#base/heap.ts';
import { Ring } from '#base/ring.ts';

describe('a heap', () => {
  test('gives its items in order, whatever was removed meanwhile', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 99 })),
        fc.integer({ max: 99 }),
        (items, gone) => {
          const heap = new Heap<number>((left, right) => left < right);
          for (const item of items) heap.push(item);
          heap.remove((item) => item === gone);
          const kept = items.filter((item) => item !== gone).sort((left, right) => left - right);
          expect(heap.size).toBe(kept.length);
          expect(heap.items().length).toBe(kept.length);
          expect(heap.peek()).toBe(kept[0]);
          expect(kept.map(() => heap.pop())).toEqual(kept);
          expect(heap.pop()).toBeUndefined();
        },
      ),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('a ring', () => {
  test('does what an array would', () => {
    const operation = fc.oneof(
      fc.record({ do: fc.constant('push' as const), value: fc.nat() }),
      fc.record({ do: fc.constant('shift' as const), value: fc.constant(0) }),
      fc.record({ do: fc.constant('removeAt' as const), value: fc.nat({ max: 40 }) }),
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 120 }), (operations) => {
        const ring = new Ring<number>();
        const model: number[] = [];
        for (const each of operations) {
          if (each.do === 'push') {
            ring.push(each.value);
            model.push(each.value);
          } else if (each.do === 'shift') expect(ring.shift()).toBe(model.shift());
          else expect(ring.removeAt(each.value)).toBe(model.splice(each.value, 1)[0]);
          expect(ring.toArray()).toEqual(model);
          expect([ring.length, ring.at(0), ring.at(-1)]).toEqual([
            model.length,
            model[0],
            undefined,
          ]);
        }
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
