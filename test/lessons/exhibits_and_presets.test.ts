import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openRun } from '#cli/checked_session.ts';
import { readEvidence } from '#cli/evidence.ts';
import { exhibit } from '#lessons/exhibits/B04-tombstone/exhibit.ts';
import { preset } from '#lessons/presets/tombstone/preset.ts';
import { cuesOf } from '#tutor/cue_comments.ts';
import type { Exhibit } from '#tutor/exhibit.ts';
import { checkExhibit } from '#tutor/exhibit_check.ts';
import { parseExhibitText } from '#tutor/exhibit_text.ts';
import type { Preset } from '#tutor/preset.ts';
import { checkPreset } from '#tutor/preset_check.ts';
import { parsePresetText } from '#tutor/preset_text.ts';
import { untied } from '#tutor/ties.ts';

test('a good exhibit holds under ten schedules', { timeout: 120_000 }, () => {
  expect(checkExhibit(exhibit, openRun)).toEqual([]);
});

describe('a mistake in an exhibit is told', () => {
  const [wrong, , right] = exhibit.repairs;
  test.each<{ readonly name: string; readonly changed: Partial<Exhibit>; readonly says: string }>([
    {
      name: 'an oracle that is always silent',
      changed: { oracle: { predicate: 'time < 0s', mode: 'latched' } },
      says: 'broken: the oracle is silent',
    },
    {
      name: 'an oracle that always fires',
      changed: { oracle: { predicate: 'time >= 0s', mode: 'latched' } },
      says: 'repair unwrap: the oracle is not silent',
    },
    {
      name: 'a wrong repair that helps',
      changed: {
        repairs: exhibit.repairs.map((repair) =>
          repair === wrong ? { ...repair, statements: right?.statements ?? [] } : repair,
        ),
      },
      says: 'repair comma-ok: the oracle is silent',
    },
    {
      name: 'a repair that does the job no more',
      changed: { works: 'time < 0s' },
      says: 'repair unwrap: time < 0s does not hold',
    },
    {
      name: 'no place for the repair',
      changed: { script: exhibit.script.replace('$repair', '') },
      says: 'the script has no line $repair',
    },
    {
      name: 'a claim that does not hold',
      changed: { claims: { false: { predicate: 'time < 0s', after: 'broken' } } },
      says: 'the claim false does not hold',
    },
  ])('$name', ({ changed, says }) => {
    expect(checkExhibit({ ...exhibit, ...changed }, openRun, []).join('\n')).toContain(says);
  });
});

describe('a mistake in a preset is told', () => {
  test.each<{ readonly name: string; readonly changed: Partial<Preset>; readonly says: string }>([
    {
      name: 'a script that proves nothing',
      changed: { script: '# A cue.\nrun 1s' },
      says: 'the script expects nothing',
    },
    {
      name: 'a script that expects in vain',
      changed: { script: `${preset.script}\nexpect pods running == 9` },
      says: 'pods running == 9, found 3',
    },
    { name: 'no cues', changed: { script: 'expect time >= 0s' }, says: 'the script has no cues' },
    {
      name: 'a strip that never ends',
      changed: { strip: [...preset.strip.slice(0, 4), 'time < 0s'] },
      says: 'the strip never comes to time < 0s',
    },
  ])('$name', ({ changed, says }) => {
    const one: Preset = { ...preset, profiles: ['classic'], ...changed };
    expect(checkPreset(one, openRun).join('\n')).toContain(says);
  });

  test('comments inside of files are no cues', () => {
    expect(cuesOf('# One.\nfile a.yaml <<EOF\n# no cue\nEOF\nrun 1s\n# Two.')).toEqual([
      { line: 1, text: 'One.' },
      { line: 6, text: 'Two.' },
    ]);
  });
});

describe('a mistake in words is told with its line', () => {
  const exhibitFile = 'lessons/exhibits/B04-tombstone/exhibit.en.md';
  const presetFile = 'lessons/presets/tombstone/preset.en.md';

  test.each([
    { from: '## Real', to: '## Really', says: 'unknown heading "## Really"' },
    { from: '## Repair unwrap:', to: '## Repair wrap:', says: 'expected "## Repair id: title"' },
    { from: ' {dies}', to: '', says: 'the sentence rests on nothing' },
    { from: ' {inferred} The handler', to: ' The handler', says: 'two sentences share' },
    { from: '{dies}', to: '{lives}', says: 'the lesson has no claim "lives"' },
    { from: /\n5\. The handler asserts, and.*/, to: '', says: 'a strip has 5 lines, got 4' },
  ])('exhibit: $says', ({ from, to, says }) => {
    const markdown = readFileSync(exhibitFile, 'utf8').replace(from, to);
    const parsed = parseExhibitText(exhibit, exhibitFile, markdown);
    expect(parsed.ok ? '' : parsed.error.map(({ message }) => message).join('\n')).toContain(says);
  });

  test.each([
    { from: '## Predict', to: '## Ask', says: 'expected one "## Predict", got 0' },
    { from: /\n4\. The relist lacks.*/, to: '', says: 'the script has 4 cues' },
  ])('preset: $says', ({ from, to, says }) => {
    const markdown = readFileSync(presetFile, 'utf8').replace(from, to);
    const parsed = parsePresetText(preset, presetFile, markdown);
    expect(parsed.ok ? '' : parsed.error.map(({ message }) => message).join('\n')).toContain(says);
  });
});

describe('a claim that rests on nothing is told', () => {
  const evidence = readEvidence();
  test.each([
    { tie: { catalogue: 'tools/cache DF10' }, says: [] },
    {
      tie: { catalogue: 'tools/cache DF999' },
      says: ['the claim x names no row of the catalogue: tools/cache DF999'],
    },
    { tie: { script: 'time_travel' }, says: [] },
    { tie: { script: 'nothing' }, says: ['the claim x names no script: nothing'] },
    {
      tie: { transcript: 'nothing: at all' },
      says: ['the claim x names no transcript: nothing: at all'],
    },
    { tie: { predicate: 'time >= 0s', after: 'broken' }, says: [] },
    {
      tie: { predicate: 'time >= 0s', after: 'dawn' },
      says: ['the claim x holds after a step that is not there: dawn'],
    },
    { tie: { goal: 'a/b' }, says: ['the claim x rests on what only a lesson has'] },
  ])('$tie', ({ tie, says }) => {
    expect(untied({ x: tie }, { runs: ['broken'] }, evidence)).toEqual(says);
  });
});
