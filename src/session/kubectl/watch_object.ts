/**
 * Follows one object as kubectl's `wait`, `delete` and `rollout status` do: a watch that begins with what
 * there is and goes on, opened again when it ends; or a list and a watch, where the server cannot do that.
 */

import { statusCause } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Event } from '#apimachinery/pkg/watch/watch.ts';
import { isJsonObject, type JsonObject } from '#base/json.ts';
import { seconds } from '#base/time.ts';
import { select } from '#sim/channel.ts';
import type { Context } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import type { APIResource } from './discovery.ts';
import type { Invocation } from './invocation.ts';
import { itemsOf, pathOf } from './targets.ts';

/** What is followed. */
export interface Followed {
  readonly resource: APIResource;
  readonly namespace: string;
  readonly name: string;
  readonly ctx: Context;
}

/** What a look at the object comes to. `undefined`: go on. */
export type Verdict = { readonly done: true; readonly fault?: string } | undefined;

export interface Watching {
  /** Called once with what there is in the beginning. */
  readonly began: (object: Unstructured | undefined) => Verdict;
  readonly changed: (event: Event) => Verdict;
}

/** How it ended; `undefined` if the context did before anything was decided. */
export function* watchObject(
  invocation: Invocation,
  followed: Followed,
  watching: Watching,
): Proc<Verdict> {
  const follower = new Follower(invocation, followed, watching);
  while (followed.ctx.error === undefined) {
    const verdict = yield* follower.once();
    if (verdict !== undefined) return verdict;
    if (followed.ctx.error === undefined) yield* invocation.sim.sleep(seconds(1));
  }
  return undefined;
}

class Follower {
  readonly #invocation: Invocation;
  readonly #followed: Followed;
  readonly #watching: Watching;
  #version = '';
  #begun = false;
  #lists = false;

  constructor(invocation: Invocation, followed: Followed, watching: Watching) {
    this.#invocation = invocation;
    this.#followed = followed;
    this.#watching = watching;
  }

  /** Opens one watch and follows it to its end. */
  *once(): Proc<Verdict> {
    const { ctx } = this.#followed;
    if (this.#lists && this.#version === '') {
      const verdict = yield* this.#list();
      if (verdict !== undefined || this.#version === '') return verdict;
    }
    const opened = yield* this.#invocation.watch({ path: this.#path, query: this.#query() }, ctx);
    if (!opened.ok) {
      // A server that cannot begin a watch with what there is says so: then it is listed first.
      this.#lists ||= opened.error.kind === 'StatusError' && opened.error.errStatus.code === 422;
      return undefined;
    }
    const watcher = opened.value;
    const cases = [watcher.resultChan().receiving(), ctx.done.receiving()];
    let first: Unstructured | undefined;
    try {
      for (;;) {
        const { index, value } = yield* select(this.#invocation.sim, cases);
        if (index === 1 || value === undefined) return undefined;
        const event = value as Event;
        if (event.type === 'ERROR') {
          this.#version = '';
          this.#lists ||= statusCause(event.object, 'FieldValueForbidden') !== undefined;
          return undefined;
        }
        this.#version = event.object.metadata.resourceVersion ?? this.#version;
        if (!this.#begun && event.type !== 'BOOKMARK') {
          first = event.type === 'DELETED' ? undefined : event.object;
          continue;
        }
        const verdict = this.#take(event, first);
        if (verdict !== undefined) return verdict;
      }
    } finally {
      watcher.stop();
    }
  }

  #take(event: Event, first: Unstructured | undefined): Verdict {
    if (event.type !== 'BOOKMARK') return this.#watching.changed(event);
    if (this.#begun || !endsInitialEvents(event.object as Unstructured)) return undefined;
    return this.#begin(first);
  }

  #begin(object: Unstructured | undefined): Verdict {
    this.#begun = true;
    const verdict = this.#watching.began(object);
    if (verdict !== undefined || object === undefined) return verdict;
    return this.#watching.changed({ type: 'ADDED', object });
  }

  *#list(): Proc<Verdict> {
    const { resource, name, ctx } = this.#followed;
    const query = { fieldSelector: `metadata.name=${name}`, limit: '500', resourceVersion: '0' };
    const listed = yield* this.#invocation.send({ path: this.#path, query }, ctx);
    if (!listed.ok || !isJsonObject(listed.value.body)) return undefined;
    const { body } = listed.value;
    const metadata = body['metadata'] as JsonObject | undefined;
    this.#version = String(metadata?.['resourceVersion'] ?? '');
    const [object] = itemsOf(body, resource);
    return this.#begun ? undefined : this.#begin(object);
  }

  get #path(): string {
    const { resource, namespace } = this.#followed;
    return pathOf(resource, { namespace });
  }

  #query(): Readonly<Record<string, string | undefined>> {
    const begins = this.#version === '';
    return {
      allowWatchBookmarks: 'true',
      fieldSelector: `metadata.name=${this.#followed.name}`,
      resourceVersion: begins ? undefined : this.#version,
      resourceVersionMatch: begins ? 'NotOlderThan' : undefined,
      sendInitialEvents: begins ? 'true' : undefined,
      timeoutSeconds: '300',
      watch: 'true',
    };
  }
}

function endsInitialEvents({ metadata }: Unstructured): boolean {
  return metadata.annotations?.['k8s.io/initial-events-end'] === 'true';
}
