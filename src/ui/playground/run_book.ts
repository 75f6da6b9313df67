/**
 * The runs of one playground: what the engine has told of each, who was forked from whom, and what is
 * being asked for. Views are written here and nowhere else; components only read them.
 */

import { type Duration, type Instant, instant, seconds, startOfRun } from '#base/time.ts';
import { unreachable } from '#base/unreachable.ts';
import type { EngineReply, RunRecord, ScriptProblem } from '#trace/engine_port.ts';
import type { EngineClient } from '#ui/engine/engine_client.ts';
import { ParkedViews } from '#view-model/parked_views.ts';
import { RunView } from '#view-model/run_view.ts';

/**
 * Why nothing can be done in a run: it is a file that was opened, which no engine plays, or it came by a
 * link whose end this engine does not come to.
 */
export type ReadOnly = false | 'file' | 'stale';

export interface OpenOptions {
  /** What the list of runs calls it; `main` if left out. */
  readonly name?: string;
  /** If its acts cannot be done again, that ends nothing but this run. */
  readonly tolerant?: boolean;
}

/** A run and where it stands. */
export interface BookedRun {
  readonly id: number;
  readonly name: string;
  readonly view: RunView;
  readonly record: RunRecord;
  /** Of the trace so far; empty until the engine has said it. */
  readonly hash: string;
  /** Of the trace at the end of the opening script. */
  readonly openingHash: string;
  /** How far it has been simulated. */
  readonly now: Instant;
  /** Nothing will ever happen by itself again. */
  readonly idle: boolean;
  readonly parent: number | undefined;
  /** How many events it shares with its parent. */
  readonly shared: number;
  readonly depth: number;
  readonly length: number;
  /** It replays another run's script and acts under another profile. */
  readonly replayed: boolean;
  readonly readOnly: ReadOnly;
}

/** An act that is taken back: the run that has it, and how far that was the same without it. */
export interface UndoneAct {
  readonly acted: number;
  readonly shared: number;
  readonly statement: string;
}

/** How something that was asked for ended. */
export type Outcome =
  | {
      readonly kind: 'done';
      readonly run: number;
      readonly forked: boolean;
      readonly shared: number;
    }
  | { readonly kind: 'refused'; readonly problems: readonly ScriptProblem[] };

export interface RunBookListener {
  /** Something in the book has changed. */
  readonly changed: () => void;
  readonly crashed: (message: string, run: number) => void;
}

interface Entry {
  id: number;
  name: string;
  view: RunView;
  /** What makes its past quickly reachable. */
  parked: ParkedViews;
  record: RunRecord;
  hash: string;
  openingHash: string;
  now: Instant;
  idle: boolean;
  parent: number | undefined;
  shared: number;
  replayed: boolean;
  /** What it was made from may not be possible here: then it is given up, and nothing else. */
  tolerant: boolean;
  readOnly: ReadOnly;
  /** The furthest event that its reader has seen. */
  seen: number;
  /** It stays, whatever is forked from it. */
  pinned: boolean;
  advancing: boolean;
}

interface Asked {
  readonly run: number;
  readonly from: number;
  readonly statement: string;
  readonly done: (outcome: Outcome) => void;
  forkedAt: number | undefined;
}

/** How far a fork is simulated at once. */
const aheadOfFork: Duration = seconds(5);
const advanceBy = 30_000_000_000;
const advanceEvents = 400;

export class RunBook {
  readonly #client: EngineClient;
  readonly #listener: RunBookListener;
  readonly #entries = new Map<number, Entry>();
  readonly #asked: Asked[] = [];
  #lastRun = 0;

  constructor(client: EngineClient, listener: RunBookListener) {
    this.#client = client;
    this.#listener = listener;
    client.listen({
      replied: (reply) => this.#take(reply),
      broke: (message) => this.#listener.crashed(message, this.#lastRun),
    });
  }

  /** Starts a run, or replays one. Its number is known at once, its events come later. */
  open(record: RunRecord, done: (outcome: Outcome) => void, options: OpenOptions = {}): number {
    const { name = 'main', tolerant = false } = options;
    const run = ++this.#lastRun;
    this.#entries.set(run, { ...entryOf(run, record), name, tolerant });
    this.#asked.push({ run, from: run, statement: '', done, forkedAt: undefined });
    this.#client.send({ kind: 'open', run, record });
    return run;
  }

  /** Starts a run that does what another did, under another profile; it has a name of its own. */
  replay(record: RunRecord, name: string, done: (outcome: Outcome) => void): number {
    const run = ++this.#lastRun;
    this.#entries.set(run, { ...entryOf(run, record), name, replayed: true, tolerant: true });
    this.#asked.push({ run, from: run, statement: '', done, forkedAt: undefined });
    this.#client.send({ kind: 'open', run, record, loosely: true });
    return run;
  }

