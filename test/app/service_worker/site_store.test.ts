/** A build's files are kept whole or not at all, and nobody else's are touched. */

import { describe, expect, test } from 'vitest';
import type { SiteBuild } from '#app/service_worker/site_build.ts';
import { cachePrefix, SiteStore } from '#app/service_worker/site_store.ts';
import { MemoryCaches, MemoryNetwork } from './memory_caches.ts';

const root = 'https://a.example/lab/';

function build(
  version: string,
  first: readonly string[],
  later: readonly string[] = [],
): SiteBuild {
  return { version, files: { first, later, chinese: ['assets/noto-cccccccc.woff2'] } };
}

const oldBuild = build('old', [
  'index.html',
  'assets/index-aaaaaaaa.js',
  'assets/same-ssssssss.js',
]);
const newBuild = build(
  'new',
  ['index.html', 'assets/index-bbbbbbbb.js', 'assets/same-ssssssss.js'],
  ['assets/editor-eeeeeeee.js', 'posters/one.svg'],
);

function site(entry: string): MemoryNetwork {
  const files = [entry, 'assets/same-ssssssss.js', 'assets/editor-eeeeeeee.js', 'posters/one.svg'];
  return new MemoryNetwork({
    [`${root}index.html`]: `<script type="module" src="./${entry}"></script>`,
    ...Object.fromEntries(files.map((path) => [root + path, path])),
    [`${root}assets/noto-cccccccc.woff2`]: 'font',
  });
}

function stored(caches: MemoryCaches, version: string): readonly string[] {
  return caches.paths(cachePrefix(root) + version).map((address) => address.slice(root.length));
}

async function installed(): Promise<{ caches: MemoryCaches; before: SiteStore; store: SiteStore }> {
  const caches = new MemoryCaches();
  const { fetch } = site('assets/index-aaaaaaaa.js');
  const before = new SiteStore({ caches: caches.storage, fetch, root }, oldBuild);
  await before.install();
  const network = site('assets/index-bbbbbbbb.js');
  const store = new SiteStore({ caches: caches.storage, fetch: network.fetch, root }, newBuild);
  await store.install();
  return { caches, before, store };
}

describe('installing', () => {
  test('keeps what comes first, and what comes later once it is asked to', async () => {
    const { caches, store } = await installed();
    expect(stored(caches, 'new')).toEqual([...newBuild.files.first].sort());
    await store.fill(['later']);
    expect(stored(caches, 'new')).toHaveLength(5);
    expect(stored(caches, 'new').join()).not.toContain('noto');
    await store.fill(['later', 'chinese']);
    expect(stored(caches, 'new').join()).toContain('noto');
  });

  test('takes files of the same name from an older build, and pages from the network', async () => {
    const caches = new MemoryCaches();
    const first = site('assets/index-aaaaaaaa.js');
    await new SiteStore({ caches: caches.storage, fetch: first.fetch, root }, oldBuild).install();
    const second = site('assets/index-bbbbbbbb.js');
    await new SiteStore({ caches: caches.storage, fetch: second.fetch, root }, newBuild).install();
    expect(second.asked.sort()).toEqual([`${root}assets/index-bbbbbbbb.js`, `${root}index.html`]);
    const page = second.asked.indexOf(`${root}index.html`);
    expect(second.options.map(({ cache }) => cache)).toContain('no-cache');
    expect(page).toBeGreaterThanOrEqual(0);
  });

  test('fails as a whole when a file is missing', async () => {
    const network = site('assets/index-bbbbbbbb.js');
    network.answer(`${root}assets/same-ssssssss.js`, () =>
      Promise.resolve(new Response('', { status: 404 })),
    );
    const places = { caches: new MemoryCaches().storage, fetch: network.fetch, root };
    await expect(new SiteStore(places, newBuild).install()).rejects.toThrow(
      '404 for assets/same-ssssssss.js',
    );
  });

  test('fails when the host still answers with the page of another build', async () => {
    const { fetch } = site('assets/index-aaaaaaaa.js');
    const network = new MemoryNetwork({ [`${root}assets/index-bbbbbbbb.js`]: '' });
    network.answer(`${root}assets/same-ssssssss.js`, () => Promise.resolve(new Response('')));
    network.answer(`${root}index.html`, () => fetch(`${root}index.html`, {}));
    const places = { caches: new MemoryCaches().storage, fetch: network.fetch, root };
    await expect(new SiteStore(places, newBuild).install()).rejects.toThrow(
      'index.html names assets/index-aaaaaaaa.js, which is not of this build',
    );
  });

  test('fails when the network does', async () => {
    const network = site('assets/index-bbbbbbbb.js');
    network.cut();
    const places = { caches: new MemoryCaches().storage, fetch: network.fetch, root };
    await expect(new SiteStore(places, newBuild).install()).rejects.toThrow('Failed to fetch');
  });

  test('keeps a redirected page as one that a browser will show', async () => {
    const caches = new MemoryCaches();
    const network = site('assets/index-bbbbbbbb.js');
    network.answer(`${root}index.html`, () => {
      const response = new Response('<p>', { headers: { 'content-type': 'text/html' } });
      Object.defineProperty(response, 'redirected', { value: true });
      return Promise.resolve(response);
    });
    const store = new SiteStore({ caches: caches.storage, fetch: network.fetch, root }, newBuild);
    await store.install();
    const page = await store.kept('index.html');
    expect(page?.redirected).toBe(false);
    expect(page?.headers.get('content-type')).toBe('text/html');
    expect(await page?.text()).toBe('<p>');
  });
});

