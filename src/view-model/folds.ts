/** What each kind of event does to the timelines. A kind without an entry here does not compile. */

import type { JsonObject } from '#base/json.ts';
import { after, duration, type Instant, seconds } from '#base/time.ts';
import type { EventData, EventOf, ObjectRef } from '#trace/event.ts';
import type { EventKind } from '#trace/event_shapes.ts';
import { type InformerTimeline, ListenerTimeline, pendingUntil } from './informer_timeline.ts';
import { cacheKeyOf, objectKeyOf, programOf } from './object_key.ts';
import {
  type ElectionCell,
  noElection,
  type ProgramLife,
  ProgramTimeline,
} from './program_timeline.ts';
import { ServerTimeline, WatchTimeline } from './server_timeline.ts';
import { Collection } from './timeline.ts';

/** Everything that is folded for the stage. */
export class Timelines {
  readonly server = new ServerTimeline();
  readonly programs = new Collection<ProgramTimeline>();
  /** What was chosen for the open places of programs’ code: `program slot` → pieces. */
  readonly code = new Collection<readonly string[]>();
  readonly objects: ReadonlyMap<ObjectRef, JsonObject>;
  /** Resource → the informers, of programs that live, which cache it. */
  readonly informersOf = new Map<string, Set<InformerTimeline>>();
  /** Only `full` tells when a Reflector notes its resourceVersion. */
  full = true;

  constructor(objects: ReadonlyMap<ObjectRef, JsonObject>) {
    this.objects = objects;
  }

  program(seq: number, name: string): ProgramTimeline {
    const known = this.programs.current(name);
    if (known !== undefined) return known;
    const program = new ProgramTimeline(name);
    this.programs.put(seq, name, program);
    return program;
  }

  life(seq: number, noun: string): ProgramLife {
    return this.program(seq, programOf(noun)).life.last;
  }

  informer(seq: number, noun: string): InformerTimeline | undefined {
    return this.life(seq, noun).informers.current(noun);
  }

  /** Notes whether informers agree with the server about an object. */
  compare(seq: number, resource: string, key: string): void {
    const server = this.server.objects.get(resource)?.current(objectKeyOf(resource, key));
    const version = server === undefined ? undefined : String(server.revision);
    for (const informer of this.informersOf.get(resource) ?? []) {
      informer.compare(seq, cacheKeyOf(resource, key), version);
    }
  }

  /** Its informers stop being compared with the server: their memory is gone. */
  forgetInformers(program: string): void {
    for (const informers of this.informersOf.values()) {
      for (const informer of informers) {
        if (programOf(informer.informer) === program) informers.delete(informer);
      }
    }
  }
}

type Fold<K extends EventKind> = (timelines: Timelines, event: EventOf<K>) => void;
type Folds<K extends EventKind = EventKind> = { readonly [P in K]: Fold<P> };
type SomeFolds = { readonly [P in EventKind]?: Fold<P> };

/** Folds one event. */
export function foldEvent<K extends EventKind>(timelines: Timelines, event: EventOf<K>): void {
  const fold = folds[event.kind] as Fold<K>;
  fold(timelines, event);
}

function ignore(): void {
  return;
}

function informerFold<K extends EventKind>(
  fold: (informer: InformerTimeline, event: EventOf<K>, timelines: Timelines) => void,
): Fold<K> {
  return (timelines, event) => {
    const { informer } = event.data as unknown as { readonly informer: string };
    const timeline = timelines.informer(event.seq, informer);
    if (timeline !== undefined) fold(timeline, event, timelines);
  };
}

