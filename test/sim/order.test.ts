import { describe, expect, test } from 'vitest';
import { milliseconds } from '#base/time.ts';
import { causedBy, mergeCauses, noCauses } from '#sim/causes.ts';
import { Channel, causesOfAll } from '#sim/channel.ts';
import { Chooser } from '#sim/chooser.ts';
import { RandomStream, RandomStreams } from '#sim/rng.ts';
import { kernelRun } from './kernel_run.ts';

describe('the chooser', () => {
  function chooser(policy: 'arrival' | 'shuffle', seed = 'x') {
    const told: unknown[] = [];
    return { told, it: new Chooser(policy, new RandomStreams(seed), (each) => told.push(each)) };
  }

  test('takes what came first, silently, by default', () => {
    const { it: chooses, told } = chooser('arrival');
    expect(chooses.choose('select', 5)).toBe(0);
    expect(chooses.jitter('backoff')).toBe(0);
    expect(chooses.ordered('map', ['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
    expect(told).toEqual([]);
    expect(() => chooses.choose('select', 0)).toThrow('must have an option');
  });

  test('shuffles with the seed, and tells of it', () => {
    const orders = ['1', '2', '3', '4'].map((seed) =>
      chooser('shuffle', seed).it.ordered('map', ['a', 'b', 'c', 'd']).join(''),
    );
    expect(new Set(orders).size).toBeGreaterThan(1);
    const again = chooser('shuffle', '1');
    expect(again.it.ordered('map', ['a', 'b', 'c', 'd']).join('')).toBe(orders[0]);
    expect(again.it.jitter('backoff')).toBeLessThan(1);
    expect(again.told.length).toBeGreaterThan(0);
  });

  test('follows a recording, and a command before it', () => {
    const { it: chooses, told } = chooser('arrival');
    chooses.replay('select', [2, 1]);
    chooses.decideNext('select', 1);
    expect([1, 2, 3, 4].map(() => chooses.choose('select', 3))).toEqual([1, 2, 1, 0]);
    expect(told).toMatchObject([
      { origin: 'command', choice: 1 },
      { origin: 'recording', choice: 2 },
      { origin: 'recording', choice: 1 },
    ]);
    expect(chooses.isDefault).toBe(true);
    chooses.decideNext('select', 9);
    expect(chooses.choose('select', 3)).toBe(2);
  });

  test('decides which runnable process goes first', () => {
    const orders = new Set(
      ['1', '2', '3', '4', '5'].map((seed) => {
        const { sim, log, go } = kernelRun({ seed, policy: 'shuffle' });
        for (const name of ['a', 'b', 'c']) {
          go(name, function* () {
            log.push(name);
            yield* sim.sleep(milliseconds(1));
          });
        }
        sim.run();
        return log.join('');
      }),
    );
    expect(orders.size).toBeGreaterThan(1);
  });
});

describe('chance', () => {
  test('is the same for the same seed and name, and apart for another name', () => {
    const draw = (stream: RandomStream) => Array.from({ length: 5 }, () => stream.below(1_000_000));
    const streams = new RandomStreams('seed');
    const first = draw(streams.stream('a'));
    expect(draw(new RandomStreams('seed').stream('a'))).toEqual(first);
    expect(draw(streams.stream('b'))).not.toEqual(first);
    expect(draw(new RandomStreams('other').stream('a'))).not.toEqual(first);
    expect(streams.stream('a')).toBe(streams.stream('a'));
  });

  test('is spread evenly enough', () => {
    const stream = new RandomStream('even');
    const buckets = new Array<number>(10).fill(0);
    for (let n = 0; n < 10_000; n++) {
      const bucket = stream.below(10);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    for (const bucket of buckets) expect(Math.abs(bucket - 1_000)).toBeLessThan(150);
  });
});

describe('causes', () => {
  test('chain from one event of a process to its next', () => {
    const { sim, go, events } = kernelRun();
    go('a', function* () {
      yield* sim.pause();
      sim.emit('controller.logged', 'a', { controller: 'a', message: '1' });
      sim.emit('controller.logged', 'a', { controller: 'a', message: '2' });
    });
    sim.run();
    expect(events.map(({ seq, kind, causes }) => [seq, kind, causes])).toEqual([
      [1, 'process.started', []],
      [2, 'controller.logged', [1]],
      [3, 'controller.logged', [2]],
      [4, 'process.ended', [3]],
    ]);
  });

  test('travel with a value through a channel, parked or buffered', () => {
    for (const capacity of [0, 1]) {
      const { sim, go, events } = kernelRun();
      const ch = new Channel<string>(sim, { name: 'ch', capacity });
      const tell = (message: string) =>
        sim.emit('controller.logged', 'x', { controller: 'x', message });
      go('receiver', function* () {
        yield* ch.receive();
        tell('received');
      });
      go('sender', function* () {
        tell('sending');
        yield* ch.send('v');
      });
      sim.run();
      const of = (message: string) =>
        events.find((each) => each.kind === 'controller.logged' && each.data.message === message);
      expect(of('received')?.causes).toEqual([of('sending')?.seq]);
    }
  });

  test('travel with a scheduled call and its waking', () => {
    const { sim, go, events } = kernelRun();
    go('a', function* () {
      sim.emit('controller.logged', 'a', { controller: 'a', message: 'before' });
      yield* sim.sleep(milliseconds(1));
      sim.emit('controller.logged', 'a', { controller: 'a', message: 'after' });
    });
    sim.run();
    const [before, after] = events.filter((each) => each.kind === 'controller.logged');
    expect(after?.causes).toEqual([before?.seq]);
  });

  test('are at most eight, the latest, with a count of the rest', () => {
    const all = causesOfAll(Array.from({ length: 11 }, (_, n) => causedBy(n + 1)));
    expect(all).toEqual({ seqs: [4, 5, 6, 7, 8, 9, 10, 11], more: 3 });
    expect(mergeCauses(noCauses, causedBy(3))).toEqual(causedBy(3));
    expect(mergeCauses(causedBy(3), noCauses)).toEqual(causedBy(3));
    expect(mergeCauses(causedBy(3), causedBy(3))).toEqual({ seqs: [3], more: 0 });
    const { sim, events } = kernelRun();
    sim.as('someone', all, () =>
      sim.emit('controller.logged', 'a', { controller: 'a', message: '' }),
    );
    expect(events[0]).toMatchObject({ actor: 'someone', moreCauses: 3 });
  });

  test('outside a process are put back, whatever happens inside', () => {
    const { sim, go } = kernelRun();
    go('a', function* () {
      yield* sim.pause();
      const before = sim.causes;
      try {
        sim.as('someone', noCauses, () => {
          throw new Error('no');
        });
      } catch {
        if (sim.current?.name !== 'a' || sim.causes !== before) throw new Error('lost');
      }
    });
    expect(sim.run()).toBe('idle');
  });
});

describe('a level', () => {
  test.each([
    ['full', ['process.started', 'controller.logged', 'process.ended']],
    ['teach', ['controller.logged']],
    ['counts', []],
  ] as const)('%s keeps %j', (level, kinds) => {
    const { sim, go, events } = kernelRun({ level });
    go('a', function* () {
      yield* sim.pause();
      sim.emit('controller.logged', 'a', { controller: 'a', message: '' });
    });
    sim.run();
    expect(events.map((each) => each.kind)).toEqual(kinds);
    if (level !== 'full') expect(sim.counts.get('controller.logged')).toBe(1);
    expect(sim.ref({ a: 1 }) === '').toBe(level === 'counts');
  });
});
