import { expect, test } from 'vitest';
import { selfcheck } from '#view-model/selfcheck.ts';
import { playScript, scriptText } from './script_run.ts';
import { oneWatchEvent } from './trace_builder.ts';

test('a place looks the same however one comes there', () => {
  const { events, objects } = oneWatchEvent();
  const report = selfcheck(events, objects, { mostFolds: events.length });
  expect(report.first).toBeUndefined();
  expect(report.firstRefusal).toBeUndefined();
  expect(report.compared).toEqual({
    playing: events.length,
    'stepping back': events.length,
    seeking: events.length,
    'folding afresh': events.length,
  });
}, 60_000);

test('a trace that leaves a step out is refused by a machine', () => {
  const { events, objects } = oneWatchEvent();
  const without = events.filter((event) => event.kind !== 'queue.got');
  expect(selfcheck(without, objects).firstRefusal).toMatch(
    /workItem rs-controller\|default\/web refuses DONE/,
  );
});

test('in a whole cluster too, through a cut watch and a restarted server', () => {
  const { events, objects } = playScript(scriptText('tombstone.lab'));
  const report = selfcheck(events, objects, { every: 23, mostFolds: 10 });
  expect(report.first).toBeUndefined();
  expect(report.firstRefusal).toBeUndefined();
}, 60_000);
