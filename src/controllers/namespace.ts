/**
 * The namespace controller: empties a namespace that is being deleted, then lets it go. The server marks
 * the namespace and refuses new objects in it; everything else is done here.
 */

import { isNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import { isTerminating, name as nameOf } from '#apimachinery/pkg/api/meta/meta.ts';
import { cloneJson } from '#base/json.ts';
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
  configMapKind,
  deploymentKind,
  type KnownKind,
  type Namespace,
  namespaceKind,
  podKind,
  replicaSetKind,
  secretKind,
} from './kinds.ts';
import type { TypedLister } from './typed_lister.ts';

export interface NamespaceControllerOptions extends ProgramOptions {
  /** The kinds that a namespace is emptied of. */
  readonly kinds?: readonly KnownKind[];
}

const defaultKinds: readonly KnownKind[] = [
  deploymentKind,
  replicaSetKind,
  podKind,
  configMapKind,
  secretKind,
];

const namespaceFinalizer = 'kubernetes';

export function startNamespaceController(sim: Sim, options: NamespaceControllerOptions): Program {
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? 'namespace-controller',
    resource: namespaceKind.resource.resource,
    build: (wiring) => new NamespaceController(wiring, options.kinds ?? defaultKinds),
  });
}

class NamespaceController implements Controller {
  readonly #w: Wiring;
  readonly #kinds: readonly KnownKind[];
  readonly #namespaces: TypedLister<Namespace>;

  constructor(wiring: Wiring, kinds: readonly KnownKind[]) {
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
    const namespace = this.#namespaces.get(key);
    if (namespace === undefined || !isTerminating(namespace)) return ok(undefined);
    let left = 0;
    for (const kind of this.#kinds) {
      const remaining = yield* this.#empty(key, kind);
      if (!remaining.ok) return remaining;
      left += remaining.value;
    }
    if (left === 0) return yield* this.#finalize(namespace);
    this.#w.log(key, `${left} objects remain`);
    // Pods take their time to end, and nothing here watches them.
    yield* this.#w.queue.addAfter(key, seconds(1));
    return ok(undefined);
  }

  /** Deletes everything of one kind; says how many are still there. */
  *#empty(namespace: string, kind: KnownKind): Proc<Result<number, ClientError>> {
    const resource = this.#w.client.resource(kind.resource).namespace(namespace);
    const before = yield* resource.list(this.#w.ctx, {});
    if (!before.ok) return before;
    if (before.value.items.length === 0) return ok(0);
    const options = { propagationPolicy: 'Background' } as const;
    const deleted = yield* resource.deleteCollection(this.#w.ctx, options, {});
    if (!deleted.ok) return deleted;
    const after = yield* resource.list(this.#w.ctx, {});
    return after.ok ? ok(after.value.items.length) : after;
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