/** Marks, causes and the log read these; no box shows them. */
const ignoredFolds = {
  'command.applied': ignore,
  'command.refused': ignore,
  'expect.checked': ignore,
  'invariant.broken': ignore,
  'program.scraped': ignore,
  'program.code.set': (timelines, { seq, data }) =>
    timelines.code.put(seq, `${data.program} ${data.slot}`, data.pieces),
  'program.reported': (timelines, { seq, data }) =>
    timelines.life(seq, data.program).dials.put(seq, data.dial, data.value),
  'process.started': ignore,
  'process.ended': ignore,
  'process.panicked': ignore,
  'chooser.chose': ignore,
  'lock.waited': ignore,
  'lock.acquired': ignore,
  'request.received': ignore,
  'etcd.unchanged': ignore,
  'client.starved': ignore,
  'watch.event.skipped': ignore,
  'watch.event.held': ignore,
  'watch.ended': ignore,
  'reflector.started': ignore,
  'reflector.event.skipped': ignore,
  'reflector.bookmark.awaited': ignore,
  'reflector.resourceversion.unavailable': ignore,
  'reflector.stopped': ignore,
  'delta.applying': ignore,
  'delta.synced': ignore,
  'listener.skipped': ignore,
  'queue.created': ignore,
  'kubectl.started': ignore,
  'kubectl.printed': ignore,
  'kubectl.ended': ignore,
  'controller.logged': ignore,
  'reconcile.skipped': ignore,
  'reconcile.started': ignore,
  'queue.raised': ignore,
  'broadcast.dropped': ignore,
  'event.recorded': ignore,
  'event.dropped': ignore,
  'event.aggregated': ignore,
  'event.counted': ignore,
  'event.skipped': ignore,
  'event.written': ignore,
  'event.retried': ignore,
  'event.abandoned': ignore,
  'leader.failed': ignore,
  'leader.waiting': ignore,
  'leader.released': ignore,
  'retrywatch.started': ignore,
  'retrywatch.interrupted': ignore,
  'retrywatch.ended': ignore,
} as const satisfies SomeFolds;

const serverFolds = {
  'run.started': (timelines, event) => {
    timelines.full = event.data.level === 'full';
  },
  'request.sent': (timelines, event) => {
    timelines.server.send(event);
    noteDoing(timelines, event);
  },
  'request.answered': ({ server }, event) => {
    const request = server.requests.get(event.data.request);
    if (request !== undefined) request.answered = event;
  },
  'request.completed': ({ server }, event) => {
    const request = server.requests.get(event.data.request);
    if (request !== undefined) request.done = event;
  },
  'request.failed': ({ server }, event) => {
    const request = server.requests.get(event.data.request);
    if (request !== undefined) request.done = event;
  },
  'request.lost': ({ server }, event) => {
    const request = server.requests.get(event.data.request);
    if (request !== undefined) request.lost = event;
  },
  'etcd.committed': (timelines, event) => {
    timelines.server.commit(event);
    timelines.compare(event.seq, event.data.resource, event.data.key);
  },
  'etcd.compacted': ({ server }, { seq, data }) => server.compacted.set(seq, data.revision),
  'watchcache.applied': ({ server }, { seq, data }) =>
    server.replica(seq, data.replica).revision.set(seq, data.revision),
  'watchcache.evicted': ({ server }, event) => server.evict(event),
  'replica.started': ({ server }, { seq, data }) => {
    server.changeReplica(seq, data.replica, { running: true });
    server.replica(seq, data.replica).revision.set(seq, data.revision);
    server.replica(seq, data.replica).startedAt.set(seq, data.revision);
  },
  'replica.stopped': ({ server }, { seq, data }) =>
    server.changeReplica(seq, data.replica, { running: false }),
  'replica.held': ({ server }, { seq, data }) =>
    server.changeReplica(seq, data.replica, { held: true }),
  'replica.features': ({ server }, { seq, data }) => {
    const { bookmarks, watchList } = data;
    server.changeReplica(seq, data.replica, { bookmarks, watchList });
  },
  'replica.released': ({ server }, { seq, data }) =>
    server.changeReplica(seq, data.replica, { held: false }),
} as const satisfies SomeFolds;

