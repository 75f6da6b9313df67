/** What the metrics of a queue say at each step of its items' lives. */

import { expect, test } from 'vitest';
import { type Duration, microsecond, milliseconds, seconds } from '#base/time.ts';
import { newTypedDelayingQueueWithConfig } from '#client-go/util/workqueue/delaying_queue.ts';
import {
  histogramBuckets,
  type PrometheusMetric,
  PrometheusMetricsProvider,
} from '#client-go/util/workqueue/metrics.ts';
import { newTypedWithConfig } from '#client-go/util/workqueue/queue.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

function bench() {
  const run = simulatedRun();
  const metricsProvider = new PrometheusMetricsProvider();
  const queue = newTypedWithConfig<string>(run.sim, { name: 'test', metricsProvider });
  run.settle();
  const get = () => {
    run.go('worker', function* () {
      yield* queue.get();
    });
  };
  const value = (metric: PrometheusMetric) => metricsProvider.find(metric, 'test')?.value;
  return { ...run, metricsProvider, queue, get, value };
}

test('WM1 the walk of an item through all metrics (TestMetrics)', () => {
  const b = bench();
  const depthAndAdds = () => [b.value('workqueue_depth'), b.value('workqueue_adds_total')];
  b.queue.add('foo');
  expect(depthAndAdds()).toEqual([1, 1]);
  b.pass((50 * microsecond) as Duration);
  b.get();
  expect(depthAndAdds()).toEqual([0, 1]);
  expect(b.value('workqueue_queue_duration_seconds')).toBe(5e-5);
  b.queue.add('foo');
  b.queue.add('foo');
  expect(depthAndAdds()).toEqual([1, 2]);
  b.pass((25 * microsecond) as Duration);
  b.queue.done('foo');
  expect(b.value('workqueue_work_duration_seconds')).toBe(2.5e-5);
  b.pass((25 * microsecond) as Duration);
  b.get();
  expect(b.metricsProvider.find('workqueue_queue_duration_seconds', 'test')?.value).toBeCloseTo(
    1e-4,
    12,
  );
});

test('WM2 the depth counts dirty items, the length only queued ones (no upstream test)', () => {
  const b = bench();
  b.queue.add('foo');
  b.get();
  b.queue.add('foo');
  expect([b.queue.len(), b.value('workqueue_depth')]).toEqual([0, 1]);
});

test('WM3 unfinished work is brought up to date every half second until shut down (TestMetricShutdown)', () => {
  const b = bench();
  b.queue.add('foo');
  b.get();
  b.pass(milliseconds(1200));
  const gauges = () => [
    b.value('workqueue_unfinished_work_seconds'),
    b.value('workqueue_longest_running_processor_seconds'),
  ];
  expect(gauges()).toEqual([1, 1]);
  b.go('stop', function* () {
    yield* b.queue.shutDown();
  });
  b.pass(seconds(5));
  expect(gauges()).toEqual([1, 1]);
});

test('WM4 every delayed add counts as a retry, even without delay (no upstream test)', () => {
  const run = simulatedRun();
  const metricsProvider = new PrometheusMetricsProvider();
  const queue = newTypedDelayingQueueWithConfig<string>(run.sim, { name: 'test', metricsProvider });
  run.go('test', function* () {
    yield* queue.addAfter('foo', milliseconds(0));
    yield* queue.addAfter('foo', milliseconds(5));
  });
  expect(metricsProvider.find('workqueue_retries_total', 'test')?.value).toBe(2);
});

test('WM5 the buckets are those of component-base, float products included', () => {
  expect(histogramBuckets).toEqual([
    1e-8, 1e-7, 1e-6, 9.999999999999999e-6, 9.999999999999999e-5, 0.001, 0.01, 0.1, 1, 10,
  ]);
});

test('WM6 a queue without a name measures nothing and runs nothing (no upstream test)', () => {
  const run = simulatedRun();
  const metricsProvider = new PrometheusMetricsProvider();
  const queue = newTypedWithConfig<string>(run.sim, { metricsProvider });
  queue.add('foo');
  expect(metricsProvider.series()).toEqual([]);
  expect(run.sim.processes.size).toBe(0);
});
