/** Builds small traces by hand: each event follows from the one before unless told otherwise. */

import type { JsonObject } from '#base/json.ts';
import { type Instant, milliseconds } from '#base/time.ts';
import type { EventData, ObjectRef, TraceEvent } from '#trace/event.ts';
import type { EventKind } from '#trace/event_shapes.ts';
import { RunView } from '#view-model/run_view.ts';

export class TraceBuilder {
  readonly events: TraceEvent[] = [];
  readonly objects = new Map<ObjectRef, JsonObject>();
  #at = 0;
  #actor = 'kernel';
  #causes: readonly number[] | undefined;

  /** Time passes. */
  wait(milliSeconds: number): this {
    this.#at += milliseconds(milliSeconds);
    return this;
  }

  /** The process that does what follows. */
  by(actor: string): this {
    this.#actor = actor;
    return this;
  }

  /** The next event alone has these causes. */
  because(...seqs: readonly number[]): this {
    this.#causes = seqs;
    return this;
  }

  object(ref: ObjectRef, object: JsonObject): this {
    this.objects.set(ref, object);
    return this;
  }

  /** Adds an event; its seq is {@link seq} afterwards. */
  on<K extends EventKind>(kind: K, data: EventData<K>, subject?: string): this {
    const seq = this.events.length + 1;
    const causes = this.#causes ?? (seq === 1 ? [] : [seq - 1]);
    this.#causes = undefined;
    const named = data as { readonly key?: string; readonly informer?: string };
    this.events.push({
      ...{ seq, at: this.#at as Instant, step: seq, actor: this.#actor, kind, causes, data },
      subject: subject ?? named.key ?? named.informer ?? kind,
    } as unknown as TraceEvent);
    return this;
  }

  get seq(): number {
    return this.events.length;
  }

  get view(): RunView {
    const view = new RunView();
    view.append(this.events, this.objects);
    return view;
  }
}

/** A pod as the server stores it. */
export function podObject(name: string, resourceVersion: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', resourceVersion, labels: { app: 'web' } },
    spec: { containers: [{ name: 'web', image: 'nginx' }] },
  };
}

const informer = 'rs-controller/pods';
const listener = 'listener-1';
const queue = 'rs-controller';
const worker = 'rs-controller/worker-1';
const watch = 'req-2';
const stream = { watch, noun: informer };

/**
 * An informer starts, lists one pod, watches; a second pod is created and its event goes all the way
 * through queue, Indexer, handler, work queue and a reconcile that writes and meets a conflict.
 */
export function oneWatchEvent(): TraceBuilder {
  const trace = new TraceBuilder();
  start(trace);
  list(trace);
  openWatch(trace);
  createSecondPod(trace);
  deliver(trace);
  reconcile(trace);
  return trace;
}

function start(trace: TraceBuilder): void {
  trace
    .object('o1', podObject('web-1', '101'))
    .object('o2', podObject('web-2', '102'))
    .on('run.started', {
      version: 1,
      profile: 'classic',
      seed: '7',
      policy: 'arrival',
      level: 'full',
    })
    .on('replica.started', { replica: 'a', revision: 100 })
    .on('etcd.committed', {
      revision: 101,
      type: 'ADDED',
      resource: 'pods',
      key: 'pods/default/web-1',
      object: 'o1',
    })
    .on('watchcache.applied', {
      replica: 'a',
      revision: 101,
      type: 'ADDED',
      resource: 'pods',
      key: 'pods/default/web-1',
      object: 'o1',
    })
    .on('program.started', { program: 'rs-controller' })
    .by('rs-controller/main')
    .on('queue.created', { queue })
    .on('informer.started', {
      informer,
      resource: 'pods',
      queue: 'DeltaFIFO',
      resyncPeriod: 0,
      indexes: ['namespace'],
    })
    .on('listener.added', { informer, listener, resyncPeriod: 0, late: false })
    .on('controller.started', { controller: queue, workers: 1, resource: 'replicasets' });
}

