/** Finds the objects that a line of kubectl's output names, so that it can lead to them. */

import { pluralOf } from '#script/resource_names.ts';

/** A stretch of a line; with a key it names an object that there is. */
export interface LinePart {
  readonly text: string;
  readonly key: string | undefined;
}

/** What is asked of the run: the keys of objects that are there, `pods/default/web-1`. */
export interface KnownObjects {
  /** The key of an object of that resource and name, if there is one. */
  readonly find: (resource: string, name: string) => string | undefined;
}

const named = /([a-z][a-z0-9]*)((?:\.[a-z][a-z0-9-]*)*)\/([a-z0-9](?:[-a-z0-9.]*[a-z0-9])?)/g;

/**
 * The line in parts. `pod/web-1` is found anywhere; in a table the first word of a row is the name of an
 * object of `resource`, the type that was asked for.
 */
export function linkedParts(
  line: string,
  known: KnownObjects,
  resource: string | undefined,
): readonly LinePart[] {
  const row = rowName(line, known, resource);
  if (row !== undefined) return row;
  const parts: LinePart[] = [];
  let end = 0;
  for (const match of line.matchAll(named)) {
    const [text, type = '', , name = ''] = match;
    // The plural of a custom kind is not known here; most are regular.
    const key = known.find(pluralOf(type), name) ?? known.find(`${type}s`, name);
    if (key === undefined) continue;
    if (match.index > end) parts.push({ text: line.slice(end, match.index), key: undefined });
    parts.push({ text, key });
    end = match.index + text.length;
  }
  if (end < line.length || parts.length === 0)
    parts.push({ text: line.slice(end), key: undefined });
  return parts;
}

function rowName(
  line: string,
  known: KnownObjects,
  resource: string | undefined,
): readonly LinePart[] | undefined {
  const name = /^[a-z0-9][-a-z0-9.]*(?= {2,}|$)/.exec(line)?.[0];
  if (resource === undefined || name === undefined) return undefined;
  const key = known.find(resource, name);
  if (key === undefined) return undefined;
  return [
    { text: name, key },
    { text: line.slice(name.length), key: undefined },
  ];
}

/** The one type that a line of `kubectl get` asks for: what the rows of its table are. */
export function resourceAskedFor(line: string): string | undefined {
  const [kubectl, verb, type = ''] = line.split(' ');
  if (kubectl !== 'kubectl' || verb !== 'get' || type === '' || type.startsWith('-'))
    return undefined;
  return type.includes(',') || type.includes('/') ? undefined : pluralOf(type);
}
