/** Where two runs part: each lane against its like, times and ids left aside. */

import { describe, expect, test } from 'vitest';
import type { EventData } from '#trace/event.ts';
import { requestText } from '#view-model/comparison_lanes.ts';
import { divergenceOf, seqAt } from '#view-model/divergence.ts';
import { TraceBuilder } from './trace_builder.ts';

const informer = 'rs-controller/pods';

function request(url: string, verb = 'list', noun = informer): EventData<'request.sent'> {
  const client = 'rs-controller';
  return {
    ...{ request: 'req-1', client, noun, replica: 'a', verb, method: 'GET', url },
    resource: 'pods',
  };
}

const list = request('/api/v1/pods?limit=500&resourceVersion=0');
const streamed = request('/api/v1/pods?sendInitialEvents=true&watch=true', 'watch');

function queued(
  type: EventData<'delta.queued'>['type'],
  key: string,
  delta = 1,
): EventData<'delta.queued'> {
  return { informer, delta, type, key, keys: 1, items: 1 };
}

function added(key: string): EventData<'queue.added'> {
  return { queue: 'rs-controller', key, depth: 1 };
}

function made(key: string): EventData<'etcd.committed'> {
  return { revision: 1, type: 'ADDED', resource: 'pods', key, object: 'o' };
}

const trace = (): TraceBuilder => new TraceBuilder();
/** Time goes on long enough that nothing before can still be late. */
const later = (builder: TraceBuilder): TraceBuilder =>
  builder.wait(10_000).on('program.started', { program: 'gc' });

describe('two runs are the same', () => {
  const rows: readonly {
    readonly name: string;
    readonly left: TraceBuilder;
    readonly right: TraceBuilder;
  }[] = [
    { name: 'when nothing happens', left: trace(), right: trace() },
    {
      name: 'when one does it later',
      left: later(trace().on('request.sent', list)),
      right: later(trace().wait(300).on('request.sent', list)),
    },
    {
      name: 'whatever the kernel did meanwhile',
      left: later(trace().on('queue.added', added('default/a'))),
      right: later(
        trace().on('process.started', { process: 'x' }).on('queue.added', added('default/a')),
      ),
    },
    {
      name: 'when lanes are interleaved differently',
      left: later(
        trace().on('queue.added', added('default/a')).on('delta.queued', queued('Added', 'x/y')),
      ),
      right: later(
        trace().on('delta.queued', queued('Added', 'x/y')).on('queue.added', added('default/a')),
      ),
    },
    {
      name: 'when deltas are numbered differently',
      left: later(trace().on('delta.queued', queued('Added', 'x/y', 3))),
      right: later(trace().on('delta.queued', queued('Added', 'x/y', 8))),
    },
    {
      name: 'when resourceVersions and timeouts differ',
      left: later(
        trace().on('request.sent', request('/pods?resourceVersion=7&timeoutSeconds=300')),
      ),
      right: later(
        trace().on('request.sent', request('/pods?resourceVersion=9&timeoutSeconds=512')),
      ),
    },
    {
      name: 'when generated names differ',
      left: later(
        trace()
          .on('etcd.committed', made('pods/default/web-abc'))
          .on('queue.added', added('default/web-abc')),
      ),
      right: later(
        trace()
          .on('etcd.committed', made('pods/default/web-xyz'))
          .on('queue.added', added('default/web-xyz')),
      ),
    },
    {
      name: 'when the end comes before the other could do it',
      left: trace().wait(1_000).on('queue.added', added('default/a')),
      right: trace().wait(1_000).on('program.started', { program: 'gc' }),
    },
  ];
  test.each(rows)('$name', ({ left, right }) => {
    expect(divergenceOf(left.view, right.view).first).toBeUndefined();
    expect(divergenceOf(right.view, left.view).first).toBeUndefined();
  });
});

