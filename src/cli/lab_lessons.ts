/** `lab lessons --check [NAME…]`: proves lessons, exhibits, presets and the list of questions, and reads their words. */

import { questions } from '#lessons/library/questions.ts';
import { checkExhibit } from '#tutor/exhibit_check.ts';
import { checkLesson } from '#tutor/lesson_check.ts';
import { checkPreset } from '#tutor/preset_check.ts';
import { openRun } from './checked_session.ts';
import {
  exhibitFileProblems,
  exhibitWordProblems,
  lessonFileProblems,
  lessonWordProblems,
  presetFileProblems,
  presetWordProblems,
  readLibrary,
  type Shelved,
  textLocales,
} from './lesson_library.ts';
import { listProblems, lists } from './library_lists.ts';

/** Prints what is wrong, one by one, then the total. `names` are parts of addresses; none means all. Returns the exit code. */
export async function checkLessons(names: readonly string[]): Promise<number> {
  const library = await readLibrary();
  const { lessons, exhibits, presets } = library;
  const wanted = <T>(shelf: readonly Shelved<T>[]): readonly Shelved<T>[] =>
    shelf.filter(
      ({ address }) => names.length === 0 || names.some((name) => address.includes(name)),
    );
  let wrong = 0;
  const tell = (address: string, problems: readonly string[]): void => {
    wrong += problems.length;
    console.log(problems.length === 0 ? `${address}: holds` : `${address}:`);
    for (const problem of problems) console.log(`  ${problem}`);
  };
  for (const shelved of wanted(lessons)) {
    const words = textLocales.flatMap((locale) => lessonWordProblems(shelved, locale));
    const file = lessonFileProblems(shelved);
    // What cannot be read cannot be played.
    const played = file.length > 0 ? [] : checkLesson(shelved.item, openRun);
    tell(shelved.address, [...words, ...file, ...played]);
  }
  for (const shelved of wanted(exhibits)) {
    const words = textLocales.flatMap((locale) => exhibitWordProblems(shelved, locale));
    const file = exhibitFileProblems(shelved);
    // What cannot be read cannot be played.
    const played = file.length > 0 ? [] : checkExhibit(shelved.item, openRun);
    tell(shelved.address, [...words, ...file, ...played]);
  }
  for (const shelved of wanted(presets)) {
    const words = textLocales.flatMap((locale) => presetWordProblems(shelved, locale));
    const file = presetFileProblems(shelved);
    // What cannot be read cannot be played.
    const played = file.length > 0 ? [] : checkPreset(shelved.item, openRun);
    tell(shelved.address, [...words, ...file, ...played]);
  }
  const whole = names.length === 0;
  if (whole) for (const name of Object.keys(lists)) tell(name, listProblems(name, library));
  const count = [
    counted(wanted(lessons).length, 'lesson'),
    counted(wanted(exhibits).length, 'exhibit'),
    counted(wanted(presets).length, 'preset'),
    ...(whole ? [counted(questions.length, 'question')] : []),
  ].join(', ');
  console.log(wrong === 0 ? `${count}: all hold` : `${count}: ${counted(wrong, 'problem')}`);
  return wrong === 0 ? 0 : 1;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