  /** Takes a run that has been written down somewhere; no engine knows it. */
  place(view: RunView, record: RunRecord, name: string): number {
    const run = ++this.#lastRun;
    const entry = {
      ...entryOf(run, record),
      view,
      name,
      now: view.end,
      idle: true,
      readOnly: 'file' as const,
    };
    this.#entries.set(run, entry);
    this.#listener.changed();
    return run;
  }

  /** Nothing can be done in it from now on. */
  seal(run: number): void {
    const entry = this.#entries.get(run);
    if (entry === undefined) return;
    entry.readOnly = 'stale';
    this.#listener.changed();
  }

  /** Hangs a run that was opened by itself onto the one that it was forked from. */
  graft(run: number, fork: { readonly parent: number; readonly shared: number }): void {
    const entry = this.#entries.get(run);
    if (entry === undefined) return;
    entry.parent = fork.parent;
    entry.shared = fork.shared;
    this.#listener.changed();
  }

  /** Forgets a run that nobody has seen. */
  drop(run: number): void {
    this.#entries.delete(run);
    this.#listener.changed();
  }

  /**
   * Plays again what run `acted` was before its last act and puts that in its place; `acted` stays as a
   * branch, named after the act. What was forked off before the act goes over to the new run.
   */
  restore(record: RunRecord, undone: UndoneAct, done: (outcome: Outcome) => void): number {
    const acted = this.#entries.get(undone.acted);
    if (acted === undefined) throw new Error(`expected run ${undone.acted} in the book`);
    const run = ++this.#lastRun;
    const { name, parent, shared, openingHash, replayed } = acted;
    const seen = Math.min(acted.seen, undone.shared);
    const entry = {
      ...entryOf(run, record),
      ...{ name, parent, shared, openingHash, replayed, seen },
      tolerant: replayed,
    };
    this.#entries.set(run, entry);
    for (const other of this.#entries.values()) {
      if (other.parent === acted.id && other.shared <= undone.shared) other.parent = run;
    }
    acted.parent = run;
    acted.shared = undone.shared;
    acted.name = titleOf(undone.statement);
    this.#asked.push({ run, from: run, statement: '', done, forkedAt: undefined });
    this.#client.send({ kind: 'open', run, record, loosely: replayed });
    return run;
  }

  /** Does something after event `seq` of run `from`. */
  act(from: number, seq: number, statement: string, done: (outcome: Outcome) => void): void {
    const run = ++this.#lastRun;
    this.#asked.push({ run, from, statement, done, forkedAt: undefined });
    this.#client.send({ kind: 'act', from, run, seq, statement, ahead: aheadOfFork });
  }

  /** Simulates a stretch further, unless that is being done or nothing would happen. */
  advance(run: number): void {
    const entry = this.#entries.get(run);
    if (entry === undefined || entry.advancing || entry.idle || this.isAsked) return;
    if (entry.hash === '') return;
    entry.advancing = true;
    const until = instant(entry.now + advanceBy);
    this.#client.send({ kind: 'advance', run, until, mostEvents: advanceEvents });
  }

  /** True while a further stretch of the run is being simulated. */
  isAdvancing(run: number): boolean {
    return this.#entries.get(run)?.advancing === true;
  }

  /** The version of the engine that plays its runs. */
  get engine(): string {
    return this.#client.version;
  }

  /** True while an act or an opening has not been answered. */
  get isAsked(): boolean {
    return this.#asked.length > 0;
  }

  /** True while an act has not been answered: time stands still, or it would be done in the past. */
  get isActing(): boolean {
    return this.#asked.some(({ run, from }) => run !== from);
  }

  /** Prepares, for a moment, for acts in a run's past. False once there is nothing left to prepare. */
  rest(run: number): boolean {
    const entry = this.#entries.get(run);
    return entry !== undefined && !this.isAsked && entry.parked.fill(entry.view);
  }

  /** Notes that its reader has come as far as `seq`. */
  see(run: number, seq: number): void {
    const entry = this.#entries.get(run);
    if (entry !== undefined && seq > entry.seen) entry.seen = seq;
  }

  /** Keeps a run for who will come back to it: no fork takes its place. */
  pin(run: number): void {
    const entry = this.#entries.get(run);
    if (entry !== undefined) entry.pinned = true;
  }

  /** The furthest event that its reader has seen: what lies beyond has not happened for them. */
  seen(run: number): number {
    return this.#entries.get(run)?.seen ?? 0;
  }

  view(run: number): RunView | undefined {
    return this.#entries.get(run)?.view;
  }

  find(run: number): BookedRun | undefined {
    const entry = this.#entries.get(run);
    return entry === undefined ? undefined : this.#booked(entry);
  }

