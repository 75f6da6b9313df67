/**
 * The engine does what the real client-go did: every committed recording whose script the engine can run
 * is compared, entry by entry, as a set where Go's own order is open.
 */

import { describe, expect, test } from 'vitest';
import { presetsOf, readCommitted, readScripts } from '#cli/oracle/corpus.ts';
import { lacking, runEngine } from '#cli/oracle/engine/engine_side.ts';
import { differences } from '#cli/oracle/recording.ts';

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

describe.each(cases)('$name as $preset', ({ name, preset, script: { script } }) => {
  test(script.about, () => {
    const recording = readCommitted(name, preset);
    expect(recording && differences(recording, runEngine(script, preset))).toEqual([]);
  });
});
