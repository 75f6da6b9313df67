/** What a console shows of a run: every command that was given, what kubectl printed for it, and how it ended. */

import type { EventOf, TraceEvent } from '#trace/event.ts';
import type { RunView } from './run_view.ts';

/** Something that kubectl wrote. */
export interface ConsolePiece {
  readonly seq: number;
  readonly stream: 'out' | 'err';
  readonly text: string;
}

/** A command and what came of it. */
export interface ConsoleEntry {
  readonly seq: number;
  readonly line: string;
  /** `kubectl/3`; other commands have none. */
  readonly run: string | undefined;
  readonly pieces: readonly ConsolePiece[];
  /** Why it was not done. */
  readonly refused: string | undefined;
  /** Where it ended, and with which exit code. */
  readonly ended: { readonly seq: number; readonly code: number } | undefined;
}

interface Draft {
  readonly seq: number;
  readonly line: string;
  run: string | undefined;
  readonly pieces: ConsolePiece[];
  refused: string | undefined;
  ended: { readonly seq: number; readonly code: number } | undefined;
}

/** Kept so many pieces of one command: a watch may print for ever. */
const mostPieces = 1_000;

/** Found once each: a run that grows by an event costs the console that event. */
export class ConsoleIndex {
  readonly #view: RunView;
  readonly #entries: Draft[] = [];
  readonly #runs = new Map<string, Draft>();
  #scanned = 0;

  constructor(view: RunView) {
    this.#view = view;
  }

  isOf(view: RunView): boolean {
    return this.#view === view;
  }

  /** Every command given up to `seq`, with what it had printed by then. */
  upTo(seq: number): readonly ConsoleEntry[] {
    this.#scan();
    const entries = this.#entries.filter((each) => each.seq <= seq);
    return entries.map((each) => ({
      ...each,
      pieces: each.pieces.filter((piece) => piece.seq <= seq),
      ended: each.ended !== undefined && each.ended.seq <= seq ? each.ended : undefined,
    }));
  }

  #scan(): void {
    const { events } = this.#view;
    for (; this.#scanned < events.length; this.#scanned++) {
      const event = events[this.#scanned];
      if (event !== undefined) this.#take(event);
    }
  }

  #take(event: TraceEvent): void {
    switch (event.kind) {
      case 'command.applied':
      case 'command.refused':
        this.#begin(event);
        return;
      case 'kubectl.started': {
        const entry = this.#entries.at(-1);
        if (entry === undefined || entry.run !== undefined) return;
        entry.run = event.data.run;
        this.#runs.set(event.data.run, entry);
        return;
      }
      case 'kubectl.printed': {
        const pieces = this.#runs.get(event.data.run)?.pieces;
        const { stream, text } = event.data;
        pieces?.push({ seq: event.seq, stream, text });
        if (pieces !== undefined && pieces.length > mostPieces) pieces.shift();
        return;
      }
      case 'kubectl.ended': {
        const entry = this.#runs.get(event.data.run);
        if (entry !== undefined) entry.ended = { seq: event.seq, code: event.data.code };
        return;
      }
      default:
        return;
    }
  }

  #begin(event: EventOf<'command.applied'> | EventOf<'command.refused'>): void {
    this.#entries.push({
      seq: event.seq,
      line: event.data.text,
      run: undefined,
      pieces: [],
      refused: event.kind === 'command.refused' ? event.data.reason : undefined,
      ended: undefined,
    });
  }
}
