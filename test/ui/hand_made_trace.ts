/**
 * A short trace written by hand: a Deployment's pods come up while one controller watches. It lets the
 * page be developed and tested without an engine; numbers are plausible, nothing more.
 */

import type { JsonObject } from '#base/json.ts';
import type { EventData, ObjectRef, TraceEvent } from '#trace/event.ts';
import type { EventKind } from '#trace/event_shapes.ts';

export interface HandMade {
  readonly events: readonly TraceEvent[];
  readonly objects: readonly (readonly [ObjectRef, JsonObject])[];
}

/** Records events one after the other, each caused by the one before unless it says otherwise. */
class Tape {
  readonly events: TraceEvent[] = [];
  readonly objects = new Map<ObjectRef, JsonObject>();
  at = 0;
  #step = 0;

  emit<K extends EventKind>(kind: K, actor: string, subject: string, data: EventData<K>): number {
    const seq = this.events.length + 1;
    const causes = seq > 1 ? [seq - 1] : [];
    const event = { seq, at: this.at, step: ++this.#step, actor, kind, subject, causes, data };
    this.events.push(event as unknown as TraceEvent);
    return seq;
  }

  wait(milliseconds: number): void {
    this.at += milliseconds * 1_000_000;
  }

  object(kind: string, name: string, more: JsonObject): ObjectRef {
    const ref = `${kind}-${name}-${this.objects.size}`;
    this.objects.set(ref, {
      apiVersion: 'v1',
      kind,
      metadata: { name, namespace: 'default', ...(more['metadata'] as JsonObject) },
      spec: { nodeName: 'node-a' },
      ...Object.fromEntries(Object.entries(more).filter(([member]) => member !== 'metadata')),
    });
    return ref;
  }
}

const program = 'rs-controller';
const informer = 'rs-controller/pods';

export function handMadeTrace(): HandMade {
  const tape = new Tape();
  tape.emit('run.started', 'run', 'run', {
    version: 1,
    profile: 'classic',
    seed: 'web-7',
    policy: 'arrival',
    level: 'full',
  });
  tape.emit('replica.started', 'apiserver-a', 'a', { replica: 'a', revision: 1000 });
  for (const [name, resource] of [
    ['deployment-controller', 'deployments'],
    [program, 'pods'],
    ['scheduler', 'pods'],
    ['kubelet', 'pods'],
  ] as const) {
    startProgram(tape, name, resource);
  }
  let revision = 1001;
  const queue = { controller: program };
  for (let round = 0; round < 4; round++) {
    for (const name of ['web-0', 'web-1', 'web-2']) {
      revision++;
      commit(tape, name, revision, round);
      deliver(tape, name, revision, round);
      reconcile(tape, `default/web-6d4cf`, { ...queue, revision });
    }
    tape.wait(round === 1 ? 29_200 : 900);
  }
  return { events: tape.events, objects: [...tape.objects] };
}

function startProgram(tape: Tape, name: string, resource: string): void {
  const noun = `${name}/${resource}`;
  const reflector = `${noun}/reflector`;
  tape.wait(3);
  tape.emit('program.started', name, name, { program: name });
  tape.emit('informer.started', noun, noun, {
    informer: noun,
    resource,
    queue: 'DeltaFIFO',
    resyncPeriod: 30_000_000_000,
    indexes: ['byNode'],
  });
  tape.emit('listener.added', noun, noun, {
    informer: noun,
    listener: `${noun}/listener-1`,
    resyncPeriod: 30_000_000_000,
    late: false,
  });
  tape.emit('queue.created', name, name, { queue: name });
  tape.emit('controller.started', name, name, {
    controller: name,
    workers: 2,
    resource: 'replicasets',
  });
  tape.emit('reflector.started', reflector, noun, { informer: noun, resyncPeriod: 30_000_000_000 });
  tape.emit('reflector.list.started', reflector, noun, {
    informer: noun,
    resourceVersion: '0',
    limit: 500,
  });
  const list = request(tape, { verb: 'list', resource, client: name, noun, actor: reflector });
  tape.emit('reflector.list.finished', reflector, noun, {
    informer: noun,
    resourceVersion: '1000',
    items: 0,
    pages: 1,
  });
  tape.emit('reflector.replaced', reflector, noun, {
    informer: noun,
    resourceVersion: '1000',
    items: 0,
  });
  tape.emit('informer.synced', noun, noun, { informer: noun });
  tape.emit('reflector.watch.started', reflector, noun, {
    informer: noun,
    resourceVersion: '1000',
    timeoutSeconds: 341,
    sendInitialEvents: false,
  });
  tape.emit('watch.opened', 'apiserver-a', `watch-${list}`, {
    watch: `watch-${name}`,
    noun,
    replica: 'a',
    resource,
    resourceVersion: '1000',
    timeoutSeconds: 341,
    bookmarks: true,
    sendInitialEvents: false,
  });
  tape.emit('reflector.resync.armed', reflector, noun, {
    informer: noun,
    due: tape.at + 30_000_000_000,
  });
}

let requests = 0;

function request(
  tape: Tape,
  what: {
    readonly verb: string;
    readonly resource: string;
    readonly client: string;
    readonly noun: string;
    readonly actor: string;
    readonly key?: string;
    readonly status?: number;
  },
): string {
  const { verb, resource, client, noun, actor, key, status = 200 } = what;
  const id = `req-${++requests}`;
  const method = verb === 'list' ? 'GET' : 'PUT';
  tape.emit('request.sent', actor, id, {
    request: id,
    client,
    noun,
    replica: 'a',
    verb,
    method,
    url: `/api/v1/namespaces/default/${resource}`,
    resource,
    ...(key === undefined ? {} : { key }),
  });
  tape.wait(6);
  tape.emit('request.received', 'apiserver-a', id, { request: id, replica: 'a' });
  tape.wait(1);
  tape.emit('request.answered', 'apiserver-a', id, {
    request: id,
    replica: 'a',
    status,
    ...(status >= 400
      ? { reason: 'Conflict', message: 'the object has been modified' }
      : { items: 0 }),
  });
  tape.wait(6);
  tape.emit('request.completed', actor, id, {
    request: id,
    client,
    status,
    lasted: 13_000_000,
    ...(status >= 400 ? { reason: 'Conflict', message: 'the object has been modified' } : {}),
  });
  return id;
}

function commit(tape: Tape, name: string, revision: number, round: number): void {
  const key = `default/${name}`;
  const object = podOf(tape, name, revision, round);
  const type = round === 0 ? 'ADDED' : 'MODIFIED';
  tape.wait(20);
  tape.emit('etcd.committed', 'apiserver-a', `pods/${key}`, {
    revision,
    type,
    resource: 'pods',
    key,
    object,
  });
  tape.emit('watchcache.applied', 'apiserver-a', `pods/${key}`, {
    replica: 'a',
    revision,
    type,
    resource: 'pods',
    key,
    object,
  });
}

function podOf(tape: Tape, name: string, revision: number, round: number): ObjectRef {
  return tape.object('Pod', name, {
    metadata: { resourceVersion: String(revision), labels: { app: 'web' } },
    status: { phase: round === 0 ? 'Pending' : 'Running' },
  });
}

let frames = 0;
let deltas = 0;
let notifications = 0;

function deliver(tape: Tape, name: string, revision: number, round: number): void {
  const key = `default/${name}`;
  const resourceVersion = String(revision);
  const type = round === 0 ? 'ADDED' : 'MODIFIED';
  const reflector = `${informer}/reflector`;
  const frame = {
    watch: `watch-${program}`,
    noun: informer,
    frame: ++frames,
    type,
    key,
    resourceVersion,
  } as const;
  tape.emit('watch.event.sent', 'apiserver-a', key, { ...frame, replica: 'a' });
  tape.wait(4);
  tape.emit('watch.event.delivered', reflector, key, frame);
  tape.emit('reflector.event.received', reflector, key, { informer, type, key, resourceVersion });
  const delta = {
    informer,
    delta: ++deltas,
    key,
    type: round === 0 ? 'Added' : 'Updated',
  } as const;
  const object = podOf(tape, name, revision, round);
  tape.emit('delta.queued', reflector, key, { ...delta, object, keys: 1, items: 1 });
  const loop = `${informer}/processLoop`;
  tape.emit('delta.popped', loop, key, {
    informer,
    key,
    deltas: [delta.delta],
    types: [delta.type],
    keys: 0,
    items: 0,
  });
  const stored = { informer, key, resourceVersion, object, indexed: { byNode: ['node-a'] } };
  if (round === 0) tape.emit('store.added', loop, key, stored);
  else tape.emit('store.updated', loop, key, { ...stored, previous: object });
  const notification = {
    informer,
    listener: `${informer}/listener-1`,
    notification: ++notifications,
    callback: round === 0 ? 'OnAdd' : 'OnUpdate',
    key,
  } as const;
  tape.emit('listener.notified', loop, key, { ...notification, pending: 1, object, sync: false });
  tape.emit('delta.processed', loop, key, delta);
  const run = `${informer}/listener-1/run`;
  tape.emit('handler.called', run, key, { ...notification, object, tombstone: false });
  tape.emit('queue.added', run, 'default/web-6d4cf', {
    queue: program,
    key: 'default/web-6d4cf',
    depth: 1,
  });
  tape.emit('handler.returned', run, key, notification);
}

function reconcile(
  tape: Tape,
  key: string,
  { controller, revision }: { readonly controller: string; readonly revision: number },
): void {
  const worker = `${program}/worker-1`;
  tape.emit('queue.got', worker, key, { queue: program, key, worker, depth: 0, waited: 1_000_000 });
  tape.emit('reconcile.started', worker, key, { controller, worker, key });
  tape.emit('lister.read', worker, key, {
    informer,
    key: 'default',
    found: 3,
    resourceVersion: String(revision),
  });
  const conflict = revision % 5 === 0;
  request(tape, {
    verb: 'update',
    resource: 'replicasets',
    client: program,
    noun: program,
    actor: worker,
    key: 'replicasets/default/web-6d4cf',
    status: conflict ? 409 : 200,
  });
  tape.emit('reconcile.finished', worker, key, {
    controller,
    worker,
    key,
    result: conflict ? 'error' : 'ok',
    ...(conflict ? { error: 'the object has been modified' } : {}),
    lasted: 14_000_000,
  });
  if (conflict) {
    tape.emit('queue.ratelimited', worker, key, {
      queue: program,
      key,
      failures: 1,
      delay: 5_000_000,
    });
    tape.emit('queue.delayed', worker, key, {
      queue: program,
      key,
      delay: 5_000_000,
      due: tape.at + 5_000_000,
    });
  }
  tape.emit('queue.done', worker, key, {
    queue: program,
    key,
    requeued: false,
    lasted: 14_000_000,
  });
  if (conflict) {
    tape.wait(5);
    tape.emit('queue.due', program, key, { queue: program, key });
    tape.emit('queue.added', program, key, { queue: program, key, depth: 1 });
    reconcile(tape, key, { controller, revision: revision + 1 });
  }
}
