/** Which object an event is about: queues and controllers leave the resource out of their keys. */

import type { TraceEvent } from '#trace/event.ts';
import { objectKeyOf, programOf } from './object_key.ts';
import type { RunView } from './run_view.ts';

/** The object's full key, `pods/default/web-1`; `undefined` for what is about none. */
export function objectOfEvent(view: RunView, event: TraceEvent): string | undefined {
  const { data } = event;
  const key = 'key' in data ? data.key : undefined;
  if (key === undefined || key === '') return undefined;
  if ('informer' in data) {
    return objectKeyOf(data.informer.slice(data.informer.indexOf('/') + 1), key);
  }
  const program = programWithKeys(event);
  if (program !== undefined) return objectOfKey(view, event.seq, { program, key });
  return 'resource' in data && typeof data.resource === 'string'
    ? objectKeyOf(data.resource, key)
    : key;
}

/** The object behind a key of a program's work queue. */
export function objectOfKey(
  view: RunView,
  seq: number,
  { program, key }: { readonly program: string; readonly key: string },
): string | undefined {
  const started = view.timelines.programs.at(program, seq)?.life.at(seq).controller.at(seq);
  return started === undefined ? undefined : objectKeyOf(started.data.resource, key);
}

function programWithKeys({ data }: TraceEvent): string | undefined {
  if ('queue' in data && typeof data.queue === 'string') return programOf(data.queue);
  return 'controller' in data ? programOf(data.controller) : undefined;
}

/** Where in a run each object was touched. It reads only what has been added since it was last asked. */
export class ObjectHops {
  readonly view: RunView;
  readonly #hops = new Map<string, number[]>();
  #read = 0;

  constructor(view: RunView) {
    this.view = view;
  }

  /** The hops that are about an object, oldest first. */
  of(objectKey: string): readonly number[] {
    const { events } = this.view;
    for (; this.#read < events.length; this.#read++) {
      const event = events[this.#read];
      const object = event === undefined ? undefined : objectOfEvent(this.view, event);
      if (event === undefined || object === undefined) continue;
      const known = this.#hops.get(object);
      if (known === undefined) this.#hops.set(object, [event.seq]);
      else known.push(event.seq);
    }
    return this.#hops.get(objectKey) ?? [];
  }
}
