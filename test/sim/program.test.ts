import { describe, expect, test } from 'vitest';
import { duration, instant, milliseconds } from '#base/time.ts';
import { Channel } from '#sim/channel.ts';
import { recovering } from '#sim/recover.ts';
import { Mutex } from '#sim/sync.ts';
import { kernelRun } from './kernel_run.ts';

describe('a program', () => {
  test('gives its processes to their children, and dies as one', () => {
    const { sim, log, events } = kernelRun();
    const program = sim.startProgram('controller');
    program.atEnd.push(() => log.push('told'));
    sim.spawn('controller/main', main(), { program });
    function* main() {
      sim.spawn('controller/worker', worker());
      yield* sim.sleep(milliseconds(10));
      log.push('never');
    }
    function* worker() {
      try {
        yield* sim.sleep(milliseconds(10));
      } finally {
        log.push('memory is gone');
      }
    }
    sim.run(instant(1));
    expect([...program.processes].map((each) => each.name)).toEqual([
      'controller/main',
      'controller/worker',
    ]);
    sim.endProgram(program, 'crashed', 'out of memory');
    sim.endProgram(program, 'stopped');
    expect(sim.run()).toBe('idle');
    expect(log).toEqual(['told']);
    expect(sim.processes.size).toBe(0);
    expect(events.at(-1)).toMatchObject({
      kind: 'program.crashed',
      data: { program: 'controller', message: 'out of memory' },
    });
  });

  test('has a process that is stalled: it runs on until it holds no lock, and then stands still', () => {
    const { sim, log } = kernelRun();
    const lock = new Mutex(sim, 'lock');
    const process = sim.spawn('worker', worker());
    sim.schedule(instant(1), () => {
      sim.stall(process, instant(10), () => log.push('ended'));
    });
    function* worker() {
      yield* lock.lock();
      yield* sim.sleep(duration(2));
      log.push(`gives its lock up at ${sim.now}`);
      lock.unlock();
      yield* sim.pause();
      log.push(`goes on at ${sim.now}`);
    }
    sim.run();
    expect(log).toEqual(['gives its lock up at 2', 'ended', 'goes on at 10']);
  });

  test('can have a stall ended early', () => {
    const { sim, log } = kernelRun();
    const process = sim.spawn(
      'worker',
      (function* () {
        yield* sim.sleep(duration(2));
        log.push(`runs at ${sim.now}`);
      })(),
    );
    sim.stall(process, instant(10), () => log.push('never'));
    sim.schedule(instant(5), () => sim.endStall(process));
    sim.run();
    expect(log).toEqual(['runs at 7']);
  });

  test('that is paused is overtaken by the world, and catches up', () => {
    const { sim, log } = kernelRun();
    const ch = new Channel<number>(sim, { name: 'ch', capacity: 10 });
    const program = sim.startProgram('p');
    sim.spawn(
      'p/reader',
      (function* () {
        for (;;) log.push(`${yield* ch.receive()} at ${sim.now}`);
      })(),
      { program },
    );
    sim.spawn(
      'writer',
      (function* () {
        for (let n = 0; n < 3; n++) {
          yield* ch.send(n);
          yield* sim.sleep(milliseconds(1));
        }
      })(),
    );
    sim.run(instant(500_000));
    sim.pauseProgram(program);
    expect(() => sim.pauseProgram(program)).toThrow('only a running program pauses, p is paused');
    sim.run();
    expect(log).toEqual(['0 at 0']);
    sim.resumeProgram(program);
    sim.run();
    expect(log).toEqual(['0 at 0', '1 at 3000000', '2 at 3000000']);
    expect(() => sim.resumeProgram(program)).toThrow('only a paused program resumes');
  });

  test('starts again only when it has ended', () => {
    const { sim } = kernelRun();
    const first = sim.startProgram('p');
    expect(() => sim.startProgram('p')).toThrow('a program can start only once, p is running');
    sim.endProgram(first, 'stopped');
    expect(sim.startProgram('p')).not.toBe(first);
    expect(() => sim.spawn('p/late', late(), { program: first })).toThrow('in a living program');
    function* late() {
      yield* sim.pause();
    }
  });

  test('crashes when one of its processes panics; others live on', () => {
    const { sim, log, events, go } = kernelRun();
    const program = sim.startProgram('p');
    sim.spawn(
      'p/bad',
      (function* () {
        yield* sim.pause();
        throw new Error('nil map');
      })(),
      { program },
    );
    sim.spawn('p/good', forever(), { program });
    function* forever() {
      yield* sim.sleep(milliseconds(1));
      log.push('never');
    }
    go('other', function* () {
      yield* sim.sleep(milliseconds(1));
      log.push('other');
    });
    expect(sim.run()).toBe('idle');
    expect(log).toEqual(['other']);
    expect(program.state).toBe('crashed');
    expect(events.map((each) => each.kind)).toContain('process.panicked');
  });

  test('may end itself; what it was doing goes no further', () => {
    const { sim, log } = kernelRun();
    const program = sim.startProgram('p');
    let ends = 0;
    const process = sim.spawn(
      'p/a',
      (function* () {
        sim.endProgram(program, 'stopped');
        yield* sim.pause();
        log.push('never');
      })(),
      { program },
    );
    process.atEnd.push(() => ends++);
    expect(sim.run()).toBe('idle');
    expect([log, ends, process.state]).toEqual([[], 1, 'killed']);
  });

  test('that ends itself and then panics is told of once', () => {
    const { sim } = kernelRun();
    const program = sim.startProgram('p');
    let ends = 0;
    const process = sim.spawn(
      'p/a',
      (function* () {
        sim.endProgram(program, 'stopped');
        throw new Error('too late');
      })(),
      { program },
    );
    process.atEnd.push(() => ends++);
    expect(sim.run()).toBe('idle');
    expect([ends, program.state]).toEqual([1, 'stopped']);
  });
});

describe('a panic', () => {
  test('outside any program stops the run', () => {
    const { sim, go } = kernelRun();
    go('main', function* () {
      yield* sim.pause();
      throw new Error('boom');
    });
    expect(() => sim.run()).toThrow('boom');
  });

  test('can be recovered from, a broken assertion cannot', () => {
    const { sim, log, go } = kernelRun();
    go('main', function* () {
      const result = yield* recovering(
        (function* () {
          yield* sim.pause();
          throw new Error('boom');
        })(),
      );
      log.push(result.ok ? 'fine' : result.error.message);
      yield* recovering(
        (function* () {
          yield* sim.pause();
          sim.schedule(instant(0), () => undefined).cancel();
          sim.advanceTo(instant(0));
          sim.startProgram('twice');
          sim.startProgram('twice');
        })(),
      );
    });
    expect(() => sim.run()).toThrow('main: a program can start only once, twice is running');
    expect(log).toEqual(['boom']);
  });
});
