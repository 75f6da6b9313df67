import { describe, expect, test } from 'vitest';
import { milliseconds } from '#base/time.ts';
import { Channel, select } from '#sim/channel.ts';
import { Cond, Mutex, RWMutex, WaitGroup } from '#sim/sync.ts';
import { Ticker } from '#sim/timer.ts';
import { kernelRun } from './kernel_run.ts';

describe('a deadlock', () => {
  test('of two who hold what the other wants is reported with both names, while time goes on', () => {
    const { sim, go } = kernelRun();
    const left = new Mutex(sim, 'left');
    const right = new Mutex(sim, 'right');
    const philosopher = (first: Mutex, second: Mutex) =>
      function* () {
        yield* first.lock();
        yield* sim.pause();
        yield* second.lock();
      };
    go('plato', philosopher(left, right));
    go('aristotle', philosopher(right, left));
    new Ticker(sim, 'clock', milliseconds(1));
    for (let n = 0; n < 10; n++) sim.step(sim.now);
    expect(sim.deadlock()).toEqual([
      'plato waits for right, held by aristotle',
      'aristotle waits for left, held by plato',
    ]);
  });

  test.each([
    ['a mutex', (sim: ReturnType<typeof kernelRun>['sim']) => new Mutex(sim, 'lock')],
    ['a read-write mutex', (sim: ReturnType<typeof kernelRun>['sim']) => new RWMutex(sim, 'lock')],
  ])('of one who locks %s twice is reported', (_, make) => {
    const { sim, go } = kernelRun();
    const mutex = make(sim);
    go('solo', function* () {
      yield* mutex.lock();
      yield* mutex.lock();
    });
    sim.run();
    expect(sim.deadlock()).toEqual(['solo waits for lock, held by solo']);
  });

  test('behind someone who ended with the lock is reported', () => {
    const { sim, go } = kernelRun();
    const mutex = new Mutex(sim, 'lock');
    go('forgetful', function* () {
      yield* mutex.lock();
    });
    go('waiting', function* () {
      yield* mutex.lock();
    });
    sim.run();
    expect(sim.deadlock()).toEqual(['waiting waits for lock, held by forgetful']);
  });

  test('is not seen where a holder only takes its time', () => {
    const { sim, go } = kernelRun();
    const mutex = new Mutex(sim, 'lock');
    const ch = new Channel<number>(sim, { name: 'ch' });
    go('holder', function* () {
      yield* mutex.lock();
      yield* ch.receive();
    });
    go('waiting', function* () {
      yield* mutex.lock();
    });
    sim.run();
    expect(sim.deadlock()).toEqual([]);
  });

  test('of everything, where all must end, names each process and its wait', () => {
    const { sim, go } = kernelRun();
    const a = new Channel<number>(sim, { name: 'a' });
    const b = new Channel<number>(sim, { name: 'b' });
    const mutex = new Mutex(sim, 'm');
    const cond = new Cond(sim, 'cond', mutex);
    const group = new WaitGroup(sim, 'group');
    group.add(2);
    go('receiver', function* () {
      yield* a.receive();
    });
    go('sender', function* () {
      yield* b.send(1);
    });
    go('selecting', function* () {
      yield* select(sim, [a.receiving(), b.sending(1)]);
    });
    go('nothing', function* () {
      yield* select(sim, []);
    });
    go('conditional', function* () {
      yield* mutex.lock();
      yield* cond.wait();
    });
    go('grouped', function* () {
      yield* group.wait();
    });
    sim.spawn(
      'daemon',
      (function* () {
        yield* b.send(2);
      })(),
      { daemon: true },
    );
    sim.run();
    expect(sim.deadlock()).toEqual([]);
    expect(sim.deadlock({ allMustEnd: true })).toEqual([
      'receiver waits to receive from a',
      'sender waits to send to b',
      'selecting waits to receive from a or to send to b',
      'nothing waits for nothing (empty select)',
      'conditional waits for cond to be signalled',
      'grouped waits for 2 of group to be done',
    ]);
  });
});

describe('a runaway', () => {
  test('that never lets time move is stopped, with its name and its company', () => {
    const { sim, go } = kernelRun({ mostStepsPerInstant: 1_000 });
    const spin = function* () {
      for (;;) yield* sim.pause();
    };
    go('spinner', spin);
    go('other', spin);
    expect(() => sim.run()).toThrow(
      /(spinner|other) ran away: more than 1000 steps without time moving; also runnable: (other|spinner)/,
    );
  });

  test('within one step is stopped too', () => {
    const { sim, go } = kernelRun({ mostOperationsPerStep: 1_000 });
    const ch = new Channel<number>(sim, { name: 'ch', capacity: 1 });
    go('greedy', function* () {
      for (;;) {
        yield* ch.send(1);
        yield* ch.receive();
      }
    });
    expect(() => sim.run()).toThrow(
      /greedy ran away: more than 1000 operations \(ch\) in one step; also runnable: nothing/,
    );
  });
});

describe('a forgotten yield*', () => {
  test('is reported at the next operation, with the process and what it did not do', () => {
    const { sim, go } = kernelRun();
    const a = new Channel<number>(sim, { name: 'a' });
    const b = new Channel<number>(sim, { name: 'b' });
    go('careless', function* () {
      // blocking: forgotten on purpose.
      a.send(1);
      yield* b.receive();
    });
    expect(() => sim.run()).toThrow('careless called a without yield*, so it never happened');
  });

  test('is reported at the end of the step if nothing follows', () => {
    const { sim, go } = kernelRun();
    go('careless', function* () {
      yield* sim.pause();
      // blocking: forgotten on purpose.
      sim.sleep(milliseconds(1));
    });
    expect(() => sim.run()).toThrow('careless called sleep without yield*, so it never happened');
  });

  test('outside any process is not blamed on the next process', () => {
    const { sim, go } = kernelRun();
    const a = new Channel<number>(sim, { name: 'a' });
    go('innocent', function* () {
      yield* sim.pause();
    });
    // blocking: forgotten on purpose.
    a.send(1);
    expect(() => sim.run()).toThrow('kernel called a without yield*, so it never happened');
  });
});
