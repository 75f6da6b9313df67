/** How many rows of a list are shown where only so many lines fit, and how several lists share the lines. */

import type { ResourceView, Rows } from './stage_view.ts';

export interface Fewer<T> {
  readonly shown: readonly T[];
  /** How many are not shown; the line that says so is one of those that fit. */
  readonly more: number;
}

/** All rows if they fit on `lines`; otherwise the first, and a line that counts the rest. */
export function fewer<T>({ rows, total }: Rows<T>, lines: number): Fewer<T> {
  if (total <= lines && rows.length === total) return { shown: rows, more: 0 };
  const shown = rows.slice(0, Math.max(0, Math.min(total, lines) - 1));
  return { shown, more: total - shown.length };
}

export interface FewerObjects extends Fewer<ResourceView['objects']['rows'][number]> {
  readonly resource: string;
}

/** A heading and at least one line for each resource, as long as there is room; `first` before all others. */
export function shareLines(
  resources: readonly ResourceView[],
  { lines, first }: { readonly lines: number; readonly first: string | undefined },
): readonly FewerObjects[] {
  const ordered = [
    ...resources.filter(({ resource }) => resource === first),
    ...resources.filter(({ resource }) => resource !== first),
  ].slice(0, Math.floor(lines / 2));
  let left = lines;
  const found = new Map<string, FewerObjects>();
  for (const [index, { resource, objects }] of ordered.entries()) {
    const others = ordered.length - index - 1;
    const given = Math.max(1, Math.min(objects.total, left - 1 - 2 * others));
    found.set(resource, { resource, ...fewer(objects, given) });
    left -= 1 + given;
  }
  return resources.flatMap(({ resource }) => found.get(resource) ?? []);
}
