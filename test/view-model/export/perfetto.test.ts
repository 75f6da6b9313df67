import { describe, expect, test } from 'vitest';
import { anything, count, decodeRecord, oneOf, optional, quantity, text } from '#trace/shape.ts';
import { perfettoOf } from '#view-model/export/perfetto.ts';
import type { CompleteEvent } from '#view-model/export/trace_event_format.ts';
import { playedRun, say } from './played_run.ts';

const { view } = playedRun('tombstone.lab');
const trace = perfettoOf(view, { from: 1, to: view.lastSeq }, say);
const { traceEvents } = JSON.parse(JSON.stringify(trace)) as typeof trace;

/** The fields that the trace event format demands of each phase. */
const track = { pid: count, tid: count, name: text };
const timed = { ...track, cat: text, ts: quantity };
const shapes = {
  M: { ph: oneOf('M'), ...track, args: anything },
  X: { ph: oneOf('X'), ...timed, dur: quantity, args: anything },
  i: { ph: oneOf('i'), ...timed, s: oneOf('t', 'p', 'g'), args: anything },
  s: { ph: oneOf('s'), ...timed, id: count },
  f: { ph: oneOf('f'), ...timed, id: count, bp: optional(oneOf('e')) },
};

function names(kind: string): ReadonlyMap<string, string> {
  const found = traceEvents.flatMap((event) =>
    event.ph === 'M' && event.name === kind && 'name' in event.args
      ? [[`${event.pid}/${event.tid}`, event.args.name] as const]
      : [],
  );
  return new Map(found);
}

describe('a run as Chrome trace events', () => {
  test('has only events that the format knows, with all that it demands of them', () => {
    expect(traceEvents.length).toBeGreaterThan(300);
    for (const event of traceEvents) {
      expect(decodeRecord(shapes[event.ph], event, '$')).toMatchObject({ ok: true });
      if ('ts' in event) expect(event.ts).toBeGreaterThanOrEqual(0);
    }
    for (const phase of Object.keys(shapes)) {
      expect(traceEvents.some(({ ph }) => ph === phase)).toBe(true);
    }
  });

  test('has a named track per goroutine, in the process of its program', () => {
    const threads = names('thread_name');
    const processes = names('process_name');
    expect(new Set(threads.values()).size).toBe(threads.size);
    expect([...threads.values()]).toEqual(expect.arrayContaining(['kube-apiserver', 'kubectl']));
    expect([...threads.values()].some((name) => name.endsWith('/reflector'))).toBe(true);
    expect([...threads.values()].some((name) => name.includes('/worker-'))).toBe(true);
    for (const [track, name] of threads) {
      const process = processes.get(`${track.split('/')[0]}/0`) ?? '?';
      expect(name.startsWith(process)).toBe(true);
    }
    for (const event of traceEvents) {
      if (event.ph !== 'M') expect(threads.has(`${event.pid}/${event.tid}`)).toBe(true);
    }
  });

  test('has a slice for each reconcile, with its length in microseconds', () => {
    const finished = view.events.filter(({ kind }) => kind === 'reconcile.finished');
    const slices = traceEvents.filter(
      (event): event is CompleteEvent => event.ph === 'X' && event.cat === 'reconcile',
    );
    expect(finished.length).toBeGreaterThan(0);
    for (const event of finished) {
      const slice = slices.find(({ args }) => args['until'] === event.seq);
      const lasted = event.kind === 'reconcile.finished' ? event.data.lasted : 0;
      expect(slice?.dur).toBeCloseTo(lasted / 1_000, 3);
    }
  });

  test('has no two slices on a track that cross', () => {
    const byTrack = new Map<number, CompleteEvent[]>();
    for (const event of traceEvents) {
      if (event.ph !== 'X') continue;
      byTrack.set(event.tid, [...(byTrack.get(event.tid) ?? []), event]);
    }
    for (const slices of byTrack.values()) {
      for (const left of slices) {
        for (const right of slices) {
          const crosses =
            left.ts < right.ts &&
            right.ts < left.ts + left.dur &&
            left.ts + left.dur < right.ts + right.dur;
          expect(crosses).toBe(false);
        }
      }
    }
  });

  test('has an arrow end for each arrow start, later and on another track', () => {
    const starts = traceEvents.filter(({ ph }) => ph === 's');
    expect(starts.length).toBeGreaterThan(20);
    for (const start of starts) {
      if (start.ph !== 's') continue;
      const end = traceEvents.find((event) => event.ph === 'f' && event.id === start.id);
      expect(end?.tid).not.toBe(start.tid);
      expect(end !== undefined && 'ts' in end && end.ts >= start.ts).toBe(true);
    }
  });
});
