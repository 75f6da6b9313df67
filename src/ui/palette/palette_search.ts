/** Which lines of the palette fit what was typed, best first, in their groups. */

import type { PaletteItem } from './palette_item.ts';

export interface PaletteGroup {
  readonly heading: string;
  readonly items: readonly PaletteItem[];
}

/** So many lines are shown at most. */
export const mostShown = 80;
/** Before anything is typed: a taste of each group. */
export const mostTasted = 6;

/** Every word that was typed must stand in an item; without words each group shows its first. The best item's group comes first. */
export function searchPalette(
  items: readonly PaletteItem[],
  typed: string,
): readonly PaletteGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = items
    .map((item) => ({ item, score: scoreOf(item, words) }))
    .filter(({ score }) => score > 0);
  if (words.length > 0) found.sort((a, b) => b.score - a.score);
  const groups = new Map<string, PaletteItem[]>();
  for (const { item } of found.slice(0, words.length > 0 ? mostShown : found.length)) {
    const group = groups.get(item.group);
    if (group === undefined) groups.set(item.group, [item]);
    else if (words.length > 0 || group.length < mostTasted) group.push(item);
  }
  return [...groups].map(([heading, members]) => ({ heading, items: members }));
}

/**
 * 0 for an item that does not fit. What is impossible comes after what is possible, and what has yet to be
 * written out after what can be done at once.
 */
function scoreOf(item: PaletteItem, words: readonly string[]): number {
  const isUsage = item.deed.kind === 'write';
  const label = isUsage ? '' : item.label.toLowerCase();
  const rest = [item.label, item.detail, item.statement, item.group].join(' ').toLowerCase();
  let score = item.impossible === undefined ? 2 : 1;
  for (const word of words) {
    if (label.startsWith(word)) score += 12;
    else if (startsAWord(label, word)) score += 9;
    else if (label.includes(word)) score += 5;
    else if (startsAWord(rest, word)) score += 3;
    else if (rest.includes(word)) score += 1;
    else return 0;
  }
  return score;
}

function startsAWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || /[^a-z0-9]/.test(text[at - 1] ?? '')) return true;
  }
  return false;
}
