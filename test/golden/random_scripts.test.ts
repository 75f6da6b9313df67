/** The engine does what the real client-go did with the committed random scripts of every component. */

import { describe, expect, test } from 'vitest';
import { runEngine } from '#cli/oracle/engine/engine_side.ts';
import {
  parseRandomSet,
  randomSetIds,
  randomSetName,
  readRandomSet,
  recordingOf,
  writeRandomSet,
} from '#cli/oracle/random_set.ts';
import { differences } from '#cli/oracle/recording.ts';
import { pinnedVersion, releases } from '#cli/oracle/releases.ts';

const sets = randomSetIds.map((id) => ({ ...id, name: randomSetName(id), set: readRandomSet(id) }));

describe.each(sets)('$name', ({ set, preset, component }) => {
  test('holds enough scripts, of its component and of the pinned release', () => {
    const release = releases.find((each) => each.preset === preset);
    expect(set).toMatchObject({ component, preset, of: release && pinnedVersion(release) });
    expect(set?.scripts.length).toBeGreaterThanOrEqual(10);
    const entries = set?.scripts.flatMap(({ lanes }) => lanes.flatMap(({ steps }) => steps));
    expect(entries?.length).toBeGreaterThan(20);
  });

  test.each(set?.scripts ?? [])('random script $number', (recorded) => {
    if (set === undefined) throw new Error('unreachable: rows come from the set');
    expect(differences(recordingOf(set, recorded), runEngine(recorded.script, preset))).toEqual([]);
  });
});

test('a set is written as it was read', () => {
  const [first] = sets;
  if (first?.set === undefined) throw new Error('no set is committed');
  expect(parseRandomSet(writeRandomSet(first.set))).toEqual(first.set);
});
