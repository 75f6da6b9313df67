/** An owner that is named twice counts once, and the client is told. */

import type { OwnerReference } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { equalJson } from '#base/json.ts';

/** Takes exact duplicates out of the object's owner references. Returns the warning that is due. */
export function withoutDuplicateOwners(obj: Unstructured): readonly string[] {
  const kept: OwnerReference[] = [];
  const duplicates: string[] = [];
  for (const reference of obj.metadata.ownerReferences ?? []) {
    if (kept.some((each) => equalJson(each, reference))) duplicates.push(reference.uid);
    else kept.push(reference);
  }
  if (duplicates.length === 0) return [];
  obj.metadata.ownerReferences = kept;
  return [
    `.metadata.ownerReferences contains duplicate entries; API server dedups owner references in 1.20+, and may reject such requests as early as 1.24; please fix your requests; duplicate UID(s) observed: ${duplicates.join(', ')}`,
  ];
}
