/**
 * Objects as a table of cells: what kubectl asks the server for, so that it need not know every kind.
 * A kind brings its columns; everything else about tables is here.
 */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { JsonArray, JsonObject, JsonValue } from '#base/json.ts';
import type { Instant } from '#base/time.ts';
import { age } from './human_duration.ts';

export type Cell = JsonValue;

/** One column. Those of priority 1 are shown by `-o wide` alone. */
export interface Column {
  readonly name: string;
  readonly type: string;
  readonly format: string;
  readonly priority: number;
  readonly description: string;
}

export interface TableRow {
  readonly cells: readonly Cell[];
  /** Set for what has come to its end. */
  readonly conditions?: JsonArray;
}

/** How objects of a kind are printed. */
export interface TablePrinter {
  readonly columns: readonly Column[];
  readonly row: (obj: Unstructured, now: Instant) => TableRow;
}

/** What a row shows of its object besides the cells. */
export type IncludedObject = 'None' | 'Metadata' | 'Object';

export interface TableOptions {
  readonly printer: TablePrinter | undefined;
  readonly now: Instant;
  readonly include: IncludedObject;
  /** `meta.k8s.io/v1`. */
  readonly apiVersion: string;
  /** Left out after the first event of a watch. */
  readonly headers: boolean;
}

/** A printer of cells that follow from the object alone. */
export function printer(
  columns: readonly Column[],
  cells: (obj: Unstructured, now: Instant) => readonly Cell[],
): TablePrinter {
  return { columns, row: (obj, now) => ({ cells: cells(obj, now) }) };
}

export const nameColumn: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  priority: 0,
  description: '',
};
export const ageColumn = column('Age');

export function column(name: string, type = 'string'): Column {
  return { name, type, format: '', priority: 0, description: '' };
}

export function wideColumn(name: string, type = 'string'): Column {
  return { ...column(name, type), priority: 1 };
}

/** For kinds that say nothing of their own. */
export const plainPrinter = printer([nameColumn, column('Created At', 'date')], (obj) => [
  obj.metadata.name ?? '',
  obj.metadata.creationTimestamp ?? null,
]);

export function ageOf(obj: Unstructured, now: Instant): string {
  return age(obj.metadata.creationTimestamp, now);
}

/** The table of the objects in a list, an object, or an event. */
export function tableOf(
  objects: readonly Unstructured[],
  metadata: JsonObject,
  options: TableOptions,
): JsonObject {
  const { printer: own, now, apiVersion } = options;
  const { columns, row } = own ?? plainPrinter;
  const rows = objects.map((obj) => {
    const { cells, conditions } = row(obj, now);
    return {
      cells: [...cells],
      ...(conditions === undefined ? {} : { conditions }),
      object: included(obj, options),
    };
  });
  return {
    kind: 'Table',
    apiVersion,
    metadata,
    columnDefinitions: options.headers ? columns.map((each) => ({ ...each })) : null,
    rows,
  };
}

function included(obj: Unstructured, options: TableOptions): JsonValue {
  switch (options.include) {
    case 'None':
      return null;
    case 'Object':
      return obj;
    case 'Metadata': {
      const { apiVersion } = options;
      return { kind: 'PartialObjectMetadata', apiVersion, metadata: obj.metadata };
    }
  }
}
