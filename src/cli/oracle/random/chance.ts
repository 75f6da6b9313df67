/** What the generators of random scripts ask of chance, and what their objects are called. */

import type { JsonObject } from '#base/json.ts';
import type { ScriptStep } from '#cli/oracle/corpus.ts';
import type { RandomStream } from '#sim/rng.ts';

/** A script as its generator leaves it. */
export interface Generated {
  readonly options: JsonObject;
  readonly steps: readonly ScriptStep[];
  /** What Go's global random source answers first. */
  readonly jitter?: readonly number[];
}

/** What the generators ask of chance. */
export class Chance {
  readonly #stream: RandomStream;
  #version = 0;

  constructor(stream: RandomStream) {
    this.#stream = stream;
  }

  below(bound: number): number {
    return this.#stream.below(bound);
  }

  /** True once in `times`. */
  once(times: number): boolean {
    return this.below(times) === 0;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)] as T;
  }

  several<T>(most: number, make: () => T): readonly T[] {
    return Array.from({ length: this.below(most + 1) }, make);
  }

  /** The next resourceVersion; they only grow. */
  version(): number {
    this.#version += 1 + this.below(3);
    return this.#version;
  }

  milliseconds(most: number): string {
    return `${1 + this.below(most)}ms`;
  }
}

/** What the objects of random scripts are called. */
export const keys = ['ns/a', 'ns/b', 'ns/c', 'ns/d', 'other/a', 'node'];

export function object(chance: Chance): string {
  return `${chance.pick(keys)}@${chance.version()}`;
}

/** Once in a while something that has no key. */
export function queueObject(chance: Chance): string {
  return chance.once(40) ? 'nothing' : object(chance);
}

/** What a deletion names: an object, or a tombstone. */
export function deleted(chance: Chance): string {
  if (!chance.once(6)) return queueObject(chance);
  const key = chance.pick(keys);
  return chance.once(3) ? `tombstone ${key}` : `tombstone ${key} ${key}@${chance.version()}`;
}
