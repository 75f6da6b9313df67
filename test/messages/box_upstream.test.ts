/** Every box of the stage says what is simplified in it and which Go it mirrors. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { upstreamOfBox } from '#messages/box_upstream.ts';
import { boxNames } from '#messages/locale.ts';
import { allUpstreamLinks } from '#messages/upstream.ts';
import { type Simplification, simplificationsOf } from '#ui/boxes/simplification.ts';

const repository = join(import.meta.dirname, '../..');
const { simplified } = JSON.parse(
  readFileSync(join(repository, 'public/fidelity.json'), 'utf8'),
) as { simplified: readonly Simplification[] };

const folders: Readonly<Record<string, string>> = {
  'kubernetes/client-go': 'src/client-go',
  'kubernetes/apimachinery': 'src/apimachinery',
};

describe.each(
  boxNames.flatMap((box) => [
    { box, queue: 'DeltaFIFO' as const },
    { box, queue: 'RealFIFO' as const },
  ]),
)('$box with $queue', ({ box, queue }) => {
  const files = upstreamOfBox(box, queue);

  test('mirrors files, each once and with functions', () => {
    expect(files.length).toBeGreaterThan(0);
    expect(new Set(files.map(({ file }) => file)).size).toBe(files.length);
    for (const { file, functions } of files) {
      expect(file).toMatch(/\.go$/);
      expect(functions.length, file).toBeGreaterThan(0);
      expect(new Set(functions).size).toBe(functions.length);
    }
  });

  test('mirrors what the engine has a file for', () => {
    for (const { repository: owner, file } of files) {
      const folder = folders[owner];
      if (folder === undefined) continue;
      const ours = join(repository, folder, file.replace(/\.go$/, '.ts'));
      expect(existsSync(ours), ours).toBe(true);
    }
  });

  test('has rows of what is simplified, with notes', () => {
    const rows = simplificationsOf(box, queue, simplified);
    expect(rows.length).toBeGreaterThan(0);
    for (const { notes } of rows) expect(notes.length).toBeGreaterThan(0);
  });
});

test('the queue mirrors the queue that the profile runs, and nothing of the other', () => {
  const names = (queue: 'DeltaFIFO' | 'RealFIFO') =>
    upstreamOfBox('queue', queue).map(({ file }) => file);
  expect(names('DeltaFIFO')).toEqual(['tools/cache/delta_fifo.go']);
  expect(names('RealFIFO')).toEqual(['tools/cache/the_real_fifo.go']);
});

test('what a box shows of the loop is in some box', () => {
  const loop = /^(reflector|delta|store|listener|handler|queue|reconcile|etcd|watchcache)\./;
  const shown = new Set(
    boxNames.flatMap((box) =>
      upstreamOfBox(box, 'DeltaFIFO').flatMap(({ file, functions }) =>
        functions.map((name) => `${file} ${name}`),
      ),
    ),
  );
  const missing = allUpstreamLinks()
    .filter(([kind]) => loop.test(kind))
    .filter(([, link]) => !shown.has(`${link.file} ${link.function}`));
  expect(missing.map(([kind]) => kind)).toEqual([]);
});
