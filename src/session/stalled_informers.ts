/**
 * Keeps the goroutine that pops an informer's queue from running for a while, as a busy machine does:
 * the Reflector goes on reading and queueing, and nothing comes out.
 */

import { fail, ok, type Result } from '#base/result.ts';
import { after, duration } from '#base/time.ts';
import type { CommandOf } from '#trace/command.ts';
import type { Cluster } from './cluster.ts';

/** Begins a stall, makes one last from now on for another while, or ends one. */
export function stallInformer(
  { sim }: Cluster,
  { informer, lasting }: CommandOf<'informer.stall'>,
): Result<void, string> {
  const popping = [...sim.processes].find(({ name }) => name === `${informer}/processLoop`);
  if (popping === undefined) return fail('no such informer');
  const resumed = (): void => {
    sim.emit('informer.resumed', informer, { informer });
  };
  if (lasting > 0) {
    const until = after(sim.now, duration(lasting));
    sim.emit('informer.stalled', informer, { informer, lasting, until });
    sim.stall(popping, until, resumed);
    return ok(undefined);
  }
  if (!popping.stalled) return fail('the informer is not stalled');
  resumed();
  sim.endStall(popping);
  return ok(undefined);
}