const watchFolds = {
  'watch.opened': (timelines, event) => {
    const { seq, data } = event;
    timelines.server.watches.put(seq, data.watch, new WatchTimeline(event));
    const informer = data.noun.includes('/') ? timelines.informer(seq, data.noun) : undefined;
    if (informer !== undefined && data.selector !== undefined) informer.selective = true;
  },
  'watch.event.sent': ({ server }, event) => server.sendFrame(event),
  'watch.event.swapped': ({ server }, event) => server.swapFrames(event),
  'watch.event.duplicated': ({ server }, event) => server.duplicateFrame(event),
  'watch.event.dropped': ({ server }, { seq, data }) => {
    server.endFrame(seq, data.watch, data.frame);
  },
  'watch.event.delivered': ({ server }, { seq, data }) => {
    server.endFrame(seq, data.watch, data.frame)?.delivered.add(seq);
  },
  'watch.severed': ({ server }, { seq, data }) =>
    server.watches.current(data.watch)?.severed.set(seq, true),
  'watch.delayed': ({ server }, { seq, data }) =>
    server.watches.current(data.watch)?.delay.set(seq, data.lasting),
  'watch.held': ({ server }, { seq, data }) =>
    server.watches.current(data.watch)?.held.set(seq, true),
  'watch.released': ({ server }, { seq, data }) =>
    server.watches.current(data.watch)?.held.set(seq, false),
  'watch.closed': ({ server }, { seq, data }) => {
    server.watches.remove(seq, data.watch);
  },
} as const satisfies SomeFolds;

const programFolds = {
  'program.started': (timelines, { seq, data }) => {
    timelines.forgetInformers(data.program);
    timelines.program(seq, data.program).start(seq);
  },
  'program.paused': (timelines, { seq, data }) =>
    timelines.program(seq, data.program).state.set(seq, 'paused'),
  'program.resumed': (timelines, { seq, data }) =>
    timelines.program(seq, data.program).state.set(seq, 'running'),
  'program.crashed': (timelines, { seq, data }) =>
    timelines.program(seq, data.program).state.set(seq, 'crashed'),
  'program.stopped': (timelines, { seq, data }) =>
    timelines.program(seq, data.program).state.set(seq, 'stopped'),
  'program.clock.set': (timelines, { seq, data }) =>
    timelines.life(seq, data.program).clockSkew.set(seq, data.skew),
  'handler.slowed': informerFold<'handler.slowed'>((informer, { seq, data }) =>
    informer.slowness.set(seq, data.lasting),
  ),
  'informer.stalled': informerFold<'informer.stalled'>((informer, { seq, at, data }) =>
    informer.stall.set(seq, { since: at, until: data.until as Instant }),
  ),
  'informer.resumed': informerFold<'informer.resumed'>((informer, { seq }) =>
    informer.stall.set(seq, undefined),
  ),
  'reconcile.stalled': (timelines, event) => noteDoing(timelines, event),
  'client.refused': (timelines, { seq, data }) =>
    timelines.program(seq, data.client).connects.set(seq, false),
  'client.accepted': (timelines, { seq, data }) =>
    timelines.program(seq, data.client).connects.set(seq, true),
  'client.denied': (timelines, { seq, data }) =>
    timelines.program(seq, data.client).deny(seq, `${data.verb} ${data.resource}`),
  'client.permitted': (timelines, { seq, data }) =>
    timelines.program(seq, data.client).denied.set(seq, []),
  'client.switched': (timelines, { seq, data }) =>
    timelines.program(seq, data.client).replica.set(seq, data.replica),
  'client.throttled': (timelines, event) => {
    const { seq, at, data } = event;
    const until = after(at, duration(data.wait));
    timelines.life(seq, data.client).throttled.set(seq, { since: at, until });
    noteDoing(timelines, event);
  },
  'retry.conflict': (timelines, event) => noteDoing(timelines, event),
} as const satisfies SomeFolds;

