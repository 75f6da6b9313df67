/** The key function of informers' stores. */

import { ok } from '#base/result.ts';
import { DeletedFinalStateUnknown } from '#client-go/tools/cache/delta_fifo.ts';
import { type KeyFunc, metaNamespaceKeyFunc } from '#client-go/tools/cache/store.ts';

export const deletionHandlingKeyFunc: KeyFunc = (obj) =>
  obj instanceof DeletedFinalStateUnknown ? ok(obj.key) : metaNamespaceKeyFunc(obj);
