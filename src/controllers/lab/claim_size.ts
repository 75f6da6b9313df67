/** How much storage PersistentVolumeClaims ask for, in Gi. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { JsonValue } from '#base/json.ts';

const units: Readonly<Record<string, number>> = { Gi: 1, Ti: 1024 };

type Claim = Unstructured & {
  readonly spec?: {
    readonly resources?: { readonly requests?: Readonly<Record<string, JsonValue>> };
  };
};

/** What one claim asks for; what is not a whole number of Gi or Ti counts as nothing. */
export function sizeOf(claim: Unstructured): number {
  const storage = (claim as Claim).spec?.resources?.requests?.['storage'];
  const [, number = '0', unit = ''] = /^(\d+)([GT]i)$/.exec(String(storage)) ?? [];
  return Number(number) * (units[unit] ?? 0);
}

export function sumOf(claims: readonly Unstructured[]): number {
  return claims.reduce((sum, claim) => sum + sizeOf(claim), 0);
}
