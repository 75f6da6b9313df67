/**
 * The fonts that a picture is set in, as rules that carry them along: a file that is opened elsewhere
 * cannot fetch them. Of a font in parts, only the parts with signs that are used.
 */

/** Fonts as rules of style, with a sign of each by which one can see that it has come. */
export interface EmbeddedFonts {
  readonly rules: string;
  readonly samples: readonly FontSample[];
}

export interface FontSample {
  readonly family: string;
  readonly sign: string;
}

export const noFonts: EmbeddedFonts = { rules: '', samples: [] };

/** `signs` are those that each font is used for. `known` keeps what has been fetched. */
export async function embeddedFonts(
  page: Document,
  signs: ReadonlyMap<string, ReadonlySet<number>>,
  known: Map<string, string>,
): Promise<EmbeddedFonts> {
  const rules: string[] = [];
  const samples: FontSample[] = [];
  for (const sheet of page.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!rule.cssText.startsWith('@font-face')) continue;
      const { style } = rule as CSSFontFaceRule;
      const family = style.getPropertyValue('font-family').replaceAll(/["']/g, '');
      const range = style.getPropertyValue('unicode-range');
      const used = signs.get(family);
      const sign = used === undefined ? undefined : signWithin(range, used);
      if (sign === undefined) continue;
      const place = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue('src'))?.[1];
      if (place === undefined) continue;
      const data = await dataOf(new URL(place, sheet.href ?? document.baseURI).href, known);
      const weight = style.getPropertyValue('font-weight');
      samples.push({ family, sign: String.fromCodePoint(sign) });
      rules.push(
        `@font-face{font-family:'${family}';font-weight:${weight};src:url(${data}) format('woff2')${range === '' ? '' : `;unicode-range:${range}`}}`,
      );
    }
  }
  return { rules: rules.join(''), samples };
}

/** `U+4E00-4EFF, U+3001`: one of the signs that lies within and is no blank; no range holds all. */
function signWithin(range: string, signs: ReadonlySet<number>): number | undefined {
  const seen = [...signs].filter((sign) => sign > 0x20 && sign !== 0xa0);
  if (range === '') return seen.find((sign) => sign < 0x7f);
  const spans = range.split(',').map((span) => {
    const [first = '', last = first] = span.trim().replace(/^U\+/i, '').split('-');
    return {
      from: Number.parseInt(first.replaceAll('?', '0'), 16),
      to: Number.parseInt(last.replaceAll('?', 'F'), 16),
    };
  });
  return seen.find((sign) => spans.some(({ from, to }) => from <= sign && sign <= to));
}

async function dataOf(address: string, known: Map<string, string>): Promise<string> {
  const found = known.get(address);
  if (found !== undefined) return found;
  if (address.startsWith('data:')) return address;
  const response = await fetch(address);
  const bytes = new Uint8Array(await response.arrayBuffer());
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  const data = `data:font/woff2;base64,${btoa(binary)}`;
  known.set(address, data);
  return data;
}
