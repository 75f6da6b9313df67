import { describe, expect, test } from 'vitest';
import { instant, milliseconds, noDuration, seconds, startOfRun } from '#base/time.ts';
import { select } from '#sim/channel.ts';
import { background, withCancel, withDeadline, withoutCancel, withTimeout } from '#sim/context.ts';
import { Ticker, Timer } from '#sim/timer.ts';
import { kernelRun } from './kernel_run.ts';

describe('time', () => {
  test('stands still while anything can run, then jumps to the next due call', () => {
    const { sim, log, go } = kernelRun();
    go('a', function* () {
      yield* sim.sleep(seconds(10));
      log.push(`a ${sim.now}`);
    });
    go('b', function* () {
      for (let n = 0; n < 3; n++) yield* sim.pause();
      log.push(`b ${sim.now}`);
    });
    sim.run();
    expect(log).toEqual(['b 0', 'a 10000000000']);
  });

  test('serves equal instants in the order in which they were scheduled', () => {
    const { sim, log } = kernelRun();
    for (const n of [1, 2, 3]) sim.schedule(instant(5), () => log.push(`${n}`));
    sim.run();
    expect(log).toEqual(['1', '2', '3']);
  });

  test('stops at a limit and can be moved on from there', () => {
    const { sim, log, go } = kernelRun();
    go('a', function* () {
      yield* sim.sleep(seconds(5));
      log.push('woke');
    });
    expect(sim.run(instant(4_999_999_999))).toBe('limit');
    expect(sim.now).toBe(startOfRun);
    sim.advanceTo(instant(4_999_999_999));
    expect(sim.now).toBe(4_999_999_999);
    expect(() => sim.advanceTo(instant(6_000_000_000))).toThrow('nothing may be due');
    expect(sim.run()).toBe('idle');
    expect(log).toEqual(['woke']);
    expect(() => sim.advanceTo(startOfRun)).toThrow('time only moves forward');
  });

  test('can be moved without letting any process run', () => {
    const { sim, log, go } = kernelRun();
    go('a', function* () {
      yield* sim.sleep(seconds(5));
      log.push('woke');
    });
    sim.step();
    expect(sim.fire(instant(1))).toBe('limit');
    expect(sim.fire()).toBe('stepped');
    expect([sim.now, sim.stepInInstant, sim.busy, log.length]).toEqual([5_000_000_000, 0, true, 0]);
    expect(sim.fire()).toBe('idle');
  });

  test('counts steps over the run and within the instant', () => {
    const { sim, go } = kernelRun();
    go('a', function* () {
      yield* sim.pause();
      yield* sim.sleep(milliseconds(1));
    });
    const seen: [number, number][] = [];
    while (sim.step() === 'stepped') seen.push([sim.steps, sim.stepInInstant]);
    expect(seen).toEqual([
      [1, 1],
      [2, 2],
      [3, 1],
    ]);
  });

  test('refuses calls in the past, and forgets cancelled ones', () => {
    const { sim, log } = kernelRun();
    const calls = Array.from({ length: 200 }, (_, n) =>
      sim.schedule(instant(n + 1), () => log.push(`${n}`)),
    );
    for (const call of calls.slice(1)) expect(call.cancel()).toBe(true);
    expect(calls[1]?.cancel()).toBe(false);
    sim.run();
    expect(log).toEqual(['0']);
    expect(calls[0]?.cancel()).toBe(false);
    expect(() => sim.schedule(startOfRun, () => undefined)).toThrow('must be scheduled for now');
  });
});

