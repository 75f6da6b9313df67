/**
 * The writes of every kind: what upstream calls the generic registry. Reads the present state, lets the
 * rules of the kind speak, and writes only if nobody else has meanwhile.
 */

import {
  newAlreadyExists,
  newConflict,
  newGenerateNameConflict,
  newInvalid,
  newNotFound,
  newStatusError,
  newTimeoutError,
  type StatusError,
} from '#apimachinery/pkg/api/errors/errors.ts';
import type { DeleteOptions } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { storageFailure } from '#apiserver/bodies/body_text.ts';
import type { ObjectStorage } from '#apiserver/storage/dry_run.ts';
import type { KeyState } from '#apiserver/storage/etcd.ts';
import { cloneJson, equalJson } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { preparedForCreation } from './creation.ts';
import { decideDeletion, isReadyToGo, preconditionFailure } from './deletion.ts';
import { apiVersionOf, type Kind, type Preparation } from './kind.ts';
import { preparedUpdate, type Subresource, versionFailure } from './object_update.ts';
import { type Outcome, rawFailure } from './outcome.ts';
import type { SystemFields } from './system_fields.ts';

/** One object's place. */
export interface Target {
  readonly kind: Kind;
  readonly namespace: string;
  readonly name: string;
}

export interface ObjectUpdate {
  readonly subresource: Subresource;
  /** What the client wants of the object as it is; called again whenever somebody else was faster. */
  readonly change: (existing: Unstructured) => Outcome<Unstructured>;
  /** What a missing object is created from, if that is allowed. */
  readonly missing: (() => Outcome<Unstructured>) | undefined;
  /** What stands against creating it. */
  readonly admit?: () => Proc<StatusError | undefined>;
  /** The uid that the stored object must have. */
  readonly uid: string | undefined;
}

const mostGeneratedNames = 8;
/** A write that is overtaken so often has run into its deadline. */
const mostAttempts = 100;

export class ObjectStore {
  readonly #sim: Sim;
  readonly #etcd: ObjectStorage;
  readonly #fields: SystemFields;
  readonly #preparation: () => Preparation;
  readonly #cached: (kind: Kind, key: string) => Unstructured | undefined;

  constructor(
    sim: Sim,
    options: {
      readonly etcd: ObjectStorage;
      readonly fields: SystemFields;
      readonly preparation: () => Preparation;
      /** The replica's cached, perhaps stale, object. */
      readonly cached: (kind: Kind, key: string) => Unstructured | undefined;
    },
  ) {
    this.#sim = sim;
    this.#etcd = options.etcd;
    this.#fields = options.fields;
    this.#preparation = options.preparation;
    this.#cached = options.cached;
  }

  /** Creates an object. `obj` is the server's own from here on. */
  *create(kind: Kind, obj: Unstructured, namespace: string): Proc<Outcome<Unstructured>> {
    const { metadata: meta } = obj;
    if ((meta.resourceVersion ?? '0') !== '0' && meta.resourceVersion !== '') {
      return rawFailure('resourceVersion should not be set on objects to be created');
    }
    this.#fields.fill(meta);
    if (kind.namespaced) meta.namespace = namespace;
    else delete meta.namespace;
    obj.apiVersion = apiVersionOf(kind);
    obj.kind = kind.kind;
    kind.strategy.coerce(obj);
    if (kind.strategy.generationCounts !== undefined) meta.generation = 1;
    const base = meta.name === undefined || meta.name === '' ? (meta.generateName ?? '') : '';
    const attempts = base === '' ? 1 : mostGeneratedNames;
    for (let attempt = 1; ; attempt++) {
      const named = base === '' ? obj : cloneJson(obj);
      if (base !== '') named.metadata.name = this.#fields.generateName(base);
      const refused = this.#prepare(kind, named);
      if (refused !== undefined) return fail(refused);
      const tooLong = storageFailure(named);
      if (tooLong !== undefined) return rawFailure(tooLong);
      const key = keyOf(kind, namespace, named.metadata.name ?? '');
      const created = yield* this.#etcd.put(kind.prefix, key, { object: named, expected: 0 });
      if (created.ok) return created;
      if (attempt === attempts) {
        const found = created.error;
        return this.#exists({ kind, obj: named, generated: base !== '', found });
      }
    }
  }

