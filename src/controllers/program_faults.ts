/** What people do to a program's own code: slow or panicking handlers, a stalled worker, a client without tokens. */

import type { Duration } from '#base/time.ts';
import type { RateLimiter } from '#client-go/util/flowcontrol/throttle.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';

/** Of one life of a program: a restart begins without them. */
export class ProgramFaults {
  readonly #slow = new Map<string, Duration>();
  readonly #panics = new Set<string>();
  readonly #stalls = new Map<string, Duration>();
  #limiter: RateLimiter | undefined;
  #program: Program | undefined;

  /** The program tells its own limit, which other requests of its can use up. */
  bind(program: Program, limiter: RateLimiter | undefined): void {
    this.#program = program;
    this.#limiter = limiter;
  }

  /** Each call of the informer's handlers takes so long from now on. */
  slow(informer: string, lasting: Duration): void {
    if (lasting === 0) this.#slow.delete(informer);
    else this.#slow.set(informer, lasting);
  }

  /** How long a call takes besides what the handler does. */
  slownessOf(informer: string): Duration | undefined {
    return this.#slow.get(informer);
  }

  /** The informer's next call of a handler panics. */
  panicNext(informer: string): void {
    this.#panics.add(informer);
  }

  /** True once, for the call that shall panic. */
  takePanic(informer: string): boolean {
    return this.#panics.delete(informer);
  }

  /** The worker's next reconcile takes so much longer. */
  stallNext(worker: string, lasting: Duration): void {
    this.#stalls.set(worker, lasting);
  }

  /** How long the reconcile that begins stands still, told once. */
  takeStall(worker: string): Duration | undefined {
    const lasting = this.#stalls.get(worker);
    this.#stalls.delete(worker);
    return lasting;
  }

  /** So many goroutines of the program ask for a token at once. False if it has no limit. */
  starve(sim: Sim, requests: number): boolean {
    const limiter = this.#limiter;
    const program = this.#program;
    if (limiter === undefined || program === undefined) return false;
    for (let number = 1; number <= requests; number++) {
      sim.spawn(`${program.name}/other-${number}`, accepting(limiter), { program });
    }
    return true;
  }
}

function* accepting(limiter: RateLimiter): Proc {
  yield* limiter.accept();
}
