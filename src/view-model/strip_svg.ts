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

const places: Readonly<Record<PanelBox, Place>> = {
  apiserver: { x: 6, y: 8, width: 92, height: 160 },
  reflector: { x: 122, y: 8, width: 60, height: 48 },
  queue: { x: 190, y: 8, width: 58, height: 48 },
  indexer: { x: 256, y: 8, width: 72, height: 84 },
  handlers: { x: 258, y: 112, width: 68, height: 56 },
  workqueue: { x: 184, y: 112, width: 64, height: 56 },
  workers: { x: 122, y: 112, width: 52, height: 56 },
};

/** Where the client's memory ends and your own code begins. */
const seamY = 102;

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
  const parts = [
    ...wire(panel),
    box('apiserver', 'kube-apiserver', panel, [`rv ${panel.server.revision}`]),
    ...rows('apiserver', panel.server, words),
    box('reflector', 'Reflector', panel, [
      panel.reflector.state,
      rv(panel.reflector.resourceVersion),
    ]),
    box('queue', panel.queue.kind, panel, [words.queued(panel.queue.deltas)]),
    ...glyphs(panel.queue.shown, places.queue.x + 10, places.queue.y + 39),
    box('indexer', 'Indexer', panel, notSynced(panel, words)),
    ...rows('indexer', panel.indexer, words),
    `<path d="M114 ${seamY}H326" stroke="${colour('line-strong')}" stroke-dasharray="2 3"/>`,
    box('handlers', 'Handlers', panel, [
      panel.handlers.call,
      panel.handlers.key,
      panel.handlers.tombstone ? words.tombstone : '',
      panel.handlers.pending > 0 ? words.waiting(panel.handlers.pending) : '',
    ]),
    ...controller(panel, words),
    ...state(panel, words),
    text(6, panelHeight - 10, `t = ${panel.time}`, { fill: 'muted' }),
    text(326, panelHeight - 10, footer(panel), { fill: 'ink', anchor: 'end' }),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${panelWidth} ${panelHeight}" role="img" aria-label="${escaped(label)}" font-family="var(--mono, ui-monospace, monospace)" font-size="7.5" fill="none">${parts.join('')}</svg>`;
}

function footer({ program, dials }: StripPanel): string {
  const shown = dials.slice(0, 3).map(([dial, value]) => `${dial} ${value}`);
  return [program, ...shown].join(' · ');
}

function notSynced({ indexer }: StripPanel, words: StripWords): readonly string[] {
  return indexer.synced || indexer.rows.length > 0 ? [] : [words.notSynced];
}

function controller(panel: StripPanel, words: StripWords): readonly string[] {
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
    box('workqueue', 'Workqueue', panel, queue),
    box('workers', 'Workers', panel, [
      reconciling ?? words.idle,
      workers.length > 1 ? words.more(workers.length - 1) : '',
    ]),
    arrow('M182 34H190'),
    arrow('M248 34H256'),
    arrow('M292 92V112'),
    arrow('M258 140H248'),
    arrow('M184 140H174'),
    arrow('M122 140H98'),
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
function wire({ watch, inFlight }: StripPanel): readonly string[] {
  if (watch === 'none') {
    return [
      `<path d="M98 32H122" stroke="${colour('line')}" stroke-width="2" stroke-dasharray="2 3"/>`,
    ];
  }
  const at = 110;
  const cut = { x: at, y: 32 };
  return [
    `<path d="M98 32H122" stroke="${colour(watch === 'open' ? 'accent' : 'fault-line')}" stroke-width="2.4"/>`,
    ...(watch === 'held'
      ? [`<path d="M108 26v12M112 26v12" stroke="${colour('fault-line')}" stroke-width="2"/>`]
      : []),
    ...(watch === 'severed'
      ? [
          `<path d="M${cut.x - 4} ${cut.y - 4}l8 8M${cut.x + 4} ${cut.y - 4}l-8 8" stroke="${colour('del')}" stroke-width="1.8"/>`,
        ]
      : []),
    ...(inFlight.length > 0 ? glyphs(inFlight.slice(0, 1), at, 20) : []),
    ...(inFlight.length > 1
      ? [text(at, 50, `+${inFlight.length - 1}`, { fill: 'muted', anchor: 'middle' })]
      : []),
  ];
}

function state({ state: now }: StripPanel, words: StripWords): readonly string[] {
  if (now === 'running') return [];
  return [
    `<rect x="116" y="2" width="214" height="172" rx="8" fill="${colour('panel')}" fill-opacity=".72" stroke="${colour(now === 'crashed' ? 'del' : 'fault-line')}" stroke-width="1.4"/>`,
    text(223, 106, words.states[now], {
      fill: now === 'crashed' ? 'del' : 'fault',
      anchor: 'middle',
      size: 13,
      bold: true,
    }),
  ];
}

function box(name: PanelBox, title: string, panel: StripPanel, lines: readonly string[]): string {
  const { x, y, width, height } = places[name];
  const here = panel.happened === name;
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
  words: StripWords,
): readonly string[] {
  const { x, y, width } = places[name];
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
