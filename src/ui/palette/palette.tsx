/** The command palette: everything that can be done, found by its name and done by keyboard alone. */

import { Command } from 'cmdk';
import { type ReactElement, useMemo, useRef, useState } from 'react';
import { WorldAt } from '#ui/console/world_at.ts';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { Site } from '#ui/playground/site.ts';
import { stageAt } from '#ui/stage/use_stage_view.ts';
import { honestyText } from '#ui/verbs/verb.ts';
import { useRunAt } from '#ui/views/use_run_at.ts';
import { PageDialog } from '#ui/widgets/page_dialog.tsx';
import { pageItems } from './page_items.ts';
import type { PaletteItem } from './palette_item.ts';
import { searchPalette } from './palette_search.ts';
import { usageItems, writtenItems } from './statement_items.ts';
import { verbItems } from './verb_items.ts';
import '#ui/verbs/verb_menu.css';
import './palette.css';

export function Palette({ site }: { readonly site: Site }): ReactElement {
  const handle = usePlayground();
  const { acts } = handle;
  const [typed, setTyped] = useState('');
  const items = usePaletteItems(site, typed);
  const groups = useMemo(() => searchPalette(items.offered, typed), [items.offered, typed]);
  const shown = items.written.length + groups.reduce((sum, each) => sum + each.items.length, 0);
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
    <PageDialog title="Do anything" className="palette" close={acts.closeDialog}>
      <Command label="Command palette" shouldFilter={false} loop>
        <Command.Input
          autoFocus
          placeholder="A verb, an object, a view, a lesson, or a statement…"
          value={typed}
          onValueChange={setTyped}
        />
        <Command.List label="What can be done">
          <Command.Empty className="palette-empty">
            Nothing fits. Try “cut”, “409”, “lanes” or “kubectl get pods”.
          </Command.Empty>
          {items.written.length > 0 && (
            <Command.Group heading="What you wrote">
              {items.written.map((item) => (
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
          <kbd>↑</kbd> <kbd>↓</kbd> choose
        </span>
        <span>
          <kbd>Enter</kbd> do it
        </span>
        <span>
          <kbd>Esc</kbd> close
        </span>
        <span role="status">{shown === 1 ? '1 command' : `${shown} commands`}</span>
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
  const profile = book.find(run)?.record.profile;
  const words = useWords();
  const worlds = useRef(new WorldAt());
  const offered = useMemo(() => {
    const page = pageItems({ words, site, undo, profile });
    const first = undo === undefined ? 0 : 1;
    const verbs = view === undefined ? [] : verbItems(stageAt(view, cursor), focus);
    // What can be undone stands before everything else.
    return [...page.slice(0, first), ...verbs, ...page.slice(first), ...usageItems];
  }, [words, site, undo, profile, view, cursor, focus]);
  const world = view === undefined ? undefined : worlds.current.get(view, cursor);
  return { offered, written: writtenItems(typed, world) };
}

function Line(props: {
  readonly item: PaletteItem;
  readonly choose: (item: PaletteItem) => void;
}): ReactElement {
  const { item, choose } = props;
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
      {impossible !== undefined && <span className="palette-reason">not now: {impossible}</span>}
      {statement !== undefined && <code>{statement}</code>}
      {honesty !== undefined && (
        <span className={`honesty ${honesty}`}>
          <span>{honestyText[honesty]}</span>
        </span>
      )}
    </Command.Item>
  );
}