  /** Changes an object. Returns what is stored now, and whether it was created. */
  *update(
    target: Target,
    update: ObjectUpdate,
  ): Proc<Outcome<{ readonly object: Unstructured; readonly created: boolean }>> {
    const { kind, namespace, name } = target;
    const key = keyOf(kind, namespace, name);
    let state = this.#cachedState(kind, key);
    let current = state === undefined;
    if (current) state = yield* this.#etcd.get(kind.prefix, key);
    for (let attempt = 1; attempt <= mostAttempts; attempt++) {
      if (state === undefined) return yield* this.#updateMissing(target, update);
      const wanted = this.#wanted(target, update, state.object);
      const settled = !wanted.ok || isStoredAs(kind, wanted.value, state);
      if (settled && !current) {
        const live: KeyState | undefined = yield* this.#etcd.get(kind.prefix, key);
        current = true;
        if (live?.revision !== state.revision || live.stored !== undefined) {
          state = live;
          continue;
        }
      }
      if (!wanted.ok) return wanted;
      const object = wanted.value;
      if (settled) {
        this.#etcd.unchanged(kind.prefix, state.object);
        return ok({ object: state.object, created: false });
      }
      const tooLong = storageFailure(object);
      if (tooLong !== undefined) return rawFailure(tooLong);
      const written = yield* this.#write(target, { object, existing: state });
      if (written.ok) return ok({ object: written.value, created: false });
      state = written.error;
      current = true;
    }
    return fail(newTimeoutError('request did not complete within the allotted timeout', 0));
  }

  /** Asks for an object's deletion. `gone` tells whether it is. */
  *delete(
    target: Target,
    asked: DeleteOptions,
  ): Proc<Outcome<{ readonly object: Unstructured; readonly gone: boolean }>> {
    const { kind, namespace, name } = target;
    const key = keyOf(kind, namespace, name);
    let state: KeyState | undefined = yield* this.#etcd.get(kind.prefix, key);
    for (let attempt = 1; attempt <= mostAttempts; attempt++) {
      if (state === undefined) return fail(newNotFound(kind, name));
      const refused = preconditionFailure(kind, state.object, asked);
      if (refused !== undefined) return fail(refused);
      const decision = decideDeletion(kind, state.object, { asked, now: this.#sim.now });
      if (decision.kind === 'pending') return ok({ object: state.object, gone: false });
      let { revision } = state;
      let { object } = state;
      if (decision.kind !== 'remove' && !equalJson(decision.marked, object)) {
        const write = { object: decision.marked, expected: revision };
        const marked = yield* this.#etcd.put(kind.prefix, key, write);
        if (!marked.ok) {
          state = marked.error;
          continue;
        }
        object = marked.value;
        revision = Number(object.metadata.resourceVersion);
      }
      if (decision.kind === 'mark') return ok({ object, gone: false });
      const removed = yield* this.#etcd.delete(kind.prefix, key, revision);
      if (removed.ok) return ok({ object: removed.value, gone: true });
      state = removed.error;
    }
    return fail(newTimeoutError('request did not complete within the allotted timeout', 0));
  }

  /** What the update makes of the object as it is. */
  #wanted(target: Target, update: ObjectUpdate, existing: Unstructured): Outcome<Unstructured> {
    const { kind } = target;
    const { uid } = update;
    if (uid !== undefined && uid !== existing.metadata.uid) {
      return fail(uidConflict(target, uid, existing.metadata.uid ?? ''));
    }
    const incoming = update.change(existing);
    if (!incoming.ok) return incoming;
    kind.strategy.coerce(incoming.value);
    const stale = versionFailure(kind, incoming.value, existing);
    if (stale !== undefined) return fail(stale);
    const { subresource } = update;
    return preparedUpdate(kind, incoming.value, { existing, subresource });
  }

  /** Stores the object; or removes it, if that was the last thing it waited for. */
  *#write(
    target: Target,
    write: { readonly object: Unstructured; readonly existing: KeyState },
  ): Proc<Result<Unstructured, KeyState | undefined>> {
    const { kind, namespace, name } = target;
    const { object, existing } = write;
    const key = keyOf(kind, namespace, name);
    if (isReadyToGo(object) && !isReadyToGo(existing.object)) {
      const removed = yield* this.#etcd.delete(kind.prefix, key, existing.revision);
      if (!removed.ok) return removed;
      object.metadata.resourceVersion ??= existing.object.metadata.resourceVersion;
      return ok(object);
    }
    return yield* this.#etcd.put(kind.prefix, key, { object, expected: existing.revision });
  }

