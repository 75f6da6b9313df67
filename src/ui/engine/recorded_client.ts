/**
 * An engine that is not there yet. A recorded run is answered from its recording; the first request that
 * needs more starts the real engine, which plays the same run again. Only when that has come to the same
 * hash is it asked anything else: what the page has seen is then what the engine knows.
 */

import { equalJson } from '#base/json.ts';
import type { EngineReply, EngineRequest, RunRecord } from '#trace/engine_port.ts';
import { engineVersion } from '#trace/engine_version.ts';
import type { Recording } from '#trace/recording/recording_file.ts';
import type { EngineClient, EngineListener } from './engine_client.ts';

export interface RecordedClientOptions {
  /**
   * The recording of a run, `undefined` if there is none. One that is still being fetched is waited for; if
   * it cannot be had, the engine plays the run.
   */
  readonly find: (record: RunRecord) => Recording | Promise<Recording | undefined> | undefined;
  /** Starts the real engine. Called at most once. */
  readonly start: () => EngineClient;
  /**
   * Says of recorded runs that nothing will happen by itself after their end, until the engine plays them:
   * for pages that show no more than was recorded.
   */
  readonly endsThere?: boolean;
}

export interface RecordedClient extends EngineClient {
  /**
   * Starts the engine, if need be, and plays there again what was answered from recordings. Resolves to
   * false if one came out otherwise or the engine broke.
   */
  readonly wake: () => Promise<boolean>;
  /** True once the real engine has been started. */
  readonly awake: () => boolean;
}

/** Events in one reply, as an engine sends them. */
const chunkLength = 500;

type Reply<K extends EngineReply['kind']> = Extract<EngineReply, { readonly kind: K }>;

export function recordedClient(options: RecordedClientOptions): RecordedClient {
  return new Recorded(options);
}

class Recorded implements RecordedClient {
  readonly version = engineVersion;
  readonly #options: RecordedClientOptions;
  readonly #listeners = new Set<EngineListener>();
  /** Runs that only the page has, by their number. */
  readonly #shown = new Map<number, Recording>();
  /** Runs that the engine is playing again, and how many of their events it has sent. */
  readonly #replayed = new Map<number, { readonly recording: Recording; events: number }>();
  /** Requests that wait for a recording, or for the engine to have caught up. */
  #waiting: EngineRequest[] = [];
  #fetching = false;
  #engine: EngineClient | undefined;
  /** The engine plays something else, or has broken: nothing is asked of it any more. */
  #lost = false;
  #closed = false;
  readonly #wakers: ((caughtUp: boolean) => void)[] = [];

  constructor(options: RecordedClientOptions) {
    this.#options = options;
  }

