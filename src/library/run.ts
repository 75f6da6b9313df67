/** A run for programs: played from a script or a record, looked at, acted in, forked, and replayed. */

import { assert } from '#base/assert.ts';
import type { JsonObject } from '#base/json.ts';
import { ok, type Result } from '#base/result.ts';
import { after, type Duration, type Instant } from '#base/time.ts';
import { forkOf } from '#session/fork.ts';
import { createSession, type Failure, recordOf, type Session } from '#session/session.ts';
import { headerLineOf } from '#trace/codec.ts';
import type { RunPosition, RunRecord, ScriptProblem } from '#trace/engine_port.ts';
import type { MentionedObject, ObjectRef, TraceEvent } from '#trace/event.ts';
import type { TraceLevel } from '#trace/level.ts';
import type { ProfileName } from '#trace/profile.ts';

/** What may be chosen about a run from outside its script. */
export interface RunOptions {
  /** The script's name in messages; `script` if left out. */
  readonly name?: string | undefined;
  /** Which client-go its programs are built with; what the script's head says if left out. */
  readonly profile?: ProfileName | undefined;
  /** Where chance begins; what the script's head says if left out. */
  readonly seed?: string | undefined;
  /** `shuffle` draws every order that Go leaves open; what the script's head says if left out. */
  readonly policy?: 'arrival' | 'shuffle' | undefined;
  /** How much is written down: `full` if left out, `teach`, or `counts` for long runs. */
  readonly level?: TraceLevel | undefined;
}

/** What may be chosen about a replay. */
export interface ReplayOptions extends Pick<RunOptions, 'name' | 'level'> {
  /** Simulates on to that instant after the script and every act; a run's {@link Run.now}. */
  readonly until?: Instant | undefined;
}

/**
 * Plays a script to its end. A script that cannot be read is a failed result, with every problem and its
 * line; an `expect` that does not hold is in {@link Run.failures}. The engine's own broken assertions are
 * thrown as `AssertionError`.
 */
export function runScript(
  script: string,
  options: RunOptions = {},
): Result<Run, readonly ScriptProblem[]> {
  const record = recordOf(script, options, options.name);
  return record.ok ? replay(record.value, options) : record;
}

/**
 * Does again what a record says: equal records played to the same instant have equal traces, byte for
 * byte, on every machine.
 */
export function replay(
  record: RunRecord,
  options: ReplayOptions = {},
): Result<Run, readonly ScriptProblem[]> {
  const { name: file = 'script', level = 'full', until } = options;
  const opened = createSession(record, { file, level });
  if (!opened.ok) return opened;
  const session = opened.value;
  session.play();
  if (until !== undefined && session.now < until) session.advance(until);
  return ok(new Run(session));
}

/** A run and its trace so far. It moves only when it is told to, and never by itself. */
export class Run {
  readonly #session: Session;
  readonly #foreign: boolean;

  /** `foreign`: programs run in it that no record knows, so that it can be neither forked nor replayed. */
  constructor(session: Session, { foreign = false } = {}) {
    this.#session = session;
    this.#foreign = foreign;
  }

  /** Everything that happened, in order. It grows as the run goes on. */
  get events(): readonly TraceEvent[] {
    return this.#session.store.events;
  }

  /** The objects that events refer to, each with the number of events before its first mention. */
  get objects(): readonly MentionedObject[] {
    return this.#session.store.mentions.map(({ ref, object, before }) => [ref, object, before]);
  }

  /** An object that an event refers to. */
  object(ref: ObjectRef): JsonObject | undefined {
    return this.#session.object(ref);
  }

  /** Simulated time. */
  get now(): Instant {
    return this.#session.now;
  }

  /** Where it stands: acts are recorded with it. */
  get position(): RunPosition {
    return this.#session.position;
  }

  /** True if nothing will ever happen by itself again. */
  get idle(): boolean {
    return this.#session.idle;
  }

  /** What determines the run: profile, seed, policy, script and acts. Plain JSON. */
  get record(): RunRecord {
    return this.#session.record;
  }

  /** The digest of the trace: equal for equal traces; the same as `lab hash` and the page show. */
  get hash(): string {
    return this.#session.hash;
  }

  /** What was expected and did not hold, invariants that broke, and statements that were refused. */
  get failures(): readonly Failure[] {
    return this.#session.failures;
  }

  /**
   * Does one statement of the script language now, and records it: `kubectl delete pod web-1`,
   * `drop rs-controller/pods`. A refused one leaves everything as it was.
   */
  act(statement: string): Result<void, readonly ScriptProblem[]> {
    return this.#session.act(statement);
  }

  /** Lets simulated time pass; less if so many more events have happened first. */
  advance(lasting: Duration, mostEvents?: number): void {
    this.#session.advance(after(this.now, lasting), mostEvents);
  }

  /** Goes on to the end of so many hops, watch events or reconciles. False if a minute brought none. */
  step(grain: 'hop' | 'event' | 'reconcile', count = 1): boolean {
    return this.#session.step(grain, count);
  }

  /**
   * Another run that has done the same up to the end of the step of event `seq`, and stands there. This
   * one stays as it is.
   */
  fork(seq: number): Result<Run, readonly ScriptProblem[]> {
    assert(!this.#foreign, 'a run with programs of your own can be built again, not forked');
    const forked = forkOf(this.#session, seq);
    return forked.ok ? ok(new Run(forked.value.session)) : forked;
  }

  /** The trace as NDJSON, line by line: the record, then objects and events in canonical JSON. */
  *lines(): Generator<string, void> {
    yield headerLineOf(this.record);
    yield* this.#session.store.lines();
  }
}
