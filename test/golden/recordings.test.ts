/**
 * The engine does what the real client-go did: every committed recording whose script the engine can run
 * is compared, entry by entry, as a set where Go's own order is open.
 */

import { describe, expect, test } from 'vitest';
import { orphans, presetsOf, readCommitted, readScripts } from '#cli/oracle/corpus.ts';
import { lacking, runEngine } from '#cli/oracle/engine/engine_side.ts';
import { randomSetFile, randomSetIds } from '#cli/oracle/random_set.ts';
import { differences } from '#cli/oracle/recording.ts';
import { pinnedVersion, releases } from '#cli/oracle/releases.ts';
import { profiles } from '#trace/profile.ts';

const scripts = readScripts();

const cases = scripts.flatMap((script) =>
  presetsOf(script)
    .filter((preset) => lacking(script, preset) === undefined)
    .map((preset) => ({ name: script.name, preset, script })),
);

test('there are scripts, and every one is recorded', () => {
  expect(scripts.length).toBeGreaterThan(150);
  const missing = scripts.flatMap((script) =>
    presetsOf(script).filter((preset) => readCommitted(script.name, preset) === undefined),
  );
  expect(missing).toEqual([]);
});

test('nothing is recorded that no script asks for', () => {
  const randomSets = new Set(randomSetIds.map(randomSetFile));
  expect(orphans(scripts).filter((path) => !randomSets.has(path))).toEqual([]);
});

test.each(releases)('$preset names the release that it is recorded from', (release) => {
  expect(`client-go ${profiles[release.preset].release}`).toBe(pinnedVersion(release));
});

test('a planted difference is seen', () => {
  const script = scripts.find(({ name }) => name === 'informer/relist_plain');
  const recording = readCommitted('informer/relist_plain', 'classic');
  if (script === undefined || recording === undefined) throw new Error('the script is gone');
  const [first, ...others] = runEngine(script.script, 'classic');
  const shortened = { lane: first?.lane ?? '', entries: first?.entries.slice(1) ?? [] };
  expect(differences(recording, [shortened, ...others])).toHaveLength(1);
  expect(differences(recording, others)).toHaveLength(1);
  expect(differences(recording, runEngine(script.script, 'modern'))).not.toEqual([]);
});

describe.each(cases)('$name as $preset', ({ name, preset, script: { script } }) => {
  test(script.about, () => {
    const recording = readCommitted(name, preset);
    expect(recording && differences(recording, runEngine(script, preset))).toEqual([]);
  });
});