describe('two runs part', () => {
  const rows: readonly {
    readonly name: string;
    readonly left: TraceBuilder;
    readonly right: TraceBuilder;
    readonly kind: string;
    readonly index?: number;
    readonly texts: readonly [string | undefined, string | undefined];
    readonly seqs: readonly [number, number];
  }[] = [
    {
      name: 'where one lists and the other watches',
      left: later(trace().on('request.sent', list)),
      right: later(trace().on('request.sent', streamed)),
      kind: 'wire',
      texts: [
        'list /api/v1/pods limit=500 resourceVersion=0',
        'watch /api/v1/pods sendInitialEvents=true watch=true',
      ],
      seqs: [1, 1],
    },
    {
      name: 'at the first delta of another type',
      left: later(
        trace()
          .on('delta.queued', queued('Added', 'x/y'))
          .on('delta.queued', queued('Sync', 'x/y')),
      ),
      right: later(
        trace()
          .on('delta.queued', queued('Added', 'x/y'))
          .on('delta.queued', queued('SyncAll', '')),
      ),
      kind: 'deltas queued',
      index: 1,
      texts: ['Sync x/y', 'SyncAll '],
      seqs: [2, 2],
    },
    {
      name: 'where one has nothing to match the other',
      left: later(trace().on('program.started', { program: 'gc' })),
      right: later(trace().wait(5).on('queue.added', added('default/a'))),
      kind: 'queue',
      texts: [undefined, 'default/a'],
      seqs: [1, 1],
    },
    {
      name: 'where one is refused',
      left: later(trace().on('request.sent', list)),
      right: later(
        trace()
          .on('request.sent', list)
          .on('request.completed', {
            ...{ request: 'req-1', client: 'rs-controller', status: 409, reason: 'Conflict' },
            lasted: 1,
          }),
      ),
      kind: 'wire',
      texts: [undefined, 'answered 409 Conflict'],
      seqs: [1, 2],
    },
    {
      name: 'where a list is asked of etcd and not of the cache',
      left: later(trace().on('request.sent', request('/pods?resourceVersion=0'))),
      right: later(trace().on('request.sent', request('/pods'))),
      kind: 'wire',
      texts: ['list /pods resourceVersion=0', 'list /pods'],
      seqs: [1, 1],
    },
  ];
  test.each(rows)('$name', ({ left, right, kind, index = 0, texts, seqs }) => {
    const { first } = divergenceOf(left.view, right.view);
    expect(first).toMatchObject({ kind, index });
    expect([first?.left?.text, first?.right?.text]).toEqual(texts);
    expect([first?.leftSeq, first?.rightSeq]).toEqual(seqs);
  });

  test('at the earliest difference in simulated time, whatever its lane', () => {
    const left = later(
      trace().wait(50).on('queue.added', added('default/a')).wait(50).on('request.sent', list),
    );
    const right = later(
      trace().wait(40).on('queue.added', added('default/b')).wait(50).on('request.sent', streamed),
    );
    const { first, lanes } = divergenceOf(left.view, right.view);
    expect(first).toMatchObject({ kind: 'queue', at: 40_000_000 });
    expect(lanes.map(({ kind, left: mine, right: theirs }) => [kind, mine, theirs])).toEqual([
      ['queue', 1, 1],
      ['wire', 1, 1],
    ]);
  });

  test('at one instant, first where the reader looks', () => {
    const other = { ...list, noun: 'kubelet/pods' };
    const left = later(trace().on('request.sent', other).on('request.sent', list));
    const right = later(
      trace()
        .on('request.sent', { ...streamed, noun: 'kubelet/pods' })
        .on('request.sent', streamed),
    );
    expect(divergenceOf(left.view, right.view).first?.noun).toBe('kubelet/pods');
    const preferred = divergenceOf(left.view, right.view, { prefer: informer });
    expect(preferred.first?.noun).toBe(informer);
  });
});

test.each([
  { url: '/pods', text: '/pods' },
  { url: '/pods?b=2&a=1', text: '/pods a=1 b=2' },
  { url: '/pods?resourceVersion=0', text: '/pods resourceVersion=0' },
  { url: '/pods?resourceVersion=01', text: '/pods resourceVersion=N' },
  { url: '/pods?resourceVersion=', text: '/pods resourceVersion=' },
  { url: '/pods?resourceVersionMatch=Exact', text: '/pods resourceVersionMatch=Exact' },
  { url: '/pods?continue=abc&limit=5', text: '/pods limit=5' },
])('$url is compared as $text', ({ url, text }) => {
  expect(requestText(url)).toBe(text);
});

test('a place in time is the last event that has happened by then', () => {
  const { view } = trace()
    .wait(10)
    .on('queue.added', added('default/a'))
    .on('queue.added', added('default/b'))
    .wait(10)
    .on('queue.added', added('default/c'));
  const at = [0, 10_000_000, 15_000_000, 90_000_000].map((nanoseconds) =>
    seqAt(view, nanoseconds as Parameters<typeof seqAt>[1]),
  );
  expect(at).toEqual([0, 2, 2, 3]);
});
