/** Random scripts for the rate limiters of the work queue. */

import type { JsonObject } from '#base/json.ts';
import type { ScriptStep } from '#cli/oracle/corpus.ts';
import type { Chance, Generated } from './chance.ts';

/** A limiter, or several in one another. */
export function limiter(chance: Chance, depth = 0): JsonObject {
  const kinds = ['exponential', 'exponential', 'fastSlow', 'bucket', 'default'];
  const nested = depth < 2 ? ['maxOf', 'maxWait'] : [];
  const kind = chance.pick([...kinds, ...nested]);
  switch (kind) {
    case 'exponential':
      return { exponential: { base: chance.milliseconds(2000), max: chance.milliseconds(90_000) } };
    case 'fastSlow': {
      const fast = chance.milliseconds(100);
      const slow = chance.milliseconds(5000);
      return { fastSlow: { fast, slow, fasts: chance.below(4) } };
    }
    case 'bucket':
      return { bucket: { qps: chance.pick([0.3, 1, 3, 7, 10, 33]), burst: 1 + chance.below(6) } };
    case 'maxOf':
      return { maxOf: chance.several(3, () => limiter(chance, depth + 1)) };
    case 'maxWait':
      return { maxWait: { max: chance.milliseconds(3000), limiter: limiter(chance, depth + 1) } };
    default:
      return { default: chance.pick(['controller', 'itemBased']) };
  }
}

/** What is queued, or limited. */
export const items = ['a', 'b', 'c', 'd', 'e'];

export function limiters(chance: Chance): Generated {
  const step = (): ScriptStep => {
    const item = chance.pick(items);
    if (chance.once(4)) return { do: 'advance', by: chance.milliseconds(3000) };
    if (chance.once(5)) return { do: 'forget', item };
    return chance.once(6)
      ? { do: 'numRequeues', item }
      : { do: 'when', item, times: 1 + chance.below(12) };
  };
  return { options: { limiter: limiter(chance) }, steps: chance.several(25, step) };
}
