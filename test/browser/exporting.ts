/** The export dialog as a test's hands: what is saved, and how a browser draws it. */

import { readFileSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';

export interface Saved {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Saves the run in a format, after `choose` has chosen the rest. */
export async function exported(
  page: Page,
  format: string,
  choose: (dialog: Locator) => Promise<void> = async () => undefined,
): Promise<Saved> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Export or open a run' });
  await dialog.getByRole('radio', { name: format }).check();
  await choose(dialog);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Save the file' }).click(),
  ]);
  await expect(dialog).toBeHidden();
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** What a program that knows nothing but the file finds in an SVG picture. */
export interface SeenSvg {
  readonly broken: string;
  readonly title: string;
  readonly description: string;
  /** Elements that other programs do not draw, or that fetch or run something. */
  readonly foreign: readonly string[];
  readonly words: string;
  readonly width: number;
  readonly height: number;
  /** Texts at whose place nothing of their colour was drawn, of so many that were looked at. */
  readonly unseen: readonly string[];
  readonly looked: number;
}

/** Draws the file as an image, outside of the page, and reads it as XML. */
export function seenSvg(page: Page, text: string): Promise<SeenSvg> {
  return page.evaluate(async (source) => {
    const read = new DOMParser().parseFromString(source, 'image/svg+xml');
    const root = read.documentElement;
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const context = canvas.getContext('2d');
    const numberOf = (element: Element, name: string) =>
      Number(element.getAttribute(name) ?? 'NaN');
    const isDrawn = (element: Element): boolean => {
      const [x, y, width, size] = ['x', 'y', 'textLength', 'font-size'].map((name) =>
        numberOf(element, name),
      );
      const fill = element.getAttribute('fill') ?? '';
      const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
        Number.parseInt(fill.slice(at, at + 2), 16),
      );
      const area = [x ?? 0, (y ?? 0) - (size ?? 0), width ?? 1, size ?? 1].map(Math.ceil);
      const [left = 0, top = 0, across = 1, down = 1] = area;
      const pixels = context?.getImageData(left, top, across, down + 3).data ?? [];
      for (let at = 0; at < pixels.length; at += 4) {
        const away =
          Math.abs((pixels[at] ?? 0) - red) +
          Math.abs((pixels[at + 1] ?? 0) - green) +
          Math.abs((pixels[at + 2] ?? 0) - blue);
        if (away < 130) return true;
      }
      return false;
    };
    const rectOf = (element: Element) =>
      ['x', 'y', 'width', 'height'].map((name) => numberOf(element, name));
    /** What scrolls is cut off where its frame ends, and lies under the heads of columns before. */
    const isCut = (text: Element, within = text.parentElement): boolean => {
      const group = within?.closest('[clip-path]') ?? null;
      if (group === null) return false;
      const id = /#(\w+)/.exec(group.getAttribute('clip-path') ?? '')?.[1];
      const clip = root.querySelector(`#${id} > rect`);
      const [left = 0, top = 0, width = 0, height = 0] = clip === null ? [] : rectOf(clip);
      const [x, y] = [numberOf(text, 'x'), numberOf(text, 'y')];
      const under = height > 400 ? 60 : 0;
      const isOutside = x < left || x > left + width || y < top + under || y > top + height;
      return isOutside || isCut(text, group.parentElement);
    };
    // Those of drawings are moved by their groups; the others stand where their attributes say.
    const texts = [...root.querySelectorAll('text[textLength]')].filter((text) => !isCut(text));
    let unseen: readonly Element[] = texts;
    // The fonts in the file come a moment after the picture.
    for (let tries = 0; tries < 40 && unseen.length > 0; tries++) {
      await new Promise((done) => setTimeout(done, tries === 0 ? 0 : 100));
      context?.clearRect(0, 0, canvas.width, canvas.height);
      context?.drawImage(image, 0, 0);
      unseen = texts.filter((each) => !isDrawn(each));
    }
    return {
      broken: read.querySelector('parsererror')?.textContent ?? '',
      title: root.querySelector(':scope > title')?.textContent ?? '',
      description: root.querySelector(':scope > desc')?.textContent ?? '',
      foreign: [...root.querySelectorAll('*')]
        .filter(
          (element) =>
            /^(foreignObject|script|iframe|image|a)$/.test(element.localName) ||
            /^https?:/.test(element.getAttribute('href') ?? ''),
        )
        .map(({ localName }) => localName),
      words: [...root.querySelectorAll('text')].map((each) => each.textContent).join('\n'),
      width: image.naturalWidth,
      height: image.naturalHeight,
      unseen: unseen.map((each) => each.textContent ?? ''),
      looked: texts.length,
    };
  }, text);
}

/** Which part of the pixels of two PNG files of one size is clearly another colour. */
export function differingShare(page: Page, left: Buffer, right: Buffer): Promise<number> {
  return page.evaluate(
    async (files) => {
      const pixels = await Promise.all(
        files.map(async (file) => {
          const blob = new Blob([Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0))]);
          const bitmap = await createImageBitmap(blob);
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
          context?.drawImage(bitmap, 0, 0);
          return context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [];
        }),
      );
      const [one = [], other = []] = pixels;
      if (one.length !== other.length) return 1;
      let differing = 0;
      for (let at = 0; at < one.length; at += 4) {
        const away = [0, 1, 2].map((by) => Math.abs((one[at + by] ?? 0) - (other[at + by] ?? 0)));
        if (Math.max(...away) > 64) differing++;
      }
      return differing / (one.length / 4);
    },
    [left.toString('base64'), right.toString('base64')],
  );
}

export interface SeenGif {
  readonly frames: number;
  /** `Infinity` for one that starts again for ever. */
  readonly repetitions: number;
  readonly widths: readonly number[];
  readonly heights: readonly number[];
  readonly lastsMs: readonly number[];
  /** So many pixels of a frame are not as in the one before. */
  readonly changed: readonly number[];
  /** Of the first frame, its very first pixel. */
  readonly corner: readonly number[];
}

/** Opens a GIF with the browser's own decoder. */
export function seenGif(page: Page, bytes: Buffer): Promise<SeenGif> {
  return page.evaluate(async (file) => {
    const data = Uint8Array.from(atob(file), (sign) => sign.charCodeAt(0));
    const decoder = new ImageDecoder({ data, type: 'image/gif' });
    await decoder.completed;
    await decoder.tracks.ready;
    const track = decoder.tracks.selectedTrack;
    const count = track?.frameCount ?? 0;
    const found = {
      frames: count,
      repetitions: track?.repetitionCount ?? 0,
      widths: [] as number[],
      heights: [] as number[],
      lastsMs: [] as number[],
      changed: [] as number[],
      corner: [] as number[],
    };
    let before: Uint32Array | undefined;
    for (let frameIndex = 0; frameIndex < count; frameIndex++) {
      const { image } = await decoder.decode({ frameIndex });
      const canvas = new OffscreenCanvas(image.codedWidth, image.codedHeight);
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const read = context?.getImageData(0, 0, canvas.width, canvas.height).data;
      const pixels = new Uint32Array(read?.buffer ?? new ArrayBuffer(0));
      found.widths.push(image.codedWidth);
      found.heights.push(image.codedHeight);
      found.lastsMs.push((image.duration ?? 0) / 1_000);
      const last = before;
      if (last !== undefined) {
        found.changed.push(pixels.reduce((sum, now, at) => sum + (now === last[at] ? 0 : 1), 0));
      } else found.corner.push(...(read?.slice(0, 3) ?? []));
      before = pixels;
      image.close();
    }
    return found;
  }, bytes.toString('base64'));
}
