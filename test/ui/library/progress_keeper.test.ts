import { describe, expect, test } from 'vitest';
import { printProgress } from '#tutor/progress.ts';
import { createProgressKeeper } from '#ui/library/progress_keeper.ts';

const address = 'L05-list-and-watch';

/** A browser's storage; with `full` nothing can be written. */
function storage(kept: Readonly<Record<string, string>> = {}, full = false) {
  const values = new Map(Object.entries(kept));
  return {
    values,
    getItem: (name: string) => values.get(name) ?? null,
    setItem: (name: string, value: string) => {
      if (full) throw new Error('QuotaExceededError');
      values.set(name, value);
    },
    removeItem: (name: string) => void values.delete(name),
  };
}

function clock(): () => string {
  let minute = 10;
  return () => `2026-11-27T03:${minute++}:00.000Z`;
}

test('what is told is kept, and there when the page is opened again', () => {
  const shelf = storage();
  const keeper = createProgressKeeper(shelf, clock());
  keeper.tell({ kind: 'opened', address });
  keeper.tell({ kind: 'step', address, step: 'start', hints: 1 });
  const again = createProgressKeeper(shelf, clock());
  expect(again.store.getState().record).toEqual(keeper.store.getState().record);
  expect(again.store.getState().record.lessons[address]?.steps).toHaveProperty('start');
});

test('two tabs take nothing from each other', () => {
  const shelf = storage();
  const one = createProgressKeeper(shelf, clock());
  const other = createProgressKeeper(shelf, clock());
  one.tell({ kind: 'step', address, step: 'start', hints: 0 });
  other.tell({ kind: 'step', address, step: 'close', hints: 0 });
  expect(Object.keys(other.store.getState().record.lessons[address]?.steps ?? {})).toEqual([
    'start',
    'close',
  ]);
});

describe('a reset', () => {
  test('is taken back, also in another visit, with what has been done since', () => {
    const shelf = storage();
    const keeper = createProgressKeeper(shelf, clock());
    keeper.tell({ kind: 'step', address, step: 'start', hints: 0 });
    keeper.reset();
    expect(keeper.store.getState().record.lessons).toEqual({});
    const later = createProgressKeeper(shelf, clock());
    later.tell({ kind: 'opened', address: 'L08-resync-is-not-relist' });
    later.undoReset();
    expect(Object.keys(later.store.getState().record.lessons).sort()).toEqual([
      address,
      'L08-resync-is-not-relist',
    ]);
    expect(later.store.getState().before).toBeUndefined();
  });
});

test('what cannot be read is put aside and told', () => {
  const shelf = storage({ 'informer-lab.progress': '{"version":7}' });
  const keeper = createProgressKeeper(shelf, clock());
  expect(keeper.store.getState().unreadable).toMatch(/version/);
  keeper.tell({ kind: 'opened', address });
  expect(shelf.values.get('informer-lab.progress.unreadable')).toBe('{"version":7}');
});

test('a file is joined with what is here, and refused if it is none', () => {
  const keeper = createProgressKeeper(storage(), clock());
  keeper.tell({ kind: 'opened', address });
  const before = keeper.store.getState().record;
  expect(keeper.bringIn('{').ok).toBe(false);
  expect(keeper.store.getState().record).toEqual(before);
  const other = createProgressKeeper(storage(), clock());
  other.tell({ kind: 'repair', address: 'B04-tombstone', repair: 'unwrap', right: true });
  expect(keeper.bringIn(printProgress(other.store.getState().record)).ok).toBe(true);
  const { lessons, exhibits } = keeper.store.getState().record;
  expect([Object.keys(lessons), Object.keys(exhibits)]).toEqual([[address], ['B04-tombstone']]);
});

test.each([
  ['no storage', undefined],
  ['a full one', storage({}, true)],
])('with %s progress lasts as long as the page, and that is told', (_name, shelf) => {
  const keeper = createProgressKeeper(shelf, clock());
  keeper.tell({ kind: 'opened', address });
  expect(keeper.store.getState().lost).toBe(true);
  expect(keeper.store.getState().record.lessons).toHaveProperty(address);
});
