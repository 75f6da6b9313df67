/**
 * Draws a panel of a static strip as SVG text: it needs no script, prints, and takes its colours from the
 * page's custom properties, with colours of its own where there are none.
 */

import { glyphPaths } from './glyph_paths.ts';
import type { Identity } from './identity.ts';
import type { PanelBox, PanelKeys, PanelRow, StripPanel } from './strip_panel.ts';

/** The few words that a panel says besides names of the field. */
export interface StripWords {
  readonly queued: (count: number) => string;
  readonly notSynced: string;
  readonly waiting: (count: number) => string;
  readonly tombstone: string;
  readonly idle: string;
  readonly more: (count: number) => string;
  readonly keys: (count: number) => string;
  readonly later: (count: number) => string;
  readonly states: Readonly<Record<'crashed' | 'stopped' | 'paused', string>>;
}

export const panelWidth = 332;
export const panelHeight = 196;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where everything of a panel stands. Paths are SVG's. */
interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly footerLines: 1 | 2;
  readonly places: Readonly<Record<PanelBox, Place>>;
  /** Where the client's memory ends and your own code begins. */
  readonly seam: string;
  /** The way of a key, from the Reflector to the server. */
  readonly arrows: readonly string[];
  readonly wire: {
    readonly line: string;
    readonly held: string;
    readonly cut: readonly [x: number, y: number];
    readonly glyph: readonly [x: number, y: number];
    readonly more: readonly [x: number, y: number];
  };
  /** What goes dark while the program does not run. */
  readonly program: Place;
}

const wide: Drawing = {
  width: panelWidth,
  height: panelHeight,
  footerLines: 1,
  places: {
    apiserver: { x: 6, y: 8, width: 92, height: 160 },
    reflector: { x: 122, y: 8, width: 60, height: 48 },
    queue: { x: 190, y: 8, width: 58, height: 48 },
    indexer: { x: 256, y: 8, width: 72, height: 84 },
    handlers: { x: 258, y: 112, width: 68, height: 56 },
    workqueue: { x: 184, y: 112, width: 64, height: 56 },
    workers: { x: 122, y: 112, width: 52, height: 56 },
  },
  seam: 'M114 102H326',
  arrows: [
    'M182 34H190',
    'M248 34H256',
    'M292 92V112',
    'M258 140H248',
    'M184 140H174',
    'M122 140H98',
  ],
  wire: {
    line: 'M98 32H122',
    held: 'M108 26v12M112 26v12',
    cut: [110, 32],
    glyph: [110, 20],
    more: [110, 50],
  },
  program: { x: 116, y: 2, width: 214, height: 172 },
};

/** The server on top, so that its words can be read where there is room for one column. */
const tall: Drawing = {
  width: 222,
  height: 334,
  footerLines: 2,
  places: {
    apiserver: { x: 12, y: 6, width: 204, height: 100 },
    reflector: { x: 12, y: 128, width: 92, height: 42 },
    queue: { x: 12, y: 180, width: 92, height: 46 },
    indexer: { x: 122, y: 128, width: 94, height: 98 },
    handlers: { x: 150, y: 246, width: 66, height: 56 },
    workqueue: { x: 80, y: 246, width: 64, height: 56 },
    workers: { x: 12, y: 246, width: 62, height: 56 },
  },
  seam: 'M12 236H216',
  arrows: [
    'M58 170V180',
    'M104 203H122',
    'M183 226V246',
    'M150 274H144',
    'M80 274H74',
    'M12 274H5V56H12',
  ],
  wire: {
    line: 'M58 106V128',
    held: 'M52 115h12M52 119h12',
    cut: [58, 117],
    glyph: [74, 117],
    more: [88, 120],
  },
  program: { x: 8, y: 122, width: 212, height: 184 },
};

/** The colours of a page without ours: those of the light theme. */
const fallback: Readonly<Record<string, string>> = {
  panel: '#ffffff',
  sunken: '#f5f7fa',
  ink: '#121722',
  muted: '#5a6478',
  line: '#dce1ea',
  'line-strong': '#c0c8d6',
  accent: '#2c4bdc',
  'accent-soft': '#e9edfd',
  add: '#04705f',
  mod: '#1c5cc2',
  del: '#b51c38',
  sync: '#6637c0',
  mark: '#596275',
  fault: '#8f4a00',
  'fault-line': '#e08a1e',
  'fault-soft': '#fdefd9',
};

/** The panel as one `<svg>` element. `label` is read aloud in its place. */
export function stripSvg(panel: StripPanel, label: string, words: StripWords): string {
  return svg({ panel, words, drawing: wide }, label);
}

/** The same panel, narrow and tall: its words are half as large again at the same width. */
export function tallStripSvg(panel: StripPanel, label: string, words: StripWords): string {
  return svg({ panel, words, drawing: tall }, label);
}

