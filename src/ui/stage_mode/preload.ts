/** Fetches, before a talk begins, what it may need later: menus, dialogs, the signs of a font. */

import type { Locale } from '#messages/locale.ts';
import { fetchParts } from '#ui/playground/on_demand_parts.ts';
import { fetchChineseFont } from '#ui/theme/chinese_font.ts';
import type { TalkWords } from './talk_words.ts';

/** Signs that stand in no catalogue: the boxes draw them in every language. */
const drawnSigns = '≠→⏎×·–+…▲▼↻⌘←°0123456789';

/** Never rejects: a talk goes on without what cannot be fetched now. */
export async function preload(talk: TalkWords, locale: Locale): Promise<void> {
  await Promise.allSettled([fetchParts(), fetchFonts(talk, locale)]);
}

/** The faces and weights of the stage, for every sign of the talk and of the page's own words. */
async function fetchFonts({ title, question, lines }: TalkWords, locale: Locale): Promise<void> {
  if (locale.tag !== 'en') await fetchChineseFont();
  const said = [title, question, ...lines.map((line) => line.text)];
  const signs = [...new Set([...said, ...textsIn(locale.words), drawnSigns].join(''))].join('');
  const styles = getComputedStyle(document.body);
  const families = [styles.getPropertyValue('--sans'), styles.getPropertyValue('--mono')];
  const faces = families.flatMap((family) =>
    [400, 560, 700].map((weight) => document.fonts.load(`${weight} 24px ${family}`, signs)),
  );
  await Promise.allSettled(faces);
}

/** All texts of a catalogue; of a text with parameters, what its function is written with. */
function textsIn(words: unknown): readonly string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') return [String(words)];
  if (typeof words !== 'object' || words === null) return [];
  return Object.values(words).flatMap(textsIn);
}
