/**
 * Every lesson as a learner takes it in the playground: from the bet through each solution to the
 * explanation, and from each step's own address.
 */

import { describe, expect, test } from 'vitest';
import { readLibrary } from '#cli/lesson_library.ts';
import { entryOf, openPlayground, settled } from '#test/ui/lesson/in_process.ts';
import type { Lesson, LessonText } from '#tutor/lesson.ts';
import { Course } from '#ui/lesson/course.ts';

const { lessons } = await readLibrary();

/** The words do not matter here. */
const text: LessonText = {
  title: '',
  objective: '',
  tell: '',
  bet: { question: '', options: {} },
  steps: {},
  explain: [],
  principle: [],
  strip: [],
};

async function opened(address: string, lesson: Lesson, step?: string) {
  const playground = await openPlayground();
  const course = new Course(playground);
  await course.open(entryOf(address, lesson, text), 'en', step);
  await settled(() => !playground.book.isAsked);
  return { course, book: playground.book, state: () => course.store.getState() };
}

/** What is missing of a step that has been solved, for messages. */
function missing({ store }: Course): readonly string[] {
  const { goals } = store.getState();
  return goals.flatMap(({ goal, reached, found }) =>
    reached ? [] : [`${goal.id}: ${goal.predicate}, found ${found}`],
  );
}

describe.each(lessons)('$address', ({ address, item: lesson }) => {
  test('can be taken from its bet to its explanation', async () => {
    const { course, book, state } = await opened(address, lesson);
    course.bet(lesson.bet.options.find(({ right }) => right)?.id ?? '');
    for (const [index, { id }] of lesson.steps.entries()) {
      expect(state().stepsDone).toBe(index);
      await course.solve();
      expect(missing(course), id).toEqual([]);
      course.check();
      await settled(() => !book.isAsked);
    }
    expect(state()).toMatchObject({ phase: 'explaining', settled: 'right' });
  });

  test.each(lesson.steps.map(({ id }, index) => ({ id, index })))(
    'can be entered at $id',
    async ({ id, index }) => {
      const { course, state } = await opened(address, lesson, id);
      expect(state()).toMatchObject({ phase: 'doing', stepsDone: index });
      await course.solve();
      expect(missing(course)).toEqual([]);
    },
  );
});
