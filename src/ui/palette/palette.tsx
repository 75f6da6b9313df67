/** The command palette: everything that can be done, found by its name and done by keyboard alone. */

import { Command } from 'cmdk';
import { type ReactElement, useMemo, useRef, useState } from 'react';
import { WorldAt } from '#ui/console/world_at.ts';
import { useWords } from '#ui/language/language.ts';
import { useTitles } from '#ui/lesson/use_titles.ts';
import { useLibrary } from '#ui/library/use_library.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { readOnlyText } from '#ui/playground/read_only.ts';
import type { Site } from '#ui/playground/site.ts';
import { stageAt } from '#ui/stage/use_stage_view.ts';
import { useRunAt } from '#ui/views/use_run_at.ts';
import { PageDialog } from '#ui/widgets/page_dialog.tsx';
import { foundItems } from './found_items.ts';
import { isForStage, pageItems } from './page_items.ts';
import { closedItems, type PaletteItem } from './palette_item.ts';
import { searchPalette } from './palette_search.ts';
import { usageItems, writtenItems } from './statement_items.ts';
import { verbItems } from './verb_items.ts';
import '#ui/verbs/verb_menu.css';
import './palette.css';

export function Palette({ site }: { readonly site: Site }): ReactElement {
  const handle = usePlayground();
  const { acts } = handle;
  const words = useWords();
  const [typed, setTyped] = useState('');
  const items = usePaletteItems(site, typed);
  const groups = useMemo(() => searchPalette(items.offered, typed), [items.offered, typed]);
  const library = useLibrary();
  const found = useMemo(
    () => foundItems(library === 'failed' ? undefined : library, typed, words),
    [library, typed, words],
  );
  const shown =
    items.written.length + found.length + groups.reduce((sum, each) => sum + each.items.length, 0);
  const choose = (item: PaletteItem): void => {
    if (item.impossible !== undefined) return;
    if (item.deed.kind === 'write') {
      setTyped(item.deed.text);
      return;
    }
    acts.closeDialog();
    item.deed.act(handle);
  };
  return (
    <PageDialog title={words.palette.title} className="palette" close={acts.closeDialog}>
      <Command label={words.palette.label} shouldFilter={false} loop>
        <Command.Input
          autoFocus
          placeholder={words.palette.placeholder}
          value={typed}
          onValueChange={setTyped}
        />
        <Command.List label={words.palette.list}>
          <Command.Empty className="palette-empty">{words.palette.empty}</Command.Empty>
          {items.written.length > 0 && (
            <Command.Group heading={words.palette.written}>
              {items.written.map((item) => (
                <Line key={item.id} item={item} choose={choose} />
              ))}
            </Command.Group>
          )}
          {found.length > 0 && (
            <Command.Group heading={words.library.title}>
              {found.map((item) => (
                <Line key={item.id} item={item} choose={choose} />
              ))}
            </Command.Group>
          )}
          {groups.map(({ heading, items: members }) => (
            <Command.Group key={heading} heading={heading}>
              {members.map((item) => (
                <Line key={item.id} item={item} choose={choose} />
              ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
      <p className="palette-foot">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {words.palette.choose}
        </span>
        <span>
          <kbd>Enter</kbd> {words.palette.doIt}
        </span>
        <span>
          <kbd>Esc</kbd> {words.palette.close}
        </span>
        <span role="status">{words.palette.count(shown)}</span>
      </p>
    </PageDialog>
  );
}

function usePaletteItems(
  site: Site,
  typed: string,
): { readonly offered: readonly PaletteItem[]; readonly written: readonly PaletteItem[] } {
  const { book } = usePlayground();
  const { view, cursor } = useRunAt();
  const run = usePlaygroundState((state) => state.run);
  const focus = usePlaygroundState((state) => state.focus);
  const undo = usePlaygroundState((state) => state.undoable.at(-1));
  const presenting = usePlaygroundState((state) => state.presenting);
  const profile = book.find(run)?.record.profile;
  const words = useWords();
  const titles = useTitles(site.catalogue);
  const worlds = useRef(new WorldAt());
  const offered = useMemo(() => {
    const all = pageItems({ words, site, titles, undo, profile });
    const page = presenting ? all.filter(isForStage) : all;
    const first = undo === undefined ? 0 : 1;
    const verbs = view === undefined ? [] : verbItems(stageAt(view, cursor), focus, words);
    // What can be undone stands before everything else.
    return [...page.slice(0, first), ...verbs, ...page.slice(first), ...usageItems(words)];
  }, [words, site, titles, undo, profile, view, cursor, focus, presenting]);
  const world = view === undefined ? undefined : worlds.current.get(view, cursor);
  const closed = readOnlyText(book.find(run), words);
  return {
    offered: useMemo(() => closedItems(offered, closed), [offered, closed]),
    written: closedItems(writtenItems(typed, world, words), closed),
  };
}

function Line(props: {
  readonly item: PaletteItem;
  readonly choose: (item: PaletteItem) => void;
}): ReactElement {
  const { item, choose } = props;
  const words = useWords();
  const { id, label, detail, statement, keys, honesty, impossible } = item;
  return (
    <Command.Item
      className={impossible === undefined ? 'palette-item' : 'palette-item impossible'}
      value={id}
      onSelect={() => choose(item)}
    >
      <span className="palette-label">{label}</span>
      {detail !== undefined && <span className="palette-detail">{detail}</span>}
      {keys !== undefined && <kbd>{keys}</kbd>}
      {impossible !== undefined && (
        <span className="palette-reason">{words.palette.notNow(impossible)}</span>
      )}
      {statement !== undefined && <code>{statement}</code>}
      {honesty !== undefined && (
        <span className={`honesty ${honesty}`}>
          <span>{words.verbs.honesty[honesty]}</span>
        </span>
      )}
    </Command.Item>
  );
}
