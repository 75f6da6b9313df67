/**
 * From kinds to resources, where nothing better than the name is known.
 *
 * @upstream kubernetes/apimachinery pkg/api/meta/restmapper.go
 * @diverges Only the guess is here; kinds that the run serves are known to its API server.
 */

import type {
  GroupVersionKind,
  GroupVersionResource,
} from '#apimachinery/pkg/runtime/schema/group_version.ts';

/** `Pod` → `pods`, `Ingress` → `ingresses`, `NetworkPolicy` → `networkpolicies`. */
export function unsafeGuessKindToResource(gvk: GroupVersionKind): GroupVersionResource {
  const { group, version } = gvk;
  return { group, version, resource: pluralOf(gvk.kind.toLowerCase()) };
}

function pluralOf(singular: string): string {
  if (singular === '' || singular === 'endpoints') return singular;
  if (singular.endsWith('s')) return `${singular}es`;
  if (singular.endsWith('y')) return `${singular.slice(0, -1)}ies`;
  return `${singular}s`;
}