function list(trace: TraceBuilder): void {
  const request = { request: 'req-1', client: 'rs-controller' };
  trace
    .by('rs-controller/pods/reflector')
    .on('reflector.started', { informer, resyncPeriod: 0 })
    .on('reflector.list.started', { informer, resourceVersion: '0', limit: 500 })
    .on('request.sent', {
      ...request,
      noun: informer,
      replica: 'a',
      verb: 'list',
      method: 'GET',
      url: '/api/v1/pods',
      resource: 'pods',
    })
    .wait(2)
    .on('request.received', { request: 'req-1', replica: 'a' })
    .on('request.answered', {
      request: 'req-1',
      replica: 'a',
      status: 200,
      items: 1,
      resourceVersion: '101',
    })
    .wait(2)
    .on('request.completed', { ...request, status: 200, lasted: milliseconds(4) })
    .on('reflector.list.finished', { informer, resourceVersion: '101', items: 1, pages: 1 })
    .on('delta.queued', {
      informer,
      delta: 1,
      type: 'Replaced',
      key: 'default/web-1',
      object: 'o1',
      keys: 1,
      items: 1,
    })
    .on('reflector.replaced', { informer, resourceVersion: '101', items: 1 })
    .on('reflector.resourceversion.set', { informer, resourceVersion: '101' })
    .by('rs-controller/pods/processLoop')
    .on('delta.popped', {
      informer,
      key: 'default/web-1',
      deltas: [1],
      types: ['Replaced'],
      keys: 0,
      items: 0,
    })
    .on('delta.applying', { informer, delta: 1, type: 'Replaced', key: 'default/web-1' })
    .on('store.added', {
      informer,
      key: 'default/web-1',
      resourceVersion: '101',
      object: 'o1',
      indexed: { namespace: ['default'] },
    })
    .on('listener.notified', {
      informer,
      listener,
      notification: 1,
      callback: 'OnAdd',
      key: 'default/web-1',
      pending: 1,
      object: 'o1',
      sync: false,
    })
    .on('delta.processed', { informer, delta: 1, type: 'Replaced', key: 'default/web-1' })
    .on('informer.synced', { informer })
    .by('rs-controller/pods/listener-1/run')
    .on('handler.called', {
      informer,
      listener,
      notification: 1,
      callback: 'OnAdd',
      key: 'default/web-1',
      object: 'o1',
      tombstone: false,
      isInInitialList: true,
    })
    .on('queue.added', { queue, key: 'default/web', depth: 1 })
    .on('handler.returned', {
      informer,
      listener,
      notification: 1,
      callback: 'OnAdd',
      key: 'default/web-1',
    });
}

function openWatch(trace: TraceBuilder): void {
  trace
    .by('rs-controller/pods/reflector')
    .on('reflector.watch.started', {
      informer,
      resourceVersion: '101',
      timeoutSeconds: 300,
      sendInitialEvents: false,
    })
    .on('request.sent', {
      request: watch,
      client: 'rs-controller',
      noun: informer,
      replica: 'a',
      verb: 'watch',
      method: 'GET',
      url: '/api/v1/pods?watch=1',
      resource: 'pods',
    })
    .wait(2)
    .on('request.received', { request: watch, replica: 'a' })
    .on('watch.opened', {
      ...stream,
      replica: 'a',
      resource: 'pods',
      resourceVersion: '101',
      timeoutSeconds: 300,
      bookmarks: true,
      sendInitialEvents: false,
    })
    .on('request.answered', { request: watch, replica: 'a', status: 200 })
    .wait(2)
    .on('request.completed', {
      request: watch,
      client: 'rs-controller',
      status: 200,
      lasted: milliseconds(4),
    });
}

