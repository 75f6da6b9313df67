/**
 * One watch stream between a server and a client: frames travel in order, each with its latency, into a
 * receive buffer. What the client does not read, or people hold, piles up here until the connection is
 * full; from then on it piles up at the server. Here people hold, swap, copy, drop and cut.
 */

import { cloneJson, isJsonObject, type JsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { Ring } from '#base/ring.ts';
import { after, between, type Duration, duration, type Instant, noDuration } from '#base/time.ts';
import type { EventData } from '#trace/event.ts';
import { objectKey } from './api_address.ts';
import type { Causes } from './causes.ts';
import { Channel } from './channel.ts';
import { decodedCopy } from './decoded_copy.ts';
import type { ClientFrame, ClientStream, Frame, ServerStream } from './network.ts';
import type { Proc, Process } from './process.ts';
import type { Program } from './program.ts';
import type { ScheduledCall, Sim } from './sim.ts';

/** How a person can end a stream: in order, in the middle of a frame, or by a reset. */
export type Cut = 'close' | 'EOF' | 'reset';

/** A frame on the wire, as pictures and scripts see it. */
export interface QueuedFrame {
  readonly frame: number;
  readonly type: Frame['type'];
  /** `pods/default/web-1`; empty for bookmarks and errors. */
  readonly key: string;
  readonly resourceVersion: string;
  readonly arrival: Instant;
}

/** An open stream, as pictures and scripts see it. */
export interface StreamView {
  readonly watch: string;
  readonly noun: string;
  readonly client: string;
  readonly replica: string;
  readonly resource: string;
  readonly openedAt: Instant;
  readonly held: boolean;
  /** On the wire, the next to arrive first. */
  readonly queued: readonly QueuedFrame[];
  /** Frames that arrived so far. */
  readonly delivered: number;
  /** Arrived, but not yet looked at by the client. */
  readonly buffered: number;
}

export interface WatchWireOptions {
  readonly id: string;
  readonly noun: string;
  readonly client: string;
  readonly replica: string;
  readonly resource: string;
  /** Prefixes the name of the process that reads from the server. */
  readonly serverName: string;
  readonly program: Program | undefined;
  readonly server: ServerStream;
  /** When the response's head arrives; no frame arrives before. */
  readonly headArrival: Instant;
  /** Drawn anew for each frame. */
  /** How many frames it takes from the server before the client has read one. */
  readonly capacity: number;
  readonly frameLatency: () => Duration;
  readonly requestLatency: () => Duration;
  /** After so long without a sign of life the client's side finds that the connection is dead. */
  readonly silence: Duration;
  /** Told when the client's end is gone. */
  readonly onClosed: (wire: WatchWire) => void;
}

interface Travelling extends QueuedFrame {
  readonly content: Frame;
  readonly causes: Causes;
}

type Ending = ReturnType<ClientStream['ending']>;
type Fault<T = void> = Result<T, { readonly message: string }>;

export class WatchWire {
  readonly options: WatchWireOptions;
  readonly client: ClientStream;
  readonly #sim: Sim;
  readonly #openedAt: Instant;
  readonly #received: Channel<ClientFrame>;
  readonly #queue = new Ring<Travelling>();
  readonly #pump: Process;
  /** Wakes the pump that waits for room. */
  readonly #room: Channel<true>;
  #full = false;
  #frames = 0;
  #delivered = 0;
  #lastArrival: Instant;
  #held = false;
  #severed = false;
  #delay = noDuration;
  #ending: Ending = 'open';
  /** The end that travels behind the last frame. */
  #coming:
    | { readonly ending: Ending; readonly arrival: Instant; readonly causes: Causes }
    | undefined;
  #timer: ScheduledCall | undefined;

  constructor(sim: Sim, options: WatchWireOptions) {
    this.#sim = sim;
    this.options = options;
    this.#openedAt = sim.now;
    this.#lastArrival = options.headArrival;
    const name = `${options.noun}/${options.id}`;
    this.#room = new Channel<true>(sim, { name: `${name}.room`, capacity: 1 });
    this.#received = new Channel<ClientFrame>(sim, {
      name,
      capacity: Number.MAX_SAFE_INTEGER,
      onTaken: () => this.#tellRoom(),
    });
    this.client = {
      id: options.id,
      frames: this.#received,
      ending: () => this.#ending,
      stop: () => this.#stoppedByClient(),
    };
    this.#pump = sim.spawn(`${options.serverName}/${options.id}/wire`, this.#read(), {
      daemon: true,
    });
  }

  get open(): boolean {
    return this.#ending === 'open';
  }

  view(): StreamView {
    const { id, noun, client, replica, resource } = this.options;
    const queued = this.#queue.toArray().map(({ frame, type, key, resourceVersion, arrival }) => ({
      frame,
      type,
      key,
      resourceVersion,
      arrival,
    }));
    return {
      watch: id,
      noun,
      client,
      replica,
      resource,
      openedAt: this.#openedAt,
      held: this.#held,
      queued,
      delivered: this.#delivered,
      buffered: this.#received.length,
    };
  }

  // What people do to it.

  /** Nothing arrives until {@link release}. */
  hold(): Fault {
    if (this.#held) return this.#refusal('is held already');
    this.#held = true;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#sim.emit('watch.held', this.options.id, this.#stream());
    for (let position = 0; position < this.#queue.length; position++) this.#emitHeld(position);
    return ok(undefined);
  }

  /**
   * The path is gone, and no packet says so: what is on the wire and what the server still sends is lost.
   * The client's pings find it out in the end.
   */
  sever(): Fault {
    if (this.#severed) return this.#refusal('is half open already');
    if (this.#coming !== undefined) return this.#refusal('is ending already');
    const sim = this.#sim;
    this.#severed = true;
    this.#timer?.cancel();
    this.#timer = undefined;
    sim.emit('watch.severed', this.options.id, this.#stream());
    this.#dropAll('connection lost');
    const { causes } = sim;
    sim.schedule(after(sim.now, this.options.silence), () => {
      if (this.open) sim.as('network', causes, () => this.#close(lostConnection, lostConnection));
    });
    return ok(undefined);
  }

  /** What is on the wire and what will be takes so much longer than usual. */
  delay(lasting: Duration): Fault {
    const more = lasting - this.#delay;
    this.#delay = lasting;
    this.#sim.emit('watch.delayed', this.options.id, { ...this.#stream(), lasting });
    const moved = (arrival: Instant): Instant => latest(this.#sim.now, (arrival + more) as Instant);
    this.#lastArrival = moved(this.#lastArrival);
    this.#requeue(
      this.#queue.toArray().map((frame) => ({ ...frame, arrival: moved(frame.arrival) })),
    );
    return ok(undefined);
  }

  /** What piled up arrives at once, in order. */
  release(): Fault {
    if (!this.#held) return this.#refusal('is not held');
    this.#held = false;
    const data = { ...this.#stream(), waiting: this.#queue.length };
    this.#sim.emit('watch.released', this.options.id, data);
    this.#arm();
    return ok(undefined);
  }

  /**
   * Ends the stream. `close`: in order, after what is on the wire, unless that is held; `EOF` and `reset`:
   * at once, and what is on the wire is lost.
   */
  cut(how: Cut): Fault {
    if (this.#coming !== undefined) return this.#refusal('is ending already');
    this.#sim.kill(this.#pump);
    this.options.server.stop();
    this.#comeToEnd(endings[how], how !== 'close');
    return ok(undefined);
  }

  /** Exchanges the frames at `position` and behind it. */
  swap(position = 0): Fault {
    const frames = this.#queue.toArray();
    const first = frames[position];
    const second = frames[position + 1];
    if (first === undefined || second === undefined) {
      return this.#refusal(`has ${count(frames.length)} on the wire, swapping needs two in a row`);
    }
    frames[position] = { ...second, arrival: first.arrival };
    frames[position + 1] = { ...first, arrival: second.arrival };
    this.#requeue(frames);
    const data = { ...this.#frameData(first), with: second.frame };
    this.#sim.emit('watch.event.swapped', this.#subject(first), data);
    return ok(undefined);
  }

  /** Puts a copy behind the frame at `position`. */
  duplicate(position = 0): Fault {
    const frames = this.#queue.toArray();
    const original = frames[position];
    if (original === undefined) return this.#noFrame(position);
    const copy = ++this.#frames;
    const data = { ...this.#frameData(original), copy };
    this.#sim.emit('watch.event.duplicated', this.#subject(original), data);
    frames.splice(position + 1, 0, { ...original, frame: copy, causes: this.#sim.causes });
    this.#requeue(frames);
    return ok(undefined);
  }

  /** The frame at `position` never arrives. */
  drop(position = 0): Fault {
    const dropped = this.#queue.removeAt(position);
    if (dropped === undefined) return this.#noFrame(position);
    this.#emitDropped(dropped, 'injected fault');
    this.#arm();
    this.#tellRoom();
    return ok(undefined);
  }

  /** Sends a frame that the server never sent. */
  inject(content: Frame): Fault {
    if (this.#coming !== undefined) return this.#refusal('is ending');
    this.#send(content);
    return ok(undefined);
  }

  // How either end goes.

  /** The server is gone: what it sent still arrives, unless held, and then the connection is found broken. */
  breakFromServer(ending: Ending): void {
    if (this.#coming !== undefined || !this.open) return;
    this.#sim.kill(this.#pump);
    if (!this.#severed) this.#comeToEnd(ending, false);
  }

  /** The client's program is gone. */
  resetByClient(): void {
    if (this.open) this.#close('connection reset', 'program gone');
  }

  #stoppedByClient(): void {
    if (this.open) this.#close('EOF', 'stopped');
  }

  #close(ending: Ending, reason: string): void {
    const hadEnd = this.#coming !== undefined;
    this.#timer?.cancel();
    this.#timer = undefined;
    if (!hadEnd) this.#sim.kill(this.#pump);
    this.#dropAll('stopped');
    this.#tellClosed(ending, reason);
    if (hadEnd) return;
    const { server, requestLatency } = this.options;
    this.#sim.schedule(after(this.#sim.now, requestLatency()), server.stop);
  }

  #tellClosed(ending: Ending, reason: string): void {
    const sim = this.#sim;
    this.#ending = ending;
    const lasted = between(this.#openedAt, sim.now);
    const data = { ...this.#stream(), reason, events: this.#delivered, lasted };
    sim.emit('watch.closed', this.options.id, data);
    this.#received.close();
    this.options.onClosed(this);
  }

  #comeToEnd(ending: Ending, losing: boolean): void {
    const sim = this.#sim;
    if (losing || this.#held) this.#dropAll('connection lost');
    this.#held = false;
    const soonest = after(sim.now, this.options.frameLatency());
    const arrival = this.#queue.length === 0 ? soonest : latest(soonest, this.#lastArrival);
    this.#coming = { ending, arrival, causes: sim.causes };
    this.#arm();
  }

  // Travelling.

  *#read(): Proc {
    for (;;) {
      while (this.#load >= this.options.capacity) {
        this.#full = true;
        yield* this.#room.receive();
      }
      const frame = yield* this.options.server.frames.receive();
      if (frame === undefined) break;
      this.#send(frame);
    }
    if (this.#severed) return;
    if (this.#held) return this.#endWhileHeld();
    this.#comeToEnd('EOF', false);
  }

  /** What the server has sent and the client has not read. */
  get #load(): number {
    return this.#queue.length + this.#received.length;
  }

  #tellRoom(): void {
    if (!this.#full || this.#load >= this.options.capacity) return;
    this.#full = false;
    this.#room.trySend(true);
  }

  /** A clean end waits behind what is held. */
  #endWhileHeld(): void {
    this.#coming = { ending: 'EOF', arrival: this.#lastArrival, causes: this.#sim.causes };
  }

  #send(content: Frame): void {
    const sim = this.#sim;
    const { id, noun, replica, resource, frameLatency } = this.options;
    const latency = duration(frameLatency() + this.#delay);
    const arrival = latest(after(sim.now, latency), this.#lastArrival);
    this.#lastArrival = arrival;
    const frame = ++this.#frames;
    const { type } = content;
    const { metadata } = content.object;
    const named = isJsonObject(metadata) ? metadata : noMetadata;
    const resourceVersion = text(named['resourceVersion']);
    const hasKey = type !== 'BOOKMARK' && type !== 'ERROR';
    const key = hasKey ? objectKey(resource, text(named['namespace']), text(named['name'])) : '';
    const object = type === 'BOOKMARK' ? undefined : sim.ref(content.object);
    const told = { watch: id, noun, frame, type, key, resourceVersion, replica, object };
    sim.emit('watch.event.sent', hasKey ? key : id, told);
    const { causes } = sim;
    this.#queue.push({ frame, type, key, resourceVersion, arrival, content, causes });
    if (this.#severed) this.#dropAll('connection lost');
    else if (this.#held) this.#emitHeld(this.#queue.length - 1);
    else if (this.#timer === undefined) this.#arm();
  }

  #arm(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (this.#held || !this.open) return;
    const due = this.#queue.at(0)?.arrival ?? this.#coming?.arrival;
    if (due === undefined) return;
    this.#timer = this.#sim.schedule(latest(this.#sim.now, due), () => this.#arrive());
  }

  #arrive(): void {
    this.#timer = undefined;
    const { now } = this.#sim;
    for (;;) {
      const head = this.#queue.at(0);
      if (head === undefined || head.arrival > now) break;
      this.#queue.shift();
      this.#sim.as('network', head.causes, () => this.#deliver(head));
    }
    const end = this.#coming;
    if (this.#queue.length === 0 && end !== undefined && end.arrival <= now) {
      this.#sim.as('network', end.causes, () => this.#tellClosed(end.ending, end.ending));
    } else {
      this.#arm();
    }
  }

  #deliver(item: Travelling): void {
    const sim = this.#sim;
    const { frame, type, key, resourceVersion, content } = item;
    const bookmark = type === 'BOOKMARK';
    const { object, ref } = bookmark
      ? { object: cloneJson(content.object), ref: '' }
      : decodedCopy(sim, content.object);
    const { id, noun } = this.options;
    const told = bookmark ? undefined : ref;
    const data = { watch: id, noun, frame, type, key, resourceVersion, object: told };
    sim.emit('watch.event.delivered', this.#subject(item), data);
    this.#delivered++;
    this.#received.trySend({ frame, type, object, ref });
    this.#tellRoom();
  }

  #requeue(frames: readonly Travelling[]): void {
    while (this.#queue.shift() !== undefined);
    for (const frame of frames) this.#queue.push(frame);
    this.#arm();
  }

  #dropAll(reason: 'connection lost' | 'stopped'): void {
    for (;;) {
      const dropped = this.#queue.shift();
      if (dropped === undefined) return;
      this.#emitDropped(dropped, reason);
    }
  }

  // Telling.

  #stream(): { readonly watch: string; readonly noun: string } {
    return { watch: this.options.id, noun: this.options.noun };
  }

  #frameData(item: QueuedFrame): Omit<EventData<'watch.event.held'>, 'position'> {
    const { frame, type, key, resourceVersion } = item;
    return { watch: this.options.id, noun: this.options.noun, frame, type, key, resourceVersion };
  }

  #subject(item: QueuedFrame): string {
    return item.key === '' ? this.options.id : item.key;
  }

  #emitHeld(position: number): void {
    const item = this.#queue.at(position);
    if (item === undefined) return;
    const data = { ...this.#frameData(item), position };
    this.#sim.emit('watch.event.held', this.#subject(item), data);
  }

  #emitDropped(item: Travelling, reason: EventData<'watch.event.dropped'>['reason']): void {
    const data = { ...this.#frameData(item), reason };
    this.#sim.emit('watch.event.dropped', this.#subject(item), data);
  }

  #noFrame(position: number): Fault<never> {
    const length = this.#queue.length;
    return length === 0
      ? this.#refusal('has no frame on the wire')
      : this.#refusal(`has only ${count(length)} on the wire, none at position ${position}`);
  }

  #refusal(why: string): Fault<never> {
    return fail({ message: `the watch ${this.options.noun} (${this.options.id}) ${why}` });
  }
}

/** As Go's HTTP/2 transport says it. */
const lostConnection = 'http2: client connection lost';

const endings: Readonly<Record<Cut, Ending>> = {
  close: 'EOF',
  EOF: 'unexpected EOF',
  reset: 'connection reset',
};

function latest(left: Instant, right: Instant): Instant {
  return left > right ? left : right;
}

function count(frames: number): string {
  return frames === 1 ? '1 frame' : `${frames} frames`;
}

const noMetadata: JsonObject = {};

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
