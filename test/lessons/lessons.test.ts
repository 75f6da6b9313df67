import { describe, expect, test } from 'vitest';
import { openRun } from '#cli/checked_session.ts';
import { lesson } from '#lessons/L05-list-and-watch/lesson.ts';
import type { Lesson } from '#tutor/lesson.ts';
import { checkLesson } from '#tutor/lesson_check.ts';

/** What the check says of a lesson, in the usual schedule alone. */
function told(changed: Partial<Lesson>): string {
  return checkLesson({ ...lesson, ...changed }, openRun, []).join('\n');
}

const [first, ...rest] = lesson.steps;
const informer = lesson.focus;

test('a good lesson holds under ten schedules', { timeout: 120_000 }, () => {
  expect(checkLesson(lesson, openRun)).toEqual([]);
});

describe('a mistake in a lesson is told', () => {
  test.each<{ readonly name: string; readonly changed: Partial<Lesson>; readonly says: string }>([
    {
      name: 'a script that cannot be read',
      changed: { script: 'rum 2s' },
      says: 'the script is at fault: line 1',
    },
    {
      name: 'a script that expects in vain',
      changed: { script: `${lesson.script}\nexpect pods running == 9` },
      says: 'script: line',
    },
    {
      name: 'a step without its solution',
      changed: { steps: first === undefined ? [] : [{ ...first, solution: [] }, ...rest] },
      says: `step ${first?.id}: the goal`,
    },
    {
      name: 'a goal that holds before its step',
      changed: {
        steps: lesson.steps.map((step) => ({
          ...step,
          goals: [{ id: 'easy', mode: 'latched' as const, predicate: 'time >= 0s' }],
        })),
      },
      says: 'the goals hold before anything was done',
    },
    {
      name: 'a wrong answer that nothing refutes',
      changed: {
        bet: {
          ...lesson.bet,
          options: lesson.bet.options.map((option) =>
            option.right ? option : { ...option, refutedBy: 'time < 0s' },
          ),
        },
      },
      says: 'is not refuted by',
    },
    {
      name: 'a right answer that nothing proves',
      changed: { bet: { ...lesson.bet, provedBy: 'time < 0s' } },
      says: 'the right answer is not proved',
    },
    {
      name: 'a claim that does not hold',
      changed: { claims: { false: { predicate: 'time < 0s', after: 'close' } } },
      says: 'the claim false does not hold after close',
    },
    {
      name: 'a cell of a grid that is otherwise',
      changed: {
        steps: lesson.steps.map((step, index) =>
          index === 0
            ? {
                ...step,
                grid: {
                  rows: ['start'],
                  columns: ['synced', 'stopped'],
                  cells: {
                    'start synced': `cache ${informer} synced`,
                    'start stopped': 'program rs-controller stopped',
                  },
                  holds: ['start stopped'],
                },
              }
            : step,
        ),
      },
      says: 'the cell "start stopped" is false',
    },
    {
      name: 'a strip that never comes to its end',
      changed: { strip: [...lesson.strip.slice(0, 4), 'time < 0s'] },
      says: 'the strip never comes to time < 0s',
    },
  ])('$name', ({ changed, says }) => {
    expect(told(changed)).toContain(says);
  });

  test('a step that begins in a run of its own is played there', () => {
    const steps = lesson.steps.map((step, index) =>
      index === 2
        ? { ...step, scene: { profile: 'inOrder' as const, script: `${lesson.script}\nrun 5s` } }
        : step,
    );
    expect(checkLesson({ ...lesson, steps }, openRun, [])).toEqual([]);
  });
});
