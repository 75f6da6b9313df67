/**
 * What was heard of one command, whether the real kubectl ran it or ours: its requests in order and what it
 * printed, with everything that no two runs have in common taken out.
 */

import { isJsonObject, type JsonValue } from '#base/json.ts';

export interface HeardRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, readonly string[]>>;
  readonly accept?: string;
  readonly contentType?: string;
  readonly body?: JsonValue;
}

/** As it was heard. */
export interface Heard {
  readonly name: string;
  readonly namespace: string;
  readonly requests: readonly HeardRequest[];
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

/** As it is recorded and compared. */
export interface Normalised {
  readonly name: string;
  readonly requests: readonly HeardRequest[];
  readonly out: string;
  readonly err: string;
  readonly code: number;
}

export function normalise(heard: Heard): Normalised {
  const names = new Names(heard.namespace);
  return {
    name: heard.name,
    requests: heard.requests.map((request) => normalRequest(request, names)),
    out: names.text(heard.out),
    err: names.text(heard.err),
    code: heard.code,
  };
}

/** Gives what differs from run to run a name by its first appearance. */
class Names {
  readonly #namespacePattern: RegExp;
  readonly #uids = new Map<string, string>();
  readonly #versions = new Map<string, string>();

  constructor(namespace: string) {
    this.#namespacePattern = new RegExp(`(?<![\\w-])${namespace}(?![\\w]|-scheduler|-token)`, 'g');
  }

  text(text: string): string {
    return text
      .replace(this.#namespacePattern, '$$ns')
      .replace(uidPattern, (uid) => named(this.#uids, uid, 'U'))
      .replace(/\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d \+0000/g, 'T')
      .replace(/(?<=\s)\d+(ms|s)(?=\s)/g, 'N$1')
      .replace(/(?<=Resource Version: +)\d+/g, 'rv')
      .replace(/\b10\.96\.\d+\.\d+/g, 'IP')
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, 'T')
      .replace(
        /(resourceVersion"?: ?"?)(\d+)/gi,
        (_, head: string, version: string) => `${head}${this.version(version)}`,
      )
      .replace(/https?:\/\/[\d.]+:\d+/g, 'https://server');
  }

  version(version: string): string {
    return version === '0' ? version : named(this.#versions, version, 'rv');
  }

  value(value: JsonValue, key = ''): JsonValue {
    if (typeof value === 'string') {
      if (key === 'resourceVersion') return this.version(value);
      return this.text(value);
    }
    if (Array.isArray(value)) return value.map((each) => this.value(each));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.keys(value)
        .toSorted()
        .map((each) => [this.text(each), this.value(value[each] ?? null, each)]),
    );
  }
}

const uidPattern = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g;

function named(names: Map<string, string>, key: string, prefix: string): string {
  const known = names.get(key);
  if (known !== undefined) return known;
  const name = `${prefix}${names.size + 1}`;
  names.set(key, name);
  return name;
}

function normalRequest(request: HeardRequest, names: Names): HeardRequest {
  const { method, path, query = {}, accept, contentType, body } = request;
  const normalQuery = Object.fromEntries(
    Object.keys(query)
      .toSorted()
      .map((key) => [key, (query[key] ?? []).map((value) => normalValue(key, value, names))]),
  );
  return {
    method,
    path: names.text(path),
    ...(Object.keys(normalQuery).length === 0 ? {} : { query: normalQuery }),
    ...(accept ? { accept } : {}),
    ...(contentType ? { contentType } : {}),
    ...(body === undefined || body === null ? {} : { body: names.value(body) }),
  };
}

/** Where kubectl draws a number by chance, or the server names a document by its content. */
function normalValue(key: string, value: string, names: Names): string {
  switch (key) {
    case 'timeoutSeconds':
      return 'N';
    case 'hash':
      return 'H';
    case 'resourceVersion':
      return names.version(value);
    case 'fieldSelector':
      // kubectl builds the selector of an object's events from a map: any order.
      return names.text(value.split(',').toSorted().join(','));
    default:
      return names.text(value);
  }
}
