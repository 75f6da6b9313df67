/** Which kinds are read through a watch cache. */

import type { Kind } from './kind.ts';

/** Events come in such numbers, and are read so rarely, that no server keeps a cache of them. */
export function hasWatchCache(kind: Kind): boolean {
  return kind.prefix.path !== 'events';
}
