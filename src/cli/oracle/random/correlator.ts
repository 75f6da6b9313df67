/** Random scripts for the event correlator. */

import type { JsonObject } from '#base/json.ts';
import type { ScriptStep } from '#cli/oracle/corpus.ts';
import { type Chance, type Generated, keys } from './chance.ts';

/**
 * Once a combined event has made the aggregator forget one message at random, an old message may count as
 * new. So a reason either has few messages or a new one every time, but for a few short scripts.
 */
export function correlator(chance: Chance): Generated {
  const maxEvents = 2 + chance.below(4);
  const isMixed = chance.once(12);
  const options: JsonObject = {
    maxEvents,
    maxIntervalInSeconds: chance.pick([0, 5, 60]),
    burst: chance.pick([0, 2, 5, 12]),
    qps: chance.pick([0, 0.1, 1, 3]),
    cacheSize: chance.pick([0, 0, 1, 2, 3]),
    ...(chance.once(4) ? { spamBy: 'reason' } : {}),
    ...(chance.once(8) && !isMixed ? { maxEvents: 1, combineBy: 'object' } : {}),
  };
  let fresh = 0;
  const event = (isFresh: boolean): JsonObject => {
    const message = isFresh || isMixed ? `new ${++fresh}` : `old ${chance.below(maxEvents - 1)}`;
    const old = isMixed && chance.once(2) ? 'new 1' : message;
    return {
      object: chance.pick(keys),
      reason: isFresh ? 'Fresh' : 'Repeated',
      ...(!isFresh && chance.once(12) ? {} : { message: old }),
      ...(chance.once(4) ? { type: 'Warning' } : {}),
      ...(chance.once(6) ? { component: chance.pick(['kube', 'kubeletx']) } : {}),
      ...(chance.once(6) ? { host: chance.pick(['x', 'node-a']) } : {}),
      ...(chance.once(8) ? { fieldPath: 'spec.containers{web}' } : {}),
      ...(chance.once(8) ? { uid: 'u2' } : {}),
      ...(chance.once(8) ? { annotation: 'note' } : {}),
    };
  };
  const step = (): ScriptStep => {
    if (chance.once(4)) return { do: 'advance', by: chance.milliseconds(20_000) };
    if (chance.once(5)) {
      const times = chance.once(5) ? { times: 1 + chance.below(9) } : {};
      return { do: 'written', resourceVersion: String(chance.version()), ...times };
    }
    const isFresh = chance.once(2);
    const isAgain = !isFresh && !isMixed && chance.once(3);
    const again = isAgain ? { times: 1 + chance.below(6), period: '700ms' } : {};
    return { do: 'event', event: event(isFresh), ...again };
  };
  return { options, steps: chance.several(isMixed ? 8 : 40, step) };
}
