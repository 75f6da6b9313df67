/** Measures text in the fonts of an element, and remembers what it has learnt of each font. */

export interface FontHeights {
  /** How far the content area reaches above the baseline. */
  readonly ascent: number;
  readonly descent: number;
}

export class Measure {
  readonly #context = new OffscreenCanvas(1, 1).getContext('2d');
  readonly #heights = new Map<string, FontHeights>();

  heights(style: CSSStyleDeclaration): FontHeights {
    const font = shorthand(style);
    const known = this.#heights.get(font);
    if (known !== undefined) return known;
    const metrics = this.#measured('x', font);
    const heights = {
      ascent: metrics?.fontBoundingBoxAscent ?? 4,
      descent: metrics?.fontBoundingBoxDescent ?? 1,
    };
    this.#heights.set(font, heights);
    return heights;
  }

  width(text: string, style: CSSStyleDeclaration): number {
    const letterPx = Number.parseFloat(style.letterSpacing) || 0;
    const plain = this.#measured(text, shorthand(style))?.width ?? 0;
    return plain + letterPx * [...text].length;
  }

  #measured(text: string, font: string): TextMetrics | undefined {
    if (this.#context === null) return undefined;
    if (this.#context.font !== font) this.#context.font = font;
    return this.#context.measureText(text);
  }
}

function shorthand(style: CSSStyleDeclaration): string {
  return `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
}
