/** Where a lesson is taken or an exhibit looked at. It is fetched with the first of them. */

import { type ReactElement, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { LessonMistakes } from '#tutor/lesson_mistakes.ts';
import { useWords } from '#ui/language/language.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { leavePage, showHash } from '#ui/site/page_address.ts';
import { showPageTitle } from '#ui/site/page_title.ts';
import { hashOf, type LearningKind } from './addresses.ts';
import { Course } from './course.ts';
import { ExhibitPlayer } from './exhibit_player.tsx';
import type { Learning, Opened } from './learning.ts';
import type { LessonCatalogue } from './lesson_catalogue.ts';
import { LessonPlayer } from './lesson_player.tsx';
import { Mistakes } from './mistakes.tsx';
import { type Progress, useProgress } from './progress.ts';
import { Visit } from './visit.ts';

interface DeskProps {
  readonly catalogue: LessonCatalogue;
  readonly learning: Learning;
  readonly opened: Opened;
}

export function Desk({ catalogue, learning, opened }: DeskProps): ReactElement {
  const playground = usePlayground();
  const { acts } = playground;
  const progress = useProgress();
  const { lesson: words, language: page } = useWords();
  const tag = usePlaygroundState((state) => state.locale.tag);
  const course = courseOf(learning, playground, progress);
  const visit = visitOf(learning, playground, progress);
  const [mistakes, setMistakes] = useState<LessonMistakes>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language does not open it anew.
  useEffect(() => {
    const failed = (text: string): void => {
      acts.notify({ tone: 'problem', title: words.unavailable, text });
      learning.store.setState({ opened: undefined });
    };
    setMistakes(undefined);
    openAt({ catalogue, learning, course, visit }, opened, tag).then(
      (found) => found || failed(words.noSuch(opened.address)),
      (error: unknown) =>
        error instanceof LessonMistakes ? setMistakes(error) : failed(words.unavailableText),
    );
  }, [catalogue, learning, course, visit, opened]);
  useEffect(() => {
    // Words that cannot be fetched now are those of the language before.
    Promise.all([course.speak(tag), visit.speak(tag)]).catch(() => undefined);
  }, [course, visit, tag]);
  const close = (): void => {
    course.close();
    visit.close();
    leavePage('');
    showPageTitle(undefined, page);
    learning.store.setState({ opened: undefined });
  };
  const lesson = useStore(course.store);
  const exhibit = useStore(visit.store);
  if (mistakes !== undefined) {
    return <Mistakes address={opened.address} mistakes={mistakes} close={close} />;
  }
  if (opened.kind === 'lesson' && lesson.entry?.address === opened.address) {
    return <LessonPlayer catalogue={catalogue} course={course} state={lesson} close={close} />;
  }
  if (opened.kind === 'exhibit' && exhibit.entry?.address === opened.address) {
    return <ExhibitPlayer catalogue={catalogue} visit={visit} state={exhibit} close={close} />;
  }
  return <p className="panel-empty">{words.loading}</p>;
}

/** Whether there is such a one. What is open already stays as it is. */
async function openAt(
  place: Pick<DeskProps, 'catalogue' | 'learning'> & {
    readonly course: Course;
    readonly visit: Visit;
  },
  opened: Opened,
  tag: Parameters<Course['open']>[1],
): Promise<boolean> {
  const { catalogue, learning, course, visit } = place;
  if (opened.kind === 'exhibit') {
    course.close();
    const entry = catalogue.exhibits.find(({ address }) => address === opened.address);
    if (entry === undefined) return false;
    if (visit.store.getState().entry !== entry) await visit.open(entry, tag);
    return true;
  }
  visit.close();
  const entry = catalogue.lessons.find(({ address }) => address === opened.address);
  if (entry === undefined) return false;
  if (learning.taken !== opened) {
    learning.taken = opened;
    await course.open(entry, tag, opened.step);
  }
  return true;
}

function courseOf(learning: Learning, playground: PlaygroundHandle, progress: Progress): Course {
  learning.course ??= new Course(playground, {
    arrived: (address) => showAddress('lesson', address),
    tell: progress.tell,
  });
  return learning.course;
}

function visitOf(learning: Learning, playground: PlaygroundHandle, progress: Progress): Visit {
  learning.visit ??= new Visit(playground, {
    arrived: (address) => showAddress('exhibit', address),
    tell: (news) => progress.tell({ kind: 'repair', ...news }),
  });
  return learning.visit;
}

/** The address bar is the link to where the learner is; nothing is opened anew by it. */
function showAddress(kind: LearningKind, address: string): void {
  showHash(hashOf(kind, address));
}
