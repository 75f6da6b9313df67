/**
 * Works through a number of pieces with several workers at once, until all are done or the context ends.
 *
 * @upstream kubernetes/client-go util/workqueue/parallelizer.go
 * @diverges A panic in a piece ends the program at once; upstream notes it first.
 */

import { Channel } from '#sim/channel.ts';
import type { Context } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { WaitGroup } from '#sim/sync.ts';

export interface Parallel {
  /** Prefixes the workers' names. */
  readonly name: string;
  readonly workers: number;
  readonly pieces: number;
  /** How many pieces a worker takes at a time; 1 if left out. */
  readonly chunkSize?: number;
  readonly doWorkPiece: (piece: number) => Proc;
}

/** Pieces that were not begun when the context ended are left undone, without an error. */
export function* parallelizeUntil(sim: Sim, ctx: Context | undefined, work: Parallel): Proc {
  const { name, pieces, doWorkPiece } = work;
  if (pieces === 0) return;
  const chunkSize = Math.max(1, work.chunkSize ?? 1);
  const chunks = Math.ceil(pieces / chunkSize);
  const toProcess = new Channel<number>(sim, { name: `${name}.chunks`, capacity: chunks });
  for (let chunk = 0; chunk < chunks; chunk++) toProcess.trySend(chunk);
  toProcess.close();
  function* worker(): Proc {
    for (;;) {
      const chunk = yield* toProcess.receive();
      if (chunk === undefined) return;
      const end = Math.min((chunk + 1) * chunkSize, pieces);
      for (let piece = chunk * chunkSize; piece < end; piece++) {
        if (ctx?.error !== undefined) return;
        yield* doWorkPiece(piece);
      }
    }
  }
  const group = new WaitGroup(sim, `${name}.wg`);
  const workers = Math.min(work.workers, chunks);
  for (let number = 1; number <= workers; number++)
    group.go(`${name}/parallel-${number}`, worker());
  yield* group.wait();
}
