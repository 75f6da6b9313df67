import { expect, test } from 'vitest';
import { GifWriter, paletteOf } from '#ui/export/picture/gif.ts';

const size = { widthPx: 4, heightPx: 2 };

/** A picture of one colour, with one pixel of another if wanted. */
function picture(colour: number, dot?: { readonly at: number; readonly colour: number }) {
  const words = new Uint32Array(size.widthPx * size.heightPx).fill(colour);
  if (dot !== undefined) words[dot.at] = dot.colour;
  return new Uint8ClampedArray(words.buffer);
}

const white = 0xffffffff;
const red = 0xff0000ff;

function written(frames: readonly (readonly [Uint8ClampedArray, number])[], loops: boolean) {
  const palette = paletteOf(frames.map(([pixels]) => pixels));
  const writer = new GifWriter({ ...size, loops, palette });
  for (const [pixels, lastsMs] of frames) writer.add(pixels, lastsMs);
  return { bytes: writer.bytes(), frames: writer.frames };
}

/** What each graphic control extension says: the delay in hundredths, and whether it leaves pixels out. */
function controls(bytes: Uint8Array) {
  const found: { delay: number; leavesOut: boolean }[] = [];
  for (let at = 0; at + 6 < bytes.length; at++) {
    if (bytes[at] !== 0x21 || bytes[at + 1] !== 0xf9 || bytes[at + 2] !== 4) continue;
    const delay = (bytes[at + 4] ?? 0) + 256 * (bytes[at + 5] ?? 0);
    found.push({ delay, leavesOut: ((bytes[at + 3] ?? 0) & 1) === 1 });
  }
  return found;
}

test('frames that are alike are one, shown for as long as all of them', () => {
  const still = picture(white);
  const { bytes, frames } = written(
    [
      [still, 100],
      [still, 100],
      [picture(red), 1_500],
    ],
    true,
  );
  expect(frames).toBe(2);
  expect(controls(bytes)).toEqual([
    { delay: 20, leavesOut: false },
    { delay: 150, leavesOut: true },
  ]);
});

test('the file says its size, and repeats only if it is to', () => {
  const frames = [
    [picture(white), 100],
    [picture(red), 100],
  ] as const;
  const looping = written(frames, true).bytes;
  const once = written(frames, false).bytes;
  const text = (bytes: Uint8Array) => String.fromCharCode(...bytes);
  expect(text(looping).slice(0, 6)).toBe('GIF89a');
  expect([...looping.slice(6, 10)]).toEqual([4, 0, 2, 0]);
  expect(text(looping)).toContain('NETSCAPE2.0');
  expect(text(once)).not.toContain('NETSCAPE2.0');
});

test('the palette holds the colours of all samples', () => {
  const palette = paletteOf([picture(white), picture(red)]);
  expect(palette).toHaveLength(256);
  expect(palette).toContainEqual([255, 255, 255]);
  expect(palette).toContainEqual([255, 0, 0]);
});

test('the same pictures give the same file', () => {
  const frames = [
    [picture(white), 100],
    [picture(white, { at: 3, colour: red }), 100],
  ] as const;
  expect(written(frames, true).bytes).toEqual(written(frames, true).bytes);
});
