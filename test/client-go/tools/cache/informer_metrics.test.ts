/**
 * What an informer's queue and store tell of themselves. The rows are those of upstream's own test of the
 * metrics, which stands in kubernetes/kubernetes: test/integration/client/metrics/fifo_metrics_test.go.
 */

import { describe, expect, test } from 'vitest';
import { fail } from '#base/result.ts';
import { milliseconds } from '#base/time.ts';
import { DeletedFinalStateUnknown } from '#client-go/tools/cache/delta_fifo.ts';
import { InformerName, type InformerNameAndResource } from '#client-go/tools/cache/identity.ts';
import {
  PrometheusInformerMetricsProvider,
  processingLatencyBuckets,
} from '#client-go/tools/cache/informer_metrics.ts';
import { metaNamespaceKeyFunc, newStore } from '#client-go/tools/cache/store.ts';
import { RealFIFO } from '#client-go/tools/cache/the_real_fifo.ts';
import type { Proc } from '#sim/process.ts';
import { laboratory, pod, running } from './fixture.ts';

const pods = { group: '', version: 'v1', resource: 'pods' };

function bench(identifier: InformerNameAndResource | undefined) {
  const { sim } = laboratory();
  const metricsProvider = new PrometheusInformerMetricsProvider();
  const measured = { identifier, metricsProvider };
  const store = newStore(metaNamespaceKeyFunc, measured);
  const fifo = new RealFIFO(sim, { ...measured, knownObjects: store });
  const value = (metric: Parameters<PrometheusInformerMetricsProvider['find']>[0]) =>
    metricsProvider.find(metric, 'pods');
  return { sim, metricsProvider, store, fifo, value };
}

type Bench = ReturnType<typeof bench>;
const named = () => new InformerName('test').withResource(pods);

function* nothing(): Proc<{ readonly ok: true; readonly value: undefined }> {
  return { ok: true, value: undefined };
}

describe('the queue', () => {
  test.each<{
    readonly name: string;
    readonly steps: (b: Bench) => Proc<unknown>;
    readonly queued: number;
    readonly observed?: number;
  }>([
    { name: 'nothing yet', steps: nothing, queued: 0 },
    {
      name: 'each addition',
      *steps({ fifo }) {
        for (const name of ['a', 'b', 'c']) yield* fifo.add(pod(name, 1));
      },
      queued: 3,
    },
    {
      name: 'an update and a deletion too',
      *steps({ fifo }) {
        yield* fifo.add(pod('a', 1));
        yield* fifo.update(pod('a', 2));
        yield* fifo.delete(pod('a', 3));
      },
      queued: 3,
    },
    {
      name: 'one less for what is popped',
      *steps({ sim, fifo }) {
        yield* fifo.add(pod('a', 1));
        yield* fifo.add(pod('b', 2));
        yield* fifo.pop(() => sim.call('process', nothing()));
      },
      queued: 1,
      observed: 1,
    },
    {
      name: 'none of a batch, which is observed once',
      *steps({ sim, fifo }) {
        for (const name of ['a', 'b', 'c']) yield* fifo.add(pod(name, 1));
        const process = () => sim.call('process', nothing());
        yield* fifo.popBatch(process, process);
      },
      queued: 0,
      observed: 1,
    },
    {
      name: 'what a replacement adds: a deletion and two objects',
      *steps({ fifo }) {
        yield* fifo.add(pod('old', 1));
        yield* fifo.replace([pod('a', 1), pod('b', 2)], '50');
      },
      queued: 4,
    },
  ])('IM1 counts $name (TestRealFIFO_Metrics)', ({ steps, queued, observed = 0 }) => {
    const b = bench(named());
    running(b.sim, () => b.sim.call('steps', steps(b)));
    expect(b.value('informer_queued_items')?.value).toBe(queued);
    expect(b.value('informer_processing_latency_seconds')?.count).toBe(observed);
  });

  test('IM2 times the processing alone, also when it fails', () => {
    const b = bench(named());
    function* slow(): Proc<ReturnType<typeof fail<{ message: string }>>> {
      yield* b.sim.sleep(milliseconds(30));
      return fail({ message: 'no' });
    }
    running(b.sim, () => b.fifo.add(pod('a', 1)));
    running(b.sim, () => b.fifo.pop(() => b.sim.call('slow', slow())));
    const latency = b.value('informer_processing_latency_seconds');
    expect(latency).toMatchObject({ value: 0.03, count: 1 });
    const first = latency?.buckets.indexOf(1) ?? -1;
    expect(processingLatencyBuckets[first]).toBe(0.05);
    expect(latency?.buckets).toHaveLength(processingLatencyBuckets.length + 1);
  });

  test('IM3 counts an atomic replacement once, and no bookmark until something follows', () => {
    const { sim } = laboratory();
    const metricsProvider = new PrometheusInformerMetricsProvider();
    const fifo = new RealFIFO(sim, {
      identifier: named(),
      metricsProvider,
      atomicEvents: true,
      emitDeltaTypeBookmark: true,
    });
    const queued = () => metricsProvider.find('informer_queued_items', 'pods')?.value;
    running(sim, () => fifo.replace([pod('a', 1), pod('b', 2)], '50'));
    expect(queued()).toBe(1);
    running(sim, () => fifo.bookmark('60'));
    expect(queued()).toBe(1);
    running(sim, () => fifo.resync());
    expect(queued()).toBe(3);
  });
});

