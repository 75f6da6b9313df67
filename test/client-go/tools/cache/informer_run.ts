/** Runs a SharedIndexInformer on scripted answers and writes down who was told what, and when. */

import { expect, onTestFinished } from 'vitest';
import { assert } from '#base/assert.ts';
import { after, type Duration, noDuration, seconds, startOfRun } from '#base/time.ts';
import type { Environment } from '#client-go/features/features.ts';
import type { ResourceEventHandler } from '#client-go/tools/cache/controller.ts';
import {
  newSharedIndexInformer,
  type ResourceEventHandlerRegistration,
  type SharedIndexInformer,
  type SharedIndexInformerOptions,
} from '#client-go/tools/cache/shared_informer.ts';
import type { ChoicePolicy } from '#sim/chooser.ts';
import { background, type CancellableContext, withCancel } from '#sim/context.ts';
import type { Blocking } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import type { TraceEvent } from '#trace/event.ts';
import { type Profile, type ProfileName, profiles } from '#trace/profile.ts';
import { FakeListerWatcher, type FakeWatch, type Script } from './fake_lister_watcher.ts';
import { laboratory, running, shown } from './fixture.ts';
import { machineRefusals } from './machine_refusals.ts';

export interface RunOptions extends Script {
  readonly profile?: ProfileName | Partial<Profile>;
  readonly reallyCrash?: boolean;
  readonly resyncPeriod?: Duration;
  readonly seed?: string;
  readonly policy?: ChoicePolicy;
  readonly informer?: Partial<SharedIndexInformerOptions>;
  /** Each name is a handler with this resync period in seconds; `undefined` is the informer's. */
  readonly handlers?: Readonly<Record<string, number | undefined>>;
}

export interface InformerRun {
  readonly sim: Sim;
  readonly events: TraceEvent[];
  readonly informer: SharedIndexInformer;
  readonly server: FakeListerWatcher;
  readonly watching: () => FakeWatch;
  readonly ctx: CancellableContext;
  /** `0.000 LIST#1 …`, `0.000 H ADD a@5 init=true`. */
  readonly lines: string[];
  readonly registrations: Record<string, ResourceEventHandlerRegistration>;
  /** Adds a handler that writes lines. */
  readonly handle: (name: string, resyncSeconds?: number) => string | undefined;
  readonly note: (line: string) => void;
  /** Runs up to an instant, in seconds, and until nothing more can be done at it. */
  readonly until: (atSeconds: number) => void;
  /** Asks something that may block. */
  readonly ask: <T>(body: () => Blocking<T>) => T;
}

export function profileOf(profile: RunOptions['profile']): Profile {
  if (typeof profile === 'object') return { ...profiles.classic, ...profile };
  return profiles[profile ?? 'classic'];
}

/** The informer's processes are started, but nothing has run yet. */
export function informerRun(options: RunOptions = {}): InformerRun {
  const { sim, events } = laboratory(options.seed, options.policy);
  onTestFinished(() => {
    expect(machineRefusals(events)).toEqual([]);
  });
  const environment: Environment = {
    sim,
    profile: profileOf(options.profile),
    reallyCrash: options.reallyCrash,
  };
  const lines: string[] = [];
  const note = (line: string) => {
    lines.push(`${(sim.now / seconds(1)).toFixed(3)} ${line}`);
  };
  const server = new FakeListerWatcher(sim, options, note);
  const informer = newSharedIndexInformer(environment, {
    listerWatcher: server,
    noun: { informer: 'test/pods', resource: 'pods' },
    expectedType: { apiVersion: 'v1', kind: 'Pod' },
    resyncPeriod: options.resyncPeriod ?? noDuration,
    ...options.informer,
  });
  const ctx = withCancel(sim, background(sim), 'test');
  const registrations: Record<string, ResourceEventHandlerRegistration> = {};
  const ask = <T>(body: () => Blocking<T>): T => running(sim, body, 'test/main');
  const handle = (name: string, resyncSeconds?: number): string | undefined => {
    const resyncPeriod = resyncSeconds === undefined ? undefined : seconds(resyncSeconds);
    const handler = recorder(name, note);
    const added = ask(() => informer.addEventHandler(handler, { name, resyncPeriod }));
    if (!added.ok) return added.error.message;
    registrations[name] = added.value;
    return undefined;
  };
  for (const [name, period] of Object.entries(options.handlers ?? { H: undefined })) {
    assert(handle(name, period) === undefined, `handler ${name} must be added`);
  }
  sim.spawn('test/pods/processLoop', informer.run(ctx.ctx));
  return {
    sim,
    events,
    informer,
    server,
    watching: () => server.watching,
    ctx,
    lines,
    registrations,
    handle,
    note,
    until: (atSeconds) => {
      const at = after(startOfRun, seconds(atSeconds));
      sim.run(at);
      if (sim.now < at) sim.advanceTo(at);
    },
    ask,
  };
}

/** A handler that writes a line for each call. */
export function recorder(name: string, note: (line: string) => void): ResourceEventHandler {
  return {
    onAdd: (obj, init) => note(`${name} ADD ${shown(obj)} init=${init}`),
    onUpdate: (oldObj, newObj) => note(`${name} UPD ${shown(oldObj)} -> ${shown(newObj)}`),
    onDelete: (obj) => note(`${name} DEL ${shown(obj)}`),
  };
}

/** The lines of one lane: those whose text begins with `who`. */
export function lane(lines: readonly string[], who: string): readonly string[] {
  return lines.filter((line) => line.split(' ')[1]?.startsWith(who));
}
