/** Runs a Reflector on scripted answers over a plain store. */

import { expect, onTestFinished } from 'vitest';
import { after, type Duration, seconds, startOfRun } from '#base/time.ts';
import type { ReflectorStore } from '#client-go/tools/cache/fifo.ts';
import type { Indexer } from '#client-go/tools/cache/index.ts';
import {
  newReflector,
  type Reflector,
  type ReflectorOptions,
  unqueued,
} from '#client-go/tools/cache/reflector.ts';
import { metaNamespaceKeyFunc, newStore } from '#client-go/tools/cache/store.ts';
import { background, type CancellableContext, withCancel } from '#sim/context.ts';
import type { Blocking } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import type { TraceEvent } from '#trace/event.ts';
import { FakeListerWatcher, type Script } from './fake_lister_watcher.ts';
import { laboratory, running, shown } from './fixture.ts';
import { profileOf, type RunOptions } from './informer_run.ts';
import { machineRefusals } from './machine_refusals.ts';

export interface ReflectorRun {
  readonly sim: Sim;
  readonly events: TraceEvent[];
  readonly server: FakeListerWatcher;
  readonly store: Indexer;
  readonly reflector: Reflector;
  readonly ctx: CancellableContext;
  readonly lines: string[];
  readonly note: (line: string) => void;
  /** Starts `Reflector.run`. */
  readonly start: () => void;
  /** Runs `listAndWatch` once; it must end by itself. */
  readonly once: () => string;
  readonly until: (atSeconds: number) => void;
  readonly ask: <T>(body: () => Blocking<T>) => T;
  /** `bar@55 baz@32`, sorted. */
  readonly stored: () => string;
}

export interface ReflectorRunOptions extends Script, Pick<RunOptions, 'profile'> {
  readonly reflector?: Partial<ReflectorOptions>;
  readonly resyncPeriod?: Duration;
  readonly wrap?: (store: ReflectorStore) => ReflectorStore;
}

export function reflectorRun(options: ReflectorRunOptions = {}): ReflectorRun {
  const { sim, events } = laboratory();
  onTestFinished(() => {
    expect(machineRefusals(events)).toEqual([]);
  });
  const lines: string[] = [];
  const note = (line: string) => {
    lines.push(`${(sim.now / seconds(1)).toFixed(3)} ${line}`);
  };
  const server = new FakeListerWatcher(sim, options, note);
  const store = newStore(metaNamespaceKeyFunc);
  const filled = unqueued(store);
  const reflector = newReflector(
    { sim, profile: profileOf(options.profile) },
    {
      listerWatcher: server,
      store: options.wrap?.(filled) ?? filled,
      noun: { informer: 'test/pods', resource: 'pods' },
      expectedType: { apiVersion: 'v1', kind: 'Pod' },
      resyncPeriod: options.resyncPeriod,
      watchErrorHandler: (_reflector, error) => note(`failed: ${error.message}`),
      ...options.reflector,
    },
  );
  const ctx = withCancel(sim, background(sim), 'test');
  const ask = <T>(body: () => Blocking<T>): T => running(sim, body, 'test/pods/reflector');
  return {
    sim,
    events,
    server,
    store,
    reflector,
    ctx,
    lines,
    note,
    ask,
    start: () => {
      sim.spawn('test/pods/reflector', reflector.run(ctx.ctx));
    },
    once: () => {
      if (sim.seq === 0) {
        sim.emit('reflector.started', 'test/pods', { informer: 'test/pods', resyncPeriod: 0 });
      }
      const ended = ask(() => reflector.listAndWatch(ctx.ctx));
      return ended.ok ? 'ended' : ended.error.message;
    },
    until: (atSeconds) => {
      const at = after(startOfRun, seconds(atSeconds));
      sim.run(at);
      if (sim.now < at) sim.advanceTo(at);
    },
    stored: () => store.list().map(shown).sort().join(' '),
  };
}
