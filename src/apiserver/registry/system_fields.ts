/** The metadata that only the server writes. */

import type { ObjectMeta } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import { formatTime } from '#base/epoch.ts';
import type { RandomStream } from '#sim/rng.ts';
import type { Sim } from '#sim/sim.ts';

/** Letters and digits that make no words and are not mistaken for each other. */
const nameAlphabet = 'bcdfghjklmnpqrstvwxz2456789';
const generatedSuffixLength = 5;
const mostBaseLength = 58;

/** Makes uids and names, each from its own stream of chance. */
export class SystemFields {
  readonly #sim: Sim;
  readonly #uids: RandomStream;
  readonly #names: RandomStream;

  constructor(sim: Sim) {
    this.#sim = sim;
    this.#uids = sim.random.stream('apiserver.uid');
    this.#names = sim.random.stream('apiserver.generateName');
  }

  /** Throws away what a client wrote there and fills in what a new object gets. */
  fill(meta: ObjectMeta): void {
    Reflect.deleteProperty(meta, 'selfLink');
    delete meta.deletionTimestamp;
    delete meta.deletionGracePeriodSeconds;
    delete meta.resourceVersion;
    meta.uid = this.#uid();
    meta.creationTimestamp = formatTime(this.#sim.now);
  }

  /** `base` and five characters of chance. */
  generateName(base: string): string {
    let name = base.slice(0, mostBaseLength);
    for (let index = 0; index < generatedSuffixLength; index++) {
      name += nameAlphabet[this.#names.below(nameAlphabet.length)] ?? '';
    }
    return name;
  }

  /** A random UUID (version 4). */
  #uid(): string {
    const digits = [0, 1, 2, 3]
      .map(() => this.#uids.below(0x1_0000_0000).toString(16).padStart(8, '0'))
      .join('');
    const variant = '89ab'[Number.parseInt(digits[16] ?? '0', 16) & 3] ?? '8';
    const parts = [
      digits.slice(0, 8),
      digits.slice(8, 12),
      `4${digits.slice(13, 16)}`,
      `${variant}${digits.slice(17, 20)}`,
      digits.slice(20),
    ];
    return parts.join('-');
  }
}
