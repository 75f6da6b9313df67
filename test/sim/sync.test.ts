import { describe, expect, test } from 'vitest';
import { milliseconds } from '#base/time.ts';
import { Cond, Mutex, RWMutex, WaitGroup } from '#sim/sync.ts';
import { kernelRun } from './kernel_run.ts';

describe('a mutex', () => {
  test('passes to those who wait in the order in which they came', () => {
    const { sim, log, go, events } = kernelRun();
    const mutex = new Mutex(sim, 'lock');
    for (const name of ['a', 'b', 'c']) {
      go(name, function* () {
        yield* mutex.lock();
        log.push(`${name} in`);
        yield* sim.sleep(milliseconds(1));
        log.push(`${name} out`);
        mutex.unlock();
      });
    }
    sim.run();
    expect(log).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
    const waits = events.filter((event) => event.kind === 'lock.acquired');
    expect(waits.map((event) => event.data)).toEqual([
      { lock: 'lock', waited: 1_000_000 },
      { lock: 'lock', waited: 2_000_000 },
    ]);
    expect(events.find((event) => event.kind === 'lock.waited')).toMatchObject({
      actor: 'b',
      data: { lock: 'lock', holder: 'a' },
    });
  });

  test('panics when it is unlocked twice', () => {
    const { sim } = kernelRun();
    expect(() => new Mutex(sim, 'lock').unlock()).toThrow('sync: unlock of unlocked mutex lock');
  });

  test('can be tried', () => {
    const { sim, go, log } = kernelRun();
    const mutex = new Mutex(sim, 'lock');
    go('a', function* () {
      log.push(`${mutex.tryLock()} ${mutex.tryLock()} ${mutex.locked}`);
      mutex.unlock();
      yield* mutex.lock();
    });
    sim.run();
    expect(log).toEqual(['true false true']);
  });

  test('skips those who died while waiting', () => {
    const { sim, go, log } = kernelRun();
    const mutex = new Mutex(sim, 'lock');
    const take = (name: string) =>
      (function* () {
        yield* mutex.lock();
        log.push(name);
        mutex.unlock();
      })();
    go('holder', function* () {
      yield* mutex.lock();
      yield* sim.pause();
      sim.kill(dead);
      mutex.unlock();
    });
    const dead = sim.spawn('dead', take('dead'));
    sim.spawn('next', take('next'));
    sim.run();
    expect(log).toEqual(['next']);
  });
});

describe('a read-write mutex', () => {
  test('lets readers share and keeps a writer out, and new readers behind a waiting writer', () => {
    const { sim, go, log } = kernelRun();
    const mutex = new RWMutex(sim, 'rw');
    const reader = (name: string) =>
      function* () {
        yield* mutex.rLock();
        log.push(`${name} reads`);
        yield* sim.sleep(milliseconds(1));
        mutex.rUnlock();
      };
    go('r1', reader('r1'));
    go('r2', reader('r2'));
    go('w', function* () {
      yield* mutex.lock();
      log.push(`w writes at ${sim.now}`);
      mutex.unlock();
    });
    go('r3', reader('r3'));
    sim.run();
    expect(log).toEqual(['r1 reads', 'r2 reads', 'w writes at 1000000', 'r3 reads']);
    expect(mutex.locked).toBe(false);
  });

  test('lets all readers in once the writer leaves', () => {
    const { sim, go, log } = kernelRun();
    const mutex = new RWMutex(sim, 'rw');
    go('w', function* () {
      yield* mutex.lock();
      yield* sim.sleep(milliseconds(1));
      mutex.unlock();
    });
    for (const name of ['r1', 'r2']) {
      go(name, function* () {
        yield* mutex.rLock();
        log.push(`${name} at ${sim.now}`);
        yield* sim.sleep(milliseconds(1));
        mutex.rUnlock();
      });
    }
    sim.run();
    expect(log).toEqual(['r1 at 1000000', 'r2 at 1000000']);
  });

  test.each([
    ['Unlock', (mutex: RWMutex) => mutex.unlock()],
    ['RUnlock', (mutex: RWMutex) => mutex.rUnlock()],
  ])('panics at %s when it is not held', (name, act) => {
    const { sim } = kernelRun();
    expect(() => act(new RWMutex(sim, 'rw'))).toThrow(`sync: ${name} of unlocked RWMutex rw`);
  });
});

describe('a condition variable', () => {
  test('wakes one at a signal and all at a broadcast, each with the lock', () => {
    const { sim, go, log } = kernelRun();
    const mutex = new Mutex(sim, 'lock');
    const cond = new Cond(sim, 'cond', mutex);
    for (const name of ['a', 'b', 'c']) {
      go(name, function* () {
        yield* mutex.lock();
        yield* cond.wait();
        log.push(`${name} at ${sim.now}`);
        mutex.unlock();
      });
    }
    go('signaller', function* () {
      yield* sim.sleep(milliseconds(1));
      cond.signal();
      yield* sim.sleep(milliseconds(1));
      cond.broadcast();
    });
    sim.run();
    expect(log).toEqual(['a at 1000000', 'b at 2000000', 'c at 2000000']);
  });

  test('loses a signal that nobody waits for', () => {
    const { sim, go } = kernelRun();
    const mutex = new Mutex(sim, 'lock');
    const cond = new Cond(sim, 'cond', mutex);
    cond.signal();
    go('a', function* () {
      yield* mutex.lock();
      yield* cond.wait();
    });
    sim.run();
    expect(sim.deadlock({ allMustEnd: true })).toEqual(['a waits for cond to be signalled']);
  });
});

describe('a wait group', () => {
  test('waits until all are done, however they end', () => {
    const { sim, go, log } = kernelRun();
    const group = new WaitGroup(sim, 'group');
    go('main', function* () {
      const killed = group.go('killed', sleeping());
      group.go('ended', sleeping());
      yield* sim.pause();
      sim.kill(killed);
      log.push(`${group.count} left`);
      yield* group.wait();
      log.push(`done at ${sim.now}`);
    });
    function* sleeping() {
      yield* sim.sleep(milliseconds(3));
    }
    sim.run();
    expect(log).toEqual(['1 left', 'done at 3000000']);
  });

  test('does not wait at zero, and panics below', () => {
    const { sim, go, log } = kernelRun();
    const group = new WaitGroup(sim, 'group');
    go('main', function* () {
      yield* group.wait();
      log.push('through');
    });
    sim.run();
    expect(log).toEqual(['through']);
    expect(() => group.done()).toThrow('sync: negative WaitGroup counter group');
  });
});
