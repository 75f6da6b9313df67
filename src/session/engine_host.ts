/**
 * The engine's end of its port: answers a page's requests with chunks of events, in a worker or on the
 * same thread. A few runs are kept alive; any other is replayed from its record when it is needed.
 */

import { AssertionError } from '#base/assert.ts';
import { after, type Duration, type Instant } from '#base/time.ts';
import { unreachable } from '#base/unreachable.ts';
import type { EngineReply, EngineRequest, RunRecord, ScriptProblem } from '#trace/engine_port.ts';
import { compileStatement } from './compile.ts';
import { forkOf } from './fork.ts';
import { ParkedSessions } from './parked_sessions.ts';
import { createSession, type Session, servesFromTheStart } from './session.ts';

/** Events in one reply, about. */
const chunkLength = 500;
/** Runs kept alive. */
const mostLive = 4;

type Post = (reply: EngineReply) => void;
type Request<K extends EngineRequest['kind']> = Extract<EngineRequest, { readonly kind: K }>;

/** A run as the page knows it. */
interface Known {
  record: RunRecord;
  now: Instant;
  /** Events that the page was sent. */
  sent: number;
  mentions: number;
}

/** Answers requests one after another, each through the `post` it came with. */
export class EngineHost {
  readonly #known = new Map<number, Known>();
  readonly #live = new Map<number, Session>();
  /** Of the live runs. */
  readonly #parked = new WeakMap<Session, ParkedSessions>();

  answer(request: EngineRequest, post: Post): void {
    switch (request.kind) {
      case 'open':
        this.#guard(request.run, post, () => this.#open(request, post));
        return;
      case 'advance':
        this.#guard(request.run, post, () => this.#advance(request, post));
        return;
      case 'act':
        this.#guard(request.run, post, () => this.#act(request, post));
        return;
      default:
        unreachable(request);
    }
  }

  /**
   * Makes the past of the run that was used last quickly reachable, for some milliseconds; for when there
   * is nothing else to do. False once there is nothing left of that either.
   */
  rest(): boolean {
    const session = [...this.#live.values()].at(-1);
    return session !== undefined && this.#parkedOf(session).fill(session);
  }

  #open({ run, record, loosely = false }: Request<'open'>, post: Post): void {
    const known: Known = { record, now: 0 as Instant, sent: 0, mentions: 0 };
    const onProgress = (): void => flushLong(run, known, this, post);
    const opened = createSession(record, { onProgress, loosely });
    if (!opened.ok) {
      post({ kind: 'refused', run, problems: opened.error });
      return;
    }
    this.#known.set(run, known);
    this.#keep(run, opened.value);
    opened.value.play();
    this.#ready(run, post);
  }

