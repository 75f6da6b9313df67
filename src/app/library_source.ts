/** The lists around this site's lessons, and the panels of their strips, fetched when they are asked for. */

import type { LocaleTag } from '#messages/locales.ts';
import type { ItemCard, TextCard } from '#tutor/text_card.ts';
import type { LearningKind } from '#ui/lesson/addresses.ts';
import type { Card, Library, LibrarySource, List, ListName } from '#ui/library/library_source.ts';

interface WordFiles {
  readonly textCards: Readonly<Record<string, TextCard>>;
  readonly listTexts: Readonly<Record<string, string>>;
}

const wordFiles: Readonly<Record<LocaleTag, () => Promise<WordFiles>>> = {
  en: () => import('./library_en.ts'),
  'zh-CN': () => import('./library_zh_cn.ts'),
};

export function createLibrarySource(): LibrarySource {
  const asked = new Map<LocaleTag, Promise<Library>>();
  const opened = new Map<LocaleTag, Library>();
  return {
    opened: (tag) => opened.get(tag),
    open: (tag) => {
      const known = asked.get(tag);
      if (known !== undefined) return known;
      const library = load(tag);
      asked.set(tag, library);
      library.then(
        (found) => opened.set(tag, found),
        // What failed once may be asked for again.
        () => asked.delete(tag),
      );
      return library;
    },
    panels: async (kind, address) => {
      const { panels } = await import('./strip_files.ts');
      const suffix = `/${address}/${kind}.ts`;
      const file = Object.keys(panels).find((each) => each.endsWith(suffix));
      return (await panels[file ?? '']?.()) ?? [];
    },
  };
}

async function load(tag: LocaleTag): Promise<Library> {
  const [{ makeLibrary }, { itemCards }, own, english, lists] = await Promise.all([
    import('#ui/library/make_library.ts'),
    import('./card_items.ts'),
    wordFiles[tag](),
    wordFiles.en(),
    readLists(tag),
  ]);
  const cards = Object.entries(itemCards).flatMap(([file, item]): readonly Card[] => {
    const stem = file.slice(0, -'.ts'.length);
    const text = own.textCards[`${stem}.${tag}.md`] ?? english.textCards[`${stem}.en.md`];
    return text === undefined ? [] : [cardOf(file, item, text)];
  });
  return makeLibrary(tag, cards, lists);
}

function cardOf(file: string, item: ItemCard, text: TextCard): Card {
  const [name = '', address = ''] = file.split('/').reverse();
  return {
    ...text,
    kind: name.slice(0, -'.ts'.length) as LearningKind,
    id: item.id,
    address,
    errors: item.errors,
    steps: item.steps.map((id) => ({ id, title: text.steps[id] ?? id })),
  };
}

async function readLists(tag: LocaleTag): Promise<Readonly<Record<ListName, List>>> {
  const [{ parseLibraryText }, { questions }, { glossary }, { coverage }, { listTexts }] =
    await Promise.all([
      import('#tutor/library_text.ts'),
      import('#lessons/library/questions.ts'),
      import('#lessons/library/glossary.ts'),
      import('#lessons/library/coverage.ts'),
      wordFiles[tag](),
    ]);
  const list = (name: ListName, rows: List['rows']): List => {
    const file = `../../lessons/library/${name}.${tag}.md`;
    const text = parseLibraryText(rows, file, listTexts[file] ?? '');
    if (!text.ok) throw new Error(text.error.map(({ message }) => message).join('; '));
    return { rows, text: text.value };
  };
  return {
    questions: list('questions', questions),
    glossary: list('glossary', glossary),
    coverage: list('coverage', coverage),
  };
}