/** An elector runs in a process of its program. */
function electionFold<K extends LeaderKind>(
  change: (election: ElectionCell, event: EventOf<K>) => Partial<ElectionCell>,
): Fold<K> {
  return (timelines, event) => {
    const { seq, actor } = event;
    const { lock, identity } = event.data as EventData<LeaderKind>;
    const { election } = timelines.life(seq, actor);
    const before = election.last ?? { ...noElection, lock, identity };
    election.set(seq, { ...before, ...change(before, event) });
  };
}

type LeaderKind = Extract<EventKind, `leader.${string}`>;

const electionFolds = {
  'leader.observed': electionFold<'leader.observed'>((_, { at, data }) => ({
    holder: data.holder,
    lease: { since: at, until: data.until as Instant },
  })),
  'leader.refused': electionFold<'leader.refused'>((_, { data }) => ({ holder: data.holder })),
  'leader.changed': electionFold<'leader.changed'>((_, { data }) => ({ holder: data.holder })),
  'leader.acquired': electionFold<'leader.acquired'>((_, { at, data }) => {
    const lasting = seconds(data.leaseDurationSeconds);
    const lease = { since: at, until: after(at, lasting) };
    return { holder: data.identity, leading: true, lasting, lease };
  }),
  'leader.renewed': electionFold<'leader.renewed'>(({ lasting }, { at, data }) => ({
    holder: data.identity,
    lease: { since: at, until: after(at, lasting) },
  })),
  'leader.lost': electionFold<'leader.lost'>(() => ({ leading: false })),
  'leader.stopped': electionFold<'leader.stopped'>(() => ({ leading: false })),
} as const satisfies SomeFolds;

const informerFolds = {
  'informer.started': (timelines, event) => {
    const informer = timelines.life(event.seq, event.data.informer).startInformer(event);
    const known = timelines.informersOf.get(informer.resource) ?? new Set();
    timelines.informersOf.set(informer.resource, known.add(informer));
    for (const stay of timelines.server.objects.get(informer.resource)?.keys() ?? []) {
      timelines.compare(event.seq, informer.resource, stay);
    }
  },
  'informer.synced': informerFold((informer, { seq }) => informer.synced.set(seq, true)),
  'informer.stopped': informerFold((informer, { seq }) => informer.stopped.set(seq, true)),
  'reflector.list.started': informerFold((informer, { seq }) => informer.lists.add(seq)),
  'reflector.list.finished': informerFold((informer, { seq }) =>
    informer.lastError.set(seq, undefined),
  ),
  'reflector.list.failed': informerFold<'reflector.list.failed'>((informer, { seq, data }) =>
    informer.lastError.set(seq, data.message),
  ),
  'reflector.replaced': informerFold<'reflector.replaced'>((informer, event, timelines) => {
    if (!timelines.full) informer.resourceVersion.set(event.seq, event.data.resourceVersion);
  }),
  'reflector.watch.started': informerFold<'reflector.watch.started'>((informer, event) =>
    informer.startWatch(event),
  ),
  'reflector.watch.failed': informerFold<'reflector.watch.failed'>((informer, event) => {
    informer.watchTimeout.set(event.seq, undefined);
    informer.lastError.set(event.seq, event.data.message);
  }),
  'reflector.watch.ended': informerFold<'reflector.watch.ended'>((informer, event) => {
    informer.watchTimeout.set(event.seq, undefined);
    if (event.data.message !== '') informer.lastError.set(event.seq, event.data.message);
  }),
  'reflector.event.received': informerFold<'reflector.event.received'>(
    (informer, event, timelines) => {
      informer.events.add(event.seq);
      informer.lastError.set(event.seq, undefined);
      const { resourceVersion } = event.data;
      if (!timelines.full) informer.resourceVersion.set(event.seq, resourceVersion);
    },
  ),
  'reflector.resourceversion.set': informerFold<'reflector.resourceversion.set'>(
    (informer, { seq, data }) => informer.resourceVersion.set(seq, data.resourceVersion),
  ),
  'reflector.backoff.started': informerFold<'reflector.backoff.started'>(
    (informer, { seq, at, data }) => informer.backoff.set(seq, pendingUntil(at, data.until)),
  ),
  'reflector.backoff.ended': informerFold((informer, { seq }) =>
    informer.backoff.set(seq, undefined),
  ),
  'reflector.resync.armed': informerFold<'reflector.resync.armed'>((informer, { seq, at, data }) =>
    informer.resync.set(seq, pendingUntil(at, data.due)),
  ),
  'reflector.resync.forced': informerFold((informer, { seq }) =>
    informer.resync.set(seq, undefined),
  ),
  'reflector.resync.skipped': informerFold((informer, { seq }) =>
    informer.resync.set(seq, undefined),
  ),
  'reflector.failed': informerFold<'reflector.failed'>((informer, { seq, data }) =>
    informer.lastError.set(seq, data.message),
  ),
} as const satisfies SomeFolds;

