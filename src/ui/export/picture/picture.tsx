/** What is rendered to be painted: a view of the run at one moment, and if wanted what happens there. */

import { type ComponentType, type ReactElement, Suspense, useEffect } from 'react';
import { sentence } from '#messages/sentence.ts';
import { LanguageContext, useLocale } from '#ui/language/language.ts';
import { PlaygroundContext, type PlaygroundHandle } from '#ui/playground/playground_context.ts';
import { createPlaygroundStore } from '#ui/playground/playground_store.ts';
import type { Theme } from '#ui/theme/theme.ts';
import { lastTold } from '#ui/transport/caption.tsx';
import { Player } from '#ui/transport/player.ts';
import { useRunAt } from '#ui/views/use_run_at.ts';
import { Glyph } from '#ui/widgets/glyph.tsx';
import { instantText } from '#ui/widgets/time_text.ts';
import { categoryOf } from '#view-model/category.ts';
import './picture.css';

export interface PictureProps {
  readonly handle: PlaygroundHandle;
  readonly Body: ComponentType;
  /** Everything is shown, also what one would have to scroll to. */
  readonly whole: boolean;
  readonly caption: boolean;
  /** Called once everything that it is made of has been fetched. */
  readonly ready: () => void;
}

export function Picture({ handle, Body, whole, caption, ready }: PictureProps): ReactElement {
  return (
    <LanguageContext value={handle.store.getState().locale}>
      <PlaygroundContext value={handle}>
        <div className={whole ? 'picture whole' : 'picture'}>
          <div className="view">
            <Suspense>
              <Body />
              <Ready tell={ready} />
            </Suspense>
          </div>
          {caption && <PictureCaption />}
        </div>
      </PlaygroundContext>
    </LanguageContext>
  );
}

/** Stands beside the view: it is there as soon as that is. */
function Ready({ tell }: { readonly tell: () => void }): null {
  useEffect(tell, [tell]);
  return null;
}

function PictureCaption(): ReactElement | null {
  const { view, cursor } = useRunAt();
  const locale = useLocale();
  const event = view === undefined ? undefined : lastTold(view, cursor);
  if (view === undefined) return null;
  const category = event === undefined ? 'neutral' : categoryOf(event);
  return (
    <footer className="picture-caption">
      {category !== 'neutral' && <Glyph identity={category} size={20} />}
      <span>{event === undefined ? locale.words.caption.before : sentence(event, locale)}</span>
      <small>{locale.words.exporting.place(cursor, instantText(view.at(cursor)))}</small>
    </footer>
  );
}

/** The same run and the same reader's choices, with a playhead of its own that nothing else moves. */
export function pictureHandle(handle: PlaygroundHandle, theme: Theme): PlaygroundHandle {
  const { book } = handle;
  const state = handle.store.getState();
  const store = createPlaygroundStore(state);
  store.setState({
    ...state,
    theme,
    playing: false,
    hovered: undefined,
    hoveredHop: undefined,
    dialog: undefined,
    notices: [],
  });
  const player = new Player(store, {
    view: (run) => book.view(run),
    // What a picture shows, its reader has not seen on the page.
    see: () => undefined,
    advance: () => undefined,
    isAdvancing: () => false,
    isActing: false,
  });
  return { ...handle, store, player };
}
