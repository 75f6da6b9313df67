/**
 * The lab's example of a controller: it keeps as many pods as a Website asks for, counts those that are
 * ready into its status, and removes them when the Website is being deleted. Nearly everything about it is
 * an open place: the order of its reconcile function, and how it names, counts, finds and deletes pods.
 */

import { isNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import {
  finalizers,
  name as nameOf,
  namespace as namespaceOf,
  resourceVersion,
} from '#apimachinery/pkg/api/meta/meta.ts';
import { getControllerOf } from '#apimachinery/pkg/apis/meta/v1/helpers.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { cloneJson } from '#base/json.ts';
import { ok, type Result } from '#base/result.ts';
import type { ClientError } from '#client-go/rest/request.ts';
import {
  type Controller,
  keyOfDeleted,
  type ProgramOptions,
  type SyncResult,
  startControllerProgram,
  type Wiring,
  withoutTombstone,
} from '#controllers/controller_program.ts';
import { ControllerExpectations } from '#controllers/expectations.ts';
import { isOwnerOfKind, type Pod, podKind } from '#controllers/kinds.ts';
import { keyOf } from '#controllers/pods.ts';
import { ownerIndex, type TypedLister } from '#controllers/typed_lister.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import { chosenPiece, chosenPieces } from './chosen_code.ts';
import {
  podOf,
  podsFinalizer,
  type Website,
  type WebsiteStatus,
  websiteKind,
  websiteLabel,
} from './website_kind.ts';
import { newPass, type ReconcilePiece, type Site, type Wait } from './website_pass.ts';
import {
  childNames,
  ownerMatch,
  reconcile,
  removal,
  statuses,
  waits,
  watches,
} from './website_pieces.ts';

const program = 'website';

export function startWebsite(sim: Sim, options: ProgramOptions): Program {
  return startControllerProgram(sim, {
    ...options,
    name: options.name ?? program,
    resource: websiteKind.resource.resource,
    build: (wiring) => new WebsiteController(wiring),
  });
}

class WebsiteController implements Controller {
  readonly #w: Wiring;
  readonly #websites: TypedLister<Website>;
  readonly #pods: TypedLister<Pod>;
  readonly #wait: Wait;
  readonly #body: readonly ReconcilePiece[];
  readonly #site: Site;

  constructor(wiring: Wiring) {
    const { code, queue } = wiring;
    this.#w = wiring;
    this.#wait = this.#chosenWait();
    const concernsOwner = chosenPiece({ program, slot: 'watches', code }, watches);
    const notice = (pod: Pod, added: boolean): void => {
      const owner = ownerKeyOf(pod);
      this.#wait.seen?.(owner, pod, added);
      if (owner !== undefined) concernsOwner(() => queue.add(owner));
    };
    this.#websites = wiring.watch<Website>(websiteKind, [], {
      onAdd: (website) => queue.add(keyOf(website)),
      onUpdate: (_old, website) => queue.add(keyOf(website)),
      onDelete: (obj) => queue.add(keyOfDeleted(obj)),
    });
    this.#pods = wiring.watch<Pod>(podKind, [ownerIndex], {
      onAdd: (pod) => notice(pod, true),
      onUpdate: (old, pod) => {
        if (resourceVersion(old) !== resourceVersion(pod)) notice(pod, false);
      },
      onDelete: (obj) => {
        const pod = withoutTombstone(obj);
        if (pod !== undefined) notice(pod, false);
      },
    });
    this.#body = chosenPieces({ program, slot: 'reconcile', code }, reconcile);
    this.#site = this.#newSite();
  }

  /** What is chosen stands in the middle of this; the rest is the same in every version. */
  *sync(key: string): Proc<SyncResult> {
    const notYet = this.#wait.notYet(key);
    if (notYet !== undefined) {
      this.#w.skip(key, notYet);
      const { lookAgainAfter } = this.#wait;
      if (lookAgainAfter !== undefined) yield* this.#w.queue.addAfter(key, lookAgainAfter);
      return ok(undefined);
    }
    const pass = newPass(key);
    for (const piece of this.#body) {
      const result = yield* piece(this.#site, pass);
      if (result !== undefined) return result;
    }
    return ok(undefined);
  }

  #chosenWait(): Wait {
    const { sim, code } = this.#w;
    const expectations = new ControllerExpectations(sim);
    return chosenPiece(
      { program, slot: 'wait', code },
      waits,
    )({
      now: () => sim.now,
      satisfied: (key) => expectations.satisfied(key),
      expectCreations: (key, count) => expectations.expectCreations(key, count),
      creationObserved: (key) => expectations.creationObserved(key),
      livePods: (key) => this.#livePods(key),
    });
  }

  #newSite(): Site {
    const { ctx, code, sim } = this.#w;
    const ownPods = chosenPiece({ program, slot: 'owner-match', code }, ownerMatch);
    const deleteOptions = chosenPiece({ program, slot: 'removal', code }, removal);
    const statusToWrite = chosenPiece({ program, slot: 'status', code }, statuses);
    return {
      websites: this.#websites,
      ownPods: (website) => ownPods(this.#pods, website),
      difference: chosenPiece({ program, slot: 'child-names', code }, childNames),
      wait: this.#wait,
      createPod: (website, metadata) =>
        this.#podsIn(namespaceOf(website)).create(ctx, podOf(website, metadata)),
      deletePod: (pod) =>
        this.#podsIn(namespaceOf(pod)).delete(ctx, nameOf(pod), deleteOptions(pod)),
      removeFinalizer: (website) => this.#removeFinalizer(website),
      updateStatus: (website, counted) => {
        const status = statusToWrite(website, counted, sim.now);
        return status === undefined ? unchanged() : this.#updateStatus(website, status);
      },
    };
  }

  *#removeFinalizer(website: Website): Proc<SyncResult> {
    const { ctx, client } = this.#w;
    const left = finalizers(website).filter((each) => each !== podsFinalizer);
    if (left.length === finalizers(website).length) return ok(undefined);
    const websites = client.resource(websiteKind.resource).namespace(namespaceOf(website));
    const metadata = { ...website.metadata, finalizers: left };
    const updated = yield* websites.update(ctx, cloneJson({ ...website, metadata }));
    return updated.ok || isNotFound(updated.error) ? ok(undefined) : updated;
  }

  *#updateStatus(website: Website, status: WebsiteStatus): Proc<SyncResult> {
    const { ctx, client } = this.#w;
    const websites = client.resource(websiteKind.resource).namespace(namespaceOf(website));
    // The cached object is shared by everyone who reads the cache: change a copy.
    const changed = { ...cloneJson(website), status };
    const updated = yield* websites.updateStatus(ctx, changed);
    // What is gone needs no status.
    return updated.ok || isNotFound(updated.error) ? ok(undefined) : updated;
  }

  *#livePods(key: string): Proc<Result<readonly Unstructured[], ClientError>> {
    const [namespace = '', name = ''] = key.split('/');
    const labelSelector = `${websiteLabel}=${name}`;
    const listed = yield* this.#podsIn(namespace).list(this.#w.ctx, { labelSelector });
    return listed.ok ? ok(listed.value.items) : listed;
  }

  #podsIn(namespace: string) {
    return this.#w.client.resource(podKind.resource).namespace(namespace);
  }
}

function* unchanged(): Proc<SyncResult> {
  return ok(undefined);
}

/** The key of the website that controls the pod. */
function ownerKeyOf(pod: Pod): string | undefined {
  const owner = getControllerOf(pod);
  if (owner === undefined || !isOwnerOfKind(owner, websiteKind)) return undefined;
  return `${namespaceOf(pod)}/${owner.name}`;
}
