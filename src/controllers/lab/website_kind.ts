/** The Website of `lab/website-crd.yaml`, as far as its controller reads or writes it. */

import { name as nameOf, namespace as namespaceOf } from '#apimachinery/pkg/api/meta/meta.ts';
import { newControllerRef } from '#apimachinery/pkg/apis/meta/v1/helpers.ts';
import type { ObjectMeta } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { type KnownKind, podKind } from '#controllers/kinds.ts';

export const websiteKind: KnownKind = {
  apiVersion: 'web.lab/v1',
  kind: 'Website',
  resource: { group: 'web.lab', version: 'v1', resource: 'websites' },
  namespaced: true,
};

export type WebsiteStatus = { readyReplicas: number; lastUpdated?: string };

export type Website = Unstructured & {
  spec: { replicas?: number; image?: string };
  status?: WebsiteStatus;
};

/** Under which label a pod names its website. */
export const websiteLabel = 'website';

/** A website with this finalizer goes when its pods are being deleted. */
export const podsFinalizer = 'web.lab/pods';

/** A pod of the website, with the name that `metadata` gives or asks for. */
export function podOf(website: Website, metadata: ObjectMeta): Unstructured {
  const name = nameOf(website);
  return {
    apiVersion: podKind.apiVersion,
    kind: podKind.kind,
    metadata: {
      ...metadata,
      namespace: namespaceOf(website),
      labels: { [websiteLabel]: name },
      ownerReferences: [newControllerRef(website, websiteKind)],
    },
    spec: { containers: [{ name: 'web', image: website.spec.image ?? 'nginx' }] },
  };
}
