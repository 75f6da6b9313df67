/**
 * What kubectl asks OpenAPI for before it sends a manifest: whether the server checks fields itself, which is
 * when PATCH of the kind takes `fieldValidation`. Documents are kept as long as one run lasts.
 */

import { isJsonObject, type JsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { Proc } from '#sim/process.ts';
import { anyAccept } from './accept.ts';
import type { Invocation, KubectlRequest } from './invocation.ts';

/** Documents by their addresses, which name what is in them: kept on disk, however many runs there are. */
export type KeptDocuments = Map<string, JsonObject>;

/** What says of which kind it is. */
export interface Typed {
  readonly apiVersion: string;
  readonly kind: string;
}

/** What one run knows of OpenAPI. */
export class OpenAPI {
  readonly #kept: KeptDocuments;
  #root: JsonObject | undefined;

  constructor(kept: KeptDocuments) {
    this.#kept = kept;
  }

  /** Reads the list of documents, once in a run, and the kind's own, once for its content. */
  *document(invocation: Invocation, manifest: Typed): Proc<Result<JsonObject, string>> {
    if (this.#root === undefined) {
      const root = yield* read(invocation, {
        path: '/openapi/v3',
        accept: anyAccept,
        query: timeLimit,
      });
      if (!root.ok) return root;
      this.#root = root.value;
    }
    const { apiVersion, kind } = manifest;
    const name = apiVersion.includes('/') ? `apis/${apiVersion}` : `api/${apiVersion}`;
    const address = addressIn(this.#root, name);
    if (address === undefined) {
      return fail(`couldn't find resource for "${apiVersion}, Kind=${kind}"`);
    }
    const known = this.#kept.get(address);
    if (known !== undefined) return ok(known);
    const [path = '', hash = ''] = address.split('?hash=');
    const document = yield* read(invocation, { path, query: { hash, ...timeLimit } });
    if (document.ok) this.#kept.set(address, document.value);
    return document;
  }
}

const timeLimit = { timeout: '32s' };

function* read(invocation: Invocation, request: KubectlRequest): Proc<Result<JsonObject, string>> {
  const answered = yield* invocation.send(request);
  if (!answered.ok) return fail(answered.error.message);
  const { body } = answered.value;
  return isJsonObject(body) ? ok(body) : fail('openapi is not an object');
}

function addressIn(root: JsonObject, key: string): string | undefined {
  const { paths } = root;
  const entry = isJsonObject(paths) ? paths[key] : undefined;
  const address = isJsonObject(entry) ? entry['serverRelativeURL'] : undefined;
  return typeof address === 'string' ? address : undefined;
}
