/** Random scripts for the work queue: base, delaying and rate limiting. */

import type { JsonObject } from '#base/json.ts';
import type { ScriptStep } from '#cli/oracle/corpus.ts';
import type { Chance, Generated } from './chance.ts';
import { items, limiter } from './limiters.ts';

export function workqueue(chance: Chance): Generated {
  const kind = chance.pick(['base', 'delaying', 'rateLimiting']);
  const options: JsonObject = {
    kind,
    ...(kind === 'rateLimiting' ? { limiter: limiter(chance) } : {}),
    ...(chance.once(3) ? { metrics: true } : {}),
  };
  const verbs = ['add', 'add', 'add', 'get', 'get', 'done', 'done', 'done', 'look', 'advance'];
  if (kind !== 'base') verbs.push('addAfter', 'addAfter', 'addAfter', 'advance');
  if (kind === 'rateLimiting') verbs.push('addRateLimited', 'addRateLimited', 'forget');
  const late = chance.once(3) ? ['shutDown', 'shutDownWithDrain'] : [];
  const steps: ScriptStep[] = [];
  // Workers at work would meet at one instant, and Go lets either go first.
  if (chance.once(4)) {
    const loop = verbs.filter((verb) => verb !== 'get' && verb !== 'done');
    steps.push({ do: 'work', worker: 'w1', for: chance.milliseconds(700) });
    steps.push(...chance.several(25, () => workqueueStep(chance, chance.pick(loop))));
  } else {
    const all = [...verbs, ...late];
    steps.push(...chance.several(30, () => workqueueStep(chance, chance.pick(all))));
  }
  return { options, steps: [...steps, { do: 'advance', by: '20003ms' }, { do: 'look' }] };
}

function workqueueStep(chance: Chance, verb: string): ScriptStep {
  const item = chance.pick(items);
  switch (verb) {
    case 'get':
      // One name for all who wait: which of them is woken first is left open.
      return { do: verb, worker: 'w1' };
    case 'advance':
      return { do: verb, by: chance.milliseconds(2500) };
    case 'addAfter':
      return { do: verb, item, after: chance.once(8) ? '0s' : chance.pick(delays) };
    case 'look':
    case 'shutDown':
    case 'shutDownWithDrain':
      return { do: verb };
    default:
      return { do: verb, item };
  }
}

/** Few and uneven, so that several items fall due at one instant, but never at a tick of the metrics. */
const delays = ['333ms', '333ms', '777ms', '1111ms', '1111ms', '2777ms', '9001ms'];
