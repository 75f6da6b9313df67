/** Descriptions as lines of cells: names to the left, values in a column, deeper things further in. */

import { isJsonObject, type JsonObject } from '#base/json.ts';

/** One line: how many blanks stand before it, and its cells. */
export interface Line {
  readonly depth: number;
  readonly text: readonly string[];
}

export type Lines = readonly Line[];

/** `Name:  web`, one a line. */
export function fieldLines(
  fields: readonly (readonly [name: string, value: string])[],
  depth = 0,
): Lines {
  return fields.map(([name, value]) => ({ depth, text: [`${name}:`, value] }));
}

/** A map with its name before the first entry, and the others below that. */
export function mapLines(name: string, map: JsonObject, separator = '=', depth = 0): Lines {
  const keys = Object.keys(map)
    .filter((key) => key !== 'kubectl.kubernetes.io/last-applied-configuration')
    .toSorted();
  if (keys.length === 0) return [{ depth, text: [`${name}:`, '<none>'] }];
  return keys.map((key, index) => ({
    depth,
    text: [index === 0 ? `${name}:` : '', `${key}${separator}${String(map[key])}`],
  }));
}

/** Go's tabwriter as descriptions use it: neighbouring lines with values share a column, two blanks apart. */
export function lines(all: Lines): string {
  let text = '';
  for (let start = 0; start < all.length; ) {
    let end = start;
    while ((all[end]?.text.length ?? 0) > 1) end++;
    const block = all.slice(start, Math.max(end, start + 1));
    text += blockText(block);
    start += block.length;
  }
  return text;
}

function blockText(block: Lines): string {
  const widths: number[] = [];
  const rows = block.map(({ depth, text: [first = '', ...others] }) => [
    `${' '.repeat(depth)}${first}`,
    ...others,
  ]);
  for (const row of rows) {
    for (const [index, cell] of row.slice(0, -1).entries()) {
      widths[index] = Math.max(widths[index] ?? 0, cell.length + 2);
    }
  }
  return rows
    .map((row) => {
      const cells = row.map((cell, index) =>
        index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0),
      );
      return `${cells.join('')}\n`;
    })
    .join('');
}

/** The inner object of that name, or an empty one. */
export function member(object: JsonObject, name: string): JsonObject {
  const value = object[name];
  return isJsonObject(value) ? value : {};
}

export function textOf(value: unknown, missing = '<none>'): string {
  if (value === undefined || value === null || value === '') return missing;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
