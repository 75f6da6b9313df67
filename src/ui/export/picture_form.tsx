/** What is asked of a picture: of which view, how it looks, how large; of a moving one, from where to where. */

import { type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { Theme } from '#ui/theme/theme.ts';
import type { View } from '#ui/views/view.ts';
import { framesOf, mostFrames } from '#view-model/export/frames.ts';
import type { HopRange } from '#view-model/export/range.ts';
import type { PictureFormat } from './export_format.ts';
import { Choice, Hop, NumberChoice, Tick } from './fields.tsx';
import { hopRange } from './hop_range.ts';
import { copyPicture, type PictureMade, savePicture } from './picture_saving.ts';

/** Everything that can be chosen, whatever the format. */
interface Wish {
  readonly view: string;
  readonly theme: Theme;
  readonly widthPx: number;
  readonly scale: number;
  /** As is usual for the view, unless chosen. */
  readonly whole: boolean | undefined;
  readonly caption: boolean;
  readonly fonts: boolean;
  readonly from: string;
  readonly to: string;
  readonly shownPx: number;
  readonly framesPerSecond: number;
  readonly speed: number;
  readonly loops: boolean;
}

/** Views that are lists, of which one page is wanted more often than all. */
const lists = ['sequence', 'requests', 'metrics', 'log'];
/** A moving picture of so many hops is offered first. */
const usualHops = 25;

export function PictureForm(props: {
  readonly words: Words['exporting'];
  readonly format: PictureFormat;
  readonly views: readonly View[];
  /** What it is of, if not of the run at the cursor. */
  readonly subject: string | undefined;
  readonly children: ReactNode;
}): ReactElement {
  const { words, format, views, subject, children } = props;
  const handle = usePlayground();
  const [wish, setWish] = useState(() => openingWish(handle.store.getState(), views));
  const change = (part: Partial<Wish>): void => setWish((before) => ({ ...before, ...part }));
  const [share, setShare] = useState<number>();
  const abort = useRef<AbortController>(undefined);
  useEffect(() => () => abort.current?.abort(), []);
  const booked = handle.book.view(usePlaygroundState((state) => state.run));
  const range = hopRange(wish, booked?.lastSeq ?? 0);
  const problem = format === 'gif' ? rangeProblem(wish, { range, booked, words }) : undefined;
  const view = views.find(({ id }) => id === wish.view) ?? views[0];
  const whole = wish.whole ?? !lists.includes(wish.view);
  const make = (how: PictureMade): void => {
    if (view === undefined || problem !== undefined) return;
    abort.current = new AbortController();
    setShare(0);
    const { signal } = abort.current;
    const making = { signal, progress: setShare };
    how(
      handle,
      { ...wish, view, whole, format, subject, range: range ?? { from: 1, to: 1 } },
      making,
    ).then(
      () => handle.acts.closeDialog(),
      () => setShare(undefined),
    );
  };
  return (
    <form
      className="export-form"
      onSubmit={(event) => {
        event.preventDefault();
        make(savePicture);
      }}
    >
      <fieldset className="export-fields" disabled={share !== undefined}>
        <Looks {...{ words, format, views, wish, change }} />
        {format === 'gif' && <Moves {...{ words, wish, change }} />}
        {format !== 'gif' && (
          <Tick
            label={words.wholeView}
            ticked={whole}
            change={(ticked) => change({ whole: ticked })}
          />
        )}
        {subject === undefined && (
          <Tick
            label={words.withCaption}
            ticked={wish.caption}
            change={(caption) => change({ caption })}
          />
        )}
        {format === 'svg' && (
          <Tick label={words.withFonts} ticked={wish.fonts} change={(fonts) => change({ fonts })} />
        )}
      </fieldset>
      <p className="export-fault" role="status">
        {problem}
        {problem === undefined &&
          format === 'gif' &&
          booked !== undefined &&
          range !== undefined &&
          lastingText(framesOf(booked.pace, { ...wish, range }), words)}
      </p>
      {share === undefined ? (
        <div className="dialog-actions">
          <span className="label">{children}</span>
          {format === 'png' && (
            <button type="button" className="button" onClick={() => make(copyPicture)}>
              {words.copyPicture}
            </button>
          )}
          <button type="submit" className="button primary" disabled={problem !== undefined}>
            {words.save}
          </button>
        </div>
      ) : (
        <Progress words={words} share={share} cancel={() => abort.current?.abort()} />
      )}
    </form>
  );
}

function openingWish(
  state: { readonly view: string; readonly theme: Theme; readonly cursor: number },
  views: readonly View[],
): Wish {
  const { theme, cursor } = state;
  const view = views.some(({ id }) => id === state.view) ? state.view : (views[0]?.id ?? '');
  return {
    ...{ view, theme, widthPx: 1_280, scale: 2, whole: undefined, caption: true, fonts: true },
    from: String(Math.max(1, cursor - usualHops)),
    to: String(Math.max(1, cursor)),
    ...{ shownPx: 960, framesPerSecond: 10, speed: 1, loops: true },
  };
}

function rangeProblem(
  wish: Wish,
  place: {
    readonly range: HopRange | undefined;
    readonly booked:
      | { readonly lastSeq: number; readonly pace: Parameters<typeof framesOf>[0] }
      | undefined;
    readonly words: Words['exporting'];
  },
): string | undefined {
  const { range, booked, words } = place;
  if (range === undefined || booked === undefined) return words.wrongRange(booked?.lastSeq ?? 0);
  const { length } = framesOf(booked.pace, { ...wish, range });
  return length > mostFrames ? words.tooManyFrames(length, mostFrames) : undefined;
}

function lastingText(frames: readonly { readonly lastsMs: number }[], words: Words['exporting']) {
  const ms = frames.reduce((sum, { lastsMs }) => sum + lastsMs, 0);
  return words.lasting(frames.length, (ms / 1_000).toFixed(1));
}

interface Part {
  readonly words: Words['exporting'];
  readonly wish: Wish;
  readonly change: (part: Partial<Wish>) => void;
}

function Looks(
  props: Part & { readonly format: PictureFormat; readonly views: readonly View[] },
): ReactElement {
  const { words, format, views, wish, change } = props;
  const all = usePlaygroundState((state) => state.locale.words);
  return (
    <div className="export-pair">
      <Choice
        label={words.view}
        value={wish.view}
        choices={views.map(({ id, title }) => [id, title(all)])}
        choose={(view) => change({ view })}
      />
      <Choice
        label={words.theme}
        value={wish.theme}
        choices={[
          ['light', words.themes.light],
          ['dark', words.themes.dark],
        ]}
        choose={(theme) => change({ theme: theme === 'dark' ? 'dark' : 'light' })}
      />
      <NumberChoice
        label={words.layout}
        value={wish.widthPx}
        numbers={[960, 1_280, 1_600, 1_920]}
        say={words.layoutPx}
        choose={(widthPx) => change({ widthPx })}
      />
      {format === 'png' && (
        <NumberChoice
          label={words.scale}
          value={wish.scale}
          numbers={[1, 2, 3]}
          say={words.scaled}
          choose={(scale) => change({ scale })}
        />
      )}
      {format === 'gif' && (
        <NumberChoice
          label={words.shownPx}
          value={wish.shownPx}
          numbers={[640, 960, 1_280]}
          say={words.layoutPx}
          choose={(shownPx) => change({ shownPx })}
        />
      )}
    </div>
  );
}

function Moves({ words, wish, change }: Part): ReactElement {
  return (
    <>
      <div className="export-pair">
        <Hop label={words.from} value={wish.from} change={(from) => change({ from })} />
        <Hop label={words.to} value={wish.to} change={(to) => change({ to })} />
        <NumberChoice
          label={words.framesPerSecond}
          value={wish.framesPerSecond}
          numbers={[5, 10, 20]}
          say={String}
          choose={(framesPerSecond) => change({ framesPerSecond })}
        />
        <NumberChoice
          label={words.pace}
          value={wish.speed}
          numbers={[0.5, 1, 2, 4]}
          say={words.times}
          choose={(speed) => change({ speed })}
        />
      </div>
      <Tick label={words.loops} ticked={wish.loops} change={(loops) => change({ loops })} />
    </>
  );
}

function Progress(props: {
  readonly words: Words['exporting'];
  readonly share: number;
  readonly cancel: () => void;
}): ReactElement {
  const { words, share, cancel } = props;
  return (
    <div className="dialog-actions">
      <progress className="export-progress" aria-label={words.making} max={1} value={share} />
      <button type="button" className="button" onClick={cancel}>
        {words.cancel}
      </button>
    </div>
  );
}
