/** What a client gets when it decodes an object: a copy of its own, known to the trace by the original. */

import { cloneJson, isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import type { ObjectRef } from '#trace/event.ts';
import type { Sim } from './sim.ts';

export interface DecodedCopy {
  readonly object: JsonObject;
  /** `''` where the trace keeps no objects. */
  readonly ref: ObjectRef;
}

/** Decodes one object. */
export function decodedCopy(sim: Sim, original: JsonObject): DecodedCopy {
  const object = cloneJson(original);
  const ref = sim.ref(original);
  if (ref !== '') sim.trace.objects.alias(object, ref);
  return { object, ref };
}

/** Decodes a response's body: an object, a list of objects, a Status or a text. */
export function decodedBody(sim: Sim, body: JsonValue, bareItems = false): JsonValue {
  if (!isJsonObject(body)) return cloneJson(body);
  const { items, ...rest } = body;
  if (Array.isArray(items)) {
    const copies = items.map((item) =>
      isJsonObject(item) ? withoutKind(decodedCopy(sim, item).object, bareItems) : item,
    );
    return { ...cloneJson(rest), items: copies };
  }
  return body['kind'] === 'Status' ? cloneJson(body) : decodedCopy(sim, body).object;
}

/** Changes the copy itself, which the trace knows. */
function withoutKind(copy: JsonObject, bare: boolean): JsonObject {
  if (!bare) return copy;
  Reflect.deleteProperty(copy, 'apiVersion');
  Reflect.deleteProperty(copy, 'kind');
  return copy;
}
