/**
 * Who belongs to whom: a controller owns what carries its controller reference and matches its selector.
 * It adopts matching orphans and lets go of what no longer matches.
 */

import { isNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import {
  isTerminating,
  labels,
  name as nameOf,
  ownerReferences,
  uid,
} from '#apimachinery/pkg/api/meta/meta.ts';
import { getControllerOf, newControllerRef } from '#apimachinery/pkg/apis/meta/v1/helpers.ts';
import type { OwnerReference } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Selector } from '#apimachinery/pkg/labels/selector.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { ResourceInterface } from '#client-go/dynamic/interface.ts';
import type { ClientError } from '#client-go/rest/request.ts';
import type { Context } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import type { KnownKind } from './kinds.ts';

/** Who claims, and how to write what is claimed. */
export interface Claimant {
  readonly ctx: Context;
  readonly owner: Unstructured;
  readonly ownerKind: KnownKind;
  readonly selector: Selector;
  /** The owner's own resource: before adopting, the server is asked whether it still exists. */
  readonly owners: ResourceInterface;
  /** The resource of what is claimed. */
  readonly dependents: ResourceInterface;
}

/** Why a claim could not be decided. */
export type ClaimError = ClientError | { readonly kind: 'ClaimError'; readonly message: string };

/** Those of `candidates` that belong to the owner, after adopting and releasing. */
export function* claim<K extends Unstructured>(
  claimant: Claimant,
  candidates: readonly K[],
): Proc<Result<readonly K[], ClaimError>> {
  const claimed: K[] = [];
  let mayAdopt: Result<void, ClaimError> | undefined;
  for (const candidate of candidates) {
    const matches = claimant.selector.matches(labels(candidate));
    const controller = getControllerOf(candidate);
    if (controller !== undefined) {
      if (controller.uid !== uid(claimant.owner)) continue;
      if (matches) {
        claimed.push(candidate);
        continue;
      }
      if (isTerminating(claimant.owner)) continue;
      const released = yield* release(claimant, candidate);
      if (!released.ok) return released;
    } else if (matches && !isTerminating(claimant.owner) && !isTerminating(candidate)) {
      mayAdopt ??= yield* canAdopt(claimant);
      if (!mayAdopt.ok) return mayAdopt;
      const adopted = yield* adopt(claimant, candidate);
      if (!adopted.ok) return adopted;
      if (adopted.value) claimed.push(candidate);
    }
  }
  return ok(claimed);
}

/** The cache may be stale: an owner that is gone, or came again under its old name, must not adopt. */
function* canAdopt({ ctx, owner, owners, ownerKind }: Claimant): Proc<Result<void, ClaimError>> {
  const fresh = yield* owners.get(ctx, nameOf(owner));
  if (!fresh.ok) return fresh;
  const subject = `${ownerKind.kind} ${owner.metadata.namespace}/${nameOf(owner)}`;
  if (uid(fresh.value) !== uid(owner)) {
    return fail({ kind: 'ClaimError', message: `original ${subject} is gone: got another uid` });
  }
  if (isTerminating(fresh.value)) {
    return fail({ kind: 'ClaimError', message: `${subject} has just been deleted` });
  }
  return ok(undefined);
}

/** Makes an orphan ours. False if it has gone meanwhile. */
function* adopt(claimant: Claimant, orphan: Unstructured): Proc<Result<boolean, ClientError>> {
  const reference = newControllerRef(claimant.owner, claimant.ownerKind);
  return yield* patch(claimant, orphan, [...ownerReferences(orphan), reference]);
}

/** Lets go of what no longer matches. */
function* release(claimant: Claimant, owned: Unstructured): Proc<Result<boolean, ClientError>> {
  const others = ownerReferences(owned).filter(({ uid }) => uid !== claimant.owner.metadata.uid);
  return yield* patch(claimant, owned, others);
}

/** With its resourceVersion the patch fails if somebody else has written the object meanwhile. */
function* patch(
  { ctx, dependents }: Claimant,
  obj: Unstructured,
  references: readonly OwnerReference[],
): Proc<Result<boolean, ClientError>> {
  const { resourceVersion } = obj.metadata;
  const patched = yield* dependents.patch(ctx, nameOf(obj), {
    type: 'application/merge-patch+json',
    data: { metadata: { resourceVersion, ownerReferences: references } },
  });
  if (patched.ok) return ok(true);
  return isNotFound(patched.error) ? ok(false) : patched;
}
