/** What can stand in the open places of the pod shipper. Readers see each piece as it stands here. */

import { ok } from '#base/result.ts';
import type { Duration } from '#base/time.ts';
import type { Handled } from '#client-go/tools/cache/controller.ts';
import type { TweakListOptionsFunc } from '#client-go/tools/cache/listwatch.ts';
import type { TransformFunc } from '#client-go/tools/cache/store.ts';
import { asKind, type Pod } from '#controllers/kinds.ts';
import type { Blocking } from '#sim/process.ts';
import type { PiecesOf } from './chosen_code.ts';
import type { Shipping } from './pod_shipper.ts';

/** Where the sending is done. */
interface Shipped {
  readonly transform?: TransformFunc;
  readonly onChange?: (pod: Pod) => Handled;
  readonly sync?: (key: string) => Blocking<void>;
}

export const ship: PiecesOf<'pod-shipper', 'ship', (shipping: Shipping) => Shipped> = {
  // piece in-transform
  'in-transform': (shipping) => ({
    // informer.SetTransform: each object passes through it before it is queued
    transform: takes(shipping.lasting, (obj) => {
      shipping.shipped(asKind<Pod>(obj));
      return ok(obj);
    }),
  }),
  // end of piece
  // piece in-handler
  'in-handler': (shipping) => ({
    onChange: (pod) => shipping.ship(pod),
  }),
  // end of piece
  // piece in-worker
  'in-worker': (shipping) => ({
    onChange: (pod) => shipping.enqueue(pod),
    sync: (key) => shipping.ship(shipping.pods.get(key)),
  }),
  // end of piece
};

export const listOptions: PiecesOf<'pod-shipper', 'list-options', TweakListOptionsFunc> = {
  // piece usual
  usual: (options) => options,
  // end of piece
  // piece an-hour
  'an-hour': (options) => ({ ...options, timeoutSeconds: 3600 }),
  // end of piece
};

/** A transform that takes that long. */
function takes(
  lasting: Duration,
  transform: (...obj: Parameters<TransformFunc>) => ReturnType<TransformFunc>,
): TransformFunc {
  return Object.assign(transform, { lasting });
}