describe('a timer', () => {
  test('fires once, when it is due', () => {
    const { sim, log, go } = kernelRun();
    go('a', function* () {
      const timer = new Timer(sim, 't', milliseconds(2));
      log.push(`${timer.due} ${yield* timer.channel.receive()} ${timer.due}`);
    });
    sim.run();
    expect(log).toEqual(['2000000 2000000 undefined']);
  });

  test('can be stopped, reset, and loses what it had fired', () => {
    const { sim, log, go } = kernelRun();
    go('a', function* () {
      const timer = new Timer(sim, 't', milliseconds(2));
      yield* sim.sleep(milliseconds(3));
      log.push(`stopped ${timer.stop()} ${timer.channel.length}`);
      log.push(`reset ${timer.reset(milliseconds(1))} ${timer.reset(milliseconds(5))}`);
      log.push(`${yield* timer.channel.receive()}`);
    });
    sim.run();
    expect(log).toEqual(['stopped false 0', 'reset false true', '8000000']);
  });

  test('that is stopped does not change what led to the present', () => {
    const { sim, go } = kernelRun();
    go('a', function* () {
      const timer = new Timer(sim, 't', noDuration);
      yield* sim.sleep(milliseconds(1));
      sim.emit('controller.logged', 'x', { controller: 'x', message: 'here' });
      const { causes } = sim;
      timer.stop();
      if (sim.causes !== causes) throw new Error('the causes changed');
    });
    expect(sim.run()).toBe('idle');
  });
});

describe('a ticker', () => {
  test('ticks every period and drops what nobody takes', () => {
    const { sim, log, go } = kernelRun();
    go('a', function* () {
      const ticker = new Ticker(sim, 't', milliseconds(1));
      yield* sim.sleep(milliseconds(3.5));
      for (let n = 0; n < 2; n++) log.push(`${yield* ticker.channel.receive()}`);
      ticker.stop();
    });
    expect(sim.run()).toBe('idle');
    expect(log).toEqual(['1000000', '4000000']);
  });

  test('stops with its program', () => {
    const { sim } = kernelRun();
    const program = sim.startProgram('p');
    sim.spawn('p/a', ticking(), { program });
    function* ticking() {
      const ticker = new Ticker(sim, 't', milliseconds(1));
      for (;;) yield* ticker.channel.receive();
    }
    expect(sim.run(instant(10_000_000))).toBe('limit');
    sim.endProgram(program, 'crashed', 'boom');
    expect(sim.run()).toBe('idle');
  });

  test('panics for a period that is not positive', () => {
    const { sim } = kernelRun();
    expect(() => new Ticker(sim, 't', noDuration)).toThrow('non-positive interval for NewTicker');
  });
});

describe('a context', () => {
  test('ends with its parent, and tells everyone', () => {
    const { sim, log, go } = kernelRun();
    const parent = withCancel(sim, background(sim), 'parent');
    const child = withCancel(sim, parent.ctx, 'child');
    const apart = withoutCancel(sim, 'apart');
    child.ctx.whenDone(() => log.push('told'));
    go('a', function* () {
      yield* child.ctx.done.receive();
      log.push(`${child.ctx.error}`);
    });
    go('b', function* () {
      yield* sim.pause();
      parent.cancel();
      parent.cancel();
    });
    sim.run();
    expect(log).toEqual(['told', 'context canceled']);
    expect(withCancel(sim, parent.ctx).ctx.error).toBe('context canceled');
    expect(apart.ctx.error).toBeUndefined();
    child.ctx.whenDone(() => log.push('at once'));
    expect(log.at(-1)).toBe('at once');
  });

  test('ends at its deadline', () => {
    const { sim, log, go } = kernelRun();
    go('a', function* () {
      const { ctx } = withTimeout(sim, background(sim), { timeout: milliseconds(5) });
      const earlier = withDeadline(sim, ctx, { deadline: instant(60_000_000_000) });
      log.push(`${ctx.deadline} ${earlier.ctx.deadline}`);
      yield* select(sim, [earlier.ctx.done.receiving()]);
      log.push(`${earlier.ctx.error} at ${sim.now}`);
    });
    sim.run();
    expect(log).toEqual(['5000000 5000000', 'context deadline exceeded at 5000000']);
  });

  test('that was cancelled keeps no timer', () => {
    const { sim } = kernelRun();
    const { cancel } = withTimeout(sim, background(sim), { timeout: seconds(5) });
    cancel();
    expect(sim.nextDue).toBeUndefined();
  });

  test('that has ended ends its heirs at birth', () => {
    const { sim } = kernelRun();
    const { ctx, cancel } = withTimeout(sim, background(sim), { timeout: noDuration });
    sim.run();
    expect(ctx.error).toBe('context deadline exceeded');
    cancel();
    expect(ctx.error).toBe('context deadline exceeded');
  });
});
