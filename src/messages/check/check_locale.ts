/** What a translation lacks or gets wrong that the compiler cannot see. */

import type { Locale } from '#messages/locale.ts';
import { type Saying, sayingsOf } from './saying.ts';
import { flawsOf, lacksOf, spacesOf, untranslated } from './text_rules.ts';

export interface LocaleProblem {
  /** `['words', 'log', 'title']`. */
  readonly place: readonly string[];
  readonly message: string;
}

/** Places whose word may be the same in both languages. */
export type Unchanged = (place: string) => boolean;

/** Everything wrong with `locale`, held against `english`. */
export function checkLocale(
  locale: Locale,
  english: Locale,
  unchanged: Unchanged = isUnchanged,
): readonly LocaleProblem[] {
  const [ours, theirs] = [sayingsOf(locale), sayingsOf(english)];
  const problems: LocaleProblem[] = [];
  for (const [place, expected] of theirs) {
    const saying = ours.get(place);
    const found = saying === undefined ? ['is missing'] : wrongIn(saying, expected);
    for (const message of found) {
      if (message === untranslated && unchanged(place)) continue;
      problems.push({ place: expected.place, message });
    }
  }
  for (const [place, saying] of ours) {
    if (!theirs.has(place))
      problems.push({ place: saying.place, message: 'English has no such word' });
  }
  return problems;
}

function wrongIn(saying: Saying, expected: Saying): readonly string[] {
  if (saying.broke !== undefined) {
    return expected.broke === undefined ? [`cannot be said: ${saying.broke}`] : [];
  }
  const [text = ''] = saying.texts;
  const [english = ''] = expected.texts;
  return [
    ...parametersOf(saying, expected),
    ...(isFree(expected.place) ? [] : lacksOf(text, english)),
    ...spacesOf(text),
    ...new Set(saying.texts.flatMap(flawsOf)),
  ];
}

function parametersOf({ used }: Saying, expected: Saying): readonly string[] {
  return [
    ...[...expected.used]
      .filter((name) => !used.has(name))
      .map((name) => `does not use the parameter ${name}`),
    ...[...used]
      .filter((name) => !expected.used.has(name))
      .map((name) => `uses the parameter ${name}, English does not`),
  ];
}

/** States of machines are words, though their names are written like names of code. */
function isFree(place: readonly string[]): boolean {
  return place.join('/').startsWith('words/states/names');
}

/** Lanes, boxes and what runs between them carry names of Kubernetes' own parts. */
function isUnchanged(place: string): boolean {
  return /^labels\/lanes\/|\/workers\/title$|^words\/stage\/(titles|pipes)\//.test(place);
}