const cacheFolds = {
  'delta.queued': informerFold<'delta.queued'>((informer, event) => informer.queue(event)),
  'delta.merged': informerFold<'delta.merged'>((informer, event) => informer.merge(event)),
  'delta.dropped': informerFold<'delta.dropped'>((informer, { seq, data }) => {
    if (data.delta !== undefined) informer.deltas.remove(seq, String(data.delta));
  }),
  'delta.popped': informerFold<'delta.popped'>((informer, event) => informer.pop(event)),
  'delta.processed': informerFold<'delta.processed'>((informer, event) => informer.process(event)),
  'store.added': informerFold<'store.added'>((informer, event, timelines) => {
    informer.putObject(event);
    timelines.compare(event.seq, informer.resource, event.data.key);
  }),
  'store.updated': informerFold<'store.updated'>((informer, event, timelines) => {
    informer.putObject(event);
    timelines.compare(event.seq, informer.resource, event.data.key);
  }),
  'store.mutated': informerFold<'store.mutated'>((informer, event) => informer.mutateObject(event)),
  'store.replaced': informerFold<'store.replaced'>((informer, event, timelines) => {
    for (const key of informer.replaceObjects(event)) {
      timelines.compare(event.seq, informer.resource, key);
    }
  }),
  'store.deleted': informerFold<'store.deleted'>((informer, event, timelines) => {
    informer.removeObject(event);
    timelines.compare(event.seq, informer.resource, event.data.key);
  }),
} as const satisfies SomeFolds;

const listenerFolds = {
  'listener.added': informerFold<'listener.added'>((informer, event) =>
    informer.listeners.put(event.seq, event.data.listener, new ListenerTimeline(event)),
  ),
  'listener.removed': informerFold<'listener.removed'>((informer, { seq, data }) => {
    informer.listeners.remove(seq, data.listener);
  }),
  'listener.synced': informerFold<'listener.synced'>((informer, { seq, data }) =>
    informer.listener(seq, data.listener).synced.set(seq, true),
  ),
  'listener.notified': informerFold<'listener.notified'>((informer, { seq, data }) => {
    const { pending } = informer.listener(seq, data.listener);
    pending.set(seq, pending.last + 1);
  }),
  'handler.called': informerFold<'handler.called'>((informer, event) => {
    const { seq, data } = event;
    const listener = informer.listener(seq, data.listener);
    listener.pending.set(seq, Math.max(0, listener.pending.last - 1));
    listener.calling.set(seq, event);
    listener.lastCall.set(seq, event);
  }),
  'handler.filtered': informerFold<'handler.filtered'>((informer, { seq, data }) => {
    const { pending } = informer.listener(seq, data.listener);
    pending.set(seq, Math.max(0, pending.last - 1));
  }),
  'handler.returned': informerFold<'handler.returned'>((informer, { seq, data }) =>
    informer.listener(seq, data.listener).calling.set(seq, undefined),
  ),
  'handler.panicked': informerFold<'handler.panicked'>((informer, { seq, data }) =>
    informer.listener(seq, data.listener).calling.set(seq, undefined),
  ),
} as const satisfies SomeFolds;

