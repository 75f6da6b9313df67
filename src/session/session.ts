/**
 * One run, from its record to its trace: plays the script, lets time pass, does what people do, checks
 * what must hold. Synchronous; whoever owns it decides how far it goes.
 */

import { apiVersionOf } from '#apiserver/registry/kind.ts';
import { builtInKinds } from '#apiserver/registry/kinds.ts';
import { AssertionError, assert } from '#base/assert.ts';
import type { JsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { after, type Duration, duration, type Instant } from '#base/time.ts';
import { unavailability } from '#script/availability.ts';
import { type Evaluation, evaluate, nextInterest } from '#script/evaluate.ts';
import { flagValue, isKubectl } from '#script/kubectl_text.ts';
import type { Manifest } from '#script/manifests.ts';
import { printLine, printPredicate } from '#script/print.ts';
import { World } from '#script/world.ts';
import { causedBy, noCauses } from '#sim/causes.ts';
import type { Process } from '#sim/process.ts';
import type { Command, CommandOf } from '#trace/command.ts';
import type { Predicate } from '#trace/command_predicate.ts';
import type { RecordedAct, RunPosition, RunRecord, ScriptProblem } from '#trace/engine_port.ts';
import { formatVersion, type TraceEvent } from '#trace/event.ts';
import type { TraceLevel } from '#trace/level.ts';
import { Cluster, type ClusterSettings } from './cluster.ts';
import {
  compileScript,
  compileStatement,
  type ReadyScript,
  type ReadyStatement,
} from './compile.ts';
import { Episode } from './episode.ts';
import { HeldNouns } from './held_nouns.ts';
import { Invariants } from './invariants.ts';
import { type Deed, perform } from './perform.ts';
import { allowedInvariants, type Overrides, settingsOf } from './settings.ts';
import { TraceStore } from './trace_store.ts';

/** How an `until` without `within` gives up. */
const usualPatience = duration(60_000_000_000);
/** How long a script waits for kubectl to come back. */
const kubectlPatience = duration(60_000_000_000);
/** How much time may pass before a step's grain has ended. */
const stepPatience = duration(60_000_000_000);

/** Something the script asked for that did not hold, or an invariant that broke. */
export interface Failure {
  readonly kind: 'expect' | 'invariant' | 'refused';
  readonly text: string;
  readonly found: string;
  readonly at: Instant;
  /** The script's line, where there is one. */
  readonly line: number | undefined;
}

export interface SessionOptions {
  /** The script's name in messages. */
  readonly file?: string;
  readonly level?: TraceLevel;
  /** Called now and then while the run goes on, so that its events can be passed along. */
  readonly onProgress?: () => void;
  /** A run that begins as this one does: what is equal is kept once. */
  readonly like?: Session;
  /**
   * The record was made under another profile: each act is done at its instant, at its step if there is
   * one, and left out where it cannot be done. The session's own record then says what was done where.
   */
  readonly loosely?: boolean;
}

/** True for a kind that every cluster serves from the start. */
export function servesFromTheStart(apiVersion: string, kind: string): boolean {
  return builtInKinds.some((each) => each.kind === kind && apiVersionOf(each) === apiVersion);
}

/** The record of a run that nobody has touched yet, from a script and what overrides its head. */
export function recordOf(
  script: string,
  overrides: Overrides = {},
  file = 'script',
): Result<RunRecord, readonly ScriptProblem[]> {
  const compiled = compileScript(script, file, servesFromTheStart);
  if (!compiled.ok) return compiled;
  const settings = settingsOf(compiled.value, overrides);
  if (!settings.ok) return settings;
  const { profile, seed, policy } = settings.value;
  return ok({ version: formatVersion, profile, seed, policy, script, acts: [] });
}

/** Builds the run of a record. Nothing has happened in it yet but the cluster's start. */
export function createSession(
  record: RunRecord,
  options: SessionOptions = {},
): Result<Session, readonly ScriptProblem[]> {
  const file = options.file ?? 'script';
  if (record.version !== formatVersion) {
    const expected = `a run of version ${formatVersion}`;
    const message = `expected ${expected}, got ${record.version}`;
    return fail([{ file, line: 1, column: 1, expected, message }]);
  }
  const script = compileScript(record.script, file, servesFromTheStart);
  if (!script.ok) return script;
  const settings = settingsOf(script.value, record);
  if (!settings.ok) return settings;
  const acts = readyActs(record.acts);
  if (!acts.ok) return acts;
  const parts = { record, script: script.value, settings: settings.value, options };
  return ok(new Session({ ...parts, acts: acts.value }));
}

interface ReadyAct {
  readonly act: RecordedAct;
  readonly statement: ReadyStatement;
}

function readyActs(
  acts: readonly RecordedAct[],
): Result<readonly ReadyAct[], readonly ScriptProblem[]> {
  const ready: ReadyAct[] = [];
  for (const act of acts) {
    const statement = compileStatement(act.statement, () => true);
    if (!statement.ok) return statement;
    ready.push({ act, statement: statement.value });
  }
  return ok(ready);
}

interface Parts {
  readonly record: RunRecord;
  readonly script: ReadyScript;
  readonly settings: ClusterSettings;
  readonly acts: readonly ReadyAct[];
  readonly options: SessionOptions;
}

export class Session {
  readonly store: TraceStore;
  readonly world: World;
  readonly cluster: Cluster;
  readonly failures: Failure[] = [];
  readonly #script: ReadyScript;
  #pending: readonly ReadyAct[];
  readonly #done: { readonly act: RecordedAct; readonly seq: number }[] = [];
  readonly #base: RunRecord;
  readonly #holds: HeldNouns;
  readonly #invariants: Invariants;
  readonly #allowed: ReadonlySet<string>;
  readonly #onProgress: () => void;
  readonly #loosely: boolean;
  /** The script and earlier acts stop here, because somebody acts here. */
  #target: RunPosition | undefined;
  /** Where playing ends; `undefined` for when everything written down is done. */
  #end: RunPosition | undefined;
  #scriptPlayed = false;
  /** The playing that was begun and has not come to its end. */
  #playing: Generator<undefined, void> | undefined;
  #line: number | undefined;

  constructor({ record, script, settings, acts, options }: Parts) {
    this.#base = record;
    this.#script = script;
    this.#pending = acts;
    this.#allowed = allowedInvariants(script);
    this.#onProgress = options.onProgress ?? (() => undefined);
    this.#loosely = options.loosely ?? false;
    this.store = new TraceStore(options.level ?? 'full', options.like?.store);
    this.world = new World((ref) => this.store.objects.get(ref));
    this.#invariants = new Invariants(this.world);
    this.store.listen((event) => this.#see(event));
    this.cluster = new Cluster(settings, this.store);
    this.#holds = new HeldNouns(this.cluster.network);
  }

  get now(): Instant {
    return this.cluster.sim.now;
  }

  /** Where the run stands. */
  get position(): RunPosition {
    return { at: this.now, step: this.cluster.sim.stepInInstant };
  }

  /** True if nothing will ever happen by itself again. */
  get idle(): boolean {
    const { sim } = this.cluster;
    return !sim.busy && sim.nextDue === undefined;
  }

  /** What determines the run as it now is. */
  get record(): RunRecord {
    return { ...this.#base, acts: this.#done.map(({ act }) => act) };
  }

  /** The acts that had been done when event `seq` happened. */
  actsBefore(seq: number): readonly RecordedAct[] {
    return this.#done.filter((each) => each.seq <= seq).map(({ act }) => act);
  }

  /** The trace's digest. */
  get hash(): string {
    return this.store.digest();
  }

  /** An object of the trace. */
  object(ref: string): JsonObject | undefined {
    return this.store.objects.get(ref);
  }

  // Playing.

  /** Plays the script, then the recorded acts where they were done; then goes on to `end`, if given. */
  play(end?: RunPosition): void {
    this.#end = end;
    this.#playing ??= this.#playWritten();
    while (this.#playing.next().done !== true);
    this.#playing = undefined;
    this.#afterwards();
  }

  /**
   * Plays so far that about `events` have happened, at most until `limit`, and stops in the middle of
   * what it is doing. {@link goOn} plays on from there. False once it can come no further.
   */
  playPart(events: number, limit: Instant): boolean {
    if (!this.#scriptPlayed) this.#playing ??= this.#playWritten();
    while (this.store.events.length < events) {
      if (this.#playing === undefined) {
        if (!this.#move(limit)) return false;
      } else if (this.#playing.next().done === true) this.#playing = undefined;
    }
    return true;
  }

  /** Plays a run that was played in part on to `end`, as if it had been played in one go. */
  goOn(end: RunPosition, acts: readonly RecordedAct[]): Result<void, readonly ScriptProblem[]> {
    const ready = readyActs(acts);
    if (!ready.ok) return ready;
    this.#pending = ready.value;
    this.#end = end;
    this.#aim(this.#done.length);
    this.play(end);
    return ok(undefined);
  }

  /** What is written down and was not done yet: the script, the acts, the way to the end. */
  *#playWritten(): Generator<undefined, void> {
    this.#aim(this.#done.length);
    if (!this.#scriptPlayed) {
      for (const statement of this.#script.statements) {
        if (!(yield* this.#play(statement))) break;
      }
      this.#line = undefined;
      this.#scriptPlayed = true;
    }
    for (let index = this.#done.length; index < this.#pending.length; index++) {
      const next = this.#pending[index];
      if (next !== undefined) yield* this.#playAct(next);
      this.#aim(index + 1);
    }
    if (this.#end !== undefined) yield* this.#goTo(this.#end);
    this.#target = undefined;
  }

  *#playAct({ act, statement }: ReadyAct): Generator<undefined, void> {
    yield* this.#goTo(act.position);
    const { position } = this;
    const done = this.#do(statement);
    assert(done.ok || this.#loosely, `a recorded act must be possible again, ${statement.text}`);
    if (done.ok) this.#note({ ...act, position });
    else this.#tellRefused(statement.text, done.error);
  }

  /** Playing stops where the next act was done, or at the end. */
  #aim(act: number): void {
    this.#target = this.#pending[act]?.act.position ?? this.#end;
  }

  /** Lets time pass until `limit`, or until so many more events have happened. */
  advance(limit: Instant, mostEvents = Number.POSITIVE_INFINITY): void {
    const most = this.cluster.sim.seq + mostEvents;
    while (this.cluster.sim.seq < most && this.#move(limit));
    this.#afterwards();
  }

  /**
   * Does a statement now and records it. Refused statements leave everything as it was.
   * Statements that move time move it.
   */
  act(text: string): Result<void, readonly ScriptProblem[]> {
    const compiled = compileStatement(text, this.cluster.knowsKind);
    if (!compiled.ok) return compiled;
    this.#settle();
    const { position } = this;
    const performed = this.#do(compiled.value);
    if (!performed.ok) {
      const { line, column } = compiled.value;
      const expected = 'something that can be done now';
      return fail([{ file: 'statement', line, column, expected, message: performed.error }]);
    }
    this.#note({ position, statement: text });
    this.#afterwards();
    return ok(undefined);
  }

  /** Takes `count` steps of a grain. Returns false if a minute did not bring the end of one. */
  step(grain: CommandOf<'step'>['grain'], count = 1): boolean {
    for (let n = 0; n < count; n++) if (!this.#stepOnce(grain)) return false;
    this.#afterwards();
    return true;
  }

  /** Plays one statement; false if the target came first. */
  *#play(statement: ReadyStatement): Generator<undefined, boolean> {
    this.#line = statement.line;
    const { command } = statement;
    switch (command.kind) {
      case 'seed':
      case 'profile':
      case 'policy':
      case 'set':
      case 'start':
      case 'allow':
        return true;
      case 'run':
        return yield* this.#runUntil(after(this.now, command.lasting as Duration));
      case 'step':
        this.step(command.grain, command.count);
        return !this.#reached();
      case 'until':
        return yield* this.#until(command);
      case 'expect':
        this.#expect(command.predicate);
        return true;
      default:
        return yield* this.#playDeed(statement, command);
    }
  }

  *#playDeed(statement: ReadyStatement, command: Command): Generator<undefined, boolean> {
    const done = this.#do(statement);
    if (!done.ok) {
      this.#tellRefused(printLine(command), done.error);
      this.#fail('refused', printLine(command), done.error);
      return true;
    }
    return done.value === undefined || goesOn(command) || (yield* this.#runUntilEnded(done.value));
  }

  *#until({ predicate, within }: CommandOf<'until'>): Generator<undefined, boolean> {
    const limit = after(this.now, (within ?? usualPatience) as Duration);
    for (;;) {
      const seen = this.cluster.sim.seq;
      const evaluation = evaluate(predicate, this.world, this.now);
      if (evaluation.held) {
        this.#tellChecked(predicate, evaluation);
        return true;
      }
      if (this.#reached()) return false;
      if (this.now >= limit && !this.#mayMove(limit)) {
        this.#afterwards();
        this.#expect(predicate);
        return true;
      }
      const interest = nextInterest(predicate, this.world, this.now) ?? limit;
      const next = Math.min(limit, interest) as Instant;
      while (this.cluster.sim.seq === seen && !this.#reached() && this.#move(next)) yield;
    }
  }

  #expect(predicate: Predicate): void {
    const evaluation = evaluate(predicate, this.world, this.now);
    this.#tellChecked(predicate, evaluation);
    if (!evaluation.held) this.#fail('expect', printPredicate(predicate), evaluation.found);
  }

  *#runUntil(limit: Instant): Generator<undefined, boolean> {
    while (!this.#reached() && this.#move(limit)) yield;
    if (this.#reached() && this.now < limit) return false;
    this.#afterwards();
    return true;
  }

  *#runUntilEnded(process: Process): Generator<undefined, boolean> {
    const limit = after(this.now, kubectlPatience);
    while (process.alive) {
      if (this.#reached() || !this.#move(limit)) return !this.#reached();
      yield;
    }
    return true;
  }

  // Acting.

  /** Does what a statement says. kubectl's process is returned, for those who wait for it. */
  #do(statement: ReadyStatement): Result<Process | undefined, string> {
    const { command, manifests } = statement;
    const refusal = this.#refusal(command);
    if (refusal !== undefined) return fail(refusal);
    return this.cluster.sim.as('person', noCauses, () => {
      const text = printLine(command);
      this.cluster.sim.emit('command.applied', 'command', { text, command });
      return this.#perform(command, manifests);
    });
  }

  #perform(command: Command, manifests: readonly Manifest[]): Result<Process | undefined, string> {
    if (isKubectl(command)) return ok(this.cluster.kubectl.start(command, manifests));
    switch (command.kind) {
      case 'seed':
      case 'profile':
      case 'policy':
      case 'set':
      case 'start':
      case 'allow':
      case 'run':
      case 'step':
      case 'until':
      case 'expect':
        throw new AssertionError(`${command.kind} is no deed`);
      default: {
        const deed: Deed = command;
        const performed = perform(this.cluster, this.#holds, deed);
        return performed.ok ? ok(undefined) : performed;
      }
    }
  }

  #refusal(command: Command): string | undefined {
    switch (command.kind) {
      case 'seed':
      case 'profile':
      case 'policy':
      case 'set':
      case 'start':
      case 'allow':
        return 'this belongs at the head of a script, before anything happens';
      case 'run':
      case 'step':
      case 'until':
      case 'expect':
        return 'time is moved by the playground itself, not by an act';
      case 'watch.hold':
        return this.#holds.holds(command.noun) ? 'the watch is held' : undefined;
      case 'watch.release':
        return this.#holds.holds(command.noun) ? undefined : 'the watch is not held';
      case 'interrupt':
        return this.cluster.kubectl.goesOn(command.run)
          ? undefined
          : 'that run of kubectl has ended';
      default:
        return isKubectl(command)
          ? this.cluster.kubectl.refusal
          : unavailability(command, this.world);
    }
  }

  /** Writes an act down, with the event that says that it was done. */
  #note(act: RecordedAct): void {
    const applied = this.world.eventsOf('command.applied').at(-1);
    this.#done.push({ act, seq: applied?.seq ?? this.cluster.sim.seq });
  }

  // Moving.

  /** Goes on by one resumption or one round of due calls, not past `limit`. False if nothing moved. */
  #move(limit: Instant): boolean {
    const { sim } = this.cluster;
    const target = this.#target;
    const end = target !== undefined && target.at < limit ? target.at : limit;
    if (!sim.busy) {
      this.#checkQuiet(end);
      const fired = sim.fire(end);
      if (fired !== 'stepped') {
        if (sim.now >= end) {
          if (end < limit && this.#loosely) {
            // The instant has fewer steps here: its last one comes closest.
            this.#target = this.position;
            return false;
          }
          assert(end === limit, `the run must come by ${shown(target)}, it has passed it`);
          return false;
        }
        sim.advanceTo(end);
        return end < limit;
      }
    } else sim.step(end);
    this.#afterMove();
    return true;
  }

  /** True if something is left to do up to `limit`. */
  #mayMove(limit: Instant): boolean {
    const { busy, nextDue } = this.cluster.sim;
    return busy || (nextDue !== undefined && nextDue <= limit);
  }

  #afterMove(): void {
    if (this.#holds.unsettled) {
      this.cluster.sim.as('person', noCauses, () => this.#holds.settle());
    }
    this.#tellBreaches();
    this.#onProgress();
  }

  /** Before time moves: what should have happened by now and has nothing left to make it happen. */
  #checkQuiet(limit: Instant): void {
    const due = this.cluster.sim.nextDue;
    this.#invariants.checkCaches(due === undefined || due > limit ? limit : due);
    this.#tellBreaches();
  }

  /** Lets calls that are due at this very instant happen, so that a position is never ambiguous. */
  #settle(): void {
    const { sim } = this.cluster;
    while (!sim.busy && sim.nextDue === sim.now) {
      sim.fire(sim.now);
      this.#afterMove();
    }
  }

  #reached(): boolean {
    const target = this.#target;
    if (target === undefined || this.now < target.at) return false;
    return this.now > target.at || this.cluster.sim.stepInInstant >= target.step;
  }

  /** Goes on to exactly that position, or loosely to the step of its instant that comes closest. */
  *#goTo(position: RunPosition): Generator<undefined, void> {
    this.#target = position;
    while (!this.#reached() && this.#move(position.at)) yield;
    this.#target = undefined;
    this.#settle();
    const here = this.position;
    assert(
      here.at === position.at && (here.step === position.step || this.#loosely),
      `the run must come by ${shown(position)}, it came to ${shown(here)}`,
    );
  }

  #stepOnce(grain: CommandOf<'step'>['grain']): boolean {
    const start = this.cluster.sim.seq;
    const episode = new Episode();
    let seen = start;
    const over = (): boolean => {
      const { events } = this.store;
      for (; seen < events.length; seen++) {
        const event = events[seen];
        if (event === undefined) continue;
        if (grain === 'hop') return true;
        if (grain === 'reconcile' && event.kind === 'reconcile.finished') return true;
        if (grain === 'event') episode.see(event);
      }
      return episode.over;
    };
    const limit = after(this.now, stepPatience);
    for (;;) {
      if (over()) return true;
      if (this.#reached() || !this.#move(limit)) return false;
    }
  }

  // Watching.

  #see(event: TraceEvent): void {
    this.#invariants.foresee(event);
    this.world.apply(event);
    this.#invariants.see(event);
    this.#holds?.see(event);
  }

  #afterwards(): void {
    this.#invariants.checkDeadlock(this.cluster.sim.deadlock());
    this.#tellBreaches();
    this.#onProgress();
  }

  #tellBreaches(): void {
    for (const { invariant, detail, subject } of this.#invariants.take()) {
      const { sim } = this.cluster;
      sim.as('invariants', causedBy(sim.seq), () =>
        sim.emit('invariant.broken', subject, { invariant, detail }),
      );
      if (!this.#allowed.has(invariant)) this.#fail('invariant', invariant, detail);
    }
  }

  #tellRefused(text: string, reason: string): void {
    const { sim } = this.cluster;
    sim.as('person', noCauses, () => sim.emit('command.refused', 'command', { text, reason }));
  }

  #tellChecked(predicate: Predicate, { held, found }: Evaluation): void {
    const { sim } = this.cluster;
    const text = printPredicate(predicate);
    sim.as('person', noCauses, () => sim.emit('expect.checked', 'expect', { text, held, found }));
  }

  #fail(kind: Failure['kind'], text: string, found: string): void {
    this.failures.push({ kind, text, found, at: this.now, line: this.#line });
  }
}

/** A script does not wait for what only ends when it is interrupted. */
function goesOn(command: Command): boolean {
  if (!isKubectl(command)) return false;
  return flagValue(command, 'watch') === 'true' || flagValue(command, 'watch-only') === 'true';
}

function shown(position: RunPosition | undefined): string {
  return position === undefined ? 'nowhere' : `(${position.at}, ${position.step})`;
}