  #advance({ run, until, mostEvents }: Request<'advance'>, post: Post): void {
    const session = this.#session(run);
    if (session === undefined) {
      post({ kind: 'refused', run, problems: [noSuchRun(run)] });
      return;
    }
    session.advance(until, mostEvents);
    this.#ready(run, post);
  }

  #act(request: Request<'act'>, post: Post): void {
    const { from, run, seq, statement, ahead } = request;
    const source = this.#session(from);
    if (source === undefined) {
      post({ kind: 'refused', run, problems: [noSuchRun(from)] });
      return;
    }
    const readable = compileStatement(
      statement,
      (version, kind) =>
        servesFromTheStart(version, kind) || source.cluster.knowsKind(version, kind),
    );
    if (!readable.ok) post({ kind: 'refused', run, problems: readable.error });
    else if (seq >= source.store.events.length) this.#actNow(request, source, post);
    else this.#fork(request, source, { statement, ahead, post });
  }

  /** Goes on with a run from where it is. */
  #actNow({ from, run, statement, ahead }: Request<'act'>, session: Session, post: Post): void {
    const acted = session.act(statement);
    if (!acted.ok) {
      post({ kind: 'refused', run, problems: acted.error });
      return;
    }
    session.advance(after(session.now, ahead));
    this.#ready(from, post);
  }

  /** Another future, from the end of the step of an earlier event. */
  #fork(
    { from, run, seq }: Request<'act'>,
    source: Session,
    act: { readonly statement: string; readonly ahead: Duration; readonly post: Post },
  ): void {
    const { statement, ahead, post } = act;
    const position = source.store.positionOf(Math.max(1, seq)) ?? source.position;
    const forked = forkOf(source, seq, this.#parkedOf(source).take(position));
    if (!forked.ok) {
      post({ kind: 'refused', run, problems: forked.error });
      return;
    }
    const { session, shared, mentions } = forked.value;
    const acted = session.act(statement);
    if (!acted.ok) {
      post({ kind: 'refused', run, problems: acted.error });
      return;
    }
    this.#known.set(run, { record: session.record, now: session.now, sent: shared, mentions });
    this.#keep(run, session);
    post({ kind: 'forked', run, from, shared });
    session.advance(after(session.now, ahead));
    this.#ready(run, post);
  }

  /** Sends what the page does not have yet, and says where the run stands. */
  #ready(run: number, post: Post): void {
    const session = this.#live.get(run);
    const known = this.#known.get(run);
    if (session === undefined || known === undefined) return;
    this.flush(run, known, post);
    known.record = session.record;
    known.now = session.now;
    const { now, idle, record, hash } = session;
    post({ kind: 'ready', run, now, idle, record, hash });
  }

  /** Sends events that were not sent yet. */
  flush(run: number, known: Known, post: Post): void {
    const session = this.#live.get(run);
    if (session === undefined) return;
    const { events, mentions } = session.store;
    while (known.sent < events.length) {
      const chunk = events.slice(known.sent, known.sent + chunkLength);
      known.sent += chunk.length;
      const start = known.mentions;
      while ((mentions[known.mentions]?.before ?? known.sent) < known.sent) known.mentions++;
      const objects = mentions
        .slice(start, known.mentions)
        .map(({ ref, object, before }) => [ref, object, before] as const);
      post({ kind: 'events', run, events: chunk, objects });
    }
  }

  /** How many events of a run were not sent yet. */
  unsent(run: number, known: Known): number {
    return (this.#live.get(run)?.store.events.length ?? 0) - known.sent;
  }

  /** The live session of a run; replayed from its record if it was let go. */
  #session(run: number): Session | undefined {
    const known = this.#known.get(run);
    if (known === undefined) return undefined;
    const live = this.#live.get(run);
    if (live !== undefined) {
      this.#keep(run, live);
      return live;
    }
    const opened = createSession(known.record);
    if (!opened.ok) return undefined;
    const session = opened.value;
    session.play();
    while (session.store.events.length < known.sent && session.now < known.now) {
      session.advance(known.now, known.sent - session.store.events.length);
    }
    this.#keep(run, session);
    return session;
  }

  #parkedOf(session: Session): ParkedSessions {
    const known = this.#parked.get(session);
    if (known !== undefined) return known;
    const parked = new ParkedSessions();
    this.#parked.set(session, parked);
    return parked;
  }

  #keep(run: number, session: Session): void {
    this.#live.delete(run);
    this.#live.set(run, session);
    for (const oldest of this.#live.keys()) {
      if (this.#live.size <= mostLive) return;
      this.#live.delete(oldest);
    }
  }

  /** A broken assertion ends its run, and is told with the run attached. */
  #guard(run: number, post: Post, body: () => void): void {
    try {
      body();
    } catch (error) {
      const known = this.#known.get(run);
      const session = this.#live.get(run);
      if (known !== undefined) this.flush(run, known, post);
      const record = fuller(session?.record, known?.record);
      this.#live.delete(run);
      const message = error instanceof Error ? error.message : String(error);
      if (record === undefined) throw error;
      const what =
        error instanceof AssertionError ? message : `${(error as Error).name}: ${message}`;
      post({ kind: 'crashed', run, message: what, record });
    }
  }
}

/** The record with more acts: a replay that breaks has not done all of them. */
function fuller(left: RunRecord | undefined, right: RunRecord | undefined): RunRecord | undefined {
  if (left === undefined || right === undefined) return left ?? right;
  return left.acts.length >= right.acts.length ? left : right;
}

function flushLong(run: number, known: Known, host: EngineHost, post: Post): void {
  if (host.unsent(run, known) >= chunkLength) host.flush(run, known, post);
}

function noSuchRun(run: number): ScriptProblem {
  const expected = 'a run that was opened';
  return {
    file: 'request',
    line: 1,
    column: 1,
    expected,
    message: `expected ${expected}, got ${run}`,
  };
}
