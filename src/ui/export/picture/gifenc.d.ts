/** The part of gifenc that is used here; the package has no types of its own. */

declare module 'gifenc' {
  export interface FrameWriting {
    /** The first frame's palette is that of all which have none. */
    readonly palette?: number[][];
    readonly delay?: number;
    /** 0 for ever, -1 once. */
    readonly repeat?: number;
    readonly transparent?: boolean;
    readonly transparentIndex?: number;
    readonly dispose?: number;
  }

  export interface Encoder {
    readonly writeFrame: (
      index: Uint8Array,
      width: number,
      height: number,
      options: FrameWriting,
    ) => void;
    readonly finish: () => void;
    readonly bytes: () => Uint8Array;
    readonly bytesView: () => Uint8Array;
  }

  export function GIFEncoder(): Encoder;
  export function quantize(rgba: Uint8Array | Uint8ClampedArray, most: number): number[][];
  export function applyPalette(
    rgba: Uint8Array | Uint8ClampedArray,
    palette: number[][],
  ): Uint8Array;
}
