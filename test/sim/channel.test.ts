import { describe, expect, test } from 'vitest';
import { milliseconds } from '#base/time.ts';
import { Channel, select, selectNow } from '#sim/channel.ts';
import { Timer } from '#sim/timer.ts';
import { kernelRun } from './kernel_run.ts';

describe('an unbuffered channel', () => {
  test('makes the sender wait until the value is taken', () => {
    const { sim, log, go } = kernelRun();
    const ch = new Channel<string>(sim, { name: 'ch' });
    go('sender', function* () {
      yield* ch.send('a');
      log.push(`sent at ${sim.now}`);
    });
    go('receiver', function* () {
      yield* sim.sleep(milliseconds(1));
      log.push(`got ${yield* ch.receive()}`);
    });
    expect(sim.run()).toBe('idle');
    expect(log).toEqual(['got a', 'sent at 1000000']);
  });

  test('serves senders and receivers in the order in which they came', () => {
    const { sim, log, go } = kernelRun();
    const ch = new Channel<number>(sim, { name: 'ch' });
    for (const n of [1, 2, 3]) go(`sender-${n}`, () => sending(ch, n));
    for (const n of [1, 2, 3]) {
      go(`receiver-${n}`, function* () {
        log.push(`${n}:${yield* ch.receive()}`);
      });
    }
    sim.run();
    expect(log).toEqual(['1:1', '2:2', '3:3']);
  });

  test('has no room for a send that must not wait', () => {
    const { sim, go, log } = kernelRun();
    const ch = new Channel<number>(sim, { name: 'ch' });
    go('one', function* () {
      log.push(`${ch.trySend(1)}`);
      yield* sim.pause();
      log.push(`${ch.trySend(2)}`);
    });
    go('two', function* () {
      log.push(`got ${yield* ch.receive()}`);
    });
    sim.run();
    expect(log).toEqual(['false', 'true', 'got 2']);
  });
});

function* sending(ch: Channel<number>, value: number) {
  yield* ch.send(value);
}

describe('a buffered channel', () => {
  test('takes as many values as fit, then makes the sender wait', () => {
    const { sim, log, go } = kernelRun();
    const ch = new Channel<number>(sim, { name: 'ch', capacity: 2 });
    go('sender', function* () {
      for (const n of [1, 2, 3]) {
        yield* ch.send(n);
        log.push(`sent ${n}`);
      }
    });
    go('receiver', function* () {
      yield* sim.sleep(milliseconds(1));
      log.push(`length ${ch.length}`);
      for (let n = 0; n < 3; n++) log.push(`got ${yield* ch.receive()}`);
    });
    sim.run();
    expect(log).toEqual(['sent 1', 'sent 2', 'length 2', 'got 1', 'got 2', 'got 3', 'sent 3']);
  });

  test('gives what is buffered before it says that it is closed', () => {
    const { sim, log, go } = kernelRun();
    const ch = new Channel<number>(sim, { name: 'ch', capacity: 2 });
    go('one', function* () {
      yield* ch.send(1);
      ch.close();
      log.push(`${yield* ch.receive()} ${yield* ch.receive()} ${yield* ch.receive()}`);
    });
    sim.run();
    expect(log).toEqual(['1 undefined undefined']);
  });

  test('forgets what is discarded', () => {
    const { sim, go } = kernelRun();
    const ch = new Channel<number>(sim, { name: 'ch', capacity: 2 });
    go('one', function* () {
      yield* ch.send(1);
      ch.discard();
    });
    sim.run();
    expect(ch.length).toBe(0);
  });
});

describe('a closed channel', () => {
  test('wakes everybody who waits to receive', () => {
    const { sim, log, go } = kernelRun();
    const ch = new Channel<number>(sim, { name: 'ch' });
    for (const n of [1, 2]) {
      go(`receiver-${n}`, function* () {
        log.push(`${n}:${yield* ch.receive()}`);
      });
    }
    go('closer', function* () {
      yield* sim.pause();
      ch.close();
    });
    sim.run();
    expect(log).toEqual(['1:undefined', '2:undefined']);
  });

  test('panics at a send', () => {
    const { sim, go } = kernelRun();
    const ch = new Channel<number>(sim, { name: 'ch' });
    ch.close();
    go('one', () => sending(ch, 1));
    expect(() => sim.run()).toThrow('send on closed channel');
  });

  test('panics at a send among the cases of a select', () => {
    const { sim, go } = kernelRun();
    const ch = new Channel<number>(sim, { name: 'ch' });
    ch.close();
    go('one', function* () {
      yield* select(sim, [ch.sending(1)]);
    });
    expect(() => sim.run()).toThrow('send on closed channel');
  });

  test('panics at a second close, and at a send that was waiting', () => {
    const { sim, go } = kernelRun();
    const ch = new Channel<number>(sim, { name: 'ch' });
    ch.close();
    expect(() => ch.close()).toThrow('close of closed channel');
    const other = new Channel<number>(sim, { name: 'other' });
    go('sender', () => sending(other, 1));
    go('closer', function* () {
      yield* sim.pause();
      other.close();
    });
    expect(() => sim.run()).toThrow('send on closed channel');
  });
});