const queueFolds = {
  'queue.added': (timelines, { seq, data }) =>
    timelines.life(seq, data.queue).queue(seq, data.queue).add(seq, data.key),
  'queue.deduplicated': (timelines, { seq, data }) => {
    if (data.reason !== 'key already processing') return;
    timelines.life(seq, data.queue).queue(seq, data.queue).dirty.put(seq, data.key, seq);
  },
  'queue.got': (timelines, event) => {
    const { seq, data } = event;
    const life = timelines.life(seq, data.queue);
    life.queue(seq, data.queue).get(event);
    life.worker(seq, data.worker).work.set(seq, { key: data.key, seq });
  },
  'queue.done': (timelines, event) => {
    const { seq, data } = event;
    const life = timelines.life(seq, data.queue);
    const queue = life.queue(seq, data.queue);
    const worker = queue.processing.current(data.key);
    if (worker !== undefined) life.worker(seq, worker).work.set(seq, undefined);
    queue.done(event);
  },
  'queue.delayed': (timelines, { seq, at, data }) =>
    timelines
      .life(seq, data.queue)
      .queue(seq, data.queue)
      .delayed.put(seq, data.key, pendingUntil(at, data.due)),
  'queue.due': (timelines, { seq, data }) => {
    timelines.life(seq, data.queue).queue(seq, data.queue).delayed.remove(seq, data.key);
  },
  'queue.ratelimited': (timelines, { seq, data }) =>
    timelines
      .life(seq, data.queue)
      .queue(seq, data.queue)
      .failures.put(seq, data.key, data.failures),
  'queue.forgotten': (timelines, { seq, data }) => {
    timelines.life(seq, data.queue).queue(seq, data.queue).failures.remove(seq, data.key);
  },
  'queue.refused': (timelines, { seq, data }) => {
    timelines.life(seq, data.queue).queue(seq, data.queue).delayed.remove(seq, data.key);
  },
  'queue.shutdown': (timelines, { seq, data }) =>
    timelines.life(seq, data.queue).queue(seq, data.queue).shuttingDown.set(seq, true),
} as const satisfies SomeFolds;

const controllerFolds = {
  'controller.started': (timelines, event) => {
    const { seq, data } = event;
    const life = timelines.life(seq, data.controller);
    life.controller.set(seq, event);
    for (let index = 1; index <= data.workers; index++) {
      life.worker(seq, `${data.controller}/worker-${index}`);
    }
  },
  'reconcile.finished': (timelines, event) => {
    const { seq, data } = event;
    const life = timelines.life(seq, data.controller);
    life.worker(seq, data.worker).finished.set(seq, event);
  },
  'lister.read': (timelines, event) => {
    const { seq, data } = event;
    noteDoing(timelines, event);
    const informer = timelines.informer(seq, data.informer);
    informer?.actedOn.set(seq, informer.cacheVersion(seq));
  },
} as const satisfies SomeFolds;

/** If a worker did it, it is part of what the worker does for its key. */
function noteDoing(timelines: Timelines, event: { readonly seq: number; readonly actor: string }) {
  const program = timelines.programs.current(programOf(event.actor));
  program?.life.last.workers.current(event.actor)?.doings.add(event.seq);
}

const folds: Folds = {
  ...ignoredFolds,
  ...serverFolds,
  ...watchFolds,
  ...programFolds,
  ...electionFolds,
  ...informerFolds,
  ...cacheFolds,
  ...listenerFolds,
  ...queueFolds,
  ...controllerFolds,
};
