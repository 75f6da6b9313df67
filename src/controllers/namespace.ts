/**
 * The namespace controller: empties a namespace that is being deleted, then lets it go. The server marks
 * the namespace and refuses new objects in it; everything else is done here.
 */

import { isNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import { isTerminating, name as nameOf } from '#apimachinery/pkg/api/meta/meta.ts';
import { formatTime } from '#base/epoch.ts';
import { cloneJson, equalJson } from '#base/json.ts';
import { ok, type Result } from '#base/result.ts';
import { seconds } from '#base/time.ts';
import type { ClientError } from '#client-go/rest/request.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import {
  type Controller,
  keyOfDeleted,
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
  type Wiring,
} from './controller_program.ts';
import {
  asKind,
  customResourceDefinitionKind,
  type KnownKind,
  type Namespace,
  namespacedKinds,
  namespaceKind,
} from './kinds.ts';
import {
  definedKinds,
  deletionConditions,
  type Remains,
  RemainsCount,
  remainingText,
} from './namespace_content.ts';
import type { TypedLister } from './typed_lister.ts';

export interface NamespaceControllerOptions extends ProgramOptions {
  /** The kinds that a namespace is emptied of, if not of all. */
  readonly kinds?: readonly KnownKind[];
}

const namespaceFinalizer = 'kubernetes';

export function startNamespaceController(sim: Sim, options: NamespaceControllerOptions): Program {
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? 'namespace-controller',
    resource: namespaceKind.resource.resource,
    build: (wiring) => new NamespaceController(wiring, options.kinds),
  });
}

class NamespaceController implements Controller {
  readonly #w: Wiring;
  readonly #kinds: readonly KnownKind[] | undefined;
  readonly #namespaces: TypedLister<Namespace>;

  constructor(wiring: Wiring, kinds: readonly KnownKind[] | undefined) {
    this.#w = wiring;
    this.#kinds = kinds;
    this.#namespaces = wiring.watch<Namespace>(namespaceKind, [], {
      onAdd: (namespace) => this.#seen(namespace),
      onUpdate: (_old, namespace) => this.#seen(namespace),
      onDelete: (obj) => this.#w.log(keyOfDeleted(obj), 'Namespace is gone'),
    });
  }

  #seen(namespace: Namespace): void {
    if (isTerminating(namespace)) this.#w.queue.add(nameOf(namespace));
  }

  *sync(key: string): Proc<SyncResult> {
    const seen = this.#namespaces.get(key);
    if (seen === undefined || !isTerminating(seen)) return ok(undefined);
    const live = yield* this.#w.client.resource(namespaceKind.resource).get(this.#w.ctx, key);
    if (!live.ok) return isNotFound(live.error) ? ok(undefined) : live;
    const namespace = asKind<Namespace>(live.value);
    if ((namespace.spec?.finalizers ?? []).length === 0) return ok(undefined);
    const remains = yield* this.#empty(key);
    if (!remains.ok) return remains;
    const told = yield* this.#tell(namespace, remains.value);
    if (!told.ok) return told;
    if (remains.value.estimateSeconds === 0) return yield* this.#finalize(told.value);
    this.#w.log(key, remainingText(remains.value));
    // Nothing here watches what is left: it is looked at again when it may be gone.
    const again = Math.floor(remains.value.estimateSeconds / 2) + 1;
    yield* this.#w.queue.addAfter(key, seconds(again));
    return ok(undefined);
  }

  /** Deletes everything in the namespace, the pods first: what they use goes after them. */
  *#empty(namespace: string): Proc<Result<Remains, ClientError>> {
    const kinds = yield* this.#contentKinds();
    if (!kinds.ok) return kinds;
    const ordered = [
      ...kinds.value.filter(({ resource }) => resource.resource === 'pods'),
      ...kinds.value.filter(({ resource }) => resource.resource !== 'pods'),
    ];
    const remains = new RemainsCount();
    for (const kind of ordered) {
      const emptied = yield* this.#emptyKind(namespace, kind, remains);
      if (!emptied.ok) return emptied;
      if (kind.resource.resource === 'pods' && remains.count > 0) break;
    }
    return ok(remains.result());
  }

  /** The server's own kinds, and those that definitions add. */
  *#contentKinds(): Proc<Result<readonly KnownKind[], ClientError>> {
    if (this.#kinds !== undefined) return ok(this.#kinds);
    const definitions = this.#w.client.resource(customResourceDefinitionKind.resource);
    const list = yield* definitions.list(this.#w.ctx, {});
    if (!list.ok) return list;
    return ok([...namespacedKinds, ...list.value.items.flatMap(definedKinds)]);
  }

  *#emptyKind(
    namespace: string,
    kind: KnownKind,
    remains: RemainsCount,
  ): Proc<Result<void, ClientError>> {
    const resource = this.#w.client.resource(kind.resource).namespace(namespace);
    const options = { propagationPolicy: 'Background' } as const;
    const deleted = yield* resource.deleteCollection(this.#w.ctx, options, {});
    if (!deleted.ok) return isNotFound(deleted.error) ? ok(undefined) : deleted;
    const left = yield* resource.list(this.#w.ctx, {});
    if (!left.ok) return left;
    remains.add(kind, left.value.items);
    return ok(undefined);
  }

  /** Writes what remains into the namespace's conditions, if that is news. */
  *#tell(namespace: Namespace, remains: Remains): Proc<Result<Namespace, ClientError>> {
    const before = namespace.status?.conditions ?? [];
    const conditions = deletionConditions(before, remains, formatTime(this.#w.sim.wallTime));
    if (equalJson(conditions, before)) return ok(namespace);
    const changed = cloneJson(namespace);
    changed.status = { ...changed.status, conditions };
    const namespaces = this.#w.client.resource(namespaceKind.resource);
    const updated = yield* namespaces.updateStatus(this.#w.ctx, changed);
    return updated.ok ? ok(asKind<Namespace>(updated.value)) : updated;
  }

  *#finalize(namespace: Namespace): Proc<Result<void, ClientError>> {
    const changed = cloneJson(namespace);
    const rest = namespace.spec?.finalizers?.filter((each) => each !== namespaceFinalizer) ?? [];
    changed.spec = { ...changed.spec, finalizers: rest };
    const namespaces = this.#w.client.resource(namespaceKind.resource);
    const options = { subresource: 'finalize' };
    const finalized = yield* namespaces.update(this.#w.ctx, changed, options);
    return finalized.ok || isNotFound(finalized.error) ? ok(undefined) : finalized;
  }
}
