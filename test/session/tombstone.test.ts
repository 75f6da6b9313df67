import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TraceHash, traceHeaderLine } from '#trace/codec.ts';
import { decodeTrace } from '#trace/decode_trace.ts';
import { opened, played, recordFor, traceOf } from './runs.ts';

const script = readFileSync(join(import.meta.dirname, '../scripts/tombstone.lab'), 'utf8');

describe('a deletion that nobody saw', () => {
  test('ends in a relist, a tombstone and three pods', () => {
    const session = played(script, { seed: '7' });
    expect(session.failures).toEqual([]);
    const tombstones = session.store.events.filter(
      (event) => event.kind === 'handler.called' && event.data.tombstone,
    );
    expect(tombstones).toHaveLength(1);
    expect(tombstones[0]).toMatchObject({ data: { informer: 'rs-controller/pods' } });
  });

  test.each(['classic', 'inOrder', 'watchList', 'modern'] as const)(
    'ends so under profile %s',
    (profile) => {
      expect(played(script, { profile }).failures).toEqual([]);
    },
  );

  test('is the same run twice, byte for byte, and reads back', () => {
    const first = played(script, { seed: '7' });
    const second = played(script, { seed: '7' });
    const text = traceOf(first);
    expect(traceOf(second)).toBe(text);
    expect(second.hash).toBe(first.hash);
    const decoded = decodeTrace(`${traceHeaderLine}\n${text}\n`);
    expect(decoded.ok && decoded.value.events.length).toBe(first.store.events.length);
    const hash = new TraceHash();
    for (const line of text.split('\n')) hash.addLine(line);
    expect(hash.digest()).toBe(first.hash);
  });

  test('is another run under another profile, seed or policy', () => {
    const runs = [
      played(script, { seed: '7' }),
      played(script, { seed: '8' }),
      played(script, { seed: '7', policy: 'shuffle' }),
      played(script, { seed: '8', policy: 'shuffle' }),
    ];
    expect(new Set(runs.map((run) => run.hash)).size).toBe(4);
    for (const run of runs) expect(run.failures).toEqual([]);
  });

  test.each(['1', '2', '3', '4', '5', '6', '7', '8'])(
    'holds whatever order seed %s gives it',
    (seed) => {
      const session = played(script, { seed, policy: 'shuffle' });
      expect(session.failures).toEqual([]);
    },
  );

  test('comes out the same step by step', () => {
    const whole = played(script, { seed: '7' });
    const stepped = opened(recordFor(script, { seed: '7' }), { onProgress: () => undefined });
    stepped.play();
    expect(stepped.hash).toBe(whole.hash);
    const far = played(`${script}run 10s\n`, { seed: '7' });
    const { at } = far.position;
    while (stepped.now < at && stepped.step('hop'));
    const common = Math.min(stepped.store.events.length, far.store.events.length);
    expect(traceOf(stepped).split('\n').slice(0, common)).toEqual(
      traceOf(far).split('\n').slice(0, common),
    );
  });
});
