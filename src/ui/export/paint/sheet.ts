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
}

export class Sheet {
  readonly parts: string[] = [];
  /** What the text is set in: the first name of each list of fonts, with the signs that it has to have. */
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
    const [first = ''] = family.split(',');
    for (const name of family.split(',').slice(0, 2)) {
      const bare = name.trim().replaceAll('"', '');
      const known = this.signs.get(bare) ?? new Set<number>();
      this.signs.set(bare, known);
      if (bare === '' || first === '') continue;
      for (const sign of text) known.add(sign.codePointAt(0) ?? 0);
    }
  }

  text(options: SheetOptions): string {
    const { width, height, title, description, fontRules } = options;
    const shared = [...this.#definitions.values()].join('');
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
      `<title>${escaped(title)}</title>`,
      `<desc>${escaped(description)}</desc>`,
      fontRules === '' ? '' : `<style>${fontRules}</style>`,
      shared === '' ? '' : `<defs>${shared}</defs>`,
      ...this.parts,
      '</svg>\n',
    ].join('');
  }
}

function idOf(definition: string): string {
  return / id="([^"]+)"/.exec(definition)?.[1] ?? '';
}

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
