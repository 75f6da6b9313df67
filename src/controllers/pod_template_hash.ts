/** The suffix by which the ReplicaSets of a Deployment, and their pods, are told apart. */

import { canonicalJson } from '#base/json.ts';
import type { PodTemplateSpec } from './kinds.ts';

export const podTemplateHashLabel = 'pod-template-hash';

/** No vowels and nothing that looks like one, so that no name ever spells a word. */
const safeLetters = 'bcdfghjklmnpqrstvwxz2456789';

/** Depends on the template alone: the same template always gives the same name. */
export function podTemplateHash(template: PodTemplateSpec): string {
  const digits = String(fnv32a(canonicalJson(template)));
  return [...digits].map((digit) => safeLetters[digit.charCodeAt(0) % 27]).join('');
}

function fnv32a(text: string): number {
  let hash = 0x811c_9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193);
  }
  return hash >>> 0;
}
