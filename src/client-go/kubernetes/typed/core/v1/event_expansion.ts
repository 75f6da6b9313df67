/**
 * Writing Events, each in its own namespace: the sink that a broadcaster records to.
 *
 * @upstream kubernetes/client-go kubernetes/typed/core/v1/event_expansion.go
 * @diverges A patch is a merge patch, not a strategic one: for the plain values that it changes they are the same.
 * @diverges Works through a dynamic client. Searching for an object's events is left out.
 */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { JsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { Answered, Interface } from '#client-go/dynamic/interface.ts';
import type { EventSink, SinkError } from '#client-go/tools/record/event.ts';
import { background, type Context } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { type CoreEvent, eventName } from './event.ts';

const eventsResource = { group: '', version: 'v1', resource: 'events' };

type Written = Result<CoreEvent, SinkError>;

/** Writes through a client; `namespace` is `''` for events of any namespace. */
export class EventSinkImpl implements EventSink {
  readonly #sim: Sim;
  readonly #client: Interface;
  readonly #namespace: string;
  readonly #ctx: Context;

  constructor(sim: Sim, client: Interface, namespace = '') {
    this.#sim = sim;
    this.#client = client;
    this.#namespace = namespace;
    this.#ctx = background(sim);
  }

  create(event: CoreEvent): Blocking<Written> {
    return this.#sim.call(eventName(event), this.#create(event));
  }

  update(event: CoreEvent): Blocking<Written> {
    return this.#sim.call(eventName(event), this.#update(event));
  }

  patch(oldEvent: CoreEvent, data: JsonObject): Blocking<Written> {
    return this.#sim.call(eventName(oldEvent), this.#patch(oldEvent, data));
  }

  *#create(event: CoreEvent): Proc<Written> {
    if (!this.#accepts(event)) return fail(this.#elsewhere(event, 'create'));
    return yield* written(this.#events(event).create(this.#ctx, asObject(event)));
  }

  *#update(event: CoreEvent): Proc<Written> {
    if (!this.#accepts(event)) return fail(this.#elsewhere(event, 'update'));
    return yield* written(this.#events(event).update(this.#ctx, asObject(event)));
  }

  *#patch(oldEvent: CoreEvent, data: JsonObject): Proc<Written> {
    if (!this.#accepts(oldEvent)) return fail(this.#elsewhere(oldEvent, 'patch'));
    const { name = '' } = oldEvent.metadata;
    const type = 'application/merge-patch+json';
    return yield* written(this.#events(oldEvent).patch(this.#ctx, name, { type, data }));
  }

  #events(event: CoreEvent) {
    return this.#client.resource(eventsResource).namespace(event.metadata.namespace ?? '');
  }

  #accepts(event: CoreEvent): boolean {
    return this.#namespace === '' || event.metadata.namespace === this.#namespace;
  }

  #elsewhere(event: CoreEvent, verb: string): SinkError {
    const namespace = event.metadata.namespace ?? '';
    return {
      kind: 'WrongNamespace',
      message: `can't ${verb} an event with namespace '${namespace}' in namespace '${this.#namespace}'`,
    };
  }
}

function* written(answered: Answered<Unstructured>): Proc<Written> {
  const answer = yield* answered;
  return answer.ok ? ok(answer.value as unknown as CoreEvent) : answer;
}

/** An event is an object like any other to the client. */
function asObject(event: CoreEvent): Unstructured {
  return event as Unstructured;
}
