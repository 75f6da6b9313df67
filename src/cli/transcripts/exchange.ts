/**
 * What passes between a script and a server, whichever it is: commands one way, replies the other; and
 * the exchanges that are written down of them.
 */

import type { JsonObject, JsonValue } from '#base/json.ts';

/** A request with everything filled in. */
export interface PlainRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: JsonValue;
  /** A body that is to be sent as it stands. */
  readonly text?: string;
}

/** An answer as it stood on the wire; a body that is no JSON is a text. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonValue;
}

/** What came of a watch since it was last read. */
export interface Reading {
  readonly events: readonly JsonObject[];
  /** Said when fewer came than were wanted: whether the stream ended, or was silent. */
  readonly ended?: boolean;
}

/** What a script wants of a server. */
export type Command =
  | { readonly kind: 'request'; readonly request: PlainRequest }
  | { readonly kind: 'watch'; readonly as: string; readonly request: PlainRequest }
  | {
      readonly kind: 'read';
      readonly watch: string;
      readonly events: number;
      readonly withinMs: number;
    }
  | { readonly kind: 'close'; readonly watch: string }
  | { readonly kind: 'wait'; readonly forMs: number }
  | { readonly kind: 'server'; readonly action: 'compact' | 'restart' };

/** An answer to `request`, and to a `watch` that was refused; a reading to `read`; nothing to the others. */
export type Reply =
  | { readonly kind: 'answer'; readonly answer: Answer }
  | { readonly kind: 'reading'; readonly reading: Reading }
  | { readonly kind: 'done' };

/** One step of a case and what came of it. */
export interface Exchange {
  /** `3`; `4.2.1` for the first step of the second round of the repeat that is step 4. */
  readonly step: string;
  /** `PUT /api/v1/namespaces/$ns/configmaps/a`, `read w`. */
  readonly asked: string;
  readonly status?: number;
  /** Those that a client acts on. */
  readonly headers?: JsonObject;
  readonly body?: JsonValue;
  readonly events?: readonly JsonObject[];
  readonly ended?: boolean;
}
