/** Objects in full, or as names, as `-o yaml|json|name` asks for them. */

import { isJsonObject, type JsonObject } from '#base/json.ts';
import { kubectlYaml } from '#script/kubectl_yaml.ts';
import type { APIResource } from './discovery.ts';
import type { Invocation } from './invocation.ts';
import { shownName } from './targets.ts';

export type ObjectFormat = 'yaml' | 'json';

/** One document. */
export function objectText(object: JsonObject, format: ObjectFormat): string {
  return format === 'yaml' ? kubectlYaml(object) : `${JSON.stringify(sorted(object), null, 4)}\n`;
}

/** Without what only field managers need. */
export function withoutManagedFields(object: JsonObject): JsonObject {
  const { metadata } = object;
  if (!isJsonObject(metadata) || metadata['managedFields'] === undefined) return object;
  const { managedFields: _managedFields, ...kept } = metadata;
  return { ...object, metadata: kept };
}

/** What was done to an object, in the format that was asked for. */
export function sayDone(
  invocation: Invocation,
  resource: APIResource,
  done: { readonly object: JsonObject; readonly operation: string },
): void {
  const { metadata } = done.object;
  const name = isJsonObject(metadata) ? String(metadata['name'] ?? '') : '';
  const format = invocation.flag('output');
  if (format === 'yaml' || format === 'json') {
    invocation.out(objectText(withoutManagedFields(done.object), format));
  } else if (format === 'name') invocation.out(`${shownName(resource, name)}\n`);
  else {
    invocation.out(`${shownName(resource, name)} ${done.operation}${dryRunText(invocation)}\n`);
  }
}

export function dryRunText(invocation: Invocation): string {
  switch (invocation.flag('dry-run')) {
    case 'client':
      return ' (dry run)';
    case 'server':
      return ' (server dry run)';
    default:
      return '';
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, sorted(value[key])]),
  );
}
