/** What waits between a Reflector and its store, as the trace tells it: deltas in the order in which they will be popped. */

import type { EventData, TraceEvent } from '#trace/event.ts';

/** A delta that waits. */
export interface QueuedDelta {
  readonly number: number;
  /** Empty for a delta about the whole collection. */
  readonly key: string;
  readonly type: EventData<'delta.queued'>['type'];
}

export class QueuedDeltas {
  readonly #byKey: boolean;
  #deltas: QueuedDelta[] = [];

  constructor(queue: EventData<'informer.started'>['queue']) {
    this.#byKey = queue === 'DeltaFIFO';
  }

  get count(): number {
    return this.#deltas.length;
  }

  /** Keys in the order in which they will be popped; under RealFIFO a key stands once for each delta. */
  get order(): readonly string[] {
    const places = this.#deltas.map(({ key, type }) => (key === '' ? type : key));
    return this.#byKey ? [...new Set(places)] : places;
  }

  get keys(): number {
    return new Set(this.#deltas.map(({ key }) => key).filter((key) => key !== '')).size;
  }

  /** What waits of one key, oldest first. */
  typesOf(key: string): readonly string[] {
    return this.#deltas.filter((delta) => delta.key === key).map(({ type }) => type);
  }

  apply(event: TraceEvent): void {
    switch (event.kind) {
      case 'delta.queued': {
        const { delta: number, key, type } = event.data;
        this.#deltas.push({ number, key, type });
        return;
      }
      case 'delta.merged':
        this.#merge(event.data);
        return;
      case 'delta.popped': {
        const { deltas } = event.data;
        this.#deltas = this.#deltas.filter(({ number }) => !deltas.includes(number));
        return;
      }
      case 'delta.dropped':
        this.#deltas = this.#deltas.filter(({ number }) => number !== event.data.delta);
        return;
      default:
        return;
    }
  }

  clear(): void {
    this.#deltas = [];
  }

  /** The one that is kept stands where the first of the two stood. */
  #merge({ delta: gone, into }: EventData<'delta.merged'>): void {
    const kept = this.#deltas.find(({ number }) => number === into);
    const first = Math.min(gone, into);
    this.#deltas = this.#deltas.flatMap((delta) => {
      if (delta.number === first) return kept === undefined ? [] : [kept];
      return delta.number === gone || delta.number === into ? [] : [delta];
    });
  }
}
