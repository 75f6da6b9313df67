/** The API server's side of a run over time: replicas, objects, history, watches and requests. */

import type { Instant } from '#base/time.ts';
import type { EventOf, ObjectRef } from '#trace/event.ts';
import { objectKeyOf } from './object_key.ts';
import { Collection, Occurrences, Timeline } from './timeline.ts';

export interface StoredCell {
  readonly revision: number;
  readonly object: ObjectRef;
  readonly at: Instant;
  readonly seq: number;
}

export interface HistoryCell {
  readonly seq: number;
  readonly revision: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resource: string;
  readonly key: string;
}

export interface FrameCell {
  readonly event: EventOf<'watch.event.sent'>['data'];
  /** Frames are delivered in ascending order. */
  readonly order: number;
  readonly seq: number;
}

export class WatchTimeline {
  readonly opened: EventOf<'watch.opened'>;
  readonly held = new Timeline(false);
  readonly severed = new Timeline(false);
  readonly delay = new Timeline(0);
  readonly sentResourceVersion: Timeline<string>;
  readonly sent = new Occurrences();
  readonly delivered = new Occurrences();
  readonly frames = new Collection<FrameCell>();

  constructor(opened: EventOf<'watch.opened'>) {
    this.opened = opened;
    this.sentResourceVersion = new Timeline(opened.data.resourceVersion);
  }
}

/** A request's events by phase; 0 for a phase that has not come. */
export interface RequestTimeline {
  readonly sent: EventOf<'request.sent'>;
  answered: EventOf<'request.answered'> | undefined;
  done: EventOf<'request.completed'> | EventOf<'request.failed'> | undefined;
  /** It or its answer was lost on the way. */
  lost: EventOf<'request.lost'> | undefined;
}

export interface ReplicaCell {
  readonly running: boolean;
  readonly held: boolean;
  readonly bookmarks: boolean;
  readonly watchList: boolean;
}

export class ReplicaTimeline {
  readonly state = new Timeline<ReplicaCell>({
    running: true,
    held: false,
    bookmarks: true,
    watchList: true,
  });
  readonly revision = new Timeline(0);
  /** From a restart on, nothing older than this can be served. */
  readonly startedAt = new Timeline(0);
  /** Resource → the oldest revision from which a watch can be served. */
  readonly oldest = new Map<string, Timeline<number>>();
}

export class ServerTimeline {
  readonly revision = new Timeline(0);
  readonly compacted = new Timeline(0);
  readonly replicas = new Map<string, ReplicaTimeline>();
  readonly replicaNames = new Collection<true>();
  /** Resource → objects by their full key. */
  readonly objects = new Map<string, Collection<StoredCell>>();
  /** Resource → the revision of its latest change. */
  readonly latest = new Map<string, Timeline<number>>();
  readonly resources = new Collection<true>();
  readonly history: HistoryCell[] = [];
  /** Full key → the events that wrote that object, deletes included. */
  readonly writes = new Map<string, Occurrences>();
  readonly watches = new Collection<WatchTimeline>();
  readonly requests = new Map<string, RequestTimeline>();
  /** All of them, in the order sent. */
  readonly everyRequest: RequestTimeline[] = [];
  readonly everyRequestAt = new Occurrences();
  /** Requests that are not watches, in the order sent. */
  readonly asked: RequestTimeline[] = [];
  readonly askedAt = new Occurrences();

  replica(seq: number, name: string): ReplicaTimeline {
    const known = this.replicas.get(name);
    if (known !== undefined) return known;
    const replica = new ReplicaTimeline();
    this.replicas.set(name, replica);
    this.replicaNames.put(seq, name, true);
    return replica;
  }

  objectsOf(seq: number, resource: string): Collection<StoredCell> {
    const known = this.objects.get(resource);
    if (known !== undefined) return known;
    const objects = new Collection<StoredCell>();
    this.objects.set(resource, objects);
    this.latest.set(resource, new Timeline(0));
    this.resources.put(seq, resource, true);
    return objects;
  }

  commit(event: EventOf<'etcd.committed'>): void {
    const { seq, at, data } = event;
    const key = objectKeyOf(data.resource, data.key);
    const objects = this.objectsOf(seq, data.resource);
    const cell = { revision: data.revision, object: data.object, at, seq };
    if (data.type === 'DELETED') objects.remove(seq, key);
    else objects.put(seq, key, cell);
    this.revision.set(seq, Math.max(this.revision.last, data.revision));
    this.latest.get(data.resource)?.set(seq, data.revision);
    const { revision, type, resource } = data;
    this.history.push({ seq, revision, type, resource, key });
    const writes = this.writes.get(key) ?? new Occurrences();
    this.writes.set(key, writes);
    writes.add(seq);
  }

  evict(event: EventOf<'watchcache.evicted'>): void {
    const { replica, resource, oldest } = event.data;
    const timelines = this.replica(event.seq, replica).oldest;
    const known = timelines.get(resource) ?? new Timeline(0);
    timelines.set(resource, known);
    known.set(event.seq, oldest);
  }

  changeReplica(seq: number, name: string, change: Partial<ReplicaCell>): void {
    const { state } = this.replica(seq, name);
    state.set(seq, { ...state.last, ...change });
  }

  send(event: EventOf<'request.sent'>): void {
    const request: RequestTimeline = {
      sent: event,
      answered: undefined,
      done: undefined,
      lost: undefined,
    };
    this.requests.set(event.data.request, request);
    this.everyRequest.push(request);
    this.everyRequestAt.add(event.seq);
    if (event.data.verb === 'watch') return;
    this.asked.push(request);
    this.askedAt.add(event.seq);
  }

  sendFrame(event: EventOf<'watch.event.sent'>): void {
    const watch = this.watches.current(event.data.watch);
    if (watch === undefined) return;
    const { seq, data } = event;
    watch.frames.put(seq, String(data.frame), { event: data, order: data.frame, seq });
    watch.sent.add(seq);
    watch.sentResourceVersion.set(seq, data.resourceVersion);
  }

  swapFrames(event: EventOf<'watch.event.swapped'>): void {
    const frames = this.watches.current(event.data.watch)?.frames;
    const one = frames?.current(String(event.data.frame));
    const other = frames?.current(String(event.data.with));
    if (one === undefined || other === undefined) return;
    frames?.put(event.seq, String(event.data.frame), { ...one, order: other.order });
    frames?.put(event.seq, String(event.data.with), { ...other, order: one.order });
  }

  duplicateFrame(event: EventOf<'watch.event.duplicated'>): void {
    const { seq, data } = event;
    const frames = this.watches.current(data.watch)?.frames;
    const original = frames?.current(String(data.frame));
    if (original === undefined) return;
    const copy = { ...original.event, frame: data.copy };
    frames?.put(seq, String(data.copy), { event: copy, order: original.order + 0.5, seq });
  }

  endFrame(seq: number, watch: string, frame: number): WatchTimeline | undefined {
    const timeline = this.watches.current(watch);
    timeline?.frames.remove(seq, String(frame));
    return timeline;
  }
}