describe('select', () => {
  test('goes on with the first case that can, in their order', () => {
    const { sim, log, go } = kernelRun();
    const a = new Channel<number>(sim, { name: 'a', capacity: 1 });
    const b = new Channel<number>(sim, { name: 'b', capacity: 1 });
    go('one', function* () {
      yield* b.send(2);
      log.push(JSON.stringify(yield* select(sim, [a.receiving(), b.receiving()])));
      yield* b.send(2);
      yield* a.send(1);
      log.push(JSON.stringify(yield* select(sim, [a.receiving(), b.receiving()])));
    });
    sim.run();
    expect(log).toEqual(['{"index":1,"value":2}', '{"index":0,"value":1}']);
  });

  test('waits for whichever comes first, and leaves the others alone', () => {
    const { sim, log, go } = kernelRun();
    const a = new Channel<string>(sim, { name: 'a' });
    const timer = new Timer(sim, 'timer', milliseconds(5));
    go('one', function* () {
      const first = yield* select(sim, [a.receiving(), timer.channel.receiving()]);
      log.push(`${first.index} at ${sim.now}`);
      const second = yield* select(sim, [a.receiving()]);
      log.push(`${second.value} at ${sim.now}`);
    });
    go('two', function* () {
      yield* sim.sleep(milliseconds(9));
      yield* a.send('late');
    });
    sim.run();
    expect(log).toEqual(['1 at 5000000', 'late at 9000000']);
  });

  test('sends as well as receives', () => {
    const { sim, log, go } = kernelRun();
    const a = new Channel<string>(sim, { name: 'a' });
    const b = new Channel<string>(sim, { name: 'b' });
    go('one', function* () {
      const { index } = yield* select(sim, [a.receiving(), b.sending('hello')]);
      log.push(`case ${index}`);
    });
    go('two', function* () {
      log.push(`got ${yield* b.receive()}`);
    });
    sim.run();
    expect(log).toEqual(['got hello', 'case 1']);
  });

  test('receives from a closed channel at once', () => {
    const { sim, log, go } = kernelRun();
    const a = new Channel<string>(sim, { name: 'a' });
    a.close();
    go('one', function* () {
      const { index, value } = yield* select(sim, [a.receiving()]);
      log.push(`${index} ${value}`);
    });
    sim.run();
    expect(log).toEqual(['0 undefined']);
  });

  test('with a default does not wait', () => {
    const { sim, log, go } = kernelRun();
    const a = new Channel<string>(sim, { name: 'a', capacity: 1 });
    go('one', function* () {
      log.push(`${selectNow(sim, [a.receiving()])}`);
      yield* a.send('x');
      log.push(`${selectNow(sim, [a.receiving()])?.value}`);
    });
    sim.run();
    expect(log).toEqual(['undefined', 'x']);
  });

  test('takes one value only when several cases become ready at once', () => {
    const { sim, log, go } = kernelRun();
    const a = new Channel<number>(sim, { name: 'a' });
    const b = new Channel<number>(sim, { name: 'b' });
    go('one', function* () {
      const { value } = yield* select(sim, [a.receiving(), b.receiving()]);
      log.push(`${value}`);
      log.push(`${(yield* select(sim, [a.receiving(), b.receiving()])).value}`);
    });
    go('a', () => sending(a, 1));
    go('b', () => sending(b, 2));
    sim.run();
    expect(log).toEqual(['1', '2']);
  });

  test('of a process that is gone takes nothing', () => {
    const { sim, log, go } = kernelRun();
    const a = new Channel<number>(sim, { name: 'a' });
    const gone = sim.spawn(
      'gone',
      (function* () {
        yield* select(sim, [a.receiving()]);
        log.push('never');
      })(),
    );
    go('other', function* () {
      sim.kill(gone);
      log.push(`${a.trySend(1)}`);
      yield* sim.pause();
    });
    sim.run();
    expect(log).toEqual(['false']);
  });

  test('leaves the choice among ready cases to the chooser', () => {
    const picks = new Set<number>();
    for (const seed of ['1', '2', '3', '4', '5', '6']) {
      const { sim, go } = kernelRun({ seed, policy: 'shuffle' });
      const a = new Channel<number>(sim, { name: 'a', capacity: 1 });
      const b = new Channel<number>(sim, { name: 'b', capacity: 1 });
      go('one', function* () {
        yield* a.send(1);
        yield* b.send(2);
        picks.add((yield* select(sim, [a.receiving(), b.receiving()])).index);
      });
      sim.run();
    }
    expect([...picks].sort()).toEqual([0, 1]);
  });
});
