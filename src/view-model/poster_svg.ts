/**
 * A poster: one moment of a scenario with its title, as a drawing that stands alone. It needs no script, no
 * page and no fonts; where custom properties are not understood its colours are those of the light theme,
 * and where the reader prefers a dark page, those of the dark one.
 */

import type { StripPanel } from './strip_panel.ts';
import { panelWidth, type StripWords, stripSvg } from './strip_svg.ts';

export interface Poster {
  readonly title: string;
  /** What happens in the moment that is drawn, in one sentence. */
  readonly line: string;
  /** Its language, for fonts and readers. */
  readonly tag: string;
  readonly panel: StripPanel;
}

export const posterWidth = 960;
export const posterHeight = 540;

/** In which the panel is drawn: as much larger as fits between the words. */
const scale = 2.2;
const margin = 40;
const panelTop = 96;

/** The themes' colours, as the panel names them. */
const colours: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  ground: ['#f3f5f9', '#0a0d13'],
  panel: ['#ffffff', '#141a24'],
  sunken: ['#f5f7fa', '#0f141d'],
  ink: ['#121722', '#ebeff7'],
  muted: ['#5a6478', '#98a4b8'],
  line: ['#dce1ea', '#262f3d'],
  'line-strong': ['#c0c8d6', '#3b4658'],
  accent: ['#2c4bdc', '#8aa0ff'],
  'accent-ink': ['#ffffff', '#0b1020'],
  'accent-soft': ['#e9edfd', '#1d2747'],
  add: ['#04705f', '#3fd6bb'],
  mod: ['#1c5cc2', '#7db1ff'],
  del: ['#b51c38', '#ff8496'],
  sync: ['#6637c0', '#bfa3ff'],
  mark: ['#596275', '#a2adbf'],
  fault: ['#8f4a00', '#f6b45c'],
  'fault-line': ['#e08a1e', '#d98d2b'],
  'fault-soft': ['#fdefd9', '#3a2810'],
};

const sans =
  'Inter, system-ui, -apple-system, &quot;Segoe UI&quot;, &quot;Noto Sans SC&quot;, &quot;PingFang SC&quot;, &quot;Microsoft YaHei&quot;, sans-serif';
const mono = 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace';

export function posterSvg({ title, line, tag, panel }: Poster, words: StripWords): string {
  const panelX = (posterWidth - panelWidth * scale) / 2;
  const inner = stripSvg(panel, '', words)
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>$/, '');
  const lines = wrapped(line, 92).slice(0, 2);
  const label = escaped(`${title}. ${line}`);
  const drawn = [
    `<rect width="${posterWidth}" height="${posterHeight}" fill="${colour('ground')}"/>`,
    `<text x="${margin}" y="50" font-family="${sans}" font-size="${titleSize(title)}" font-weight="680" fill="${colour('ink')}">${escaped(title)}</text>`,
    ...lines.map(
      (text, index) =>
        `<text x="${margin}" y="${77 + index * 21}" font-family="${sans}" font-size="16" fill="${colour('muted')}">${escaped(text)}</text>`,
    ),
    `<g transform="translate(${panelX} ${panelTop + (lines.length - 1) * 14}) scale(${scale})" font-family="${mono}" font-size="7.5" fill="none">${inner}</g>`,
    ...brand(),
  ].join('');
  return standalone(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${posterWidth} ${posterHeight}" width="${posterWidth}" height="${posterHeight}" role="img" aria-label="${label}" xml:lang="${tag}" lang="${tag}"><title>${label}</title>${drawn}</svg>`,
  );
}

/** The sign of the project, in the corner. */
function brand(): readonly string[] {
  const x = posterWidth - margin - 118;
  return [
    `<g transform="translate(${x} 28)"><rect width="24" height="24" rx="6" fill="${colour('accent')}"/><path d="M6 8.25h7.5a3.75 3.75 0 0 1 0 7.5H9" fill="none" stroke="${colour('accent-ink')}" stroke-width="2.2" stroke-linecap="round"/></g>`,
    `<text x="${x + 32}" y="45" font-family="${sans}" font-size="14" font-weight="620" fill="${colour('ink')}">Informer Lab</text>`,
  ];
}

function titleSize(title: string): number {
  const room = posterWidth - 2 * margin - 150;
  return Math.max(17, Math.min(28, Math.floor(room / (0.56 * widthOf(title)))));
}

function colour(name: string): string {
  return `var(--${name}, ${colours[name]?.[0] ?? '#121722'})`;
}

/**
 * Puts the light theme's colours in the place of custom properties, which not every program that shows SVG
 * understands, and the dark theme's into rules for those that do.
 */
function standalone(svg: string): string {
  const used = new Set<string>();
  const drawn = svg.replace(/<[a-z][^>]*>/g, (tag) => {
    const classes: string[] = [];
    const plain = tag.replace(
      /\b(fill|stroke)="var\(--([a-z-]+), (#[0-9a-f]+)\)"/g,
      (_whole, property: string, name: string, light: string) => {
        const rule = `${property.charAt(0)}-${name}`;
        used.add(rule);
        classes.push(rule);
        return `${property}="${colours[name]?.[0] ?? light}"`;
      },
    );
    return classes.length === 0
      ? tag
      : plain.replace(/(\/?)>$/, ` class="${classes.join(' ')}"$1>`);
  });
  const rules = [...used].sort().map((rule) => {
    const property = rule.startsWith('f-') ? 'fill' : 'stroke';
    return `.${rule}{${property}:${colours[rule.slice(2)]?.[1] ?? 'currentColor'}}`;
  });
  const style = `<style>@media (prefers-color-scheme:dark){${rules.join('')}}</style>`;
  return drawn.replace('</title>', `</title>${style}`);
}

/** In letters of the Latin alphabet. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += isWide(letter) ? 1.8 : 1;
  return width;
}

function isWide(letter: string): boolean {
  return /[\u2e80-\u9fff\uff00-\uffef]/.test(letter);
}

/** The text in lines of about so many letters; Chinese may be broken anywhere. */
function wrapped(text: string, letters: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(
    /[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+\s*|\s+/g,
  ) ?? []) {
    if (line !== '' && widthOf(line + piece.trimEnd()) > letters) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  return [...lines, line.trimEnd()];
}

function escaped(words: string): string {
  return words
    .replaceAll('`', '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
