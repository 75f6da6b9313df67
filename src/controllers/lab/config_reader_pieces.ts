/** What can stand in the open places of the config reader. Readers see each piece as it stands here. */

import { milliseconds, seconds } from '#base/time.ts';
import type { TypedRateLimitingInterface } from '#client-go/util/workqueue/rate_limiting_queue.ts';
import type { Blocking } from '#sim/process.ts';
import type { PiecesOf } from './chosen_code.ts';
import type { AddEventHandlerWithResyncPeriod } from './config_reader.ts';

type Add = (addEventHandlerWithResyncPeriod: AddEventHandlerWithResyncPeriod) => void;

export const handlers: PiecesOf<'config-reader', 'handlers', Add> = {
  // piece every-7s
  'every-7s': (addEventHandlerWithResyncPeriod) => {
    addEventHandlerWithResyncPeriod('every-7s', seconds(7));
  },
  // end of piece
  // piece every-200ms
  'every-200ms': (addEventHandlerWithResyncPeriod) => {
    addEventHandlerWithResyncPeriod('every-200ms', milliseconds(200));
  },
  // end of piece
};

type Again = (queue: TypedRateLimitingInterface<string>, key: string) => Blocking<void>;

export const again: PiecesOf<'config-reader', 'look-again', Again> = {
  // piece never
  *never() {
    return; // reconcile.Result{}
  },
  // end of piece
  // piece add-after
  *'add-after'(queue, key) {
    yield* queue.addAfter(key, seconds(10)); // reconcile.Result{RequeueAfter: 10 * time.Second}
  },
  // end of piece
};
