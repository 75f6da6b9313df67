/** Makes a picture, puts it where it was wanted, and tells the reader. What makes it is fetched then. */

import { unreachable } from '#base/unreachable.ts';
import type {
  Making,
  MovingWish,
  SavedPicture,
  StillWish,
} from '#ui/export/picture/save_picture.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import type { PictureFormat } from './export_format.ts';
import { saveBlob } from './save_blob.ts';

export type PictureRequest = Omit<StillWish, 'kind'> &
  MovingWish & { readonly format: PictureFormat };

/** Rejects if there is no picture, after having said why. */
export type PictureMade = (
  handle: PlaygroundHandle,
  request: PictureRequest,
  making: Making,
) => Promise<void>;

export const savePicture: PictureMade = async (handle, request, making) => {
  const { exporting } = handle.store.getState().locale.words;
  const told = toldIfNot(handle, exporting.notSaved, making);
  const picture = await made(handle, request, making).catch(told);
  saveBlob(picture.blob, picture.name);
  tellOf(handle, exporting.saved(picture.name), picture);
};

export const copyPicture: PictureMade = async (handle, request, making) => {
  const { exporting } = handle.store.getState().locale.words;
  const told = toldIfNot(handle, exporting.notCopied, making);
  const picture = made(handle, request, making);
  const item = new ClipboardItem({ 'image/png': picture.then(({ blob }) => blob) });
  await navigator.clipboard.write([item]).catch(told);
  tellOf(handle, exporting.copiedPicture, await picture);
};

async function made(
  handle: PlaygroundHandle,
  request: PictureRequest,
  making: Making,
): Promise<SavedPicture> {
  const { movingPicture, stillPicture } = await import('#ui/export/picture/save_picture.ts');
  const { format } = request;
  switch (format) {
    case 'svg':
    case 'png':
      return await stillPicture(handle, { ...request, kind: format });
    case 'gif':
      return await movingPicture(handle, request, making);
    default:
      return unreachable(format);
  }
}

/** Says what went wrong, unless its reader gave it up. */
function toldIfNot({ acts }: PlaygroundHandle, title: string, { signal }: Making) {
  return (error: unknown): never => {
    const text = error instanceof Error ? error.message : String(error);
    if (!signal.aborted) acts.notify({ tone: 'problem', title, text });
    throw error;
  };
}

function tellOf({ acts, store }: PlaygroundHandle, title: string, picture: SavedPicture): void {
  const { exporting } = store.getState().locale.words;
  const { widthPx, heightPx, blob, frames, cutPx } = picture;
  const size = `${widthPx} × ${heightPx}`;
  const kilobytes = (blob.size / 1_000).toFixed(0);
  const text =
    frames > 1 ? exporting.madeMoving(size, kilobytes, frames) : exporting.made(size, kilobytes);
  const cut = cutPx > 0 ? ` ${exporting.cutPicture(cutPx)}` : '';
  acts.notify({ tone: 'done', title, text: text + cut });
}
