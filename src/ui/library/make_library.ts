/** Joins cards and lists into what can be searched, linked and gone to. */

import type { LocaleTag } from '#messages/locales.ts';
import type { Shelf, Target } from '#tutor/library.ts';
import type { EntryKind, SearchEntry } from '#tutor/library_search.ts';
import { termFinder } from '#tutor/term_links.ts';
import type { Card, Library, List, ListName } from './library_source.ts';

export function makeLibrary(
  tag: LocaleTag,
  cards: readonly Card[],
  lists: Readonly<Record<ListName, List>>,
): Library {
  const terms = termFinder(lists.glossary.text.entries);
  return { tag, cards, lists, terms, shelf: shelfOf(cards), entries: entriesOf(cards, lists) };
}

function shelfOf(cards: readonly Card[]): Shelf {
  const ids = (kind: Card['kind']): ReadonlySet<string> =>
    new Set(cards.filter((card) => card.kind === kind).map(({ id }) => id));
  return {
    lessons: new Map(
      cards
        .filter(({ kind }) => kind === 'lesson')
        .map(({ id, steps }) => [id, steps.map((step) => step.id)]),
    ),
    exhibits: ids('exhibit'),
    presets: ids('preset'),
  };
}

function entriesOf(
  cards: readonly Card[],
  { questions, glossary }: Readonly<Record<ListName, List>>,
): readonly SearchEntry[] {
  return [
    ...cards.map(
      (card): SearchEntry => ({
        kind: card.kind,
        target: card.id,
        title: card.title,
        body: [card.objective, ...card.steps.map(({ title }) => title)].join('\n'),
        names: [card.id, card.address],
        errors: card.errors,
      }),
    ),
    ...listEntries('question', questions),
    ...listEntries('term', glossary),
  ];
}

function listEntries(kind: EntryKind, { rows, text }: List): readonly SearchEntry[] {
  return rows.flatMap(({ id }): readonly SearchEntry[] => {
    const entry = text.entries.get(id);
    if (entry === undefined) return [];
    const { head: title, body, forms } = entry;
    return [{ kind, target: id, title, body, names: [id, ...forms], errors: [] }];
  });
}

/** Where a target leads: what is there, and which step of it. */
export function placeOfTarget(
  { cards }: Library,
  target: Target,
): { readonly card: Card; readonly step: string | undefined } | undefined {
  const [id, step] = target.split('/');
  const card = cards.find((each) => each.id === id);
  return card === undefined ? undefined : { card, step };
}
