import { describe, expect, test } from 'vitest';
import { milliseconds, seconds } from '#base/time.ts';
import { startCluster } from '#library/cluster.ts';
import { transcript } from '#library/exports.ts';
import { observe, sentenceOf } from '#library/observe.ts';
import { type Run, replay, runScript } from '#library/run.ts';
import { hashOfTrace } from '#library/trace_hash.ts';
import { decodeTrace } from '#trace/decode_trace.ts';

const script = 'seed library\nkubectl create namespace team\nrun 2s\n';

function played(text = script): Run {
  const run = runScript(text);
  if (!run.ok) throw new Error(run.error[0]?.message);
  return run.value;
}

describe('a run for programs', () => {
  test('tells every problem of a script with its place', () => {
    const run = runScript('kubectl frobnicate\nrun nowhere\n', { name: 'mine.lab' });
    expect(run.ok ? [] : run.error.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'mine.lab:1',
      'mine.lab:2',
    ]);
  });

  test('keeps what did not hold, and does not throw', () => {
    expect(played('expect pods running == 3\n').failures).toMatchObject([
      { kind: 'expect', text: 'pods running == 3', line: 1 },
    ]);
  });

  test('takes seed, profile and policy from outside before the head of its script', () => {
    const run = runScript('seed a\nprofile classic\n', { seed: 'b', profile: 'modern' });
    expect(run.ok && run.value.record).toMatchObject({ seed: 'b', profile: 'modern' });
  });

  test('is the same again from its record, with its acts, up to where it had come', () => {
    const run = played();
    expect(run.act('kubectl delete namespace team').ok).toBe(true);
    run.advance(milliseconds(300));
    const again = replay(run.record, { until: run.now });
    expect(again.ok && again.value.hash).toBe(run.hash);
    expect(run.record.acts).toHaveLength(1);
  });

  test('stays as it is when a fork goes another way', () => {
    const run = played();
    const { hash } = run;
    const fork = run.fork(100);
    if (!fork.ok) throw new Error('expected a fork');
    const shared = fork.value.events.length;
    expect(fork.value.events).toEqual(run.events.slice(0, shared));
    expect(shared).toBeGreaterThanOrEqual(100);
    expect(shared).toBeLessThan(run.events.length);
    expect(fork.value.act('kubectl create namespace other').ok).toBe(true);
    fork.value.advance(seconds(2));
    expect(fork.value.hash).not.toBe(hash);
    expect(run.hash).toBe(hash);
    expect(run.record.acts).toEqual([]);
  });

  test('refuses a statement that cannot be done, and is as it was', () => {
    const run = played();
    const { hash } = run;
    expect(run.act('watch nobody/pods cut').ok).toBe(false);
    expect(run.hash).toBe(hash);
  });

  test('is read again from its lines', () => {
    const run = played();
    const trace = decodeTrace([...run.lines()].join('\n'));
    if (!trace.ok) throw new Error(trace.error.reason);
    expect(trace.value.record).toEqual(run.record);
    expect(hashOfTrace(trace.value)).toBe(run.hash);
    expect(observe(trace.value).mentions).toEqual(observe(run).mentions);
  });

  test('speaks both languages', () => {
    const run = played();
    const first = run.events[0];
    if (first === undefined) throw new Error('expected an event');
    expect(sentenceOf(first)).not.toBe(sentenceOf(first, 'zh-CN'));
    const view = observe(run);
    const told = transcript(view, { from: 1, to: 1, language: 'zh-CN' });
    expect(told).toContain(sentenceOf(first, 'zh-CN'));
    expect(told.trim().split('\n')).toHaveLength(1);
  });
});

describe('a cluster with a program of one’s own', () => {
  test('crashes and is gone as any other', () => {
    const started = startCluster();
    if (!started.ok) throw new Error(started.error[0]?.message);
    const { run } = started.value;
    let ticks = 0;
    started.value.startProgram('mine', function* ({ sim }) {
      for (;;) {
        yield* sim.sleep(seconds(1));
        ticks++;
      }
    });
    run.advance(milliseconds(2500));
    expect(ticks).toBe(2);
    expect(run.act('program mine crash').ok).toBe(true);
    run.advance(seconds(3));
    expect(ticks).toBe(2);
  });

  test('cannot be forked, because no record knows the program', () => {
    const started = startCluster();
    if (!started.ok) throw new Error(started.error[0]?.message);
    expect(() => started.value.run.fork(1)).toThrow('programs of your own');
  });
});