test('what comes later may fail in part: the rest is kept', async () => {
  const caches = new MemoryCaches();
  const network = site('assets/index-bbbbbbbb.js');
  const store = new SiteStore({ caches: caches.storage, fetch: network.fetch, root }, newBuild);
  network.answer(`${root}assets/editor-eeeeeeee.js`, () => Promise.reject(new TypeError('no')));
  await store.fill(['later']);
  expect(stored(caches, 'new')).toEqual(['posters/one.svg']);
});

test('two pages that ask for the rest at once do not fetch it twice', async () => {
  const network = site('assets/index-bbbbbbbb.js');
  const places = { caches: new MemoryCaches().storage, fetch: network.fetch, root };
  const store = new SiteStore(places, newBuild);
  await Promise.all([store.fill(['later']), store.fill(['later'])]);
  expect(network.asked).toHaveLength(2);
});

describe('older builds', () => {
  test('go when every open page runs the new one', async () => {
    const { caches, store } = await installed();
    await store.forgetOlder(['assets/index-bbbbbbbb.js']);
    expect([...caches.stored.keys()]).toEqual(['informer-lab /lab/ new']);
  });

  test('stay while a page runs one of them', async () => {
    const { caches, store } = await installed();
    await store.forgetOlder(['assets/index-bbbbbbbb.js', 'assets/index-aaaaaaaa.js']);
    expect(stored(caches, 'old')).toHaveLength(3);
    const chunk = await store.keptAnywhere('assets/index-aaaaaaaa.js');
    expect(await chunk?.text()).toBe('assets/index-aaaaaaaa.js');
  });

  test('a worker that is about to be replaced leaves what its successor has kept', async () => {
    const { caches, before } = await installed();
    await before.forgetOlder(['assets/index-aaaaaaaa.js']);
    expect(stored(caches, 'new')).toHaveLength(3);
    expect(stored(caches, 'old')).toHaveLength(3);
  });

  test('other sites of the origin, also below and above this one, keep theirs', async () => {
    const { caches, store } = await installed();
    const foreign = ['other-app', 'informer-lab / old', 'informer-lab /lab/preview/ old'];
    for (const name of foreign) await caches.storage.open(name);
    await store.forgetOlder([]);
    expect([...caches.stored.keys()].sort()).toEqual([...foreign, 'informer-lab /lab/ new'].sort());
  });
});
