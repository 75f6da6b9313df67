/** Random scripts for leader election. */

import type { JsonObject } from '#base/json.ts';
import type { ScriptStep } from '#cli/oracle/corpus.ts';
import type { Chance, Generated } from './chance.ts';

/** Odd numbers of milliseconds, so that no two clocks tick at one instant: Go lets either go first. */
function candidateOption(chance: Chance, name: string): JsonObject {
  const retry = 101 + chance.below(1900);
  const deadline = Math.floor(retry * 1.2) + 7 + chance.below(4000);
  const lease = deadline + 1 + chance.below(6000);
  return {
    name,
    retryPeriod: `${retry}ms`,
    renewDeadline: `${deadline}ms`,
    leaseDuration: `${lease}ms`,
    releaseOnCancel: chance.once(2),
    coordinated: chance.once(8),
  };
}

export function elector(chance: Chance): Generated {
  const names = ['a', 'b', 'c'].slice(0, 1 + chance.below(3));
  const waiting = [...names];
  const running: string[] = [];
  const steps: ScriptStep[] = [];
  const others = [
    'refuse',
    'refuse',
    'cutOff',
    'connect',
    'connect',
    'slowRequests',
    'slowAnswers',
  ];
  const verbs = [...others, 'write', 'remove', 'look', 'check', 'cancel', 'advance', 'advance'];
  const count = 4 + chance.below(20);
  while (steps.length < count * 2) {
    const next = waiting[0];
    if (next !== undefined && chance.once(3)) {
      waiting.shift();
      running.push(next);
      steps.push({ do: 'start', candidate: next });
    } else if (running.length > 0) {
      steps.push(electorStep(chance, chance.pick(verbs), chance.pick(running)));
    } else if (chance.once(4)) {
      steps.push(electorStep(chance, 'write', chance.pick(names)));
    }
    steps.push({ do: 'advance', by: chance.milliseconds(5000) });
  }
  const candidates = names.map((name) => candidateOption(chance, name));
  return { options: { candidates }, steps: [...steps, { do: 'look' }] };
}

const lockFaults = ['conflict', 'notFound', 'alreadyExists', 'internal', 'connectionRefused'];

function electorStep(chance: Chance, verb: string, candidate: string): ScriptStep {
  switch (verb) {
    case 'refuse': {
      const call = chance.pick(['', 'get', 'create', 'update']);
      const times = 1 + chance.below(5);
      return { do: verb, candidate, call, fail: chance.pick(lockFaults), times };
    }
    case 'slowRequests':
    case 'slowAnswers':
      return { do: verb, candidate, for: chance.once(2) ? '0s' : chance.milliseconds(3000) };
    case 'check':
      return { do: verb, candidate, for: chance.milliseconds(3000) };
    case 'write': {
      const holder = chance.pick(['', candidate, 'somebody']);
      const preferred = chance.once(6) ? { preferredHolder: 'somebody' } : {};
      return { do: verb, holder, for: `${chance.below(9)}s`, times: chance.below(9), ...preferred };
    }
    case 'remove':
    case 'look':
      return { do: verb };
    case 'advance':
      return { do: verb, by: chance.milliseconds(20_000) };
    default:
      return { do: verb, candidate };
  }
}
