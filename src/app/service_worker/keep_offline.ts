/**
 * The page's side of the service worker: it is registered once the page has loaded, told what the page needs,
 * and listened to. Not in development, and not in another site's frame, where the browser would keep a copy of
 * everything for each of those sites. `?sw=off` takes it away again, for whoever looks for a fault.
 */

import { rootOf } from '#ui/site_root.ts';
import type { Hello, ToPage } from './page_messages.ts';
import { cachePrefix } from './site_store.ts';

/** A page that stays open looks for a new version when it comes into view again, but not more often than this. */
const lookAgainMs = 60 * 60_000;

/** After the page has loaded, it is left alone for so long. */
const restMs = 1_500;

/** `newer` is called when a newer version of the site is ready. */
export function keepOffline(newer: () => void): void {
  if (!import.meta.env.PROD || import.meta.env.SERVICE_WORKER === 'off') return;
  if (!('serviceWorker' in navigator) || isFramedByOthers()) return;
  const root = rootOf(import.meta.url);
  if (new URLSearchParams(location.search).get('sw') === 'off') {
    void takeAway(root);
    return;
  }
  const { serviceWorker } = navigator;
  let taken = false;
  const hello = (): void => serviceWorker.controller?.postMessage(greeting(taken));
  serviceWorker.addEventListener('message', ({ data, ports }: MessageEvent<ToPage>) => {
    if (data.kind === 'newer-version') newer();
    if (data.kind === 'what-runs') ports[0]?.postMessage(ownScript());
  });
  serviceWorker.addEventListener('controllerchange', () => {
    taken = true;
    hello();
  });
  const begin = (): unknown => setTimeout(() => void register(root, hello), restMs);
  if (document.readyState === 'complete') begin();
  else addEventListener('load', begin, { once: true });
}

async function register(root: string, hello: () => void): Promise<void> {
  const registration = await navigator.serviceWorker
    .register(`${root}sw.js`, { scope: root, updateViaCache: 'none' })
    // A browser may refuse, in a private window for example: the page works without.
    .catch(() => undefined);
  if (registration === undefined) return;
  lookForNewVersions(registration);
  hello();
  new MutationObserver(hello).observe(document.documentElement, { attributeFilter: ['lang'] });
}

function lookForNewVersions(registration: ServiceWorkerRegistration): void {
  let lookedAt = Date.now();
  const look = (): void => {
    lookedAt = Date.now();
    registration.update().catch(() => undefined);
  };
  addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && Date.now() - lookedAt > lookAgainMs) look();
  });
  // A part that is gone from the server was of a version that has been replaced.
  addEventListener('vite:preloadError', look);
}

function greeting(taken: boolean): Hello {
  const { connection } = navigator as { connection?: { readonly saveData?: boolean } };
  return {
    kind: 'hello',
    script: ownScript(),
    taken,
    chinese: /^zh\b/i.test(document.documentElement.lang),
    sparing: connection?.saveData === true,
  };
}

function ownScript(): string | undefined {
  return document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.src;
}

function isFramedByOthers(): boolean {
  try {
    return top?.location.origin !== location.origin;
  } catch {
    return true;
  }
}

async function takeAway(root: string): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration(root);
  if (registration?.scope === root) await registration.unregister();
  const names = (await caches.keys()).filter((name) => name.startsWith(cachePrefix(root)));
  await Promise.all(names.map((name) => caches.delete(name)));
  // The worker stays in charge of the pages that it has until they are loaded anew.
  if (navigator.serviceWorker.controller !== null) location.reload();
}
