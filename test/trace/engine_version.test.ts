/**
 * The engine's version is the package's, and it stands for what the engine does: when any of these scripts
 * plays to another trace, links that were made before open read-only unless the site keeps the older engine.
 * So a change of a hash below needs a higher version in package.json and src/trace/engine_version.ts.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openingScene } from '#script/scenes/opening_scene.ts';
import { createSession, recordOf } from '#session/session.ts';
import { engineVersion } from '#trace/engine_version.ts';
import type { ProfileName } from '#trace/profile.ts';

const repository = join(import.meta.dirname, '../..');

const pinned = {
  version: '0.1.0',
  hashes: {
    'the opening scene, classic': '9718dca5ff6db35f',
    'the opening scene, inOrder': '00e2ff4523ec22fe',
    'the opening scene, watchList': '752c4f89a3da32d1',
    'the opening scene, modern': '6eb5646f93bfece4',
    '410_ladder.lab': '5def04d6202e2eb0',
    'edge_vs_level.lab': '18ae2aa8f7527717',
    'namespace_deletion.lab': 'a15a16da45daf904',
    'tombstone.lab': '4666cbe845245706',
    'time_travel.lab': '140edcc8670e5ce1',
    'slow_watcher.lab': 'dbdec958abf40750',
  } as Readonly<Record<string, string>>,
};

const scripts = [
  '410_ladder',
  'edge_vs_level',
  'namespace_deletion',
  'tombstone',
  'time_travel',
  'slow_watcher',
];
const profiles: readonly ProfileName[] = ['classic', 'inOrder', 'watchList', 'modern'];

function finalHash(script: string, profile?: ProfileName): string {
  const record = recordOf(script, profile === undefined ? {} : { profile });
  if (!record.ok) throw new Error(record.error[0]?.message);
  const session = createSession(record.value);
  if (!session.ok) throw new Error(session.error[0]?.message);
  session.value.play();
  return session.value.hash;
}

const played: readonly (readonly [name: string, hash: () => string])[] = [
  ...profiles.map(
    (profile) => [`the opening scene, ${profile}`, () => finalHash(openingScene, profile)] as const,
  ),
  ...scripts.map((name) => {
    const file = join(repository, `test/scripts/${name}.lab`);
    return [`${name}.lab`, () => finalHash(readFileSync(file, 'utf8'))] as const;
  }),
];

describe('the version of the engine', () => {
  test("is the package's", () => {
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
    expect(engineVersion).toBe(version);
  });

  test('is the one that the hashes below were pinned with', () => {
    expect(engineVersion, 'pin the hashes of the new version').toBe(pinned.version);
    expect(Object.keys(pinned.hashes)).toEqual(played.map(([name]) => name));
  });

  test.each(played)('must be raised if it plays otherwise: %s', (name, hash) => {
    const message = `${name} plays to another trace: raise the version of the engine, and pin its hashes`;
    expect(hash(), message).toBe(pinned.hashes[name]);
  });
});
