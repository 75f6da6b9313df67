import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lesson } from '#lessons/L05-list-and-watch/lesson.ts';
import { parseLessonText } from '#tutor/lesson_text.ts';

const file = 'lessons/L05-list-and-watch/lesson.en.md';
const markdown = readFileSync(file, 'utf8');

function problemsOf(changed: string): readonly string[] {
  const parsed = parseLessonText(lesson, file, changed);
  return parsed.ok ? [] : parsed.error.map(({ line, message }) => `${line}: ${message}`);
}

test('a lesson’s words are read with every option, step, goal and hint', () => {
  const parsed = parseLessonText(lesson, file, markdown);
  expect(parsed.ok && Object.keys(parsed.value.bet.options)).toEqual(
    lesson.bet.options.map((option) => option.id),
  );
  expect(parsed.ok && Object.values(parsed.value.steps).map((step) => step.hints.length)).toEqual(
    lesson.steps.map(() => 3),
  );
});

describe('a mistake is told with its line', () => {
  test.each([
    {
      name: 'no title',
      from: /^# .*/,
      to: 'words',
      says: '1: expected the title, "# …", on the first line',
    },
    { name: 'no tell', from: '## Tell', to: '## Told', says: '1: expected one "## Tell", got 0' },
    {
      name: 'unknown heading',
      from: '## Explain',
      to: '## Explains',
      says: 'unknown heading "## Explains"',
    },
    {
      name: 'unknown option',
      from: '- watch-first:',
      to: '- watch-last:',
      says: 'the lesson has no option "watch-last"',
    },
    {
      name: 'unworded option',
      from: '- watch-first:',
      to: '- watch-last:',
      says: 'the option "watch-first" has no words',
    },
    {
      name: 'unknown step',
      from: '## Step close:',
      to: '## Step shut:',
      says: 'expected "## Step id: title"',
    },
    {
      name: 'unworded step',
      from: '## Step close:',
      to: '## Step shut:',
      says: 'the step "close" has no words',
    },
    { name: 'unknown goal', from: '- synced:', to: '- sunk:', says: 'the step has no goal "sunk"' },
    { name: 'missing hint', from: /\n3\. .*/, to: '', says: 'a step has 3 hints' },
    {
      name: 'a long tell',
      from: '## Bet',
      to: `${'word '.repeat(41)}\n\n## Bet`,
      says: '"Tell" may have 40 words',
    },
  ])('$name', ({ from, to, says }) => {
    expect(problemsOf(markdown.replace(from, to)).join('\n')).toContain(says);
  });
});
