/** Random scripts for DeltaFIFO and RealFIFO. */

import type { JsonObject, JsonValue } from '#base/json.ts';
import type { ScriptStep } from '#cli/oracle/corpus.ts';
import type { ProfileName } from '#trace/profile.ts';
import { type Chance, deleted, type Generated, keys, object, queueObject } from './chance.ts';

function queueStep(chance: Chance, verbs: readonly string[]): ScriptStep {
  const verb = chance.pick(verbs);
  switch (verb) {
    case 'delete':
      return { do: verb, object: deleted(chance) };
    case 'replace': {
      const objects = chance.several(5, () => queueObject(chance));
      return { do: verb, objects, resourceVersion: String(chance.version()) };
    }
    case 'keyOf': {
      const asked = chance.several(2, () => deleted(chance));
      return { do: verb, type: 'Deltas', objects: asked };
    }
    case 'bookmark':
      return { do: verb, resourceVersion: String(chance.version()) };
    case 'pop':
    case 'popBatch':
    case 'resync':
    case 'close':
      return { do: verb };
    default:
      return { do: verb, object: queueObject(chance) };
  }
}

const queueVerbs = [
  ...Array.from({ length: 4 }, () => ['add', 'update', 'delete']).flat(),
  ...['replace', 'replace', 'resync', 'resync', 'pop', 'pop', 'pop', 'keyOf'],
];

function queueOptions(chance: Chance, known: boolean): JsonObject {
  const transforms: readonly JsonValue[] = [{ count: true }, { count: true, fail: ['d'] }];
  return {
    ...(known ? { known: [...new Set(chance.several(4, () => object(chance)))] } : {}),
    ...(known && chance.once(2) ? { apply: true } : {}),
    ...(known && chance.once(6) ? { lookupFails: [chance.pick(keys)] } : {}),
    ...(known && chance.once(6) ? { lookupMisses: [chance.pick(keys)] } : {}),
    ...(chance.once(4) ? { transform: chance.pick(transforms) } : {}),
  };
}

function queueSteps(chance: Chance, verbs: readonly string[]): readonly ScriptStep[] {
  const closes = chance.once(8) ? ['close'] : [];
  const steps = chance.several(18, () => queueStep(chance, [...verbs, ...closes]));
  if (!chance.once(8)) return steps;
  // Every consumer refuses: which of several waiting ones is woken first is left open.
  return steps.map((step) => (step.do.startsWith('pop') ? { ...step, fail: 'refused' } : step));
}

export function deltaFIFO(chance: Chance): Generated {
  const known = !chance.once(5);
  const options = { ...queueOptions(chance, known), emitReplaced: !chance.once(4) };
  return { options, steps: [...queueSteps(chance, queueVerbs), { do: 'drain' }] };
}

export function realFIFO(chance: Chance, preset: ProfileName): Generated {
  const atomic = preset === 'modern' && chance.once(2);
  const batched = preset !== 'inOrder' && chance.once(2);
  const verbs = queueVerbs.map((verb) => (verb === 'pop' && batched ? 'popBatch' : verb));
  const end = { do: batched ? 'drainBatches' : 'drain' };
  if (!atomic) {
    return { options: queueOptions(chance, true), steps: [...queueSteps(chance, verbs), end] };
  }
  const options = {
    ...queueOptions(chance, false),
    atomic: true,
    unlock: chance.once(2),
    bookmarks: !chance.once(4),
  };
  return { options, steps: [...queueSteps(chance, [...verbs, 'bookmark', 'bookmark']), end] };
}
