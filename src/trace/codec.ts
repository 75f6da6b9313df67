/**
 * A trace as text: canonical NDJSON, one record a line. The first line names the format and version; an
 * object's line comes before the first event that mentions it. Equal runs give equal bytes.
 */

import { ContentHash } from '#base/content_hash.ts';
import { canonicalJson, type JsonObject } from '#base/json.ts';
import type { RunRecord } from './engine_port.ts';
import { formatVersion, type ObjectRef, type TraceEvent } from './event.ts';

/** Stands in the first line. */
export const formatName = 'informer-lab/trace';

/** The first line of every trace. */
export const traceHeaderLine = canonicalJson({ format: formatName, version: formatVersion });

/** The first line of a trace that can be played again. The digest of a trace is that without its record. */
export function headerLineOf(record: RunRecord): string {
  return canonicalJson({ format: formatName, record, version: formatVersion });
}

/** The line of one event. */
export function encodeEvent(event: TraceEvent): string {
  return canonicalJson(event);
}

/** The line of one object. */
export function encodeObject(ref: ObjectRef, object: JsonObject): string {
  return canonicalJson({ object: ref, value: object });
}

/** The digest of a trace, fed line by line: equal for equal bytes. */
export class TraceHash {
  readonly #hash: ContentHash;

  constructor(hash = new ContentHash().update(traceHeaderLine).update('\n')) {
    this.#hash = hash;
  }

  /** One that has seen the same, and goes on by itself. */
  copy(): TraceHash {
    return new TraceHash(this.#hash.copy());
  }

  addLine(line: string): void {
    this.#hash.update(line).update('\n');
  }

  digest(): string {
    return this.#hash.digest();
  }
}
