/**
 * An SVG document while it is being painted: its parts in the order in which they lie above each other,
 * and what they share. Every number is rounded, so that the same page gives the same text.
 */

export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface SheetOptions {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  /** Rules for fonts that the file brings along; empty for none. */
  readonly fontRules: string;
  /** Signs to be drawn below the picture, each in its font. */
  readonly probes: readonly Probe[];
}

/** A sign that shows whether its font is there. */
export interface Probe {
  readonly family: string;
  readonly sign: string;
}

/** Probes stand in cells of this size, in rows below the picture. */
export const probePx = 16;

export class Sheet {
  readonly parts: string[] = [];
  /** What the text is set in: the first names of each list of fonts, with the signs that they have to have. */
  readonly signs = new Map<string, Set<number>>();
  readonly #definitions = new Map<string, string>();
  #drawings = 0;

  /** The reference to a definition, made the first time that it is asked for. */
  reference(kind: string, body: (id: string) => string): string {
    const key = body('');
    const known = this.#definitions.get(key);
    if (known !== undefined) return idOf(known);
    const id = `${kind}${this.#definitions.size + 1}`;
    this.#definitions.set(key, body(id));
    return id;
  }

  /** A prefix for the ids of one drawing on the page, since several may use the same. */
  nextDrawing(): string {
    this.#drawings++;
    return `d${this.#drawings}-`;
  }

  /** Notes that a text is set in a font. */
  sets(text: string, family: string): void {
    for (const [index, name] of family.split(',').slice(0, 2).entries()) {
      const bare = name.trim().replaceAll('"', '');
      const known = this.signs.get(bare) ?? new Set<number>();
      this.signs.set(bare, known);
      for (const sign of text) {
        const point = sign.codePointAt(0) ?? 0;
        // The second is there for signs that the first lacks.
        if (index === 0 || point >= beyondLatin) known.add(point);
      }
    }
  }

  text(options: SheetOptions): string {
    const { width, height, title, description, fontRules, probes } = options;
    const whole = height + probeRows(width, probes.length) * probePx;
    const shared = [...this.#definitions.values()].join('');
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${whole}" viewBox="0 0 ${width} ${whole}" role="img">`,
      `<title>${escaped(title)}</title>`,
      `<desc>${escaped(description)}</desc>`,
      fontRules === '' ? '' : `<style>${fontRules}</style>`,
      shared === '' ? '' : `<defs>${shared}</defs>`,
      ...this.parts,
      ...probes.map((probe, index) => probeText(probe, index, { width, height })),
      '</svg>\n',
    ].join('');
  }
}

/** How many rows so many probes take. */
export function probeRows(width: number, count: number): number {
  return Math.ceil(count / Math.floor(width / probePx));
}

function probeText(
  { family, sign }: Probe,
  index: number,
  { width, height }: { readonly width: number; readonly height: number },
): string {
  const inRow = Math.floor(width / probePx);
  const x = (index % inRow) * probePx;
  const y = height + Math.floor(index / inRow) * probePx;
  return `<text x="${x + 1}" y="${y + 13}" font-family="'${family}'" font-size="13" fill="#000">${escaped(sign)}</text>`;
}

function idOf(definition: string): string {
  return / id="([^"]+)"/.exec(definition)?.[1] ?? '';
}

const beyondLatin = 0x2000;

/** At most two decimals. */
export function px(value: number): string {
  return String(Number(value.toFixed(2)));
}

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(notOfXml, ' ');
}

/** Control characters, which XML cannot hold. */
const notOfXml = /(?![\t\n\r])\p{Cc}/gu;
