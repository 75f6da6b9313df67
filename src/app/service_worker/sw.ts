/**
 * The service worker's entry, built to sw.js at the site's root: the site without a network after the first
 * visit. A new build's worker takes over at once, because the caches of older builds stay until no open page
 * runs them any more.
 */

import { openPages } from './open_pages.ts';
import { type Hello, pathUnder } from './page_messages.ts';
import { answerTo } from './site_answers.ts';
import type { SiteBuild } from './site_build.ts';
import { SiteStore } from './site_store.ts';
import type { WorkerScope } from './worker_scope.ts';

/** Written here when the site is built. */
declare const siteBuild: SiteBuild;

const scope = self as unknown as WorkerScope;
const root = scope.registration.scope;
const fetchOwn = (address: string, options: RequestInit): Promise<Response> =>
  fetch(address, options);
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const store = new SiteStore({ caches, fetch: fetchOwn, root }, siteBuild);

scope.addEventListener('install', (event) => {
  event.waitUntil(store.install().then(() => scope.skipWaiting()));
});

scope.addEventListener('activate', (event) => {
  // No more than this: until it is done, the pages' requests wait.
  event.waitUntil(scope.clients.claim());
});

scope.addEventListener('fetch', (event) => {
  const { url, method, redirect, headers } = event.request;
  const asked = { url, method, redirect, partial: headers.has('range') };
  const alsoDo = (work: Promise<unknown>): void => event.waitUntil(work);
  const answer = answerTo(asked, { store, root, fetch: fetchOwn, wait, alsoDo });
  if (answer !== undefined) event.respondWith(answer);
});

scope.addEventListener('message', (event) => {
  if (!isHello(event.data)) return;
  const script = pathUnder(root, event.data.script);
  if (event.data.taken && script !== undefined && !store.has(script)) {
    event.source?.postMessage({ kind: 'newer-version' });
  }
  event.waitUntil(welcome(event.data));
});

async function welcome({ chinese, sparing }: Hello): Promise<void> {
  if (!sparing) await store.fill(chinese ? ['later', 'chinese'] : ['later']);
  const pages = await openPages(scope);
  const scripts = pages.map(({ script }) => script);
  // One that says nothing may run anything.
  if (scripts.every((script) => script !== undefined)) await store.forgetOlder(scripts);
}

function isHello(data: unknown): data is Hello {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'hello';
}
