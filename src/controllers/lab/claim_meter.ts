/**
 * Three observers of PersistentVolumeClaims, each of which says how much storage is claimed, in Gi. Its
 * dials: `edge`, counted from the events of a watch of its own; `level`, the sum over the cache at each
 * notification; `sampled`, the same, and once more 30 s after the last; `samples`, how often that was;
 * `cached`, the sum over the cache as it is. An observer takes half a second to publish what it found.
 */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Event } from '#apimachinery/pkg/watch/watch.ts';
import { ok } from '#base/result.ts';
import { milliseconds, second, seconds } from '#base/time.ts';
import type { Handled } from '#client-go/tools/cache/controller.ts';
import {
  type Handlers,
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
  type Wiring,
} from '#controllers/controller_program.ts';
import { claimKind } from '#controllers/kinds.ts';
import type { TypedLister } from '#controllers/typed_lister.ts';
import { Channel, select } from '#sim/channel.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import { Timer } from '#sim/timer.ts';
import { chosenPiece } from './chosen_code.ts';
import { type ClaimEvent, count, handOver } from './claim_meter_pieces.ts';
import { sumOf } from './claim_size.ts';

const publishing = milliseconds(500);
const samplePeriod = seconds(30);

/** Nothing is ever put into its queue: the observers do it all. */
function* sync(): Proc<SyncResult> {
  return ok(undefined);
}

export function startClaimMeter(sim: Sim, options: ProgramOptions): Program {
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? 'claim-meter',
    resource: claimKind.resource.resource,
    build: (wiring) => {
      const meter = new ClaimMeter(wiring);
      const { code } = wiring;
      chosenPiece({ program: 'claim-meter', slot: 'count', code }, count)(meter);
      meter.observeLevel();
      return {
        sync,
        *begin(): Proc {
          meter.begin();
        },
      };
    },
  });
}

/** What the pieces are made of, and the two observers that are always the same. */
export class ClaimMeter {
  readonly #wiring: Wiring;
  readonly #claims: TypedLister<Unstructured>;
  readonly #goroutines: { readonly name: string; readonly body: Proc }[] = [];

  constructor(wiring: Wiring) {
    this.#wiring = wiring;
    this.#claims = wiring.watch<Unstructured>(
      claimKind,
      [],
      onEach(() => wiring.report('cached', sumOf(this.#claims.all()))),
    );
  }

  /** Counts from the events of a watch without resourceVersion, which is opened again when it ends. */
  countEvents(total: (event: ClaimEvent) => number, connect?: () => Blocking<void>): void {
    const events = this.#channel<ClaimEvent>('edge');
    this.#go('edge', this.#observe('edge', events, total));
    this.#go('watch', this.#watchForEver(events, connect));
  }

  /** Recomputes at each notification of the informer. */
  onEachNotification(dial: string, total: (claims: readonly Unstructured[]) => number): void {
    const signals = this.#signals(dial);
    this.#go(
      dial,
      this.#observe(dial, signals, () => total(this.#claims.all())),
    );
  }

  /** All claims, asked of the API server until it answers. */
  *list(): Proc<readonly Unstructured[]> {
    const { sim, ctx } = this.#wiring;
    for (;;) {
      const listed = yield* this.#client.list(ctx, {});
      if (listed.ok) return listed.value.items;
      yield* sim.sleep(second);
    }
  }

  observeLevel(): void {
    this.onEachNotification('level', sumOf);
    this.#go('sampled', this.#sample(this.#signals('sampled')));
  }

  begin(): void {
    const { sim, name } = this.#wiring;
    for (const goroutine of this.#goroutines) {
      sim.spawn(`${name}/${goroutine.name}`, goroutine.body);
    }
  }

  get #client() {
    const { client, name } = this.#wiring;
    return client.withNoun(`${name}/edge`).resource(claimKind.resource);
  }

  #go(name: string, body: Proc): void {
    this.#goroutines.push({ name, body });
  }

  #channel<T>(name: string): Channel<T> {
    return new Channel<T>(this.#wiring.sim, { name: `${this.#wiring.name}.${name}` });
  }

  /** Where an observer hears that something has changed, and nothing else. */
  #signals(name: string): Channel<true> {
    const signals = this.#channel<true>(name);
    const handlers = onEach(() => this.#hand(signals, true));
    this.#wiring.alsoTell(this.#claims, handlers, { name });
    return signals;
  }

  #hand<T>(channel: Channel<T>, value: T): Blocking<void> {
    const { sim, code } = this.#wiring;
    const hand = chosenPiece({ program: 'claim-meter', slot: 'hand-over', code }, handOver);
    return sim.call('handOver', hand(sim, channel, value));
  }

  /** One after the other: looks, publishes, and shows what it published. */
  *#observe<T>(dial: string, signals: Channel<T>, total: (signal: T) => number): Proc {
    const { sim } = this.#wiring;
    for (;;) {
      const signal = yield* signals.receive();
      if (signal === undefined) return;
      const found = total(signal);
      yield* sim.sleep(publishing);
      this.#wiring.report(dial, found);
    }
  }

  /** The same, and again when nothing was heard for a while, if the cache is not what it was. */
  *#sample(signals: Channel<true>): Proc {
    const { sim } = this.#wiring;
    let samples = 0;
    let seen = '';
    for (;;) {
      const timer = new Timer(sim, 'sample', samplePeriod);
      const { index } = yield* select(sim, [signals.receiving(), timer.channel.receiving()]);
      timer.stop();
      if (index === 1) this.#wiring.report('samples', ++samples);
      const claims = this.#claims.all();
      const versions = claims.map(({ metadata }) => metadata.resourceVersion).join();
      if (versions === seen) continue;
      seen = versions;
      const found = sumOf(claims);
      yield* sim.sleep(publishing);
      this.#wiring.report('sampled', found);
    }
  }

  *#watchForEver(events: Channel<ClaimEvent>, connect?: () => Blocking<void>): Proc {
    const { sim, ctx } = this.#wiring;
    for (;;) {
      if (connect !== undefined) yield* connect();
      const opened = yield* this.#client.watch(ctx, {});
      if (opened.ok) {
        const results = opened.value.resultChan();
        for (;;) {
          const event: Event | undefined = yield* results.receive();
          if (event === undefined) break;
          if (event.type === 'ERROR' || event.type === 'BOOKMARK') continue;
          yield* this.#hand(events, { type: event.type, claim: event.object });
        }
      }
      yield* sim.sleep(second);
    }
  }
}

/** Handlers that do the same whatever happened. */
function onEach(handle: () => Handled): Handlers<Unstructured> {
  return { onAdd: handle, onUpdate: handle, onDelete: handle };
}
