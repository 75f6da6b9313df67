/** Pictures of the run in view: one as SVG or PNG, or a moving one of a range. */

import { sentence } from '#messages/sentence.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import type { Theme } from '#ui/theme/theme.ts';
import { lastTold } from '#ui/transport/caption.tsx';
import type { View } from '#ui/views/view.ts';
import { instantText } from '#ui/widgets/time_text.ts';
import { framesOf, mostFrames } from '#view-model/export/frames.ts';
import type { HopRange } from '#view-model/export/range.ts';
import type { RunView } from '#view-model/run_view.ts';
import { GifWriter, paletteOf } from './gif.ts';
import { mostPixels, pngOf, rasterOf } from './raster.ts';
import { openStudio, type Painted, type PaintOptions } from './studio.ts';

interface PictureWish {
  readonly view: View;
  readonly theme: Theme;
  /** How wide the view is laid out. */
  readonly widthPx: number;
  /** What happens there, in a line below. */
  readonly caption: boolean;
  /** What the picture is of, if not of the run at the cursor; it then says nothing of that. */
  readonly subject: string | undefined;
}

export interface StillWish extends PictureWish {
  readonly kind: 'svg' | 'png';
  /** Also what one would have to scroll to. */
  readonly whole: boolean;
  /** Pixels of the picture per pixel of the page; for PNG. */
  readonly scale: number;
  /** The file brings its fonts along; for SVG. */
  readonly fonts: boolean;
}

export interface MovingWish extends PictureWish {
  readonly range: HopRange;
  readonly framesPerSecond: number;
  readonly speed: number;
  readonly loops: boolean;
  /** How wide the picture is. */
  readonly shownPx: number;
}

export interface SavedPicture {
  readonly blob: Blob;
  readonly name: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Pixels of the view that did not fit. */
  readonly cutPx: number;
  /** Of a moving picture; those that are alike are one. */
  readonly frames: number;
}

export interface Making {
  /** How much is done, from 0 to 1. */
  readonly progress: (share: number) => void;
  /** Gives it up. */
  readonly signal: AbortSignal;
}

/** The view at the moment at which its reader is. */
export async function stillPicture(
  handle: PlaygroundHandle,
  wish: StillWish,
): Promise<SavedPicture> {
  const { kind, scale } = wish;
  const { player, store } = handle;
  const studio = await openStudio(handle, layoutOf(wish, wish.whole));
  try {
    const { cursor } = store.getState();
    const embedded = wish.fonts ? 'embedded' : 'none';
    const fonts = kind === 'png' ? 'probed' : embedded;
    const painted = await studio.paint(player.displayMs, {
      ...saying(handle, wish, cursor),
      fonts,
    });
    const place = wish.subject === undefined ? `-hop${cursor}` : '';
    const name = `${nameOf(handle, wish)}${place}.${kind}`;
    const size = { cutPx: painted.cutPx, frames: 1 };
    if (kind === 'svg') {
      const blob = new Blob([painted.text], { type: 'image/svg+xml' });
      return { ...painted, ...size, blob, name };
    }
    const widthPx = painted.widthPx * scale;
    const heightPx = painted.heightPx * scale;
    if (Math.max(widthPx, heightPx) > mostPixels) throw new Error(tooLarge(widthPx, heightPx));
    const blob = await pngOf(await rasterOf(painted, { widthPx, heightPx }));
    return { ...size, widthPx, heightPx, blob, name };
  } finally {
    studio.close();
  }
}

function tooLarge(widthPx: number, heightPx: number): string {
  return `expected at most ${mostPixels} pixels a side, got ${widthPx} × ${heightPx}`;
}