  *#updateMissing(
    target: Target,
    update: ObjectUpdate,
  ): Proc<Outcome<{ readonly object: Unstructured; readonly created: boolean }>> {
    const { kind, namespace, name } = target;
    if (update.missing === undefined) return fail(newNotFound(kind, name));
    if (update.uid !== undefined) return fail(uidConflict(target, update.uid, ''));
    const refused = update.admit === undefined ? undefined : yield* update.admit();
    if (refused !== undefined) return fail(refused);
    const made = update.missing();
    if (!made.ok) return made;
    delete made.value.metadata.resourceVersion;
    const created = yield* this.create(kind, made.value, namespace);
    return created.ok ? ok({ object: created.value, created: true }) : created;
  }

  #cachedState(kind: Kind, key: string): KeyState | undefined {
    const object = this.#cached(kind, key);
    return object === undefined
      ? undefined
      : { object, revision: Number(object.metadata.resourceVersion) };
  }

  /** Fills in a new object, and says what is wrong with it. */
  #prepare(kind: Kind, obj: Unstructured) {
    const errors = preparedForCreation(kind, obj, this.#preparation());
    return errors.length === 0 ? undefined : newInvalid(kind, obj.metadata.name ?? '', errors);
  }

  #exists(options: {
    readonly kind: Kind;
    readonly obj: Unstructured;
    readonly generated: boolean;
    readonly found: KeyState | undefined;
  }): Outcome<never> {
    const { kind, obj, generated, found } = options;
    const { name = '' } = obj.metadata;
    if (generated) return fail(newGenerateNameConflict(kind, name, 1));
    const error = newAlreadyExists(kind, name);
    if (found?.object.metadata.deletionTimestamp === undefined) return fail(error);
    const message = `object is being deleted: ${error.message}`;
    const { details } = error.errStatus;
    return fail(newStatusError(409, 'AlreadyExists', { message, details }));
  }
}

/** The object has another uid than the client says, or none because it does not exist. */
function uidConflict({ kind, namespace, name }: Target, wanted: string, found: string) {
  const key = `/registry/${etcdFolder(kind)}/${keyOf(kind, namespace, name)}`;
  const why = `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${wanted}, UID in object meta: ${found}`;
  return newConflict(kind, name, why);
}

/** True if writing the object would change nothing in etcd. */
function isStoredAs(kind: Kind, object: Unstructured, state: KeyState): boolean {
  if (state.stored === undefined) return equalJson(object, state.object);
  return equalJson(kind.prefix.codec?.encode(object), state.stored);
}

/** Where upstream's etcd has the objects of a kind: as its messages name it. */
function etcdFolder(kind: Kind): string {
  if (kind.custom) return `${kind.group}/${kind.resource}`;
  if (kind.resource === 'services') return 'services/specs';
  return kind.resource === 'nodes' ? 'minions' : kind.resource;
}

/** `default/web-1`, `node-a`. */
export function keyOf(kind: Kind, namespace: string, name: string): string {
  return kind.namespaced ? `${namespace}/${name}` : name;
}
