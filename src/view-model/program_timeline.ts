/** A program over time: whether it lives, its informers, its work queues and its workers. */

import { type Duration, noDuration } from '#base/time.ts';
import type { EventOf } from '#trace/event.ts';
import { InformerTimeline } from './informer_timeline.ts';
import type { Pending } from './stage_view.ts';
import { Collection, Occurrences, Timeline } from './timeline.ts';

export type ProgramState = 'running' | 'paused' | 'crashed' | 'stopped';

export class QueueTimeline {
  readonly queue: string;
  readonly waiting = new Collection<number>();
  readonly dirty = new Collection<number>();
  /** Key → worker. */
  readonly processing = new Collection<string>();
  /** Key → when it is due. */
  readonly delayed = new Collection<Pending>();
  /** Key → how often it has failed. */
  readonly failures = new Collection<number>();
  readonly shuttingDown = new Timeline(false);

  constructor(queue: string) {
    this.queue = queue;
  }

  add(seq: number, key: string): void {
    this.waiting.put(seq, key, seq);
  }

  get(event: EventOf<'queue.got'>): void {
    this.waiting.remove(event.seq, event.data.key);
    this.processing.put(event.seq, event.data.key, event.data.worker);
  }

  done(event: EventOf<'queue.done'>): void {
    const { seq, data } = event;
    this.processing.remove(seq, data.key);
    this.dirty.remove(seq, data.key);
    if (data.requeued) this.waiting.put(seq, data.key, seq);
  }
}

/** What a worker has in hand. */
export interface WorkCell {
  readonly key: string;
  readonly seq: number;
}

export class WorkerTimeline {
  readonly worker: string;
  readonly work = new Timeline<WorkCell | undefined>(undefined);
  readonly finished = new Timeline<EventOf<'reconcile.finished'> | undefined>(undefined);
  /** Events by which it read, asked or waited. */
  readonly doings = new Occurrences();

  constructor(worker: string) {
    this.worker = worker;
  }
}

/** How a candidate for a lease sees it. */
export interface ElectionCell {
  readonly lock: string;
  readonly identity: string;
  /** Whom it last saw in the lease; `''` for nobody. */
  readonly holder: string;
  readonly leading: boolean;
  readonly lasting: Duration;
  /** From when it last saw the lease change, or changed it, until it may be taken. */
  readonly lease: Pending | undefined;
}

export const noElection: Omit<ElectionCell, 'lock' | 'identity'> = {
  holder: '',
  leading: false,
  lasting: noDuration,
  lease: undefined,
};

/** What one life of a program has in memory; a restart begins with nothing. */
export class ProgramLife {
  readonly informers = new Collection<InformerTimeline>();
  readonly controller = new Timeline<EventOf<'controller.started'> | undefined>(undefined);
  readonly queues = new Collection<QueueTimeline>();
  readonly workers = new Collection<WorkerTimeline>();
  readonly throttled = new Timeline<Pending | undefined>(undefined);
  readonly clockSkew = new Timeline(0);
  readonly election = new Timeline<ElectionCell | undefined>(undefined);
  /** What it shows of itself: dial → value. */
  readonly dials = new Collection<number>();

  startInformer(event: EventOf<'informer.started'>): InformerTimeline {
    const informer = new InformerTimeline(event);
    this.informers.put(event.seq, informer.informer, informer);
    return informer;
  }

  queue(seq: number, name: string): QueueTimeline {
    const known = this.queues.current(name);
    if (known !== undefined) return known;
    const queue = new QueueTimeline(name);
    this.queues.put(seq, name, queue);
    return queue;
  }

  worker(seq: number, name: string): WorkerTimeline {
    const known = this.workers.current(name);
    if (known !== undefined) return known;
    const worker = new WorkerTimeline(name);
    this.workers.put(seq, name, worker);
    return worker;
  }
}

export class ProgramTimeline {
  readonly program: string;
  readonly state = new Timeline<ProgramState>('running');
  readonly life: Timeline<ProgramLife>;
  /** New connections of its client are not refused. */
  readonly connects = new Timeline(true);
  /** What its client may not do. */
  readonly denied = new Timeline<readonly string[]>([]);
  /** The API server that its client was told to ask. */
  readonly replica = new Timeline<string | undefined>(undefined);
  /** How often it has been started. */
  starts = 0;

  constructor(program: string) {
    this.program = program;
    this.life = new Timeline(new ProgramLife());
  }

  deny(seq: number, what: string): void {
    this.denied.set(seq, [...new Set([...this.denied.last, what])]);
  }

  /** A start after the first finds empty memory. */
  start(seq: number): void {
    this.starts++;
    if (this.starts > 1) this.life.set(seq, new ProgramLife());
    this.state.set(seq, 'running');
  }
}
