/** How the generation noter tells whether a cache has its write. Readers see each piece as it stands here. */

import { resourceVersion } from '#apimachinery/pkg/api/meta/meta.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { compareResourceVersion } from '#apimachinery/pkg/util/resourceversion/resourceversion.ts';
import type { PiecesOf } from './chosen_code.ts';

/** What stands in its two caches. */
interface Caches {
  readonly configMaps: readonly Unstructured[];
  readonly deployments: readonly Unstructured[];
}

/** `written` is the resourceVersion that the server gave to the ConfigMap. */
type Arrived = (written: string, caches: Caches) => boolean;

export const arrived: PiecesOf<'generation-noter', 'arrived', Arrived> = {
  // piece same-type
  'same-type': (written, { configMaps }) => configMaps.some((obj) => notBefore(obj, written)),
  // end of piece
  // piece other-type
  'other-type': (written, { deployments }) => deployments.some((obj) => notBefore(obj, written)),
  // end of piece
};

/** True if the object is at that version or a later one. */
function notBefore(obj: Unstructured, version: string): boolean {
  const compared = compareResourceVersion(resourceVersion(obj), version);
  return compared.ok && compared.value >= 0;
}
