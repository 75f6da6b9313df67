/** The pod that a controller makes from its owner's template. */

import { name as nameOf, namespace as namespaceOf } from '#apimachinery/pkg/api/meta/meta.ts';
import { newControllerRef } from '#apimachinery/pkg/apis/meta/v1/helpers.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { cloneJson } from '#base/json.ts';
import { type KnownKind, type PodTemplateSpec, podKind } from './kinds.ts';

/** A new pod, named by the server and controlled by `owner`. */
export function podFromTemplate(
  owner: Unstructured,
  ownerKind: KnownKind,
  template: PodTemplateSpec,
): Unstructured {
  const { metadata = {}, spec } = template;
  return cloneJson({
    apiVersion: podKind.apiVersion,
    kind: podKind.kind,
    metadata: {
      generateName: `${nameOf(owner)}-`,
      namespace: namespaceOf(owner),
      labels: metadata.labels,
      annotations: metadata.annotations,
      finalizers: metadata.finalizers,
      ownerReferences: [newControllerRef(owner, ownerKind)],
    },
    spec,
  });
}