function createSecondPod(trace: TraceBuilder): void {
  const committed = {
    revision: 102,
    type: 'ADDED',
    resource: 'pods',
    key: 'pods/default/web-2',
    object: 'o2',
  } as const;
  trace
    .wait(30_000)
    .by('script')
    .because()
    .on('command.applied', { text: 'kubectl apply -f pod.yaml', command: {} })
    .by('apiserver-a/store')
    .on('etcd.committed', committed)
    .on('watchcache.applied', { ...committed, replica: 'a' })
    .on('watch.event.sent', {
      ...stream,
      frame: 1,
      type: 'ADDED',
      key: 'pods/default/web-2',
      resourceVersion: '102',
      replica: 'a',
      object: 'o2',
    });
}

function deliver(trace: TraceBuilder): void {
  const delta = { informer, delta: 2, key: 'default/web-2', type: 'Added' } as const;
  const note = {
    informer,
    listener,
    notification: 2,
    callback: 'OnAdd',
    key: 'default/web-2',
  } as const;
  trace
    .wait(5)
    .on('watch.event.delivered', {
      ...stream,
      frame: 1,
      type: 'ADDED',
      key: 'pods/default/web-2',
      resourceVersion: '102',
      object: 'o2',
    })
    .by('rs-controller/pods/reflector')
    .on('reflector.event.received', {
      informer,
      type: 'ADDED',
      key: 'default/web-2',
      resourceVersion: '102',
    })
    .on('delta.queued', { ...delta, object: 'o2', keys: 1, items: 1 })
    .on('reflector.resourceversion.set', { informer, resourceVersion: '102' })
    .by('rs-controller/pods/processLoop')
    .on('delta.popped', {
      informer,
      key: 'default/web-2',
      deltas: [2],
      types: ['Added'],
      keys: 0,
      items: 0,
    })
    .on('delta.applying', delta)
    .on('store.added', {
      informer,
      key: 'default/web-2',
      resourceVersion: '102',
      object: 'o2',
      indexed: { namespace: ['default'] },
    })
    .on('listener.notified', { ...note, pending: 1, object: 'o2', sync: false })
    .on('delta.processed', delta)
    .by('rs-controller/pods/listener-1/run')
    .on('handler.called', { ...note, object: 'o2', tombstone: false, isInInitialList: false })
    .on('queue.deduplicated', { queue, key: 'default/web', reason: 'key already dirty' })
    .on('handler.returned', note);
}

function reconcile(trace: TraceBuilder): void {
  const request = { request: 'req-3', client: 'rs-controller' };
  trace
    .by(worker)
    .on('queue.got', { queue, key: 'default/web', worker, depth: 0, waited: 5 })
    .on('reconcile.started', { controller: queue, worker, key: 'default/web' })
    .on('lister.read', { informer, key: '', found: 2 })
    .on('request.sent', {
      ...request,
      noun: 'rs-controller',
      replica: 'a',
      verb: 'update',
      method: 'PUT',
      url: '/apis/apps/v1/namespaces/default/replicasets/web',
      resource: 'replicasets',
      key: 'replicasets/default/web',
    })
    .wait(2)
    .on('request.received', { request: 'req-3', replica: 'a' })
    .on('request.answered', {
      request: 'req-3',
      replica: 'a',
      status: 409,
      reason: 'Conflict',
      message: 'the object has been modified',
    })
    .wait(2)
    .on('request.completed', {
      ...request,
      status: 409,
      reason: 'Conflict',
      lasted: milliseconds(4),
    })
    .on('reconcile.finished', {
      controller: queue,
      worker,
      key: 'default/web',
      result: 'error',
      error: 'Conflict',
      lasted: milliseconds(4),
    })
    .on('queue.ratelimited', { queue, key: 'default/web', failures: 1, delay: milliseconds(5) })
    .on('queue.delayed', {
      queue,
      key: 'default/web',
      delay: milliseconds(5),
      due: (trace.events.at(-1)?.at ?? 0) + milliseconds(5),
    })
    .on('queue.done', { queue, key: 'default/web', requeued: false, lasted: milliseconds(4) })
    .wait(5)
    .by('rs-controller/waitingLoop')
    .on('queue.due', { queue, key: 'default/web' })
    .on('queue.added', { queue, key: 'default/web', depth: 1 });
}
