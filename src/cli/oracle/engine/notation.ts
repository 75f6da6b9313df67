/** The notation of scripts and recordings, as test/oracle/README.md describes it, for the engine's objects. */

import {
  isUnstructured,
  type Unstructured,
} from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { assert } from '#base/assert.ts';
import { type Duration, duration, second } from '#base/time.ts';
import { DeletedFinalStateUnknown, type Delta } from '#client-go/tools/cache/delta_fifo.ts';

/** `ns/name@rv label=value uid:x`, `tombstone KEY OBJECT`, `service:…`, `nothing`. */
export function parseObject(text: string): unknown {
  if (text === 'nothing') return 42;
  if (text.startsWith('tombstone ')) {
    const [, key = '', ...object] = text.split(' ');
    const held = object.length === 0 ? undefined : parseObject(object.join(' '));
    return new DeletedFinalStateUnknown(key, held as Unstructured | undefined);
  }
  if (text.startsWith('service:')) return parseKind('Service', text.slice('service:'.length));
  return parseKind('Pod', text);
}

export function parsePod(text: string): Unstructured {
  return parseObject(text) as Unstructured;
}

function parseKind(kind: string, text: string): Unstructured {
  const [place = '', ...words] = text.split(/ +/);
  const [key = '', resourceVersion = ''] = place.split('@');
  const slash = key.indexOf('/');
  const metadata: Unstructured['metadata'] = { name: key.slice(slash + 1), resourceVersion };
  if (slash >= 0) metadata.namespace = key.slice(0, slash);
  for (const word of words) {
    if (word.startsWith('uid:')) {
      metadata.uid = word.slice('uid:'.length);
      continue;
    }
    const [label = '', value = ''] = word.split('=');
    metadata.labels = { ...metadata.labels, [label]: value };
  }
  return { apiVersion: 'v1', kind, metadata };
}

/** The inverse of {@link parseObject}. */
export function show(object: unknown): string {
  if (object === undefined) return 'nil';
  if (object instanceof DeletedFinalStateUnknown) {
    const held = object.obj === undefined ? '' : ` ${show(object.obj)}`;
    return `tombstone ${object.key}${held}`;
  }
  if (!isUnstructured(object)) return 'nothing';
  const { name = '', namespace, resourceVersion = '', labels = {}, uid } = object.metadata;
  const place = namespace === undefined || namespace === '' ? name : `${namespace}/${name}`;
  const words = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
  words.sort();
  if (uid !== undefined && uid !== '') words.push(`uid:${uid}`);
  const prefix = object.kind === 'Service' ? 'service:' : '';
  return [`${prefix}${place}@${resourceVersion}`, ...words].join(' ');
}

/** For what Go gives in the order of a map. */
export function showSorted(objects: readonly unknown[]): readonly string[] {
  return objects.map(show).sort();
}

/** `Updated ns/a@5`. */
export function showDelta(delta: Delta): string {
  switch (delta.type) {
    case 'ReplacedAll': {
      const { resourceVersion, objects } = delta.object;
      return `ReplacedAll @${resourceVersion} [${objects.map(show).join(', ')}]`;
    }
    case 'SyncAll':
      return 'SyncAll ';
    case 'Bookmark':
      return `Bookmark @${delta.object.resourceVersion}`;
    default:
      return `${delta.type} ${show(delta.object)}`;
  }
}

/** Seconds without trailing zeros: `0.8s`. */
export function showDuration(value: number): string {
  const sign = value < 0 ? '-' : '';
  const size = Math.abs(value);
  const fraction = String(size % second).padStart(9, '0');
  const text = `${Math.floor(size / second)}.${fraction}`.replace(/0+$/, '').replace(/\.$/, '');
  return `${sign}${text}s`;
}

const units: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1_000,
  ms: 1_000_000,
  s: 1_000_000_000,
  m: 60_000_000_000,
  h: 3_600_000_000_000,
};

/** Go's notation: `1m30s`, `-1s`, `250ms`. */
export function parseDuration(text: unknown): Duration {
  assert(typeof text === 'string', `expected a duration, got ${JSON.stringify(text)}`);
  const sign = text.startsWith('-') ? -1 : 1;
  let total = 0;
  for (const [, count, unit] of text.matchAll(/([0-9.]+)(ns|us|ms|s|m|h)/g)) {
    total += Number(count) * (units[unit ?? ''] ?? Number.NaN);
  }
  return duration(sign * Math.round(total));
}
