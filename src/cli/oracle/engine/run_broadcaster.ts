/** Runs scripts of the watch broadcaster, in both of its modes. */

import {
  Broadcaster,
  type BroadcasterWatcher,
  incomingQueueLength,
} from '#apimachinery/pkg/watch/mux.ts';
import type { Event } from '#apimachinery/pkg/watch/watch.ts';
import { assert } from '#base/assert.ts';
import type { OracleScript, ScriptStep } from '#cli/oracle/corpus.ts';
import type { Run } from '#cli/oracle/recording.ts';
import type { Proc } from '#sim/process.ts';
import { Bench, textOf, textsOf, timesOf, unknownVerb } from './bench.ts';
import { parseDuration, parsePod, show } from './notation.ts';

export function runBroadcaster(script: OracleScript): Run {
  const bench = new Bench(script);
  const run = new BroadcasterRun(bench, script);
  for (const step of script.steps) {
    run.step(step);
    bench.settle();
  }
  return bench.run;
}

function added(text: string): Event {
  return { type: 'ADDED', object: parsePod(text) };
}

class BroadcasterRun {
  readonly #bench: Bench;
  readonly #broadcaster: Broadcaster;
  readonly #watchers = new Map<string, BroadcasterWatcher>();

  constructor(bench: Bench, { options = {} }: OracleScript) {
    this.#bench = bench;
    const queueLength = Number(options['queueLength'] ?? 0);
    this.#broadcaster = new Broadcaster(bench.sim, {
      name: 'broadcaster',
      queueLength,
      fullChannelBehavior: options['drop'] === true ? 'DropIfChannelFull' : 'WaitIfChannelFull',
      incomingLength: options['long'] === true ? queueLength : incomingQueueLength,
    });
  }

  step(step: ScriptStep): void {
    switch (step.do) {
      case 'read':
        this.#read(step);
        return;
      case 'advance':
        this.#bench.advance(parseDuration(step['by']));
        return;
      default:
        this.#bench.go(step.do, this.#call(step));
    }
  }

  *#call(step: ScriptStep): Proc {
    const call = step.do;
    const object = textOf(step, 'object');
    const watcher = textOf(step, 'watcher');
    switch (call) {
      case 'watch': {
        const prefix = textsOf(step, 'objects').map(added);
        const isPlain = step['objects'] === undefined;
        const watched = isPlain
          ? yield* this.#broadcaster.watch()
          : yield* this.#broadcaster.watchWithPrefix(prefix);
        if (watched.ok) this.#watchers.set(watcher, watched.value);
        const error = watched.ok ? undefined : watched.error.message;
        this.#bench.record('calls', { call, watcher, error });
        return;
      }
      case 'action': {
        const taken = yield* this.#broadcaster.action(added(object));
        const error = taken.ok ? undefined : taken.error.message;
        this.#bench.record('calls', { call, object, error });
        return;
      }
      case 'actionOrDrop': {
        const taken = yield* this.#broadcaster.actionOrDrop(added(object));
        const error = taken.ok ? undefined : taken.error.message;
        this.#bench.record('calls', { call, object, sent: taken.ok && taken.value, error });
        return;
      }
      case 'stop':
        yield* this.#watcher(watcher).stopAndWait();
        this.#bench.record('calls', { call, watcher });
        return;
      case 'shutDown':
        yield* this.#broadcaster.shutdown();
        this.#bench.record('calls', { call });
        return;
      default:
        unknownVerb(step);
    }
  }

  #watcher(name: string): BroadcasterWatcher {
    const watcher = this.#watchers.get(name);
    assert(watcher !== undefined, `there must be a watcher ${name}`);
    return watcher;
  }

  /** Takes what is there; it does not wait. */
  #read(step: ScriptStep): void {
    const name = textOf(step, 'watcher');
    const channel = this.#watcher(name).resultChan();
    for (let count = 0; count < timesOf(step); count++) {
      const received = channel.tryReceive();
      if (received === undefined) {
        const isOver = channel.closed;
        this.#bench.record(`watcher ${name}`, isOver ? { closed: true } : { empty: true });
        return;
      }
      this.#bench.record(`watcher ${name}`, { got: `${received.type} ${show(received.object)}` });
      this.#bench.settle();
    }
  }
}
