/**
 * Every order that Go leaves open is asked of one chooser. By default it takes choice 0, the order of
 * arrival or insertion, and jitter 0; a policy, a recording or a command may decide otherwise.
 */

import { assert } from '#base/assert.ts';
import type { RandomStreams } from './rng.ts';

/** Who decides where nothing else does. */
export type ChoicePolicy = 'arrival' | 'shuffle';

/** Told of each choice that is not the default one. */
export type ChoiceListener = (choice: {
  readonly point: string;
  readonly options: number;
  readonly choice: number;
  readonly origin: 'shuffle' | 'recording' | 'command';
}) => void;

export class Chooser {
  readonly policy: ChoicePolicy;
  readonly #random: RandomStreams;
  readonly #listener: ChoiceListener;
  readonly #recorded = new Map<string, number[]>();
  readonly #commanded = new Map<string, number[]>();

  constructor(policy: ChoicePolicy, random: RandomStreams, listener: ChoiceListener) {
    this.policy = policy;
    this.#random = random;
    this.#listener = listener;
  }

  /** True while every choice is the default one, so that callers may skip asking. */
  get isDefault(): boolean {
    return this.policy === 'arrival' && this.#recorded.size === 0 && this.#commanded.size === 0;
  }

  /** Feeds what a recording of Go chose at `point`, in the order it chose. */
  replay(point: string, choices: readonly number[]): void {
    this.#recorded.set(point, [...choices]);
  }

  /** Decides the next choice at `point`, whatever the policy. */
  decideNext(point: string, choice: number): void {
    this.#commanded.set(point, [...(this.#commanded.get(point) ?? []), choice]);
  }

  /** Which of `options` ≥ 1 alternatives is taken at `point`. */
  choose(point: string, options: number): number {
    assert(options >= 1, `a choice at ${point} must have an option, got ${options}`);
    if (options === 1 || this.isDefault) return 0;
    const given = this.#given(point);
    if (given !== undefined) {
      const choice = Math.min(given.choice, options - 1);
      this.#listener({ point, options, choice, origin: given.origin });
      return choice;
    }
    if (this.policy === 'arrival') return 0;
    const choice = this.#random.stream(`chooser.${point}`).below(options);
    if (choice !== 0) this.#listener({ point, options, choice, origin: 'shuffle' });
    return choice;
  }

  /** A fraction in [0, 1): how much of the possible jitter is added at `point`. */
  jitter(point: string): number {
    if (this.isDefault) return 0;
    const given = this.#given(point);
    if (given !== undefined) {
      this.#listener({ point, options: 0, choice: given.choice, origin: given.origin });
      return given.choice;
    }
    if (this.policy === 'arrival') return 0;
    const choice = this.#random.stream(`chooser.${point}`).fraction();
    this.#listener({ point, options: 0, choice, origin: 'shuffle' });
    return choice;
  }

  /** The items in the order in which Go's map iteration would give them at `point`. */
  ordered<T>(point: string, items: Iterable<T>): readonly T[] {
    const rest = [...items];
    if (this.isDefault || rest.length < 2) return rest;
    const order: T[] = [];
    while (rest.length > 0) order.push(...rest.splice(this.choose(point, rest.length), 1));
    return order;
  }

  #given(point: string): { choice: number; origin: 'recording' | 'command' } | undefined {
    const commanded = this.#take(this.#commanded, point);
    if (commanded !== undefined) return { choice: commanded, origin: 'command' };
    const recorded = this.#take(this.#recorded, point);
    return recorded === undefined ? undefined : { choice: recorded, origin: 'recording' };
  }

  #take(queues: Map<string, number[]>, point: string): number | undefined {
    const queue = queues.get(point);
    const choice = queue?.shift();
    if (queue?.length === 0) queues.delete(point);
    return choice;
  }
}
