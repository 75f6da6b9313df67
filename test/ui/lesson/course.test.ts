/** A learner's way through a lesson, on real runs: the engine answers in this thread. */

import { describe, expect, test } from 'vitest';
import { entryOf, openPlayground, settled } from '#test/ui/lesson/in_process.ts';
import { rosterLesson, rosterText } from '#test/ui/lesson/roster_lesson.ts';
import { Course, type CourseNews } from '#ui/lesson/course.ts';

const entry = entryOf('L99-roster', rosterLesson, rosterText);

async function opened(step?: string) {
  const playground = await openPlayground();
  const arrived: string[] = [];
  const news: CourseNews[] = [];
  const course = new Course(playground, {
    arrived: (address) => arrived.push(address),
    tell: (each) => news.push(each),
  });
  await course.open(entry, 'en', step);
  const { store, book, acts, player } = playground;
  await settled(() => !book.isAsked);
  const state = () => course.store.getState();
  const reached = () => state().goals.map((each) => each.reached);
  return { course, state, reached, arrived, news, store, book, acts, player };
}

describe('a course', () => {
  test('opens at its bet, where its script has ended, and moves once the bet is given', async () => {
    const { state, store, book, course, arrived } = await opened();
    expect(state()).toMatchObject({ phase: 'betting', stepsDone: 0 });
    expect(store.getState().cursor).toBe(book.view(store.getState().run)?.lastSeq);
    expect(store.getState().playing).toBe(false);
    course.bet('lives');
    expect(state()).toMatchObject({ phase: 'doing', settled: 'right' });
    expect(store.getState().playing).toBe(true);
    expect(arrived).toEqual(['L99-roster', 'L99-roster/choose']);
  });

  test('of a lost bet shows the first moment at which the run refuted it', async () => {
    const { state, course, store, book } = await opened();
    course.bet('forgets');
    expect(state().settled).toBe('wrong');
    const { run, seq } = state().refutedAt ?? { run: 0, seq: 0 };
    const event = book.view(run)?.event(seq);
    expect(event).toMatchObject({ kind: 'program.reported', data: { dial: 'known', value: 1 } });
    course.watchRefutation();
    expect(store.getState()).toMatchObject({ run, cursor: seq, playing: false });
  });

  test('puts chosen code into the program and starts it anew', async () => {
    const { course, book, store, reached } = await opened();
    course.bet('lives');
    expect(reached()).toEqual([false, true]);
    await course.build(['unwrap']);
    const view = book.view(store.getState().run);
    const told = view?.events.filter((event) => event.kind === 'command.applied').slice(-2);
    expect(told?.map(({ data }) => data.text)).toEqual([
      'program pod-roster code on-delete unwrap',
      'program pod-roster restart',
    ]);
    expect(reached()[0]).toBe(true);
  });

  test('says what is missing, and goes on only when the goals are reached', async () => {
    const { course, state, news } = await opened();
    course.bet('lives');
    course.check();
    expect(state()).toMatchObject({ notYet: true, stepsDone: 0 });
    await course.solve();
    course.check();
    expect(state()).toMatchObject({ notYet: false, stepsDone: 1 });
    expect(news.at(-1)).toEqual({ kind: 'step', address: 'L99-roster', step: 'choose', hints: 0 });
  });

  test('opens a scene in a run of its own, keeps the former, and folds goals over the new one', async () => {
    const { course, state, store, book, reached } = await opened();
    course.bet('lives');
    await course.solve();
    const solved = store.getState().run;
    course.check();
    await settled(() => !book.isAsked);
    const { run } = store.getState();
    expect(run).not.toBe(solved);
    expect(book.find(solved)).toBeDefined();
    expect(book.find(run)).toMatchObject({ name: 'Delete', parent: undefined });
    expect(reached()).toEqual([false]);

    store.setState({ run: solved, cursor: book.view(solved)?.lastSeq ?? 0 });
    expect(state().away).toBe(true);
    course.check();
    expect(state()).toMatchObject({ notYet: true, stepsDone: 1 });
    course.comeBack();
    expect(state().away).toBe(false);
    await course.solve();
    expect(reached()).toEqual([true]);
  });

  test('marks what the run says of wrong cells, and goes on once they are right', async () => {
    const { course, state, news } = await opened('table');
    expect(state()).toMatchObject({ phase: 'doing', stepsDone: 2, bet: undefined });
    course.tick('server knows');
    course.check();
    expect(state().marks).toEqual({});
    await course.solve();
    expect(state().ticked).toEqual(['server lacks', 'roster knows']);
    course.tick('roster knows');
    course.tick('server knows');
    course.check();
    expect(state()).toMatchObject({ phase: 'doing', notYet: true });
    expect(state().marks).toMatchObject({
      'server knows': { held: false, found: 'absent' },
      'roster knows': { held: true },
    });
    course.tick('roster knows');
    course.tick('server knows');
    course.check();
    expect(state().phase).toBe('explaining');
    expect(news.at(-1)).toEqual({ kind: 'finished', address: 'L99-roster' });
  });

  test('entered at a step finds done what the steps before it do, since the last scene', async () => {
    const { book, store, arrived, reached } = await opened('table');
    const { record } = book.find(store.getState().run) ?? {};
    expect(record?.script).toContain('hold');
    expect(record?.script).toContain('kubectl delete pod/web-1');
    expect(record?.script).not.toContain('code on-delete');
    expect(arrived.at(-1)).toBe('L99-roster/table');
    expect(reached()).toEqual([false]);
  });

  test('does not count in one future what held in another', async () => {
    const { course, store, book, acts, player, reached } = await opened('scene');
    const start = store.getState().cursor;
    await course.solve();
    expect(reached()).toEqual([true]);
    player.seek(start);
    acts.perform('latency 10ms');
    await settled(() => !book.isAsked);
    expect(reached()).toEqual([false]);
  });
});
