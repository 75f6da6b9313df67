/** What the timeline marks: ticks in its lanes, and flags for what went wrong or was done by hand. */

import type { TraceEvent } from '#trace/event.ts';
import type { EventKind } from '#trace/event_shapes.ts';
import { keepsKind } from '#trace/level.ts';
import { categoryOf } from './category.ts';
import type { Category } from './identity.ts';
import type { Refusal } from './machine_runs.ts';
import { type LaneName, laneNames, laneOf, placeOf } from './places.ts';

/** Why a place of the run is marked. */
export type FlagKind =
  | 'command'
  | 'fault'
  | 'conflict'
  | 'relist'
  | 'crash'
  | 'leader'
  | 'broken invariant'
  | 'failed expectation'
  | 'refused by a machine';

export interface Flag {
  readonly seq: number;
  readonly kind: FlagKind;
  /** What to write beside it: a command's text, an invariant's name. */
  readonly label: string;
}

export interface Tick {
  readonly seq: number;
  readonly category: Category;
}

const faultKinds: ReadonlySet<EventKind> = new Set<EventKind>([
  'watch.held',
  'watch.severed',
  'watch.delayed',
  'handler.slowed',
  'informer.stalled',
  'reconcile.stalled',
  'program.clock.set',
  'replica.features',
  'client.starved',
  'client.refused',
  'client.denied',
  'client.switched',
  'watch.event.swapped',
  'watch.event.duplicated',
  'replica.stopped',
  'replica.held',
  'etcd.compacted',
  'request.lost',
  'handler.panicked',
  'leader.lost',
]);

export class Marks {
  readonly flags: Flag[] = [];
  readonly #lanes: Readonly<Record<LaneName, Tick[]>> = {
    apiserver: [],
    reflector: [],
    cache: [],
    queue: [],
  };
  readonly #listed = new Set<string>();

  append(event: TraceEvent, refusals: readonly Refusal[]): void {
    const flag = this.#flagOf(event);
    if (flag !== undefined) this.flags.push(flag);
    for (const { seq, machine, instance, state, event: name } of refusals) {
      const label = `${machine} ${instance}: ${name} in ${state}`;
      this.flags.push({ seq, kind: 'refused by a machine', label });
    }
    const lane = keepsKind('teach', event.kind) ? laneOf(placeOf(event)) : undefined;
    if (lane !== undefined) {
      this.#lanes[lane].push({ seq: event.seq, category: categoryOf(event) });
    }
  }

  /** A lane's ticks in order. */
  lane(name: LaneName): readonly Tick[] {
    return this.#lanes[name];
  }

  /** Every lane's name, from top to bottom. */
  get lanes(): readonly LaneName[] {
    return laneNames;
  }

  #flagOf(event: TraceEvent): Flag | undefined {
    const { seq } = event;
    switch (event.kind) {
      case 'command.applied':
        return { seq, kind: 'command', label: event.data.text };
      case 'invariant.broken':
        return { seq, kind: 'broken invariant', label: event.data.invariant };
      case 'expect.checked':
        if (event.data.held) return undefined;
        return { seq, kind: 'failed expectation', label: event.data.text };
      case 'program.crashed':
        return { seq, kind: 'crash', label: event.data.program };
      case 'leader.acquired':
        return { seq, kind: 'leader', label: event.data.identity };
      case 'request.answered':
        if (event.data.status !== 409) return undefined;
        return { seq, kind: 'conflict', label: `409 ${event.data.reason ?? ''}` };
      case 'informer.started':
        this.#listed.delete(event.data.informer);
        return undefined;
      case 'reflector.list.started': {
        const { informer } = event.data;
        if (this.#listed.has(informer)) return { seq, kind: 'relist', label: informer };
        this.#listed.add(informer);
        return undefined;
      }
      default:
        return faultKinds.has(event.kind)
          ? { seq, kind: 'fault', label: event.subject }
          : undefined;
    }
  }
}

/** Ticks thinned to one per slot of the picture, the last of each slot; `place` is from 0 to 1. */
export interface DrawnTick extends Tick {
  readonly place: number;
}

/** A lane as drawn over a stretch of display time: at most `slots` ticks, however long the run. */
export function drawLane(
  ticks: readonly Tick[],
  options: {
    readonly shownAt: (seq: number) => number;
    readonly from: number;
    readonly to: number;
    readonly slots: number;
  },
): readonly DrawnTick[] {
  const { shownAt, from, to, slots } = options;
  const drawn: DrawnTick[] = [];
  let lastSlot = -1;
  for (const tick of ticks) {
    const place = to > from ? (shownAt(tick.seq) - from) / (to - from) : 0;
    if (place < 0 || place > 1) continue;
    const slot = Math.floor(place * slots);
    if (slot === lastSlot) drawn.pop();
    drawn.push({ ...tick, place });
    lastSlot = slot;
  }
  return drawn;
}