interface Drawn {
  readonly panel: StripPanel;
  readonly words: StripWords;
  readonly drawing: Drawing;
}

function svg(drawn: Drawn, label: string): string {
  const { panel, words, drawing } = drawn;
  const { width, height, places } = drawing;
  const parts = [
    ...wire(drawn),
    box('apiserver', 'kube-apiserver', drawn, [`rv ${panel.server.revision}`]),
    ...rows('apiserver', panel.server, drawn),
    box('reflector', 'Reflector', drawn, [
      panel.reflector.state,
      rv(panel.reflector.resourceVersion),
    ]),
    box('queue', panel.queue.kind, drawn, [words.queued(panel.queue.deltas)]),
    ...glyphs(panel.queue.shown, places.queue.x + 10, places.queue.y + 39),
    box('indexer', 'Indexer', drawn, notSynced(panel, words)),
    ...rows('indexer', panel.indexer, drawn),
    `<path d="${drawing.seam}" stroke="${colour('line-strong')}" stroke-dasharray="2 3"/>`,
    box('handlers', 'Handlers', drawn, [
      panel.handlers.call,
      panel.handlers.key,
      panel.handlers.tombstone ? words.tombstone : '',
      panel.handlers.pending > 0 ? words.waiting(panel.handlers.pending) : '',
    ]),
    ...controller(drawn),
    ...state(drawn),
    ...footer(drawn),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(label)}" font-family="var(--mono, ui-monospace, monospace)" font-size="7.5" fill="none">${parts.join('')}</svg>`;
}

/** When it is, whose program it is, and what that shows of itself: in one line, or in two. */
function footer({ panel, drawing }: Drawn): readonly string[] {
  const { width, height, footerLines } = drawing;
  const dials = panel.dials.slice(0, 3).map(([dial, value]) => `${dial} ${value}`);
  const lines =
    footerLines === 1
      ? [[panel.program, ...dials].join(' · ')]
      : [panel.program, dials.join(' · ')];
  const first = height - footerLines * 10;
  return [
    text(6, first, `t = ${panel.time}`, { fill: 'muted' }),
    ...lines.map((line, index) =>
      text(width - 6, first + index * 10, line, { fill: 'ink', anchor: 'end' }),
    ),
  ];
}

function notSynced({ indexer }: StripPanel, words: StripWords): readonly string[] {
  return indexer.synced || indexer.rows.length > 0 ? [] : [words.notSynced];
}

function controller(drawn: Drawn): readonly string[] {
  const { panel, words, drawing } = drawn;
  const { workqueue, workers } = panel;
  const [reconciling] = workers;
  const queue =
    workqueue === undefined
      ? []
      : [
          `queue ${keys(workqueue.queue, words)}`,
          `dirty ${keys(workqueue.dirty, words)}`,
          `proc. ${keys(workqueue.processing, words)}`,
          workqueue.delayed > 0 ? words.later(workqueue.delayed) : '',
        ];
  return [
    box('workqueue', 'Workqueue', drawn, queue),
    box('workers', 'Workers', drawn, [
      reconciling ?? words.idle,
      workers.length > 1 ? words.more(workers.length - 1) : '',
    ]),
    ...drawing.arrows.map(arrow),
  ];
}

function keys({ count, first }: PanelKeys, words: StripWords): string {
  if (count === 0) return '–';
  return count === 1 ? first : words.keys(count);
}

function arrow(path: string): string {
  return `<path d="${path}" stroke="${colour('line-strong')}" stroke-width="1.4"/>`;
}

/** The watch between server and Reflector, with what is on it. */
function wire({ panel: { watch, inFlight }, drawing }: Drawn): readonly string[] {
  const { line, held, cut, glyph, more } = drawing.wire;
  if (watch === 'none') {
    return [
      `<path d="${line}" stroke="${colour('line')}" stroke-width="2" stroke-dasharray="2 3"/>`,
    ];
  }
  const [x, y] = cut;
  return [
    `<path d="${line}" stroke="${colour(watch === 'open' ? 'accent' : 'fault-line')}" stroke-width="2.4"/>`,
    ...(watch === 'held'
      ? [`<path d="${held}" stroke="${colour('fault-line')}" stroke-width="2"/>`]
      : []),
    ...(watch === 'severed'
      ? [
          `<path d="M${x - 4} ${y - 4}l8 8M${x + 4} ${y - 4}l-8 8" stroke="${colour('del')}" stroke-width="1.8"/>`,
        ]
      : []),
    ...(inFlight.length > 0 ? glyphs(inFlight.slice(0, 1), ...glyph) : []),
    ...(inFlight.length > 1
      ? [text(...more, `+${inFlight.length - 1}`, { fill: 'muted', anchor: 'middle' })]
      : []),
  ];
}

