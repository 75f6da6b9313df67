/** The engines of a published site come into a new build, whole or not at all. */

import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { keepEngines } from '#cli/lab_keep_engines.ts';
import { decodeEngineListing, engineListingFile } from '#trace/engine_listing.ts';

let root = '';
let told = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'engines-'));
  told = '';
  const hear = (text: unknown): boolean => {
    told += String(text);
    return true;
  };
  vi.spyOn(process.stdout, 'write').mockImplementation(hear);
  vi.spyOn(process.stderr, 'write').mockImplementation(hear);
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

function put(site: string, file: string, content: string): void {
  const path = join(root, site, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** A site with these engines, the last of which is its own. Each has a worker and a chunk. */
function publish(site: string, ...versions: readonly string[]): string {
  const engines: Record<string, object> = {};
  for (const version of versions) {
    const files = ['engine_worker-abc.js', 'chunk-def.js'].map(
      (name) => `engine/${version}/${name}`,
    );
    for (const file of files) put(site, file, `${site}: ${file}`);
    engines[version] = { port: 1, format: 1, worker: files[0], files };
  }
  put(site, engineListingFile, JSON.stringify({ current: versions.at(-1), engines }));
  return join(root, site);
}

function listing(site: string) {
  const read = decodeEngineListing(
    JSON.parse(readFileSync(join(root, site, engineListingFile), 'utf8')),
  );
  return read.ok ? read.value : expect.fail(read.error.reason);
}

describe('keeping the engines of a published site', () => {
  test('copies every version that the new build does not have, and lists it', async () => {
    const from = publish('old', '0.0.8', '0.1.0', '0.2.0');
    const into = publish('new', '0.2.0');
    expect(await keepEngines({ from, into })).toBe(0);
    expect(told).toContain('0.0.8, 0.1.0 (4 files)');
    const { current, engines } = listing('new');
    expect(current).toBe('0.2.0');
    expect(Object.keys(engines).sort()).toEqual(['0.0.8', '0.1.0', '0.2.0']);
    const chunk = (version: string): string =>
      readFileSync(join(into, `engine/${version}/chunk-def.js`), 'utf8');
    expect(chunk('0.0.8')).toBe('old: engine/0.0.8/chunk-def.js');
    expect(chunk('0.2.0')).toBe('new: engine/0.2.0/chunk-def.js');
  });

  test('goes on from build to build', async () => {
    const first = publish('first', '0.1.0');
    const second = publish('second', '0.2.0');
    const third = publish('third', '0.3.0');
    await keepEngines({ from: first, into: second });
    await keepEngines({ from: second, into: third });
    expect(Object.keys(listing('third').engines).sort()).toEqual(['0.1.0', '0.2.0', '0.3.0']);
  });

  test('reads a site by its address', async () => {
    const from = publish('old', '0.1.0');
    const into = publish('new', '0.2.0');
    const server = createServer(({ url = '' }, response) => {
      const path = join(from, url.replace('/some/path/', ''));
      response.statusCode = existsSync(path) ? 200 : 404;
      response.end(existsSync(path) ? readFileSync(path) : '');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const site = `http://127.0.0.1:${port}/some/path`;
    expect(await keepEngines({ from: site, into })).toBe(0);
    expect(Object.keys(listing('new').engines).sort()).toEqual(['0.1.0', '0.2.0']);
    expect(await keepEngines({ from: `${site}/nowhere`, into })).toBe(0);
    expect(told).toContain('nothing to keep');
    server.close();
  });

  test('writes nothing when a listed file is missing', async () => {
    const from = publish('old', '0.1.0');
    const into = publish('new', '0.2.0');
    rmSync(join(from, 'engine/0.1.0/chunk-def.js'));
    expect(await keepEngines({ from, into })).toBe(1);
    expect(told).toContain('engine/0.1.0/chunk-def.js is listed, but it is not there');
    expect(Object.keys(listing('new').engines)).toEqual(['0.2.0']);
    expect(existsSync(join(into, 'engine/0.1.0'))).toBe(false);
  });

  test.each([
    { name: 'a file outside its folder', file: 'engine/0.1.0/../../index.html' },
    { name: 'a file of another version', file: 'engine/0.2.0/engine_worker-abc.js' },
    { name: 'a file on another host', file: 'https://example.org/x.js' },
  ])('refuses a listing with $name', async ({ file }) => {
    const from = publish('old', '0.1.0');
    const into = publish('new', '0.2.0');
    const engine = { port: 1, format: 1, worker: file, files: [file] };
    put(
      'old',
      engineListingFile,
      JSON.stringify({ current: '0.1.0', engines: { '0.1.0': engine } }),
    );
    expect(await keepEngines({ from, into })).toBe(1);
    expect(told).toContain('expected files of engine/0.1.0/');
  });

  test('asks for a build first', async () => {
    const from = publish('old', '0.1.0');
    expect(await keepEngines({ from, into: join(root, 'nothing') })).toBe(1);
    expect(told).toContain('build the site first');
  });
});