  readonly send = (request: EngineRequest): void => {
    if (this.#fetching || this.#replayed.size > 0) this.#waiting.push(request);
    else this.#take(request);
  };

  readonly listen = (listener: EngineListener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly close = (): void => {
    this.#closed = true;
    this.#listeners.clear();
    this.#engine?.close();
  };

  readonly awake = (): boolean => this.#engine !== undefined;

  readonly wake = (): Promise<boolean> => {
    if (this.#lost || this.#closed) return Promise.resolve(false);
    this.#catchUp();
    if (this.#replayed.size === 0) return Promise.resolve(true);
    return new Promise((resolve) => this.#wakers.push(resolve));
  };

  #take(request: EngineRequest): void {
    if (this.#lost) {
      this.#refuse(request);
      return;
    }
    if (request.kind === 'open' && request.loosely !== true) {
      const found = this.#options.find(request.record);
      if (found instanceof Promise) {
        this.#await(request, found);
        return;
      }
      if (this.#answer(request, found)) return;
    }
    if (this.#needs(request)) {
      this.#waiting.push(request);
      this.#catchUp();
    } else this.#started().send(request);
  }

  /** Everything else waits, so that requests are answered in their order. */
  #await(
    request: Extract<EngineRequest, { kind: 'open' }>,
    found: Promise<Recording | undefined>,
  ): void {
    this.#fetching = true;
    const goOn = (recording: Recording | undefined): void => {
      this.#fetching = false;
      if (this.#closed) return;
      if (!this.#answer(request, recording)) this.#started().send(request);
      this.#goOn();
    };
    // Without its recording a run is played, as any other.
    found.then(goOn, () => goOn(undefined));
  }

  #answer(
    { run, record }: Extract<EngineRequest, { kind: 'open' }>,
    recording: Recording | undefined,
  ): boolean {
    if (recording === undefined || !equalJson(recording.record, record)) return false;
    this.#shown.set(run, recording);
    queueMicrotask(() => {
      for (const reply of repliesOf(run, recording, this.#options.endsThere ?? false)) {
        this.#tell(reply);
      }
    });
    return true;
  }

  /** True for a request about a run that the engine does not know yet. */
  #needs(request: EngineRequest): boolean {
    if (request.kind === 'open') return false;
    return this.#shown.has(request.kind === 'act' ? request.from : request.run);
  }

  #started(): EngineClient {
    if (this.#engine !== undefined) return this.#engine;
    const engine = this.#options.start();
    this.#engine = engine;
    engine.listen({
      replied: (reply) => this.#hear(reply),
      broke: (message) => this.#broke(message),
    });
    return engine;
  }

  /** Has the engine play what only the page has. */
  #catchUp(): void {
    const engine = this.#started();
    for (const [run, recording] of this.#shown) {
      this.#replayed.set(run, { recording, events: 0 });
      engine.send({ kind: 'open', run, record: recording.record });
    }
    this.#shown.clear();
  }

  /** What the engine says of a run that it plays again is known already. */
  #hear(reply: EngineReply): void {
    const replayed = this.#replayed.get(reply.run);
    if (replayed === undefined) {
      if (!this.#lost) this.#tell(reply);
      return;
    }
    const { recording } = replayed;
    switch (reply.kind) {
      case 'events':
        replayed.events += reply.events.length;
        return;
      case 'ready':
        if (reply.hash === recording.hash && replayed.events === recording.events.length) {
          this.#caughtUp(reply);
        } else this.#lose(reply.run, recording, `its hash is ${reply.hash}`);
        return;
      case 'refused':
        this.#lose(reply.run, recording, reply.problems.map(({ message }) => message).join('\n'));
        return;
      case 'crashed':
        this.#lose(reply.run, recording, reply.message);
        return;
      default:
        this.#lose(reply.run, recording, `it answered with "${reply.kind}"`);
    }
  }

  #caughtUp(reply: Reply<'ready'>): void {
    this.#replayed.delete(reply.run);
    // Whoever was told that nothing follows is told what the engine knows.
    if (this.#options.endsThere === true) this.#tell(reply);
    if (this.#replayed.size > 0) return;
    for (const resolve of this.#wakers.splice(0)) resolve(true);
    this.#goOn();
  }

  #goOn(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const request of waiting) this.send(request);
  }

  /** The engine plays the run otherwise: nothing that waits is done, and the run ends. */
  #lose(run: number, { record, hash }: Recording, what: string): void {
    this.#giveUp();
    const message = `the engine plays this run otherwise than it was recorded (hash ${hash}): ${what}`;
    this.#tell({ kind: 'crashed', run, message, record });
  }

  #broke(message: string): void {
    this.#giveUp();
    for (const listener of this.#listeners) listener.broke(message);
  }

  #giveUp(): void {
    this.#lost = true;
    this.#replayed.clear();
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const request of waiting) this.#refuse(request);
    for (const resolve of this.#wakers.splice(0)) resolve(false);
  }

  #refuse({ run }: EngineRequest): void {
    const message = 'there is no engine that plays this run';
    const problem = { file: 'request', line: 1, column: 1, expected: 'an engine', message };
    queueMicrotask(() => this.#tell({ kind: 'refused', run, problems: [problem] }));
  }

  #tell(reply: EngineReply): void {
    for (const listener of this.#listeners) listener.replied(reply);
  }
}

/** What an engine would have said. */
function* repliesOf(
  run: number,
  { record, hash, now, idle, events, mentions }: Recording,
  endsThere: boolean,
): Generator<EngineReply, void> {
  let next = 0;
  for (let start = 0; start < events.length; start += chunkLength) {
    const chunk = events.slice(start, start + chunkLength);
    const first = next;
    while ((mentions[next]?.[2] ?? events.length) < start + chunk.length) next++;
    yield { kind: 'events', run, events: chunk, objects: mentions.slice(first, next) };
  }
  yield { kind: 'ready', run, now, idle: idle || endsThere, record, hash };
}
