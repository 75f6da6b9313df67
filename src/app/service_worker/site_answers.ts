/**
 * How requests of the site's pages are answered. What has a hash in its name is taken from the caches; all
 * else is asked for on the network first, so that nobody is held on an old version, and taken from this build's
 * cache when the network is silent. Whatever is none of the site's is left to the browser.
 */

import { fileAt, isEngineFile, isHashed } from './site_build.ts';
import type { SiteStore } from './site_store.ts';

/** What is looked at of a request. */
export interface Asked {
  readonly url: string;
  readonly method: string;
  readonly redirect: RequestRedirect;
  /** Whether it asks for a part of a file. */
  readonly partial: boolean;
}

export interface AnswerPlaces {
  readonly store: SiteStore;
  readonly root: string;
  readonly fetch: (address: string, options: RequestInit) => Promise<Response>;
  /** Resolves after so many milliseconds. */
  readonly wait: (ms: number) => Promise<void>;
  /** Lets work outlast the answer. */
  readonly alsoDo: (work: Promise<unknown>) => void;
}

/** A page that is at hand is not waited for longer than this. */
export const patienceMs = 3_000;

/** `undefined` where the browser should go its own way. */
export function answerTo(asked: Asked, places: AnswerPlaces): Promise<Response> | undefined {
  const { store, root } = places;
  if (asked.method !== 'GET' || asked.partial || !asked.url.startsWith(root)) return undefined;
  const { pathname } = new URL(asked.url);
  const path = decodeURIComponent(pathname.slice(new URL(root).pathname.length));
  const file = fileAt(path, (each) => store.has(each));
  if (file !== undefined) {
    return isHashed(file) ? cacheFirst(file, places) : networkFirst(asked, file, places);
  }
  if (isHashed(path)) return cacheFirst(path, places);
  if (store.has(`${path}/index.html`)) return networkFirst(asked, undefined, places);
  return undefined;
}

async function cacheFirst(path: string, places: AnswerPlaces): Promise<Response> {
  const { store, fetch, alsoDo } = places;
  const kept = await store.keptAnywhere(path);
  if (kept !== undefined) return kept;
  const response = await fetch(store.addressOf(path), { credentials: 'same-origin' });
  // Chunks of another build belong into that build's cache, and its worker puts them there.
  if (response.ok && (store.has(path) || isEngineFile(path))) {
    alsoDo(store.keep(path, response.clone()).catch(() => undefined));
  }
  return response;
}

/** `file` is `undefined` for a folder without its slash: the host redirects, or we do. */
async function networkFirst(
  asked: Asked,
  file: string | undefined,
  { store, fetch, wait }: AnswerPlaces,
): Promise<Response> {
  const network = fetch(asked.url, {
    cache: 'no-cache',
    redirect: asked.redirect,
    credentials: 'same-origin',
  });
  const fallback = async (): Promise<Response | undefined> =>
    file === undefined ? redirectToFolder(asked.url) : await store.kept(file);
  const prompt = await Promise.race([
    network.catch(() => undefined),
    wait(patienceMs).then(() => undefined),
  ]);
  if (prompt !== undefined && prompt.status < 500) return prompt;
  return (await fallback()) ?? (await network);
}

function redirectToFolder(url: string): Response {
  const folder = new URL(url);
  folder.pathname += '/';
  return Response.redirect(folder.href, 302);
}
