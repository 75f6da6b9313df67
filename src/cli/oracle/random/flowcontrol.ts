/** Random scripts for util/flowcontrol: back-off per item, and a token bucket. */

import type { ScriptStep } from '#cli/oracle/corpus.ts';
import type { Chance, Generated } from './chance.ts';
import { items } from './limiters.ts';

export function flowcontrol(chance: Chance): Generated {
  const initial = chance.milliseconds(2000);
  const max = chance.milliseconds(20_000);
  const verbs = ['next', 'next', 'next', 'get', 'isInBackOffSince', 'isInBackOffSinceUpdate'];
  const others = ['reset', 'gc', 'tryAccept', 'tryAccept', 'accept', 'advance', 'advance'];
  const step = (): ScriptStep => {
    const verb = chance.pick([...verbs, ...others]);
    if (verb === 'advance') return { do: verb, by: chance.milliseconds(9000) };
    if (verb === 'tryAccept') return { do: verb, times: 1 + chance.below(4) };
    if (verb === 'accept') return { do: verb };
    const ago = verb.startsWith('isIn') && chance.once(2) ? { for: chance.milliseconds(5000) } : {};
    return { do: verb, item: chance.pick(items), ...ago };
  };
  const options = { initial, max, qps: chance.pick([1, 3, 7.5]), burst: 1 + chance.below(5) };
  // Events of the past must not be older than the run.
  return { options, steps: [{ do: 'advance', by: '10s' }, ...chance.several(25, step)] };
}
