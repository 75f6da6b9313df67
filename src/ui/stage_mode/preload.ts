/** Fetches, before a talk begins, what it may need later: menus, dialogs, the signs of a font. */

import { fetchParts } from '#ui/playground/on_demand_parts.ts';
import type { TalkWords } from './talk_words.ts';

/** Never rejects: a talk goes on without what cannot be fetched now. */
export async function preload(words: TalkWords): Promise<void> {
  await Promise.allSettled([fetchParts(), ...fontsFor(words)]);
}

/** The faces and weights of the stage, for every sign that will be shown. */
function fontsFor({ title, question, lines }: TalkWords): readonly Promise<unknown>[] {
  const text = [title, question, ...lines.map((line) => line.text)].join('');
  const styles = getComputedStyle(document.body);
  const families = [styles.getPropertyValue('--sans'), styles.getPropertyValue('--mono')];
  return families.flatMap((family) =>
    [400, 560, 700].map((weight) => document.fonts.load(`${weight} 24px ${family}`, text)),
  );
}
