/** What asking for an object's deletion does: nothing yet, a mark, or its end. Pure rules. */

import type { StatusError } from '#apimachinery/pkg/api/errors/errors.ts';
import { newConflict } from '#apimachinery/pkg/api/errors/errors.ts';
import type { DeleteOptions } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { formatTime, parseTime } from '#base/epoch.ts';
import { cloneJson } from '#base/json.ts';
import { after, type Instant, seconds } from '#base/time.ts';
import type { Kind } from './kind.ts';
import { listAt } from './members.ts';

/** What is to be done. */
export type Deletion =
  /** It is on its way out already, and stays so. */
  | { readonly kind: 'pending' }
  /** It is written with its mark, and stays until finalizers or the grace period are done. */
  | { readonly kind: 'mark'; readonly marked: Unstructured }
  /** It is written with its mark, and then goes. */
  | { readonly kind: 'mark and remove'; readonly marked: Unstructured }
  | { readonly kind: 'remove' };

/** Decides it for an object as it is stored. */
export function decideDeletion(
  kind: Kind,
  existing: Unstructured,
  options: { readonly asked: DeleteOptions; readonly now: Instant },
): Deletion {
  const marked = cloneJson(existing);
  const graceful = markGracefully(kind, marked, options);
  if (graceful === 'pending') return { kind: 'pending' };
  const finalizers = garbageFinalizers(kind, existing, options.asked);
  const changed = finalizers.join() !== (existing.metadata.finalizers ?? []).join();
  if (changed) marked.metadata.finalizers = [...finalizers];
  if (finalizers.length > 0) {
    if (graceful === 'at once') markNow(marked, options.now);
    return { kind: 'mark', marked };
  }
  if (graceful === 'at once') return { kind: 'remove' };
  const remaining = marked.metadata.deletionGracePeriodSeconds ?? 0;
  return { kind: remaining > 0 ? 'mark' : 'mark and remove', marked };
}

/** True if an object whose mark is set has nothing left to wait for. */
export function isReadyToGo(obj: Unstructured): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds = 0, finalizers = [] } = obj.metadata;
  const waiting = finalizers.length + (obj.kind === 'Namespace' ? ownFinalizers(obj) : 0);
  return deletionTimestamp !== undefined && waiting === 0 && deletionGracePeriodSeconds === 0;
}

function ownFinalizers(namespace: Unstructured): number {
  return listAt(namespace, 'spec', 'finalizers').length;
}

/** What a deletion's preconditions have against it. */
export function preconditionFailure(
  kind: Kind,
  existing: Unstructured,
  asked: DeleteOptions,
): StatusError | undefined {
  const { uid, resourceVersion } = asked.preconditions ?? {};
  const { name = '' } = existing.metadata;
  const resource = { group: kind.group, resource: kind.kind };
  if (uid !== undefined && uid !== existing.metadata.uid) {
    const why = `the UID in the precondition (${uid}) does not match the UID in record (${existing.metadata.uid}). The object might have been deleted and then recreated`;
    return newConflict(resource, name, why);
  }
  if (resourceVersion !== undefined && resourceVersion !== existing.metadata.resourceVersion) {
    const why = `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${existing.metadata.resourceVersion}). The object might have been modified`;
    return newConflict(resource, name, why);
  }
  return undefined;
}

function markGracefully(
  kind: Kind,
  obj: Unstructured,
  options: { readonly asked: DeleteOptions; readonly now: Instant },
): 'at once' | 'gracefully' | 'pending' {
  const { gracePeriod } = kind.strategy;
  const { now } = options;
  const asked = withoutNegativePeriod(options.asked);
  const meta = obj.metadata;
  if (meta.deletionTimestamp !== undefined) {
    const remaining = meta.deletionGracePeriodSeconds ?? 0;
    const period = asked.gracePeriodSeconds;
    if (remaining === 0) return 'at once';
    if (period === undefined || period >= remaining) return 'pending';
    return shortened(meta, { now, remaining, period });
  }
  if (gracePeriod === undefined) return 'at once';
  const period = gracePeriod(obj, asked.gracePeriodSeconds);
  meta.deletionTimestamp = formatTime(after(now, seconds(period)));
  meta.deletionGracePeriodSeconds = period;
  countGeneration(obj);
  return 'gracefully';
}

/** Moves the end nearer, but never into the past. */
function shortened(
  meta: Unstructured['metadata'],
  times: { readonly now: Instant; readonly remaining: number; readonly period: number },
): 'gracefully' {
  const { now, remaining, period } = times;
  const due = parseTime(meta.deletionTimestamp ?? '') ?? now;
  const earlier = due - seconds(remaining - period);
  meta.deletionTimestamp = formatTime(Math.max(now, earlier));
  meta.deletionGracePeriodSeconds = earlier < now && period !== 0 ? 1 : period;
  return 'gracefully';
}

/** Marks an object that only its finalizers keep. */
function markNow(obj: Unstructured, now: Instant): void {
  const meta = obj.metadata;
  if (meta.deletionTimestamp === undefined) {
    meta.deletionTimestamp = formatTime(now);
    countGeneration(obj);
  }
  meta.deletionGracePeriodSeconds = 0;
}

/** Less than nothing means as soon as possible. */
function withoutNegativePeriod(asked: DeleteOptions): DeleteOptions {
  const { gracePeriodSeconds = 0 } = asked;
  return gracePeriodSeconds < 0 ? { ...asked, gracePeriodSeconds: 1 } : asked;
}

function countGeneration(obj: Unstructured): void {
  const { generation = 0 } = obj.metadata;
  if (generation > 0) obj.metadata.generation = generation + 1;
}

/** The finalizers that the garbage collector is to see: what the client chose, else what is there. */
export function garbageFinalizers(
  kind: Kind,
  existing: Unstructured,
  asked: DeleteOptions,
): readonly string[] {
  const present = existing.metadata.finalizers ?? [];
  const others = present.filter((each) => each !== orphanFinalizer && each !== foregroundFinalizer);
  switch (chosenPolicy(kind, present, asked)) {
    case 'Orphan':
      return present.includes(orphanFinalizer) ? present : [...others, orphanFinalizer];
    case 'Foreground':
      return present.includes(foregroundFinalizer) ? present : [...others, foregroundFinalizer];
    case 'Background':
      return others;
    case undefined:
      return present;
  }
}

const orphanFinalizer = 'orphan';
const foregroundFinalizer = 'foregroundDeletion';

/** What the client says counts most, then what the object waits for already, then its kind's custom. */
function chosenPolicy(
  kind: Kind,
  present: readonly string[],
  asked: DeleteOptions,
): DeleteOptions['propagationPolicy'] {
  const { defaultPropagation } = kind.strategy;
  if (defaultPropagation === 'Unsupported') return 'Background';
  if (asked.orphanDependents !== undefined) return asked.orphanDependents ? 'Orphan' : 'Background';
  if (asked.propagationPolicy !== undefined) return asked.propagationPolicy;
  if (present.includes(orphanFinalizer) || present.includes(foregroundFinalizer)) return undefined;
  return defaultPropagation;
}