describe('the store', () => {
  test.each<{
    readonly name: string;
    readonly steps: (b: Bench) => void;
    readonly version: number;
  }>([
    { name: 'none yet', steps: () => undefined, version: 0 },
    { name: 'an addition’s', steps: ({ store }) => store.add(pod('a', 1)), version: 1 },
    {
      name: 'the last write’s, not the greatest',
      steps: ({ store }) => [store.add(pod('a', 5)), store.update(pod('b', 3))],
      version: 3,
    },
    {
      name: 'a deletion’s',
      steps: ({ store }) => [store.add(pod('a', 1)), store.delete(pod('a', 2))],
      version: 2,
    },
    {
      name: 'not a tombstone’s',
      steps: ({ store }) => [
        store.add(pod('a', 4)),
        store.delete(new DeletedFinalStateUnknown('ns/a', pod('a', 9))),
      ],
      version: 4,
    },
    {
      name: 'the list’s',
      steps: ({ store }) => store.replace([pod('a', 1)], '50'),
      version: 50,
    },
    { name: 'a bookmark’s', steps: ({ store }) => store.bookmark('60'), version: 60 },
    {
      name: 'the last one’s of a transaction',
      steps: ({ store }) =>
        store.transaction([
          { type: 'Add', object: pod('a', 8) },
          { type: 'Add', object: pod('b', 7) },
        ]),
      version: 7,
    },
    {
      name: 'the last 15 digits of a long one',
      steps: ({ store }) => store.add(pod('a', '12345678901234567890')),
      version: 678901234567890,
    },
    {
      name: 'the one before what is no number',
      steps: ({ store }) => [store.add(pod('a', 6)), store.add(pod('b', 'x'))],
      version: 6,
    },
  ])('IM4 is at $name (TestStore_MetricsTrackedForResourceVersions)', ({ steps, version }) => {
    const b = bench(named());
    steps(b);
    expect(b.value('informer_store_resource_version')?.value).toBe(version);
  });
});

describe('nothing is told', () => {
  test('IM5 of what has no name (TestRealFIFO_MetricsNotPublishedForUnnamedFIFO)', () => {
    const b = bench(undefined);
    running(b.sim, () => b.fifo.add(pod('a', 1)));
    b.store.add(pod('a', 1));
    expect(b.metricsProvider.series()).toEqual([]);
  });

  test('IM6 by the second of one name and resource (TestRealFIFO_MetricsNotPublishedForDuplicateGVR)', () => {
    const name = new InformerName('test');
    const first = bench(name.withResource(pods));
    const second = bench(name.withResource(pods));
    for (const { sim, fifo } of [first, second]) running(sim, () => fifo.add(pod('a', 1)));
    expect(first.value('informer_queued_items')?.value).toBe(1);
    expect(second.metricsProvider.series()).toEqual([]);
  });

  test('IM7 once the name is given back: the last values stay', () => {
    const name = new InformerName('test');
    const b = bench(name.withResource(pods));
    running(b.sim, () => b.fifo.add(pod('a', 1)));
    b.store.add(pod('a', 1));
    name.release();
    running(b.sim, () => b.fifo.add(pod('b', 2)));
    b.store.add(pod('b', 2));
    expect(b.value('informer_queued_items')?.value).toBe(1);
    expect(b.value('informer_store_resource_version')?.value).toBe(1);
  });
});

test('IM8 a series has the four labels of its informer', () => {
  const b = bench(new InformerName('test').withResource({ ...pods, group: 'g' }));
  expect(b.metricsProvider.series().map(({ metric, labels }) => ({ metric, ...labels }))).toEqual(
    [
      'informer_store_resource_version',
      'informer_queued_items',
      'informer_processing_latency_seconds',
    ].map((metric) => ({ metric, name: 'test', group: 'g', version: 'v1', resource: 'pods' })),
  );
});
