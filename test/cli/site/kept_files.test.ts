/** What the service worker is told to keep, and when. */

import { expect, test } from 'vitest';
import type { SiteBuild } from '#app/service_worker/site_build.ts';
import { isHashed } from '#app/service_worker/site_build.ts';
import { keptWhen, siteBuild } from '#cli/site/kept_files.ts';
import { madeSite } from './made_site.ts';

test.each([
  ['index.html', 'first'],
  ['fidelity.json', 'first'],
  ['embed.html', 'first'],
  ['assets/index-CEfzy753.js', 'first'],
  ['assets/lesson.zh-CN-B9Opz6IQ.js', 'first'],
  ['assets/chinese_faces-DVw6VJdz.css', 'first'],
  ['engine/0.1.0/engine_worker-CGSs42j4.js', 'first'],
  ['engine/versions.json', 'first'],
  ['recordings/opening-CGSs42j4.json', 'first'],
  ['assets/monaco_yaml-4jtPKJS2.js', 'later'],
  ['assets/editor.worker-CX7Cj20z.js', 'later'],
  ['posters/preset/tombstone.svg', 'later'],
  ['lessons/L05-list-and-watch/index.html', 'later'],
  ['zh-CN/glossary/index.html', 'later'],
  ['assets/noto-sans-sc-100-wght-normal-DluiXYzi.woff2', 'chinese'],
  ['sw.js', 'never'],
  ['_headers', 'never'],
  ['robots.txt', 'never'],
])('%s is kept: %s', (path, when) => {
  expect(keptWhen(path)).toBe(when);
});

test('a build is known by everything that is in it', () => {
  const files = {
    'index.html': 'one',
    'assets/a-aaaaaaaa.js': '',
    'sw.js': 'x',
    'posters/a.svg': '',
  };
  // The worker reads what the build writes.
  const build: SiteBuild = siteBuild(madeSite(files));
  expect(build.files).toEqual({
    first: ['assets/a-aaaaaaaa.js', 'index.html'],
    later: ['posters/a.svg'],
    chinese: [],
  });
  expect(siteBuild(madeSite(files)).version).toBe(build.version);
  expect(siteBuild(madeSite({ ...files, 'sw.js': 'y' })).version).toBe(build.version);
  expect(siteBuild(madeSite({ ...files, 'index.html': 'two' })).version).not.toBe(build.version);
});

test.each([
  ['assets/index-CEfzy753.js', true],
  ['assets/lesson--ad-oaoH.js', true],
  ['engine/0.1.0/engine_worker-CGSs42j4.js', true],
  ['recordings/preset/tombstone-1a2b3c4d.json', true],
  ['engine/versions.json', false],
  ['index.html', false],
  ['embed.js', false],
  ['posters/resync-is-not-relist.svg', false],
])('%s never changes: %s', (path, hashed) => {
  expect(isHashed(path)).toBe(hashed);
});
