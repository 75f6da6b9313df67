/**
 * The kernel: simulated time, the processes that run in it, and the one place from which events are
 * recorded. It is synchronous; whoever owns it calls {@link Sim.step} and decides when.
 */

import { AssertionError, assert } from '#base/assert.ts';
import { Heap } from '#base/heap.ts';
import { Ring } from '#base/ring.ts';
import { after, type Duration, type Instant, startOfRun } from '#base/time.ts';
import type { EventData, ObjectRef, TraceEvent } from '#trace/event.ts';
import type { EventKind } from '#trace/event_shapes.ts';
import { keepsKind, type TraceLevel } from '#trace/level.ts';
import type { ObjectTable } from '#trace/object_table.ts';
import { type Causes, causedBy, mergeCauses, noCauses } from './causes.ts';
import { type ChoicePolicy, Chooser } from './chooser.ts';
import { type Blocking, type Proc, Process, type Wait } from './process.ts';
import { Program } from './program.ts';
import { RandomStreams } from './rng.ts';

/** Where events go. */
export interface TraceSink {
  readonly level: TraceLevel;
  readonly objects: ObjectTable;
  readonly append: (event: TraceEvent) => void;
}

export interface SimOptions {
  readonly seed: string;
  readonly policy: ChoicePolicy;
  readonly trace: TraceSink;
  /** Steps without time moving before the run is called runaway. */
  readonly mostStepsPerInstant?: number;
  /** Blocking operations within one step before the step is called runaway. */
  readonly mostOperationsPerStep?: number;
}

export interface SpawnOptions {
  readonly program?: Program | undefined;
  /** May stay parked for ever without that being a deadlock. */
  readonly daemon?: boolean;
  /** What led to it; the spawning process's ambient causes when left out. */
  readonly causes?: Causes;
}

/** What one call of {@link Sim.step} did. */
export type StepOutcome = 'stepped' | 'idle' | 'limit';

/** A function that will be called at its instant, unless cancelled before. */
export interface ScheduledCall {
  readonly at: Instant;
  /** Returns false if it was called or cancelled already. */
  readonly cancel: () => boolean;
}

interface PendingCall extends ScheduledCall {
  readonly order: number;
  fire: (() => void) | undefined;
  readonly causes: Causes;
  readonly actor: string;
}

const defaultMostStepsPerInstant = 2_000_000;
const defaultMostOperationsPerStep = 5_000_000;

export class Sim {
  readonly random: RandomStreams;
  readonly chooser: Chooser;
  readonly trace: TraceSink;
  readonly counts = new Map<EventKind, number>();
  readonly programs = new Map<string, Program>();
  /** Called when a process panics; the default crashes its program, as Go would. */
  onPanic: (process: Process, error: unknown) => void = (process, error) =>
    this.#crash(process, error);

