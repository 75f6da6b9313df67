/** What is simplified in a box: the rows of the fidelity page that are about what it mirrors. */

import { type QueueName, upstreamOfBox } from '#messages/box_upstream.ts';
import type { BoxName } from '#messages/locale.ts';

/** A file of ours, the one that it mirrors, and every way in which it differs. */
export interface Simplification {
  readonly file: string;
  /** `kubernetes/client-go tools/cache/store.go`. */
  readonly upstream: string;
  readonly notes: readonly string[];
}

/** Our API server mirrors no single file: all that is said of it is said of its box. */
const serverStart = 'src/apiserver/';

/** The rows that are about the box. */
export function simplificationsOf(
  box: BoxName,
  queue: QueueName,
  all: readonly Simplification[],
): readonly Simplification[] {
  const mirrored = new Set(
    upstreamOfBox(box, queue).map(({ repository, file }) => `${repository} ${file}`),
  );
  return all.filter(
    ({ file, upstream }) =>
      mirrored.has(upstream) || (box === 'apiserver' && file.startsWith(serverStart)),
  );
}
