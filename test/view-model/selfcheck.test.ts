import { expect, test } from 'vitest';
import { selfcheck } from '#view-model/selfcheck.ts';
import { oneWatchEvent } from './trace_builder.ts';

test('a place looks the same however one comes there', () => {
  const { events, objects } = oneWatchEvent();
  const report = selfcheck(events, objects);
  expect(report.first).toBeUndefined();
  expect(report.firstRefusal).toBeUndefined();
  expect(report.compared).toEqual({
    playing: events.length,
    'stepping back': events.length,
    seeking: events.length,
    'folding afresh': events.length,
  });
});

test('a trace that leaves a step out is refused by a machine', () => {
  const { events, objects } = oneWatchEvent();
  const without = events.filter((event) => event.kind !== 'queue.got');
  expect(selfcheck(without, objects).firstRefusal).toMatch(
    /workItem rs-controller\|default\/web refuses DONE/,
  );
});