  #now: Instant = startOfRun;
  #seq = 0;
  #step = 0;
  #stepInInstant = 0;
  #operations = 0;
  #scheduled = 0;
  #cancelled = 0;
  #current: Process | undefined;
  #actor = 'kernel';
  #ambient: Causes = noCauses;
  #entering: Proc<unknown> | undefined;
  #uncalled: string | undefined;
  #uncalledBy: Process | undefined;
  readonly #processes = new Set<Process>();
  readonly #runnable = new Ring<Process>();
  readonly #timers = new Heap<PendingCall>(
    (left, right) => left.at < right.at || (left.at === right.at && left.order < right.order),
  );
  readonly #mostSteps: number;
  readonly #mostOperations: number;
  readonly #entrance: Blocking<unknown> = {
    [Symbol.iterator]: () => {
      const body = this.#entering as Proc<unknown>;
      this.#uncalled = undefined;
      return body;
    },
  };

  constructor(options: SimOptions) {
    this.trace = options.trace;
    this.random = new RandomStreams(options.seed);
    this.chooser = new Chooser(options.policy, this.random, (choice) =>
      this.emit('chooser.chose', choice.point, choice),
    );
    this.#mostSteps = options.mostStepsPerInstant ?? defaultMostStepsPerInstant;
    this.#mostOperations = options.mostOperationsPerStep ?? defaultMostOperationsPerStep;
  }

  get now(): Instant {
    return this.#now;
  }

  /** Process resumptions so far. */
  get steps(): number {
    return this.#step;
  }

  /** Process resumptions since time last moved. */
  get stepInInstant(): number {
    return this.#stepInInstant;
  }

  /** Events so far, kept or not. */
  get seq(): number {
    return this.#seq;
  }

  /** The running process, if the caller runs inside one. */
  get current(): Process | undefined {
    return this.#current;
  }

  /** Every process that has not ended. */
  get processes(): ReadonlySet<Process> {
    return this.#processes;
  }

  /** True if some process could run now. */
  get busy(): boolean {
    return this.#runnable.length > 0;
  }

  /** When the next scheduled call is due, if there is one. */
  get nextDue(): Instant | undefined {
    this.#dropCancelled();
    return this.#timers.peek()?.at;
  }

  // Recording.

  /**
   * Records that something happened, done by the running process and caused by its ambient causes.
   * The new event becomes the ambient cause. Returns its seq.
   */
  emit<K extends EventKind>(kind: K, subject: string, data: EventData<K>): number {
    const seq = ++this.#seq;
    const { trace } = this;
    if (trace.level !== 'full') {
      this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
      if (!keepsKind(trace.level, kind)) return seq;
    }
    const process = this.#current;
    const causes = process === undefined ? this.#ambient : process.causes;
    const header = {
      seq,
      at: this.#now,
      step: this.#step,
      actor: process === undefined ? this.#actor : process.name,
      kind,
      subject,
      causes: causes.seqs,
      data,
    };
    trace.append(
      (causes.more === 0
        ? header
        : { ...header, moreCauses: causes.more }) as unknown as TraceEvent,
    );
    const next = causedBy(seq);
    if (process === undefined) this.#ambient = next;
    else process.causes = next;
    return seq;
  }

  /** The id of an object in the trace's table; `''` where the level keeps no objects. */
  ref(object: object): ObjectRef {
    if (this.trace.level === 'counts') return '';
    return this.trace.objects.intern(object as Parameters<ObjectTable['intern']>[0]);
  }

  /** What led to the present moment. */
  get causes(): Causes {
    return this.#current === undefined ? this.#ambient : this.#current.causes;
  }

  /** From here on, `causes` led here: something was taken out of a queue that was put in because of them. */
  adopt(causes: Causes): void {
    if (this.#current === undefined) this.#ambient = causes;
    else this.#current.causes = causes;
  }

  /** Adds causes to those that led here. */
  alsoBecause(causes: Causes): void {
    this.adopt(mergeCauses(this.causes, causes));
  }

  /** Runs `body` outside any process, as a command or a wire does, in the name of `actor`. */
  as<T>(actor: string, causes: Causes, body: () => T): T {
    const current = this.#current;
    const outerActor = this.#actor;
    const ambient = this.#ambient;
    this.#current = undefined;
    this.#actor = actor;
    this.#ambient = causes;
    try {
      return body();
    } finally {
      this.#current = current;
      this.#actor = outerActor;
      this.#ambient = ambient;
    }
  }

  // Processes.

  /** Starts a process; it first runs when the processes that became runnable before it have. */
  spawn(name: string, body: Proc<unknown>, options: SpawnOptions = {}): Process {
    const program = options.program ?? this.#current?.program;
    const process = new Process({
      name,
      body,
      program,
      daemon: options.daemon ?? false,
      causes: options.causes ?? this.causes,
    });
    assert(
      program === undefined || program.state === 'running' || program.state === 'paused',
      `a process can only start in a living program, ${program?.name} is ${program?.state}`,
    );
    this.#processes.add(process);
    program?.processes.add(process);
    if (this.trace.level === 'full') {
      const emitted = this.as(this.#current?.name ?? this.#actor, process.causes, () => {
        this.emit('process.started', name, { process: name });
        return this.causes;
      });
      process.causes = emitted;
    }
    this.#enqueue(process);
    return process;
  }

  /**
   * The one wrapper of blocking operations: `yield* sim.call('receive', body)`. If the result is not
   * entered at once, the `yield*` was forgotten, and the next operation or the step's end says so.
   */
  call<T>(what: string, body: Proc<T>): Blocking<T> {
    if (this.#uncalled !== undefined) this.#forgotten();
    if (++this.#operations > this.#mostOperations) this.#runaway(what);
    this.#uncalled = what;
    this.#uncalledBy = this.#current;
    this.#entering = body;
    return this.#entrance as Blocking<T>;
  }

  /** Lets a waiting process go on; `value` is what its `yield` returns. */
  wake(process: Process, value?: unknown): void {
    if (!process.alive) return;
    // Every hand-over passes through here: the sentence is only put together when it is needed.
    if (process.state !== 'waiting') {
      throw new AssertionError(`only a waiting process can be woken, ${process.describe()}`);
    }
    process.state = 'runnable';
    process.wait = undefined;
    process.resume = value;
    this.#enqueue(process);
  }

  /** The running process. Asserts that there is one. */
  get self(): Process {
    const process = this.#current;
    if (process === undefined) throw new AssertionError('expected to be called inside a process');
    return process;
  }

  /** Ends a process at once, as if its memory had gone. Its `finally` blocks do not run. */
  kill(process: Process): void {
    if (!process.alive) return;
    process.state = 'killed';
    this.#forget(process);
  }

  /**
   * Does not let a process run until then, as if its goroutine did not get a processor. One that holds a
   * lock runs on until it has given it up, so that nobody else has to wait for it. `ended` is told when
   * its time has come, not if {@link endStall} ends it before.
   */
  stall(process: Process, until: Instant, ended: () => void): void {
    process.stall?.cancel();
    process.stall = this.schedule(until, () => {
      if (!process.alive) return;
      ended();
      this.endStall(process);
    });
  }

  /** A process that could have run meanwhile runs now. */
  endStall(process: Process): void {
    process.stall?.cancel();
    process.stall = undefined;
    if (!process.heldBack) return;
    process.heldBack = false;
    if (process.alive) this.#enqueue(process);
  }

  // Time.

  /** Calls `fire` at the instant `at`, in the name of whoever schedules it. */
  schedule(at: Instant, fire: () => void): ScheduledCall {
    assert(at >= this.#now, `a call must be scheduled for now (${this.#now}) or later, got ${at}`);
    const call: PendingCall = {
      at,
      order: ++this.#scheduled,
      fire,
      causes: this.causes,
      actor: this.#current?.name ?? this.#actor,
      cancel: () => {
        if (call.fire === undefined) return false;
        call.fire = undefined;
        this.#cancelled++;
        this.#compactTimers();
        return true;
      },
    };
    this.#timers.push(call);
    return call;
  }

  /** Parks the running process for `delay`; a delay of zero or less still lets others run. */
  sleep(delay: Duration): Blocking<void> {
    return this.call('sleep', this.#sleep(delay));
  }

  /** Lets every other runnable process run first. */
  pause(): Blocking<void> {
    return this.call('pause', this.#pause());
  }

  *#sleep(delay: Duration): Proc {
    const process = this.self;
    const due = after(this.#now, Math.max(0, delay) as Duration);
    this.schedule(due, () => this.wake(process));
    yield { describe: () => `until ${due}` };
  }

  *#pause(): Proc {
    const process = this.self;
    if (process.alive) {
      process.state = 'runnable';
      this.#enqueue(process);
    }
    yield pausing;
  }

  // Running.

  /**
   * Resumes one process. If none can run, moves time to the next scheduled call, unless that is after
   * `limit`. Panics of a process without a program, and broken assertions, are thrown.
   */
  step(limit?: Instant): StepOutcome {
    for (;;) {
      const process = this.#nextRunnable();
      if (process !== undefined) {
        this.#resume(process);
        return 'stepped';
      }
      const outcome = this.fire(limit);
      if (outcome !== 'stepped') return outcome;
    }
  }

  /**
   * Moves time to the next scheduled calls, unless they are after `limit`, and makes them; no process
   * runs. For owners who want to stop between the wire's doings and the processes'.
   */
  fire(limit?: Instant): StepOutcome {
    const due = this.nextDue;
    if (due === undefined) return 'idle';
    if (limit !== undefined && due > limit) return 'limit';
    this.#advance(due);
    return 'stepped';
  }

  /** Steps until nothing is left to do, or time would pass `limit`. */
  run(limit?: Instant): StepOutcome {
    for (;;) {
      const outcome = this.step(limit);
      if (outcome !== 'stepped') return outcome;
    }
  }

  /** What the clock of the program shows whose process runs. */
  get wallTime(): Instant {
    return (this.#now + (this.#current?.program?.clockSkew ?? 0)) as Instant;
  }

  /** Moves time forward to `instant` when nothing is due before it. */
  advanceTo(instant: Instant): void {
    const due = this.nextDue;
    assert(
      !this.busy && (due === undefined || due >= instant),
      'nothing may be due before the move',
    );
    assert(instant >= this.#now, `time only moves forward, from ${this.#now} to ${instant}`);
    this.#setNow(instant);
  }

  /**
   * Processes that can never go on, whatever time brings: those whose waits only each other could end,
   * or whose lock's holder is gone. With `allMustEnd`, once nothing is left to do, also every process
   * that is not a daemon and has not ended.
   */
  deadlock(options: { readonly allMustEnd?: boolean } = {}): readonly string[] {
    const idle = !this.busy && this.nextDue === undefined;
    const stuck = [...this.#processes].filter((process) =>
      options.allMustEnd === true && idle && !process.daemon ? true : isStuck(process),
    );
    return stuck.map((process) => process.describe());
  }

  #enqueue(process: Process): void {
    if (process.program?.state === 'paused') process.program.heldBack.push(process);
    else this.#runnable.push(process);
  }

  #nextRunnable(): Process | undefined {
    const runnable = this.#runnable;
    for (;;) {
      if (runnable.length === 0) return undefined;
      const process = this.chooser.isDefault
        ? runnable.shift()
        : runnable.removeAt(this.chooser.choose('runnable', runnable.length));
      if (process === undefined || !process.alive) continue;
      if (process.program?.state === 'paused') process.program.heldBack.push(process);
      else if (process.stalled && process.locks === 0) process.heldBack = true;
      else return process;
    }
  }

  #resume(process: Process): void {
    if (this.#uncalled !== undefined) this.#forgotten();
    this.#step++;
    this.#operations = 0;
    this.#current = process;
    if (++this.#stepInInstant > this.#mostSteps) this.#runaway('resume');
    process.state = 'running';
    const value = process.resume;
    process.resume = undefined;
    try {
      const result = process.body.next(value);
      if (this.#uncalled !== undefined) this.#forgotten();
      if (result.done === true) this.#end(process);
      else if (result.value !== pausing) this.#park(process, result.value);
    } catch (error) {
      this.#uncalled = undefined;
      this.#failed(process, error);
    }
    this.#current = undefined;
  }

  #park(process: Process, wait: Wait): void {
    if (!process.alive) return;
    process.state = 'waiting';
    process.wait = wait;
  }

  #end(process: Process): void {
    if (!process.alive) return;
    process.state = 'ended';
    if (this.trace.level === 'full')
      this.emit('process.ended', process.name, { process: process.name });
    this.#forget(process);
  }

  #forget(process: Process): void {
    process.wait = undefined;
    this.#processes.delete(process);
    process.program?.processes.delete(process);
    for (const tell of process.atEnd) tell();
  }

  #failed(process: Process, error: unknown): void {
    if (error instanceof AssertionError) {
      this.#current = undefined;
      throw error.message.includes(process.name)
        ? error
        : new AssertionError(`${process.name}: ${error.message}`);
    }
    this.emit('process.panicked', process.name, {
      process: process.name,
      message: error instanceof Error ? error.message : String(error),
      handled: process.program !== undefined,
    });
    if (process.alive) {
      process.state = 'ended';
      this.#forget(process);
    }
    this.onPanic(process, error);
  }

  #crash(process: Process, error: unknown): void {
    if (process.program === undefined) {
      this.#current = undefined;
      throw error;
    }
    this.endProgram(
      process.program,
      'crashed',
      error instanceof Error ? error.message : String(error),
    );
  }

  #advance(due: Instant): void {
    this.#setNow(due);
    for (;;) {
      this.#dropCancelled();
      const call = this.#timers.peek();
      if (call === undefined || call.at > due) return;
      this.#timers.pop();
      const fire = call.fire;
      call.fire = undefined;
      if (fire !== undefined) this.as(call.actor, call.causes, fire);
    }
  }

  #setNow(instant: Instant): void {
    if (instant !== this.#now) this.#stepInInstant = 0;
    this.#now = instant;
  }

  #dropCancelled(): void {
    while (this.#timers.peek() !== undefined && this.#timers.peek()?.fire === undefined) {
      this.#timers.pop();
      this.#cancelled--;
    }
  }

  #compactTimers(): void {
    if (this.#cancelled < 64 || this.#cancelled * 2 < this.#timers.size) return;
    this.#timers.remove((call) => call.fire === undefined);
    this.#cancelled = 0;
  }

  // Programs.

  /** Starts an empty program. A program of that name must not be running. */
  startProgram(name: string): Program {
    const running = this.programs.get(name);
    assert(
      running === undefined || running.state === 'stopped' || running.state === 'crashed',
      `a program can start only once, ${name} is ${running?.state}`,
    );
    const program = new Program(name);
    this.programs.set(name, program);
    this.emit('program.started', name, { program: name });
    return program;
  }

  /** None of the program's processes runs until {@link resumeProgram}; the world around it goes on. */
  pauseProgram(program: Program): void {
    assert(
      program.state === 'running',
      `only a running program pauses, ${program.name} is ${program.state}`,
    );
    program.state = 'paused';
    this.emit('program.paused', program.name, { program: program.name });
  }

  resumeProgram(program: Program): void {
    assert(
      program.state === 'paused',
      `only a paused program resumes, ${program.name} is ${program.state}`,
    );
    program.state = 'running';
    this.emit('program.resumed', program.name, { program: program.name });
    for (const process of program.heldBack.splice(0)) this.#runnable.push(process);
  }

  /** Ends every process of the program at once, as `kill -9` or a crash does. */
  endProgram(program: Program, how: 'stopped' | 'crashed', message = ''): void {
    if (program.state === 'stopped' || program.state === 'crashed') return;
    program.state = how;
    if (how === 'crashed') {
      this.emit('program.crashed', program.name, { program: program.name, message });
    } else {
      this.emit('program.stopped', program.name, { program: program.name });
    }
    program.heldBack.length = 0;
    for (const process of [...program.processes]) this.kill(process);
    for (const tell of program.atEnd) tell();
  }

  // What goes wrong.

  #forgotten(): never {
    const what = this.#uncalled;
    this.#uncalled = undefined;
    throw new AssertionError(
      `${this.#uncalledBy?.name ?? this.#actor} called ${what} without yield*, so it never happened`,
    );
  }

  #runaway(what: string): never {
    const bound = what === 'resume' ? this.#mostSteps : this.#mostOperations;
    const others = [...new Set(this.#runnable.toArray().map((process) => process.name))].slice(
      0,
      5,
    );
    const unit =
      what === 'resume' ? 'steps without time moving' : `operations (${what}) in one step`;
    throw new AssertionError(
      `${this.#current?.name ?? this.#actor} ran away: more than ${bound} ${unit}; ` +
        `also runnable: ${others.length === 0 ? 'nothing' : others.join(', ')}`,
    );
  }
}

const pausing: Wait = { describe: () => 'for its turn' };

/** True if only a process that can never go on could end this one's wait. */
function isStuck(process: Process): boolean {
  const seen = new Set<Process>();
  let waiting: Process | undefined = process;
  while (waiting?.wait?.holder !== undefined) {
    if (seen.has(waiting)) return true;
    seen.add(waiting);
    const holder: Process | undefined = waiting.wait.holder();
    if (holder === undefined) return false;
    if (!holder.alive) return true;
    waiting = holder;
  }
  return false;
}