  /** Every run, parents before their forks. */
  shown(): readonly BookedRun[] {
    const found: BookedRun[] = [];
    const visit = (parent: number | undefined): void => {
      for (const entry of this.#entries.values()) {
        if (entry.parent !== parent) continue;
        found.push(this.#booked(entry));
        visit(entry.id);
      }
    };
    visit(undefined);
    return found;
  }

  close(): void {
    this.#client.close();
  }

  #booked(entry: Entry): BookedRun {
    return { ...entry, depth: this.#depth(entry), length: entry.view.length };
  }

  #depth(entry: Entry): number {
    const parent = entry.parent === undefined ? undefined : this.#entries.get(entry.parent);
    return parent === undefined ? 0 : this.#depth(parent) + 1;
  }

  #take(reply: EngineReply): void {
    switch (reply.kind) {
      case 'events':
        this.#entries.get(reply.run)?.view.append(reply.events, reply.objects);
        break;
      case 'forked':
        this.#fork(reply.run, reply.from, reply.shared);
        return;
      case 'ready':
        this.#ready(reply);
        break;
      case 'refused':
        this.#forget(reply.run);
        this.#answer(reply.run, { kind: 'refused', problems: reply.problems });
        break;
      case 'crashed':
        this.#crash(reply.run, reply.record);
        if (this.#isTolerated(reply.run)) this.#giveUp(reply.run, reply.message);
        else this.#listener.crashed(reply.message, reply.run);
        break;
      default:
        unreachable(reply);
    }
    this.#listener.changed();
  }

  /** A future that nobody has seen is replaced by its fork; a seen one stays as a branch. */
  #fork(run: number, from: number, shared: number): void {
    const parent = this.#entries.get(from);
    const asked = this.#asked.find((each) => each.run === run);
    if (parent === undefined || asked === undefined) return;
    asked.forkedAt = shared;
    const kept = parent.pinned || parent.seen > shared;
    const entry = entryOf(run, parent.record);
    entry.view = parent.parked.prefix(parent.view, shared);
    entry.seen = Math.min(parent.seen, shared);
    entry.openingHash = parent.openingHash;
    entry.replayed = !kept && parent.replayed;
    entry.tolerant = entry.replayed;
    entry.name = kept ? titleOf(asked.statement) : parent.name;
    entry.parent = kept ? from : parent.parent;
    entry.shared = kept ? shared : parent.shared;
    this.#entries.set(run, entry);
    if (kept) return;
    this.#entries.delete(from);
    for (const other of this.#entries.values()) if (other.parent === from) other.parent = run;
  }

  #ready(reply: Extract<EngineReply, { kind: 'ready' }>): void {
    const entry = this.#entries.get(reply.run);
    if (entry !== undefined) {
      entry.now = reply.now;
      entry.idle = reply.idle;
      entry.record = reply.record;
      entry.hash = reply.hash;
      if (entry.openingHash === '') entry.openingHash = reply.hash;
      if (entry.advancing) {
        // Requests are answered in order: what was asked for later is still to come.
        entry.advancing = false;
        return;
      }
    }
    const asked = this.#asked.find((each) => each.run === reply.run || each.from === reply.run);
    if (asked === undefined) return;
    const forked = asked.forkedAt !== undefined;
    const kept = forked && this.#entries.get(asked.run)?.parent === asked.from;
    const shared = asked.forkedAt ?? 0;
    this.#answer(asked.run, { kind: 'done', run: reply.run, forked: kept, shared });
  }

  #crash(run: number, record: RunRecord): void {
    const entry = this.#entries.get(run);
    if (entry === undefined) return;
    entry.record = record;
    entry.idle = true;
    entry.advancing = false;
  }

  #isTolerated(run: number): boolean {
    const tolerant = this.#entries.get(run)?.tolerant ?? false;
    return tolerant && this.#asked.some((each) => each.run === run && each.from === run);
  }

  /** A run that was refused has never been, unless it is the only one: then its script can be read. */
  #forget(run: number): void {
    const isOpening = this.#asked.some((each) => each.run === run && each.from === run);
    if (isOpening && this.#entries.size > 1) this.#entries.delete(run);
  }

  /** A script that cannot be played under another profile ends nothing but its own replay. */
  #giveUp(run: number, message: string): void {
    this.#entries.delete(run);
    const problem = { file: 'replay', line: 1, column: 1, expected: 'a run', message };
    this.#answer(run, { kind: 'refused', problems: [problem] });
  }

  #answer(run: number, outcome: Outcome): void {
    const index = this.#asked.findIndex((each) => each.run === run);
    const [asked] = index < 0 ? [] : this.#asked.splice(index, 1);
    asked?.done(outcome);
  }
}

function entryOf(id: number, record: RunRecord): Entry {
  return {
    id,
    name: 'main',
    view: new RunView(),
    parked: new ParkedViews(),
    record,
    hash: '',
    openingHash: '',
    now: startOfRun,
    idle: false,
    parent: undefined,
    shared: 0,
    replayed: false,
    tolerant: false,
    readOnly: false,
    seen: 0,
    pinned: false,
    advancing: false,
  };
}

function titleOf(statement: string): string {
  return statement.split('\n')[0] ?? statement;
}
