/** What can stand in the open places of the website controller. Readers see each piece as it stands here. */

import { isAlreadyExists, isNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import {
  isTerminating,
  labels,
  name as nameOf,
  namespace as namespaceOf,
  resourceVersion,
  uid,
} from '#apimachinery/pkg/api/meta/meta.ts';
import { formatMicroTime, formatTime } from '#base/epoch.ts';
import { equalJson } from '#base/json.ts';
import { ok } from '#base/result.ts';
import { milliseconds, second } from '#base/time.ts';
import { desiredReplicas, type Pod } from '#controllers/kinds.ts';
import { isPodActive, isPodReady } from '#controllers/pods.ts';
import { ownerIndex } from '#controllers/typed_lister.ts';
import type { PiecesOf } from './chosen_code.ts';
import { websiteLabel } from './website_kind.ts';
import {
  deref,
  type OwnPods,
  type ReconcilePiece,
  type Removal,
  type Site,
  type StatusToWrite,
  type Wait,
  type WaitTools,
} from './website_pass.ts';

const done = ok(undefined);
const goOn = undefined;

export const reconcile: PiecesOf<'website', 'reconcile', ReconcilePiece> = {
  // piece get
  *get(site, pass) {
    pass.website = site.websites.get(pass.key);
    if (pass.website === undefined) return done; // gone
    return goOn;
  },
  // end of piece
  // piece list
  *list(site, pass) {
    const own = site.ownPods(deref(pass.website));
    pass.pods = own.filter(isPodActive);
    return goOn;
  },
  // end of piece
  // piece cleanup
  *cleanup(site, pass) {
    const website = deref(pass.website);
    if (!isTerminating(website)) return goOn;
    for (const pod of pass.pods) {
      const deleted = yield* site.deletePod(pod);
      if (!deleted.ok && !isNotFound(deleted.error)) return deleted;
    }
    return pass.pods.length > 0 ? done : yield* site.removeFinalizer(website);
  },
  // end of piece
  // piece compare
  *compare(site, pass) {
    const difference = site.difference(deref(pass.website), pass.pods);
    pass.missing = difference.missing;
    pass.surplus = difference.surplus;
    return goOn;
  },
  // end of piece
  // piece create
  *create({ wait, createPod }, { key, website, missing }) {
    if (missing.length > 0) wait.creating?.(key, missing.length);
    for (const metadata of missing) {
      const created = yield* createPod(deref(website), metadata);
      if (created.ok) wait.created?.(key, created.value);
      else {
        if (wait.failed !== undefined) yield* wait.failed(key, created.error);
        if (!isAlreadyExists(created.error)) return created; // and try again
      }
    }
    return goOn;
  },
  // end of piece
  // piece delete
  *delete(site, pass) {
    for (const pod of pass.surplus) {
      const deleted = yield* site.deletePod(pod);
      if (!deleted.ok && !isNotFound(deleted.error)) return deleted;
    }
    return goOn;
  },
  // end of piece
  // piece count
  *count(_site, pass) {
    pass.status = { readyReplicas: pass.pods.filter(isPodReady).length };
    return goOn;
  },
  // end of piece
  // piece write-status
  *'write-status'(site, pass) {
    const written = yield* site.updateStatus(deref(pass.website), pass.status);
    return written.ok ? goOn : written;
  },
  // end of piece
};

export const childNames: PiecesOf<'website', 'child-names', Site['difference']> = {
  // piece fixed
  fixed: (website, pods) => {
    const length = desiredReplicas(website);
    const names = Array.from({ length }, (_, index) => `${nameOf(website)}-${index}`);
    const present = pods.map(nameOf);
    return {
      missing: names.filter((name) => !present.includes(name)).map((name) => ({ name })),
      surplus: pods.filter((pod) => !names.includes(nameOf(pod))),
    };
  },
  // end of piece
  // piece generated
  generated: (website, pods) => {
    const length = Math.max(0, desiredReplicas(website) - pods.length);
    const generateName = `${nameOf(website)}-`;
    return {
      missing: Array.from({ length }, () => ({ generateName })),
      surplus: inOrderOfNames(pods).slice(desiredReplicas(website)),
    };
  },
  // end of piece
};

export const waits: PiecesOf<'website', 'wait', (tools: WaitTools) => Wait> = {
  // piece no-wait
  'no-wait': () => ({ notYet: () => undefined }),
  // end of piece
  // piece one-second
  'one-second': ({ now }) => {
    const since = new Map<string, number>();
    return {
      notYet: (key) => (now() < (since.get(key) ?? 0) + second ? 'not due yet' : undefined),
      lookAgainAfter: second,
      creating: (key) => since.set(key, now()),
    };
  },
  // end of piece
  // piece expectations
  expectations: ({ satisfied, expectCreations, creationObserved }) => ({
    notYet: (key) => (satisfied(key) ? undefined : 'expectations not met'),
    creating: (key, count) => expectCreations(key, count),
    *failed(key, error) {
      // Without an answer it may still have been created: then its event will come.
      if (error.kind === 'StatusError') creationObserved(key);
    },
    seen: (key, _pod, added) => {
      if (added && key !== undefined) creationObserved(key);
    },
  }),
  // end of piece
  // piece resource-version
  'resource-version': ({ livePods }) => {
    const written = new Map<string, number>();
    let newest = 0;
    const wrote = (key: string, version: number): void => {
      written.set(key, Math.max(written.get(key) ?? 0, version));
    };
    return {
      notYet: (key) => (newest < (written.get(key) ?? 0) ? 'own write not seen' : undefined),
      lookAgainAfter: milliseconds(100),
      created: (key, pod) => wrote(key, Number(resourceVersion(pod))),
      *failed(key) {
        // Without an answer nobody knows the version: ask the server what there is.
        const pods = yield* livePods(key);
        if (pods.ok)
          wrote(key, Math.max(0, ...pods.value.map((pod) => Number(resourceVersion(pod)))));
      },
      seen: (_key, pod) => {
        newest = Math.max(newest, Number(resourceVersion(pod)));
      },
    };
  },
  // end of piece
};

export const statuses: PiecesOf<'website', 'status', StatusToWrite> = {
  // piece compared
  compared: (website, status) => (equalJson(website.status, status) ? undefined : status),
  // end of piece
  // piece stamped
  stamped: (_website, status, now) => ({ ...status, lastUpdated: formatMicroTime(now) }),
  // end of piece
  // piece whole-seconds
  'whole-seconds': (_website, status, now) => ({ ...status, lastUpdated: formatTime(now) }),
  // end of piece
  // piece on-change
  'on-change': (website, status, now) => {
    const { lastUpdated, ...before } = website.status ?? {};
    if (lastUpdated !== undefined && equalJson(before, status)) return undefined;
    return { ...status, lastUpdated: formatMicroTime(now) };
  },
  // end of piece
};

export const ownerMatch: PiecesOf<'website', 'owner-match', OwnPods> = {
  // piece by-owner
  'by-owner': (pods, website) => pods.byIndex(ownerIndex.name, uid(website)),
  // end of piece
  // piece by-label
  'by-label': (pods, website) =>
    pods
      .inNamespace(namespaceOf(website))
      .filter((pod) => labels(pod)[websiteLabel] === nameOf(website)),
  // end of piece
};

export const removal: PiecesOf<'website', 'removal', Removal> = {
  // piece same-uid
  'same-uid': (pod) => ({ preconditions: { uid: uid(pod) } }),
  // end of piece
  // piece by-name
  'by-name': () => ({}),
  // end of piece
};

/** Whether a pod's change concerns its website. */
export const watches: PiecesOf<'website', 'watches', (enqueueOwner: () => void) => void> = {
  // piece websites-and-pods
  'websites-and-pods': (enqueueOwner) => enqueueOwner(),
  // end of piece
  // piece websites-only
  'websites-only': () => undefined,
  // end of piece
};

/** Always the same pods stay, however much of them the cache shows. */
function inOrderOfNames(pods: readonly Pod[]): readonly Pod[] {
  return [...pods].sort((left, right) => (nameOf(left) < nameOf(right) ? -1 : 1));
}
