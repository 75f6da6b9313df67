import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openLesson } from '#cli/lesson_session.ts';
import { lessonFolder, lessons } from '#lessons/all_lessons.ts';
import { checkLesson } from '#tutor/lesson_check.ts';
import { parseLessonText } from '#tutor/lesson_text.ts';

const patience = { timeout: 120_000 };

describe.each(lessons.map((lesson) => ({ name: lessonFolder(lesson), lesson })))(
  '$name',
  ({ name, lesson }) => {
    test(
      'its start misses every goal, its solution reaches them under ten schedules, its bets are settled',
      patience,
      () => {
        expect(checkLesson(lesson, openLesson)).toEqual([]);
      },
    );

    test('its words are complete', () => {
      const file = `lessons/${name}/lesson.en.md`;
      const parsed = parseLessonText(lesson, file, readFileSync(file, 'utf8'));
      expect(parsed.ok ? [] : parsed.error).toEqual([]);
    });

    test('a step without its solution is told, goal by goal', patience, () => {
      const [first, ...rest] = lesson.steps;
      const broken = first === undefined ? rest : [{ ...first, solution: [] }, ...rest];
      const problems = checkLesson({ ...lesson, steps: broken }, openLesson);
      expect(problems.join('\n')).toContain(`step ${first?.id}: the goal`);
    });

    test('a wrong answer that nothing refutes is told', patience, () => {
      const options = lesson.bet.options.map((option) =>
        option.right ? option : { ...option, refutedBy: 'time < 0s' },
      );
      const problems = checkLesson({ ...lesson, bet: { ...lesson.bet, options } }, openLesson);
      expect(problems.join('\n')).toContain('is not refuted by');
    });
  },
);
