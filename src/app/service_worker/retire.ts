/**
 * What sw.js is when the site is built with SERVICE_WORKER=off: it takes the place of whichever worker a browser
 * has, deletes what that one kept, and goes. Pages then load as if there had never been one.
 */

import { cachePrefix } from './site_store.ts';
import type { WorkerScope } from './worker_scope.ts';

const scope = self as unknown as WorkerScope;

scope.addEventListener('install', (event) => {
  event.waitUntil(scope.skipWaiting());
});

scope.addEventListener('activate', (event) => {
  event.waitUntil(retire());
});

async function retire(): Promise<void> {
  const names = await caches.keys();
  const own = names.filter((name) => name.startsWith(cachePrefix(scope.registration.scope)));
  await Promise.all(own.map((name) => caches.delete(name)));
  await scope.registration.unregister();
}
