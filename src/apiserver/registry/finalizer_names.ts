/** The server's own kinds take finalizers with a domain, and those that it knows itself. */

import { type FieldError, invalid } from '#apimachinery/pkg/util/validation/field/errors.ts';
import type { Kind } from './kind.ts';

const standard: ReadonlySet<string> = new Set(['kubernetes', 'orphan', 'foregroundDeletion']);

export function finalizerErrors(kind: Kind, finalizers: readonly string[]): readonly FieldError[] {
  if (kind.custom) return [];
  return finalizers.flatMap((finalizer, index) => {
    if (finalizer.includes('/') || standard.has(finalizer)) return [];
    const detail = 'name is neither a standard finalizer name nor is it fully qualified';
    return [invalid(`metadata.finalizers[${index}]`, finalizer, detail)];
  });
}
