import { describe, expect, test } from 'vitest';
import { seconds } from '#base/time.ts';
import { consequences, reasonOf, why, whyNot } from '#view-model/causality.ts';
import { drawLane } from '#view-model/marks.ts';
import { waitMs } from '#view-model/pace.ts';
import { readTokens, tokensOf } from '#view-model/tokens.ts';
import { oneWatchEvent } from './trace_builder.ts';

const view = oneWatchEvent().view;

function seqOf(kind: string, nth = 1): number {
  return view.events.filter((event) => event.kind === kind)[nth - 1]?.seq ?? 0;
}

describe('tokens', () => {
  test('a frame travels from the sending to the delivery', () => {
    const sent = view.pace.shownAt(seqOf('watch.event.sent'));
    const delivered = view.pace.shownAt(seqOf('watch.event.delivered'));
    for (const displayMs of [sent, (sent + delivered) / 2, delivered]) {
      expect(readTokens(view, displayMs).filter((token) => token.id === 'req-2#1')).toMatchObject([
        {
          identity: 'add',
          from: 'apiserver/a',
          to: 'reflector:rs-controller/pods',
          startedAt: sent,
          endsAt: delivered,
          objectKey: 'pods/default/web-2',
        },
      ]);
    }
    expect(readTokens(view, delivered + 2).some((token) => token.id === 'req-2#1')).toBe(false);
  });

  test('a hand-over ends when its event is shown', () => {
    const seq = seqOf('delta.queued', 2);
    const [token] = tokensOf(view, seq);
    expect(token).toMatchObject({ identity: 'add', label: 'web-2', state: 'arrived' });
    expect(token?.endsAt).toBe(view.pace.shownAt(seq));
    expect(token?.startedAt).toBeLessThan(view.pace.shownAt(seq));
    const underWay = readTokens(view, view.pace.shownAt(seq) - 10);
    expect(underWay.map(({ id }) => id)).toContain(token?.id);
  });

  test('only the key travels on from a handler', () => {
    expect(tokensOf(view, seqOf('queue.added'))).toMatchObject([
      {
        identity: 'key',
        shrunk: true,
        from: 'handlers:rs-controller/pods',
        to: 'workqueue:rs-controller',
        objectKey: 'replicasets/default/web',
      },
    ]);
    expect(tokensOf(view, seqOf('queue.deduplicated'))).toMatchObject([{ state: 'merged' }]);
  });

  test('an answer travels back, a refusal as a fault', () => {
    expect(tokensOf(view, seqOf('request.completed', 3))).toMatchObject([
      { label: '409', identity: 'fault', from: 'apiserver/a', to: 'workers:rs-controller' },
    ]);
  });
});

describe('pace', () => {
  test('every event has a moment of its own, and finds its way back', () => {
    for (const { seq } of view.events) {
      expect(view.pace.cursorAt(view.pace.shownAt(seq))).toBe(seq);
    }
  });

  test('a long wait is cut, with its length', () => {
    expect(view.pace.cuts).toMatchObject([{ lasted: seconds(30) }]);
    const [cut] = view.pace.cuts;
    expect((cut?.endsAt ?? 0) - (cut?.startedAt ?? 0)).toBeLessThan(1000);
  });

  test('a longer wait never takes less, and an hour takes little', () => {
    const waits = [0, 1, 1e5, 9e5, 1e6, 15e5, 2e6, 5e6, 1e9, 3e10, 36e11].map(waitMs);
    expect(waits).toEqual([...waits].sort((left, right) => left - right));
    expect(waits.at(-1)).toBeLessThan(1500);
  });

  test('timers shrink while the picture waits', () => {
    const [cut] = view.pace.cuts;
    const before = view.at((cut?.seq ?? 0) - 1);
    const middle = view.pace.simulatedAt(((cut?.startedAt ?? 0) + (cut?.endsAt ?? 0)) / 2);
    expect(middle - before).toBe(seconds(15));
  });
});

describe('why', () => {
  test('a reconcile is walked back to the command that started it', () => {
    const { path, stations } = why(view, seqOf('handler.called', 2));
    expect(path[0]?.kind).toBe('command.applied');
    expect(stations.map(({ kind }) => kind)).toEqual([
      'command.applied',
      'etcd.committed',
      'watch.event.sent',
      'watch.event.delivered',
      'delta.queued',
      'delta.popped',
      'store.added',
      'handler.called',
    ]);
  });

  test('what followed from a command is found', () => {
    const found = consequences(view, seqOf('command.applied'));
    expect(found).toContain(seqOf('reconcile.finished'));
    expect(found).not.toContain(seqOf('handler.called', 1));
  });

  test.each([
    { name: 'a key', question: { key: 'default/web' } },
    { name: 'a box', question: { place: 'workqueue:rs-controller' as const } },
  ])('why $name did nothing is the latest non-event there', ({ question }) => {
    const event = whyNot(view, question, view.lastSeq);
    expect(event?.kind).toBe('queue.deduplicated');
    expect(event && reasonOf(event)).toBe('key already dirty');
    expect(whyNot(view, question, seqOf('queue.deduplicated') - 1)).toBeUndefined();
  });
});

describe('steps', () => {
  test('an event ends when all it caused has ended', () => {
    const next = view.steps.next('event', seqOf('watch.event.sent'));
    expect(next).toBe(seqOf('queue.done'));
    expect(view.steps.next('event', next ?? 0)).toBeUndefined();
    expect(view.steps.previous('event', next ?? 0)).toBe(0);
  });

  test('a reconcile ends when it has finished', () => {
    expect(view.steps.next('reconcile', 0)).toBe(seqOf('reconcile.finished'));
    expect(view.steps.previous('reconcile', view.lastSeq)).toBe(seqOf('reconcile.finished'));
  });

  test('hops pass over the doings of the kernel', () => {
    expect(view.steps.next('hop', seqOf('delta.popped'))).toBe(seqOf('store.added'));
    expect(view.steps.previous('hop', 1)).toBe(0);
    expect(view.steps.previous('hop', 0)).toBeUndefined();
  });
});

describe('marks', () => {
  test('commands and conflicts are flagged', () => {
    expect(view.marks.flags.map(({ kind, label }) => [kind, label])).toEqual([
      ['command', 'kubectl apply -f pod.yaml'],
      ['conflict', '409 Conflict'],
    ]);
  });

  test('a second list is a relist, a refused event is flagged', () => {
    const trace = oneWatchEvent();
    const data = { informer: 'rs-controller/pods', resourceVersion: '102', limit: 0 };
    trace.on('reflector.list.started', data);
    expect(trace.view.marks.flags.slice(-2).map(({ kind }) => kind)).toEqual([
      'relist',
      'refused by a machine',
    ]);
  });

  test('a lane draws at most one tick per slot', () => {
    const ticks = Array.from({ length: 1000 }, (_, seq) => ({ seq, category: 'mod' as const }));
    const drawn = drawLane(ticks, { shownAt: (seq) => seq, from: 0, to: 999, slots: 50 });
    expect(drawn.length).toBeLessThanOrEqual(51);
    expect(drawn.at(-1)?.seq).toBe(999);
  });
});
