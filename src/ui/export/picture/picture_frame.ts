/**
 * A page of its own, unseen, on which a view is laid out to be painted: as wide as wanted, in the theme
 * that is wanted, whatever the window around it is like. It has the styles and fonts of the page.
 */

import type { Theme } from '#ui/theme/theme.ts';

export interface PictureFrame {
  /** Where the view is rendered. */
  readonly place: HTMLElement;
  readonly resize: (widthPx: number, heightPx: number) => void;
  /** Takes over styles that have come to the page since. */
  readonly renewStyles: () => Promise<void>;
  readonly close: () => void;
}

export interface FrameSetting {
  readonly theme: Theme;
  readonly language: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

export async function openPictureFrame(setting: FrameSetting): Promise<PictureFrame> {
  const frame = document.createElement('iframe');
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  frame.inert = true;
  Object.assign(frame.style, {
    ...{ position: 'fixed', inset: '0 auto auto 0', border: '0' },
    ...{ opacity: '0', pointerEvents: 'none', zIndex: '-1' },
  });
  const resize = (widthPx: number, heightPx: number): void => {
    frame.style.width = `${widthPx}px`;
    frame.style.height = `${heightPx}px`;
  };
  resize(setting.widthPx, setting.heightPx);
  document.body.append(frame);
  const page = frame.contentDocument;
  if (page === null) throw new Error('expected a page within the page');
  // Without a doctype, tables and lines would be laid out as they were long ago.
  page.open();
  page.write('<!doctype html><html><head></head><body></body></html>');
  page.close();
  page.documentElement.lang = setting.language;
  page.documentElement.dataset['theme'] = setting.theme;
  const copied = new Set<Element>();
  const renewStyles = (): Promise<void> => copyStyles(page, copied);
  await renewStyles();
  const fonts = ['"Inter Variable"', '"JetBrains Mono Variable"'];
  await Promise.all(fonts.map((font) => page.fonts.load(`400 13px ${font}`)));
  const place = page.createElement('div');
  place.className = 'picture-place';
  page.body.append(place);
  return { place, resize, renewStyles, close: () => frame.remove() };
}

/** Copies those styles of the page that have not been copied yet, and waits for them. */
async function copyStyles(page: Document, copied: Set<Element>): Promise<void> {
  const styles = [...document.querySelectorAll('link[rel="stylesheet"], style')];
  const loads = styles
    .filter((style) => !copied.has(style))
    .map((style) => {
      copied.add(style);
      const copy = page.importNode(style, true);
      if (style instanceof HTMLLinkElement) copy.setAttribute('href', style.href);
      const loaded = new Promise<void>((done) => {
        copy.addEventListener('load', () => done());
        copy.addEventListener('error', () => done());
      });
      page.head.append(copy);
      return copy.localName === 'link' ? loaded : undefined;
    });
  await Promise.all(loads);
}

/** The next frame, in which everything that measures itself has measured. */
export function nextFrame(): Promise<void> {
  return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
}

/** Waits until what is laid out does not change any more. */
export async function settled({ place }: PictureFrame): Promise<void> {
  await place.ownerDocument.fonts.ready;
  let before = '';
  for (let frames = 0; frames < 30; frames++) {
    await nextFrame();
    const now = `${place.scrollWidth} ${place.scrollHeight} ${place.querySelectorAll('*').length}`;
    if (now === before) return;
    before = now;
  }
}
