/** A filtered watch drops, keeps order and ends with its source; a recorder remembers what passed. */

import { expect, test } from 'vitest';
import { filter, newRecorder } from '#apimachinery/pkg/watch/filter.ts';
import type { Event, Interface } from '#apimachinery/pkg/watch/watch.ts';
import { Channel } from '#sim/channel.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

function added(name: string): Event {
  return { type: 'ADDED', object: { metadata: { name } } };
}

function bench(names: readonly string[]) {
  const run = simulatedRun();
  const source = new Channel<Event>(run.sim, { name: 'source' });
  const incoming: Interface = {
    stop: () => {
      if (!source.closed) source.close();
    },
    resultChan: () => source,
  };
  const produce = () =>
    run.go('producer', function* () {
      for (const name of names) yield* source.send(added(name));
      source.close();
    });
  const read = (watch: Interface) => {
    const received: string[] = [];
    run.go('reader', function* () {
      for (;;) {
        const event = yield* watch.resultChan().receive();
        received.push(
          event === undefined ? 'closed' : (event.object.metadata as { name: string }).name,
        );
        if (event === undefined) return;
      }
    });
    return received;
  };
  return { ...run, incoming, produce, read };
}

test('FW1 a filter drops what does not match and keeps the order (TestFilter)', () => {
  const b = bench(['foo', 'bar', 'baz', 'qux', 'zoo']);
  const watch = filter(b.sim, b.incoming, {
    name: 'f',
    f: (event) => (JSON.stringify(event.object).includes('"b') ? undefined : event),
  });
  const received = b.read(watch);
  b.produce();
  expect(received).toEqual(['foo', 'qux', 'zoo', 'closed']);
});

test('FW2 stopping a filter stops its source, and so the filter (TestFilterStop)', () => {
  const b = bench([]);
  const watch = filter(b.sim, b.incoming, { name: 'f', f: (event) => event });
  const received = b.read(watch);
  watch.stop();
  b.settle();
  expect(received).toEqual(['closed']);
});

test('FW3 a filter holds one event more than its source (none)', () => {
  const b = bench(['a', 'b', 'c']);
  filter(b.sim, b.incoming, { name: 'f', f: (event) => event });
  b.produce();
  expect(b.sim.deadlock()).toEqual([]);
  expect([...b.sim.processes].map((process) => process.describe())).toEqual([
    'f/loop waits to send to f.result',
    'producer waits to send to source',
  ]);
});

test('FW4 a recorder copies everything that passes (TestRecorder)', () => {
  const b = bench(['foo', 'bar', 'baz', 'qux', 'zoo']);
  const recorder = newRecorder(b.sim, b.incoming, 'r');
  const received = b.read(recorder);
  b.produce();
  expect(received).toEqual(['foo', 'bar', 'baz', 'qux', 'zoo', 'closed']);
  expect(recorder.events()).toEqual(['foo', 'bar', 'baz', 'qux', 'zoo'].map(added));
});
