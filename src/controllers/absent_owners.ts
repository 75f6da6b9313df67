/** Owners that are known not to exist, so that the server is asked once for all their dependents. */

import type { OwnerReference } from '#apimachinery/pkg/apis/meta/v1/types.ts';

/** More are not remembered; the oldest are forgotten first. */
const mostRemembered = 500;

export class AbsentOwners {
  readonly #keys = new Set<string>();

  add(reference: OwnerReference, namespace: string): void {
    this.#keys.add(keyOf(reference, namespace));
    if (this.#keys.size <= mostRemembered) return;
    const [oldest] = this.#keys;
    if (oldest !== undefined) this.#keys.delete(oldest);
  }

  /** True if it is known to be absent from the namespace, or, without one, from the cluster. */
  has(reference: OwnerReference, namespace: string): boolean {
    return this.#keys.has(keyOf(reference, namespace));
  }
}

function keyOf(reference: OwnerReference, namespace: string): string {
  const { apiVersion, kind, name, uid } = reference;
  return [apiVersion, kind, namespace, name, uid].join(' ');
}
