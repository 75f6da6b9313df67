/** The objects of a random informer script as its server holds them: they come, change and go. */

import type { JsonObject } from '#base/json.ts';
import { type Chance, keys } from './chance.ts';

export class World {
  readonly #chance: Chance;
  /** By key, the object as a script writes it. */
  readonly #objects = new Map<string, string>();

  constructor(chance: Chance) {
    this.#chance = chance;
    for (const key of keys) if (chance.once(2)) this.#put(key);
  }

  /** One event that the server could send now. */
  event(): string {
    const key = this.#chance.pick(keys);
    const held = this.#objects.get(key);
    if (held !== undefined && this.#chance.once(3)) {
      this.#objects.delete(key);
      const [, ...labels] = held.split(' ');
      return ['DELETED', `${key}@${this.#chance.version()}`, ...labels].join(' ');
    }
    return `${held === undefined ? 'ADDED' : 'MODIFIED'} ${this.#put(key)}`;
  }

  /** The answer to a LIST, or to a WATCH that streams it. */
  list(): JsonObject {
    return { resourceVersion: String(this.#chance.version()), items: [...this.#objects.values()] };
  }

  /** The same in up to three pages; the second may have expired, and then the whole list is next. */
  pages(): readonly JsonObject[] {
    const { resourceVersion, items } = this.list();
    const all = items as readonly string[];
    const cut = 1 + this.#chance.below(3);
    const first = { resourceVersion: resourceVersion as string, items: all.slice(0, cut) };
    const rest = { resourceVersion: resourceVersion as string, items: all.slice(cut) };
    const paged = { ...first, continue: 'p2' };
    return this.#chance.once(3) ? [paged, { error: 'expired' }, this.list()] : [paged, rest];
  }

  #put(key: string): string {
    const app = this.#chance.pick(['', ' app=x', ' app=x', ' app=y']);
    const object = `${key}@${this.#chance.version()}${app}`;
    this.#objects.set(key, object);
    return object;
  }
}
