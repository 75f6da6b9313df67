/** What can stand in the handler of the config agent, and after each of its reconciles. */

import type { Handled } from '#client-go/tools/cache/controller.ts';
import type { TypedRateLimitingInterface } from '#client-go/util/workqueue/rate_limiting_queue.ts';
import type { Proc } from '#sim/process.ts';
import type { PiecesOf } from './chosen_code.ts';

type Queue = TypedRateLimitingInterface<string>;
type Failure = { readonly message: string };

/** `pointerTo` makes a pointer to a key: an item that is equal to no other. */
type Enqueue = (queue: Queue, key: string, pointerTo: (key: string) => string) => Handled;

export const enqueue: PiecesOf<'config-agent', 'handler', Enqueue> = {
  // piece add
  add: (queue, key) => {
    queue.add(key);
  },
  // end of piece
  // piece add-rate-limited
  'add-rate-limited': (queue, key) => queue.addRateLimited(key),
  // end of piece
  // piece add-pointer
  'add-pointer': (queue, key, pointerTo) => {
    queue.add(pointerTo(key)); // queue.Add(&key)
  },
  // end of piece
};

type Finish = (queue: Queue, key: string, failure: Failure | undefined) => Proc;

export const finish: PiecesOf<'config-agent', 'finish', Finish> = {
  // piece forget-and-done
  *'forget-and-done'(queue, key, failure) {
    if (failure === undefined) queue.forget(key);
    else yield* queue.addRateLimited(key);
    queue.done(key);
  },
  // end of piece
  // piece no-forget
  *'no-forget'(queue, key, failure) {
    if (failure !== undefined) yield* queue.addRateLimited(key);
    queue.done(key);
  },
  // end of piece
  // piece no-done
  *'no-done'(queue, key, failure) {
    if (failure === undefined) queue.forget(key);
    else yield* queue.addRateLimited(key);
  },
  // end of piece
  // piece add-at-once
  *'add-at-once'(queue, key, failure) {
    if (failure !== undefined) queue.add(key);
    else queue.forget(key);
    queue.done(key);
  },
  // end of piece
};

/** Pointers to keys, each at an address of its own. */
export function newPointers(): (key: string) => string {
  let address = 0xc0_0000_4e00;
  return (key) => {
    address += 0x10;
    return `0x${address.toString(16)}:${key}`;
  };
}

/** The key that an item stands for: itself, or what it points at. */
export function objectOf(item: string): string {
  return item.slice(item.indexOf(':') + 1);
}
