/**
 * One moment of a run as an SVG file made without a browser: the panel that lessons print, with its colours
 * written out and what it shows told in words. A whole view needs a page to be laid out on.
 */

import type { RunView } from '#view-model/run_view.ts';
import { stripPanel } from '#view-model/strip_panel.ts';
import { panelHeight, panelWidth, type StripWords, stripSvg } from '#view-model/strip_svg.ts';
import type { Say } from './range.ts';

export interface PanelOptions {
  /** The hop that has just happened. */
  readonly at: number;
  /** Whose loop it is. */
  readonly program: string;
  readonly words: StripWords;
  readonly say: Say;
}

/** So much larger than the panel of a page, where five stand side by side. */
const scale = 3;

export function panelSvgOf(view: RunView, options: PanelOptions): string {
  const { at, program, words, say } = options;
  const life = view.timelines.programs.at(program, at)?.life.at(at);
  const focus = life?.informers.list(at)[0]?.key;
  if (focus === undefined) {
    throw new Error(`expected a program with an informer at hop ${at}, got ${program || 'none'}`);
  }
  const panel = stripPanel(view, at, focus);
  const event = view.event(at);
  const told = event === undefined ? '' : say(event);
  const title = `Informer Lab: ${focus}, t = ${panel.time}`;
  const drawn = stripSvg(panel, title, words)
    // Programs other than browsers know no custom properties.
    .replaceAll(/var\(--[\w-]+, ([^()]+)\)/g, '$1')
    .replace('<svg ', `<svg width="${panelWidth * scale}" height="${panelHeight * scale}" `)
    .replace('>', `><title>${escaped(title)}</title><desc>${escaped(told)}</desc>${ground}`);
  return `${drawn}\n`;
}

const ground = `<rect width="${panelWidth}" height="${panelHeight}" fill="#f3f5f9"/>`;

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
