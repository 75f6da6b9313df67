/** Objects that events speak of, stored once each under an id made of their content. */

import { hashText } from '#base/content_hash.ts';
import { canonicalJson, cloneJson, freezeJson, type JsonObject } from '#base/json.ts';
import type { ObjectRef } from './event.ts';

/** Told of each object when it is first seen, before the event that mentions it. */
export type ObjectSink = (ref: ObjectRef, object: JsonObject) => void;

export class ObjectTable {
  readonly #objects = new Map<ObjectRef, JsonObject>();
  /** The table's own objects, which it keeps anyway: a weak map of them would cost the collector dearly. */
  readonly #own = new Map<object, ObjectRef>();
  readonly #known = new WeakMap<object, ObjectRef>();
  readonly #sink: ObjectSink;

  #like: ObjectTable | undefined;

  /** `like`: what both tables hold is kept once. */
  constructor(sink: ObjectSink = () => undefined, like?: ObjectTable) {
    this.#sink = sink;
    this.#like = like;
  }

  /** From here on it keeps its own objects only. */
  part(): void {
    this.#like = undefined;
  }

  /** The id of an object. A frozen object becomes part of the table; of any other, a copy does. */
  intern(object: JsonObject): ObjectRef {
    const known = this.#own.get(object) ?? this.#known.get(object);
    if (known !== undefined) return known;
    const ref = hashText(canonicalJson(object));
    const frozen = Object.isFrozen(object);
    if (!this.#objects.has(ref)) {
      const kept = this.#like?.get(ref) ?? freezeJson(frozen ? object : cloneJson(object));
      this.#objects.set(ref, kept);
      this.#own.set(kept, ref);
      if (frozen && kept !== object) this.#known.set(object, ref);
      this.#sink(ref, kept);
    } else if (frozen) this.#known.set(object, ref);
    return ref;
  }

  /**
   * Says that `copy` was decoded from the object `ref`, so that speaking of the copy costs nothing.
   * A holder that changes its copy must call {@link forget} first, or the trace would show the original.
   */
  alias(copy: object, ref: ObjectRef): void {
    this.#known.set(copy, ref);
  }

  /** The id under which an object or a copy is known. */
  refOf(object: object): ObjectRef | undefined {
    return this.#own.get(object) ?? this.#known.get(object);
  }

  /** Breaks the tie between a copy and what it was decoded from. */
  forget(copy: object): void {
    this.#known.delete(copy);
  }

  get(ref: ObjectRef): JsonObject | undefined {
    return this.#objects.get(ref);
  }

  entries(): IterableIterator<[ObjectRef, JsonObject]> {
    return this.#objects.entries();
  }
}
