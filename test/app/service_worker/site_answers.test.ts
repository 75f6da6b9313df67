/** New pages from the network, unchanging files from the cache, and nothing for what is not the site's. */

import { describe, expect, test } from 'vitest';
import { type Asked, answerTo } from '#app/service_worker/site_answers.ts';
import { SiteStore } from '#app/service_worker/site_store.ts';
import { MemoryCaches, MemoryNetwork } from './memory_caches.ts';

const root = 'https://a.example/lab/';
const paths = [
  'index.html',
  'fidelity.html',
  'fidelity.json',
  'lessons/one/index.html',
  'assets/index-aaaaaaaa.js',
];
const files = { first: paths, later: [], chinese: [] };

async function worker() {
  const caches = new MemoryCaches();
  const network = new MemoryNetwork(
    Object.fromEntries(paths.map((path) => [root + path, `kept ${path}`])),
  );
  const places = { caches: caches.storage, fetch: network.fetch, root };
  const store = new SiteStore(places, { version: 'v', files });
  await store.install();
  network.asked.length = 0;
  const later: Promise<unknown>[] = [];
  const ask = (path: string, how: Partial<Asked> & { patient?: boolean } = {}) => {
    const { patient = true, ...asked } = how;
    return answerTo(
      {
        url: new URL(path, root).href,
        method: 'GET',
        redirect: 'follow',
        partial: false,
        ...asked,
      },
      {
        store,
        root,
        fetch: network.fetch,
        wait: () => (patient ? new Promise(() => undefined) : Promise.resolve()),
        alsoDo: (work) => later.push(work),
      },
    );
  };
  const say = (path: string, text: string, status = 200): void =>
    network.answer(new URL(path, root).href, () => Promise.resolve(new Response(text, { status })));
  return { ask, say, network, caches, later };
}

describe('left to the browser', () => {
  test.each([
    { name: 'another origin', path: 'https://b.example/lab/index.html', how: {} },
    { name: 'another app of the origin', path: '/other/index.html', how: {} },
    { name: "an app whose path begins like the site's", path: '/laboratory/', how: {} },
    { name: 'a page below that is not of the site', path: 'preview/index.html', how: {} },
    { name: 'the worker itself', path: 'sw.js', how: {} },
    { name: 'what is sent', path: 'index.html', how: { method: 'POST' } },
    { name: 'a part of a file', path: 'index.html', how: { partial: true } },
  ])('$name', async ({ path, how }) => {
    const { ask, network } = await worker();
    expect(ask(path, how)).toBeUndefined();
    expect(network.asked).toEqual([]);
  });
});

describe('pages', () => {
  test.each([
    { name: 'the root', path: '', file: 'index.html' },
    { name: 'by its name', path: 'index.html', file: 'index.html' },
    { name: 'with a query', path: '?lang=zh-CN', file: 'index.html' },
    { name: 'a folder', path: 'lessons/one/', file: 'lessons/one/index.html' },
    { name: 'without .html', path: 'fidelity', file: 'fidelity.html' },
    { name: 'data by name', path: 'fidelity.json', file: 'fidelity.json' },
  ])('$name: the network first, the cache when it is cut', async ({ path, file }) => {
    const { ask, say, network } = await worker();
    say(path, 'new');
    expect(await (await ask(path))?.text()).toBe('new');
    network.cut();
    expect(await (await ask(path))?.text()).toBe(`kept ${file}`);
  });

  test('a network that does not answer in time is not waited for', async () => {
    const { ask, network } = await worker();
    network.answer(root, () => new Promise(() => undefined));
    expect(await (await ask('', { patient: false }))?.text()).toBe('kept index.html');
  });

  test('a server that is broken is not shown while there is a copy', async () => {
    const { ask, say } = await worker();
    say('', 'bad gateway', 502);
    expect(await (await ask(''))?.text()).toBe('kept index.html');
  });

  test('a page that is gone is gone', async () => {
    const { ask, say } = await worker();
    say('', 'moved away', 404);
    expect((await ask(''))?.status).toBe(404);
  });

  test('a folder without its slash leads to the folder when the host cannot say so', async () => {
    const { ask, network } = await worker();
    network.answer(`${root}lessons/one?x=1`, () => Promise.reject(new TypeError('no')));
    const answer = await ask('lessons/one?x=1');
    expect(answer?.status).toBe(302);
    expect(answer?.headers.get('location')).toBe(`${root}lessons/one/?x=1`);
  });

  test('the browser cache is not believed, and redirects are left to the page', async () => {
    const { ask, network } = await worker();
    network.options.length = 0;
    await ask('', { redirect: 'manual' });
    expect(network.options[0]).toMatchObject({ cache: 'no-cache', redirect: 'manual' });
  });
});

describe('files with a hash in their names', () => {
  test('come from the cache without a request', async () => {
    const { ask, network } = await worker();
    const answer = await ask('assets/index-aaaaaaaa.js');
    expect(await answer?.text()).toBe('kept assets/index-aaaaaaaa.js');
    expect(network.asked).toEqual([]);
  });

  test("of another build come from that build's cache, else from the network, and are not mixed in", async () => {
    const { ask, say, caches, later } = await worker();
    const other = await caches.storage.open('informer-lab /lab/ newer');
    await other.put(`${root}assets/chunk-bbbbbbbb.js`, new Response('from the other build'));
    expect(await (await ask('assets/chunk-bbbbbbbb.js'))?.text()).toBe('from the other build');
    say('assets/chunk-cccccccc.js', 'from the network');
    expect(await (await ask('assets/chunk-cccccccc.js'))?.text()).toBe('from the network');
    await Promise.all(later);
    expect(caches.paths('informer-lab /lab/ v').join()).not.toContain('cccccccc');
  });

  test('of an earlier engine are kept once they were used', async () => {
    const { ask, say, network, later } = await worker();
    say('engine/0.0.9/engine_worker-dddddddd.js', 'engine');
    await ask('engine/0.0.9/engine_worker-dddddddd.js');
    await Promise.all(later);
    network.cut();
    const again = await ask('engine/0.0.9/engine_worker-dddddddd.js');
    expect(await again?.text()).toBe('engine');
  });

  test('that are missing on the server are not kept as if they were there', async () => {
    const { ask, caches, later } = await worker();
    expect((await ask('engine/0.0.8/engine_worker-eeeeeeee.js'))?.status).toBe(404);
    await Promise.all(later);
    expect(caches.paths('informer-lab /lab/ v').join()).not.toContain('eeeeeeee');
  });
});
