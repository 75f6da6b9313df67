import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { exhibit } from '#lessons/exhibits/B04-tombstone/exhibit.ts';
import { lesson } from '#lessons/L05-list-and-watch/lesson.ts';
import { preset } from '#lessons/presets/tombstone/preset.ts';
import type { Lesson } from '#tutor/lesson.ts';
import {
  exhibitScriptMistakes,
  lessonScriptMistakes,
  presetScriptMistakes,
} from '#tutor/script_mistakes.ts';
import { lineOfText } from '#tutor/source_text.ts';

const lessonFile = 'lessons/L05-list-and-watch/lesson.ts';
const exhibitFile = 'lessons/exhibits/B04-tombstone/exhibit.ts';
const presetFile = 'lessons/presets/tombstone/preset.ts';

function read(file: string): string {
  return readFileSync(file, 'utf8');
}

test('what can be read has no mistakes', () => {
  expect(lessonScriptMistakes(lesson, lessonFile, read(lessonFile))).toEqual([]);
  expect(exhibitScriptMistakes(exhibit, exhibitFile, read(exhibitFile))).toEqual([]);
  expect(presetScriptMistakes(preset, presetFile, read(presetFile))).toEqual([]);
});

describe('a planted mistake is told with its line', () => {
  const source = [
    "const informer = 'rs-controller/pods';",
    'const synced = `cashe ${informer} synced`;',
    'const script = `',
    'start kubelet',
    'strat scheduler',
    '`;',
    'export const lesson = {',
    '  solution: [',
    "    'run five',",
    '  ],',
    '  strip: [`time >= 1s and ${synced}`],',
    '};',
  ].join('\n');
  const informer = 'rs-controller/pods';
  const [first, ...others] = lesson.steps;
  const changed = (change: Partial<Lesson>): Lesson => ({ ...lesson, ...change });
  test.each([
    [
      'a goal',
      changed({
        steps: [
          {
            id: 'start',
            goals: [{ id: 'synced', mode: 'latched', predicate: `cashe ${informer} synced` }],
            solution: [],
          },
        ],
      }),
      2,
      /^step start, goal synced: /,
    ],
    ['a script', changed({ script: '\nstart kubelet\nstrat scheduler\n' }), 5, /^script: /],
    [
      'a statement',
      changed({
        steps: first === undefined ? [] : [{ ...first, solution: ['run five'] }, ...others],
      }),
      9,
      /^step start: /,
    ],
    [
      'a panel of the strip',
      changed({ strip: [`time >= 1s and cashe ${informer} synced`] }),
      11,
      /^panel 1 of the strip: /,
    ],
  ])('in %s', (_name, planted, line, message) => {
    const [problem, ...more] = lessonScriptMistakes(planted, 'lesson.ts', source);
    expect(more).toEqual([]);
    expect(problem?.file).toBe('lesson.ts');
    expect(problem?.line).toBe(line);
    expect(problem?.message).toMatch(message);
  });
});

test.each([
  ['a literal', `const a = 'one';\nconst b = "two words";`, 'two words', 2],
  [
    'a template with a hole',
    'const a = 1;\nconst b = `one ${a} and ${f({ c: `x` })} more`;',
    'one 1 and 2 more',
    2,
  ],
  ['not a comment', `// 'some text'\nconst a = 'some text';`, 'some text', 2],
  ['an escape', `const a = 'it\\'s so';`, "it's so", 1],
  ['what is not there', `const a = 'one';`, 'another', undefined],
])('the line of %s', (_name, source, text, line) => {
  expect(lineOfText(source, text)).toBe(line);
});
