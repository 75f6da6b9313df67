/** Tables as kubectl prints them: the server says what is in the cells, kubectl how wide they are. */

import { parseTime } from '#base/epoch.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import type { Instant } from '#base/time.ts';
import { shortDuration } from './short_duration.ts';

/** What the server is asked for: a Table, or anything else. */
export const tableAccept = [
  'application/json;as=Table;v=v1;g=meta.k8s.io',
  'application/json;as=Table;v=v1beta1;g=meta.k8s.io',
  'application/json',
].join(',');

/** One row with the object that it is about. */
export interface Row {
  readonly cells: readonly string[];
  readonly metadata: JsonObject;
}

/** Columns and rows, whether the server sent a Table or an object. */
export interface Table {
  readonly columns: readonly { readonly name: string; readonly priority: number }[];
  readonly rows: readonly Row[];
}

export interface TableOptions {
  readonly wide: boolean;
  readonly withNamespace: boolean;
  /** Put before names: `pod/`. */
  readonly kindPrefix: string;
  readonly showLabels: boolean;
  readonly labelColumns: readonly string[];
  readonly headers: boolean;
}

/** Reads a Table; of anything else, names and ages, as kubectl does for servers without tables. */
export function tableOf(body: JsonValue, now: Instant): Table {
  if (!isJsonObject(body)) return { columns: [], rows: [] };
  if (body['kind'] === 'Table') return serverTable(body);
  const items = Array.isArray(body['items']) ? body['items'].filter(isJsonObject) : [body];
  return {
    columns: [
      { name: 'Name', priority: 0 },
      { name: 'Age', priority: 0 },
    ],
    rows: items.map((item) => {
      const metadata = isJsonObject(item['metadata']) ? item['metadata'] : {};
      return { cells: [String(metadata['name'] ?? ''), ageText(metadata, now)], metadata };
    }),
  };
}

function serverTable(body: JsonObject): Table {
  const definitions = Array.isArray(body['columnDefinitions']) ? body['columnDefinitions'] : [];
  const rows = Array.isArray(body['rows']) ? body['rows'] : [];
  return {
    columns: definitions.filter(isJsonObject).map((each) => ({
      name: String(each['name'] ?? ''),
      priority: Number(each['priority'] ?? 0),
    })),
    rows: rows.filter(isJsonObject).map((row) => {
      const object = isJsonObject(row['object']) ? row['object'] : {};
      const cells = Array.isArray(row['cells']) ? row['cells'] : [];
      return {
        cells: cells.map(cellText),
        metadata: isJsonObject(object['metadata']) ? object['metadata'] : {},
      };
    }),
  };
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '<none>';
  if (typeof cell === 'string') return firstLine(cell);
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

/** A cell that has several lines shows its first, and that there is more. */
function firstLine(text: string): string {
  const end = text.search(/[\n\f\r]/);
  return end < 0 ? text : `${text.slice(0, end)}...`;
}

/** How long ago an object was created: `5m`. */
export function ageText(metadata: JsonObject, now: Instant): string {
  const created = metadata['creationTimestamp'];
  const at = typeof created === 'string' ? parseTime(created) : undefined;
  return at === undefined ? '<unknown>' : shortDuration(now - at);
}

/** The lines of a table: header first, unless it is left out. */
export function tableLines(table: Table, options: TableOptions): readonly (readonly string[])[] {
  const shown = table.columns.flatMap(({ priority }, index) =>
    priority === 0 || options.wide ? [index] : [],
  );
  const header = [
    ...(options.withNamespace ? ['NAMESPACE'] : []),
    ...shown.map((index) => (table.columns[index]?.name ?? '').toUpperCase()),
    ...options.labelColumns.map((key) => (key.split('/').at(-1) ?? key).toUpperCase()),
    ...(options.showLabels ? ['LABELS'] : []),
  ];
  const nameIndex = table.columns.findIndex(({ name }) => name.toLowerCase() === 'name');
  const rows = table.rows.map(({ cells, metadata }) => [
    ...(options.withNamespace ? [String(metadata['namespace'] ?? '')] : []),
    ...shown.map((index) =>
      index === nameIndex ? `${options.kindPrefix}${cells[index] ?? ''}` : (cells[index] ?? ''),
    ),
    ...options.labelColumns.map((key) => labelsOf(metadata)[key] ?? ''),
    ...(options.showLabels ? [labelText(metadata)] : []),
  ]);
  return options.headers ? [header, ...rows] : rows;
}

function labelsOf(metadata: JsonObject): Readonly<Record<string, string>> {
  const labels = metadata['labels'];
  return isJsonObject(labels) ? (labels as Readonly<Record<string, string>>) : {};
}

function labelText(metadata: JsonObject): string {
  const labels = Object.entries(labelsOf(metadata)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return labels.length === 0 ? '<none>' : labels.map((each) => each.join('=')).join(',');
}

/**
 * Go's tabwriter as kubectl sets it up: cells at least six wide, three blanks between, the last cell as long
 * as it is. It remembers its widths, so that a watch's rows stand below the first ones.
 */
export class TabWriter {
  readonly #widths: number[] = [];

  lines(rows: readonly (readonly string[])[]): string {
    for (const row of rows) {
      for (const [index, cell] of row.slice(0, -1).entries()) {
        const width = Math.max(6, cell.length + 3);
        if (width > (this.#widths[index] ?? 0)) this.#widths[index] = width;
      }
    }
    return rows.map((row) => `${this.#line(row)}\n`).join('');
  }

  #line(row: readonly string[]): string {
    return row
      .map((cell, index) =>
        index === row.length - 1 ? cell : cell.padEnd(this.#widths[index] ?? 0),
      )
      .join('');
  }
}