/** A range of the run, at the player's own pace. */
export async function movingPicture(
  handle: PlaygroundHandle,
  wish: MovingWish,
  making: Making,
): Promise<SavedPicture> {
  const view = viewOf(handle);
  const { range, shownPx, loops } = wish;
  const frames = framesOf(view.pace, wish);
  if (frames.length > mostFrames) throw new Error(`${frames.length} > ${mostFrames}`);
  const options = layoutOf(wish, false);
  const heightPx = Math.round((shownPx * options.heightPx) / options.widthPx);
  const size = { widthPx: shownPx, heightPx };
  const studio = await openStudio(handle, options);
  const said = { ...saying(handle, wish, range.to), fonts: 'probed' } as const;
  let last: { readonly text: string; readonly pixels: Uint8ClampedArray } | undefined;
  const pixelsAt = async (displayMs: number): Promise<Uint8ClampedArray> => {
    making.signal.throwIfAborted();
    const painted = await studio.paint(displayMs, said);
    // While nothing happens, there is nothing to be drawn again.
    if (painted.text !== last?.text) {
      last = { text: painted.text, pixels: await pixelsOf(painted, size) };
    }
    return last.pixels;
  };
  try {
    const samples = await sampled(
      frames.map(({ displayMs }) => displayMs),
      pixelsAt,
    );
    const palette = paletteOf([...samples.values()]);
    const writer = new GifWriter({ ...size, loops, palette });
    for (const [index, { displayMs, lastsMs }] of frames.entries()) {
      writer.add(samples.get(displayMs) ?? (await pixelsAt(displayMs)), lastsMs);
      making.progress((index + 1) / frames.length);
    }
    const blob = new Blob([writer.bytes()], { type: 'image/gif' });
    const name = `${nameOf(handle, wish)}-hops${range.from}-${range.to}.gif`;
    return { ...size, blob, name, cutPx: 0, frames: writer.frames };
  } finally {
    studio.close();
  }
}

/** The pixels of a few moments that stand for all. */
async function sampled(
  moments: readonly number[],
  pixelsAt: (displayMs: number) => Promise<Uint8ClampedArray>,
): Promise<ReadonlyMap<number, Uint8ClampedArray>> {
  const samples = new Map<number, Uint8ClampedArray>();
  const last = moments.length - 1;
  for (let share = 0; share <= 4; share++) {
    const moment = moments[Math.round((share * last) / 4)] ?? 0;
    if (!samples.has(moment)) samples.set(moment, await pixelsAt(moment));
  }
  return samples;
}

async function pixelsOf(
  painted: Painted,
  { widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number },
): Promise<Uint8ClampedArray> {
  const canvas = await rasterOf(painted, { widthPx, heightPx });
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('expected a canvas that can be read');
  return context.getImageData(0, 0, widthPx, heightPx).data;
}

function layoutOf(wish: PictureWish, whole: boolean): Parameters<typeof openStudio>[1] {
  const { view, theme, widthPx, subject } = wish;
  const caption = wish.caption && subject === undefined;
  const heightPx = Math.round((widthPx * 9) / 16);
  return { Body: view.Body, theme, widthPx, heightPx, caption, whole };
}

function saying(
  handle: PlaygroundHandle,
  { view, subject }: PictureWish,
  cursor: number,
): Pick<PaintOptions, 'title' | 'description'> {
  const { locale } = handle.store.getState();
  const run = viewOf(handle);
  const event = lastTold(run, cursor);
  const place = locale.words.exporting.place(cursor, instantText(run.at(cursor)));
  return {
    title: `Informer Lab: ${view.title(locale.words)}`,
    description:
      subject ?? [place, ...(event === undefined ? [] : [sentence(event, locale)])].join(' · '),
  };
}

function nameOf({ store, book }: PlaygroundHandle, { view }: PictureWish): string {
  const record = book.find(store.getState().run)?.record;
  const seed = (record?.seed ?? '').replaceAll(/[^\w.-]+/g, '_');
  return `informer-lab-${seed}-${record?.profile ?? ''}-${view.id.replaceAll(' ', '-')}`;
}

function viewOf({ store, book }: PlaygroundHandle): RunView {
  const view = book.view(store.getState().run);
  if (view === undefined) throw new Error('expected a run in view');
  return view;
}
