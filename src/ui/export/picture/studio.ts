/** Renders a view on an unseen page and paints it, once or moment after moment. */

import { type ComponentType, createElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { Measure } from '#ui/export/paint/measure.ts';
import { paintPage } from '#ui/export/paint/paint_page.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import type { Theme } from '#ui/theme/theme.ts';
import { embeddedFonts, noFonts } from './embedded_fonts.ts';
import { Picture, pictureHandle } from './picture.tsx';
import { nextFrame, openPictureFrame, type PictureFrame, settled } from './picture_frame.ts';

export interface StudioOptions {
  readonly Body: ComponentType;
  readonly theme: Theme;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly caption: boolean;
  /** It grows until everything is seen. */
  readonly whole: boolean;
}

export interface PaintOptions {
  readonly title: string;
  readonly description: string;
  /** `probed`: with signs below the picture by which to see that the fonts have come. */
  readonly fonts: 'none' | 'embedded' | 'probed';
}

export interface Painted {
  readonly text: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Signs below the picture. */
  readonly probes: number;
  /** So much of the view did not fit, in pixels. */
  readonly cutPx: number;
}

export interface Studio {
  /** Shows a moment of display time, and paints it. */
  readonly paint: (displayMs: number, options: PaintOptions) => Promise<Painted>;
  readonly close: () => void;
}

/** A view with more is cut: what came last is kept. */
const mostHeightPx = 6_000;
const mostWidthPx = 3_200;

export async function openStudio(
  handle: PlaygroundHandle,
  options: StudioOptions,
): Promise<Studio> {
  const { Body, theme, caption, whole } = options;
  const language = handle.store.getState().locale.tag;
  const frame = await openPictureFrame({ ...options, theme, language });
  const own = pictureHandle(handle, theme);
  const root = createRoot(frame.place);
  const known = new Map<string, string>();
  const measure = new Measure();
  let { widthPx, heightPx } = options;
  await new Promise<void>((ready) => {
    root.render(createElement(Picture, { handle: own, Body, whole, caption, ready }));
  });
  const paint: Studio['paint'] = async (displayMs, { title, description, fonts }) => {
    flushSync(() => own.player.show(displayMs));
    if (whole) ({ widthPx, heightPx } = await grow(frame, { widthPx, heightPx }));
    else await nextFrame();
    own.player.show(displayMs);
    const sheet = paintPage(frame.place, measure);
    const page = frame.place.ownerDocument;
    const brought = fonts === 'none' ? noFonts : await embeddedFonts(page, sheet.signs, known);
    const probes = fonts === 'probed' ? brought.samples : [];
    const size = { width: widthPx, height: heightPx };
    const text = sheet.text({ ...size, title, description, fontRules: brought.rules, probes });
    return {
      text,
      widthPx,
      heightPx,
      probes: probes.length,
      cutPx: whole ? missing(frame).down : 0,
    };
  };
  // A view that was fetched just now has brought its styles along.
  await frame.renewStyles();
  await settled(frame);
  return {
    paint,
    close: () => {
      root.unmount();
      frame.close();
    },
  };
}

interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Makes the page larger until nothing on it scrolls, or it is as large as a picture may be. */
async function grow(frame: PictureFrame, size: Size): Promise<Size> {
  let { widthPx, heightPx } = size;
  for (let tries = 0; tries < 5; tries++) {
    await settled(frame);
    const { across, down } = missing(frame);
    const wanted = {
      widthPx: Math.min(mostWidthPx, widthPx + across),
      heightPx: Math.min(mostHeightPx, heightPx + down),
    };
    if (wanted.widthPx === widthPx && wanted.heightPx === heightPx) break;
    ({ widthPx, heightPx } = wanted);
    frame.resize(widthPx, heightPx);
  }
  return { widthPx, heightPx };
}

/** How much larger the page would have to be for everything to be seen. */
function missing({ place }: PictureFrame): { readonly across: number; readonly down: number } {
  const page = place.firstElementChild ?? place;
  let across = 0;
  let down = Math.max(0, page.scrollHeight - page.clientHeight);
  for (const scroller of place.querySelectorAll(scrollers)) {
    across = Math.max(across, scroller.scrollWidth - scroller.clientWidth);
    down = Math.max(down, scroller.scrollHeight - scroller.clientHeight);
  }
  return { across, down };
}

const scrollers = [
  ...['.view', '.view-scroll', '.machine-scroll', '.programs', '.request-details'],
  ...['.log-scroller', '.compare-main'],
].join(',');