function state({ panel: { state: now }, words, drawing }: Drawn): readonly string[] {
  if (now === 'running') return [];
  const { x, y, width, height } = drawing.program;
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="8" fill="${colour('panel')}" fill-opacity=".72" stroke="${colour(now === 'crashed' ? 'del' : 'fault-line')}" stroke-width="1.4"/>`,
    text(x + width / 2, y + 104, words.states[now], {
      fill: now === 'crashed' ? 'del' : 'fault',
      anchor: 'middle',
      size: 13,
      bold: true,
    }),
  ];
}

function box(name: PanelBox, title: string, drawn: Drawn, lines: readonly string[]): string {
  const { x, y, width, height } = drawn.drawing.places[name];
  const here = drawn.panel.happened === name;
  const room = Math.floor((width - 8) / 4.6);
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${colour(here ? 'accent-soft' : 'panel')}" stroke="${colour(here ? 'accent' : 'line-strong')}" stroke-width="${here ? 1.8 : 1}"/>`,
    text(x + 5, y + 11, shortened(title, room), { fill: 'ink', bold: true }),
    ...lines
      .filter((line) => line !== '')
      .map((line, index) =>
        text(x + 5, y + 22 + index * 10, shortened(line, room), { fill: 'muted' }),
      ),
  ].join('');
}

/** Objects of the server or of the cache, one below the other. */
function rows(
  name: 'apiserver' | 'indexer',
  { rows: shown, more }: { readonly rows: readonly PanelRow[]; readonly more: number },
  { words, drawing }: Drawn,
): readonly string[] {
  const { x, y, width } = drawing.places[name];
  const top = y + (name === 'apiserver' ? 36 : 24);
  const room = Math.floor((width - 8) / 4.6);
  const drawn = shown.map(({ name: key, resourceVersion, mark }, index) => {
    const line = `${middleOut(key, room - resourceVersion.length - 1)} ${resourceVersion}`;
    const row = top + index * 12;
    const style = { fill: mark === undefined ? 'ink' : 'fault', struck: mark === 'gone' };
    return (
      (mark === undefined
        ? ''
        : band({ x: x + 2, y: row - 8, width: width - 4, height: 11 }, mark)) +
      text(x + 5, row, line, style)
    );
  });
  return more > 0
    ? [...drawn, text(x + 5, top + shown.length * 12, words.more(more), { fill: 'muted' })]
    : drawn;
}

function band({ x, y, width, height }: Place, mark: PanelRow['mark']): string {
  const dashes = mark === 'deleting' ? ' stroke-dasharray="2 2"' : '';
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="3" fill="${colour('fault-soft')}" stroke="${colour('fault-line')}"${dashes}/>`;
}

function glyphs(identities: readonly Identity[], x: number, y: number): readonly string[] {
  return identities.map((identity, index) => {
    const { outline, sign } = glyphPaths[identity];
    return `<g transform="translate(${x + index * 11} ${y}) scale(.52)"><path d="${outline}" fill="${colour('panel')}" stroke="${colour(identityColour(identity))}" stroke-width="2.2"/><path d="${sign}" stroke="${colour(identityColour(identity))}" stroke-width="2.2" stroke-linecap="round"/></g>`;
  });
}

function identityColour(identity: Identity): string {
  if (identity === 'key') return 'ink';
  if (identity === 'request') return 'muted';
  return identity === 'fault' ? 'fault-line' : identity;
}

interface TextStyle {
  readonly fill: string;
  readonly anchor?: 'middle' | 'end';
  readonly size?: number;
  readonly bold?: boolean;
  readonly struck?: boolean;
}

function text(x: number, y: number, words: string, style: TextStyle): string {
  const { fill, anchor, size, bold, struck } = style;
  const more = [
    anchor === undefined ? '' : ` text-anchor="${anchor}"`,
    size === undefined ? '' : ` font-size="${size}"`,
    bold === true ? ' font-weight="700"' : '',
    struck === true ? ' text-decoration="line-through"' : '',
  ].join('');
  return `<text x="${x}" y="${y}" fill="${colour(fill)}"${more}>${escaped(words)}</text>`;
}

function colour(name: string): string {
  return `var(--${name}, ${fallback[name] ?? '#121722'})`;
}

function rv(resourceVersion: string): string {
  return resourceVersion === '' ? '' : `rv ${resourceVersion}`;
}

function shortened(words: string, room: number): string {
  return words.length <= room ? words : `${words.slice(0, Math.max(1, room - 1))}…`;
}

/** Without its middle: what tells names of one owner apart stands at their end. */
function middleOut(name: string, room: number): string {
  if (name.length <= room) return name;
  const tail = Math.min(5, Math.max(1, room - 2));
  return `${name.slice(0, Math.max(1, room - tail - 1))}…${name.slice(-tail)}`;
}

function escaped(words: string): string {
  return words
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
