/** The library over the page: search, pictures, questions, glossary, notes and progress, a tab each. */

import { Tabs } from 'radix-ui';
import { type ReactElement, useEffect } from 'react';
import { useLocale } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { leavePage, openingHash } from '#ui/site/page_address.ts';
import { PageDialog } from '#ui/widgets/page_dialog.tsx';
import {
  type LibraryAsked,
  type LibraryPage,
  libraryPageOf,
  libraryPages,
} from './library_pages.ts';
import type { Library } from './library_source.ts';
import { GlossaryPage, NotesPage, QuestionsPage } from './list_pages.tsx';
import { OverviewPage } from './overview_page.tsx';
import type { ProgressKeeper } from './progress_keeper.ts';
import { ProgressPage } from './progress_page.tsx';
import { SearchPage } from './search_page.tsx';
import { useLibrary } from './use_library.ts';
import './library.css';

export function LibraryDialog({ keeper }: { readonly keeper: ProgressKeeper }): ReactElement {
  const { acts } = usePlayground();
  const { words } = useLocale();
  const library = useLibrary();
  const asked = usePlaygroundState((state) => state.libraryAsked);
  useAddress(asked.page);
  return (
    <PageDialog
      title={words.library.title}
      about={words.library.about[asked.page]}
      className="library"
      close={acts.closeDialog}
    >
      <Tabs.Root
        className="library-tabs"
        value={asked.page}
        onValueChange={(page) => acts.openLibrary({ page: page as LibraryPage, query: '' })}
      >
        <Tabs.List className="library-pages no-print" aria-label={words.library.title}>
          {libraryPages.map((page) => (
            <Tabs.Trigger key={page} value={page}>
              {words.library.pages[page]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content key={asked.page} value={asked.page} className="library-page">
          {library === undefined && <p className="library-note">{words.library.loading}</p>}
          {library === 'failed' && <p className="library-note">{words.library.unavailable}</p>}
          {library !== undefined && library !== 'failed' && (
            <Page library={library} asked={asked} keeper={keeper} />
          )}
        </Tabs.Content>
      </Tabs.Root>
    </PageDialog>
  );
}

function Page(props: {
  readonly library: Library;
  readonly asked: LibraryAsked;
  readonly keeper: ProgressKeeper;
}): ReactElement {
  const { library, asked, keeper } = props;
  const { page, query } = asked;
  const list = { library, query };
  const pages: Readonly<Record<LibraryPage, () => ReactElement>> = {
    search: () => <SearchPage {...list} />,
    overview: () => <OverviewPage {...list} />,
    questions: () => <QuestionsPage {...list} />,
    glossary: () => <GlossaryPage {...list} />,
    notes: () => <NotesPage {...list} />,
    progress: () => <ProgressPage library={library} keeper={keeper} />,
  };
  return pages[page]();
}

/** The address bar is the link to the page that is open; closed, it is what it was before. */
function useAddress(page: LibraryPage): void {
  useEffect(() => {
    const { pathname, search, hash } = location;
    const before = libraryPageOf(openingHash()) === undefined ? hash : undefined;
    history.replaceState(null, '', `${pathname}${search}#${page}`);
    return () => {
      // A lesson that was opened from here has an address of its own by now.
      if (libraryPageOf(location.hash) === undefined) return;
      if (before === undefined) leavePage('');
      else history.replaceState(null, '', `${location.pathname}${location.search}${before}`);
    };
  }, [page]);
}
