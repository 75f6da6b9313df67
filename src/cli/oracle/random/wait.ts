/** Random scripts for apimachinery's wait and client-go's retry. */

import type { JsonObject } from '#base/json.ts';
import type { ScriptStep } from '#cli/oracle/corpus.ts';
import type { Chance, Generated } from './chance.ts';

function backoff(chance: Chance): JsonObject {
  return {
    duration: chance.milliseconds(3000),
    factor: chance.pick([0, 1, 1.5, 2, 3]),
    steps: chance.below(8),
    ...(chance.once(2) ? { cap: chance.milliseconds(20_000) } : {}),
    ...(chance.once(3) ? { jitter: chance.pick([0.5, 1, 0.25]) } : {}),
  };
}

export function wait(chance: Chance): Generated {
  const returns = () => chance.several(4, () => chance.pick(['false', 'false', 'true', 'broken']));
  const nonEmpty = () => [...returns(), 'false'];
  const step = (): readonly ScriptStep[] => {
    const reset = chance.milliseconds(30_000);
    const period = chance.milliseconds(50);
    const timeout = chance.milliseconds(400);
    const took = chance.once(2) ? {} : { for: chance.milliseconds(90) };
    const times = 1 + chance.below(8);
    const sleeping: ScriptStep = { do: 'delays', times, sleep: true };
    switch (chance.below(7)) {
      case 0:
        return [
          { do: 'backoff', backoff: backoff(chance) },
          { do: 'delays', times },
        ];
      case 1:
        return [{ do: 'delayWithReset', backoff: backoff(chance), reset }, sleeping, sleeping];
      case 2: {
        const cap = chance.milliseconds(20_000);
        const manager = { ...backoff(chance), cap };
        const pause: ScriptStep = { do: 'advance', by: chance.milliseconds(60_000) };
        const drawn: ScriptStep = { do: 'delays', times };
        return [{ do: 'exponentialBackoffManager', backoff: manager, reset }, drawn, pause, drawn];
      }
      case 3: {
        const tries = { backoff: backoff(chance), returns: nonEmpty(), ...took };
        if (chance.once(2)) return [{ do: 'exponentialBackoff', ...tries }];
        return [{ do: 'exponentialBackoffWithContext', ...tries, timeout: reset }];
      }
      case 4: {
        const immediate = chance.once(2);
        const poll = { period, immediate, timeout, returns: nonEmpty(), ...took };
        return [
          { do: chance.pick(['pollUntilContextTimeout', 'pollUntilContextCancel']), ...poll },
        ];
      }
      case 5: {
        const sliding = !chance.once(3);
        const until = { period, sliding, timeout, returns: nonEmpty(), ...took };
        return [{ do: 'jitterUntil', ...until, ...(chance.once(3) ? { factor: 0.5 } : {}) }];
      }
      default: {
        const answers = [...chance.several(3, () => 'conflict'), ...nonEmpty()];
        // Without any step v0.32 says that all is well.
        const tries = { ...backoff(chance), steps: 1 + chance.below(6) };
        return [{ do: 'retryOnConflict', backoff: tries, returns: answers }];
      }
    }
  };
  const drawn = chance.several(10, () => chance.below(64) / 64);
  return { options: {}, steps: chance.several(5, step).flat(), jitter: drawn };
}
