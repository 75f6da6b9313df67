import { expect, test } from 'vitest';
import { pod } from './fixture.ts';
import { informerRun, lane } from './informer_run.ts';

test('SI1 a list and a watch reach the handler as adds, updates and deletes (S1)', () => {
  const run = informerRun({ lists: [{ version: 10, items: [pod('a', 5), pod('b', 6)] }] });
  run.until(1);
  run.watching().add(pod('c', 11)).modify(pod('a', 12)).delete(pod('b', 13));
  run.until(2);
  expect(run.lines).toEqual([
    '0.000 LIST#1 rv="0" limit=500 cont=""',
    '0.000 WATCH#1 rv="10"',
    '0.000 H ADD a@5 init=true',
    '0.000 H ADD b@6 init=true',
    '1.000 H ADD c@11 init=false',
    '1.000 H UPD a@5 -> a@12',
    '1.000 H DEL b@13',
  ]);
  expect(lane(run.lines, 'LIST')).toHaveLength(1);
});
