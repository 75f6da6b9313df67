/** Tables of custom resources: their name, and the columns that their definition names. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { numberAt, textAt } from '#apiserver/registry/members.ts';
import { canonicalJson, type JsonValue } from '#base/json.ts';
import type { Instant } from '#base/time.ts';
import { age } from './human_duration.ts';
import { type JSONPath, parseJSONPath } from './json_path.ts';
import { type Cell, type Column, nameColumn, printer, type TablePrinter } from './table.ts';

interface PrintedColumn {
  readonly column: Column;
  readonly path: JSONPath;
}

/** What the real server says of the first column, and of the age. */
const describedName: Column = {
  ...nameColumn,
  description:
    'Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names',
};

/** What is shown of kinds whose definition names no columns. */
const ageDefinition = {
  name: 'Age',
  type: 'date',
  jsonPath: '.metadata.creationTimestamp',
  description:
    'CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata',
};

/** The printer of a version, from its `additionalPrinterColumns`. A path that makes no sense ends them. */
export function customResourcePrinter(definitions: readonly JsonValue[]): TablePrinter {
  const columns: PrintedColumn[] = [];
  for (const definition of definitions.length === 0 ? [ageDefinition] : definitions) {
    const printed = printedColumn(definition);
    if (printed === undefined) break;
    columns.push(printed);
  }
  return printer([describedName, ...columns.map(({ column }) => column)], (obj, now) => [
    obj.metadata.name ?? '',
    ...columns.map((column) => cellOf(obj, column, now)),
  ]);
}

function printedColumn(definition: JsonValue): PrintedColumn | undefined {
  const jsonPath = textAt(definition, 'jsonPath');
  const path = parseJSONPath(jsonPath);
  if (path === undefined) return undefined;
  const described = textAt(definition, 'description');
  const column = {
    name: textAt(definition, 'name'),
    type: textAt(definition, 'type'),
    format: textAt(definition, 'format'),
    description:
      described === ''
        ? `Custom resource definition column (in JSONPath format): ${jsonPath}`
        : described,
    priority: numberAt(definition, 'priority') ?? 0,
  };
  return { column, path };
}

/** The first result; a value that is not of the column's type is shown as nothing. */
function cellOf(obj: Unstructured, printed: PrintedColumn, now: Instant): Cell {
  const [value] = printed.path.find(obj as JsonValue);
  if (value === undefined) return null;
  switch (printed.column.type) {
    case 'string':
      return textOf(value);
    case 'integer':
      return typeof value === 'number' ? Math.trunc(value) : null;
    case 'number':
      return typeof value === 'number' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'date':
      return typeof value === 'string' ? age(value, now) : null;
    default:
      return null;
  }
}

function textOf(value: JsonValue): string {
  if (typeof value === 'string') return value;
  return value === null ? '<nil>' : canonicalJson(value);
}
