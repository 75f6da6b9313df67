/** Draws lanes, ticks, cuts and flags on a canvas: any length of run costs at most a tick per two pixels. */

import type { Words } from '#messages/en/ui/words.ts';
import type { Category } from '#view-model/identity.ts';
import { drawLane, type Flag } from '#view-model/marks.ts';
import type { LaneName } from '#view-model/places.ts';
import type { RunView } from '#view-model/run_view.ts';
import type { CanvasSize } from './canvas_size.ts';

export const flagRowPx = 14;
export const laneHeightPx = 18;

/** From the top. */
export const laneNames: readonly LaneName[] = ['apiserver', 'reflector', 'cache', 'queue'];

export interface Drawing {
  readonly view: RunView;
  readonly cursor: number;
  readonly seen: number;
  readonly spanMs: number;
  readonly size: CanvasSize;
  readonly theme: string;
  readonly booked: number;
  readonly words: Words['transport'];
}

type Palette = (name: string) => string;

export function drawLanes(canvas: HTMLCanvasElement, drawing: Drawing): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { size } = drawing;
  const styles = getComputedStyle(canvas);
  const palette: Palette = (name) => styles.getPropertyValue(`--${name}`);
  context.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
  context.clearRect(0, 0, size.widthPx, size.heightPx);
  for (const [index] of laneNames.entries()) drawGround(context, drawing, palette, index);
  drawCuts(context, drawing, palette);
  for (const [index, name] of laneNames.entries())
    drawTicks(context, drawing, palette, { index, name });
  drawFlags(context, drawing, palette);
}

function xOf(drawing: Drawing, displayMs: number): number {
  return (displayMs / drawing.spanMs) * drawing.size.widthPx;
}

function top(index: number): number {
  return flagRowPx + index * laneHeightPx;
}

function drawGround(
  context: CanvasRenderingContext2D,
  drawing: Drawing,
  palette: Palette,
  index: number,
): void {
  context.fillStyle = palette('soft');
  context.beginPath();
  context.roundRect(0, top(index) + 3, drawing.size.widthPx, laneHeightPx - 6, 4);
  context.fill();
}

/** Where time was cut short, the lanes have a gap. */
function drawCuts(context: CanvasRenderingContext2D, drawing: Drawing, palette: Palette): void {
  context.fillStyle = palette('panel');
  const bottom = top(laneNames.length);
  for (const { startedAt, endsAt, seq } of drawing.view.pace.cuts) {
    if (seq > drawing.seen) break;
    const x = xOf(drawing, (startedAt + endsAt) / 2);
    context.fillRect(x - 2, flagRowPx, 4, bottom - flagRowPx);
  }
}

const colors: Readonly<Record<Category, string>> = {
  add: 'add',
  mod: 'mod',
  del: 'del',
  sync: 'sync',
  mark: 'mark',
  fault: 'fault-line',
  key: 'ink-soft',
  request: 'line-strong',
  neutral: 'line-strong',
};

function drawTicks(
  context: CanvasRenderingContext2D,
  drawing: Drawing,
  palette: Palette,
  lane: { readonly index: number; readonly name: LaneName },
): void {
  const { view, cursor, seen, spanMs, size } = drawing;
  const ticks = drawLane(view.marks.lane(lane.name), {
    shownAt: (seq) => view.pace.shownAt(seq),
    from: 0,
    to: spanMs,
    slots: Math.max(1, Math.floor(size.widthPx / 3)),
  });
  const y = top(lane.index) + 4;
  for (const { seq, category, place } of ticks) {
    if (seq > seen) break;
    context.globalAlpha = seq > cursor ? 0.28 : 1;
    context.fillStyle = palette(colors[category]);
    const quiet = category === 'neutral' || category === 'request';
    context.beginPath();
    context.roundRect(place * size.widthPx - 1.25, y + (quiet ? 2 : 0), 2.5, quiet ? 6 : 10, 1);
    context.fill();
  }
  context.globalAlpha = 1;
}

const flagColors: Readonly<Partial<Record<Flag['kind'], string>>> = {
  'broken invariant': 'del',
  'failed expectation': 'del',
  'refused by a machine': 'del',
  crash: 'del',
  relist: 'sync',
  leader: 'sync',
  command: 'accent',
};

/** A mast through all lanes with a pennant; labels only where they do not run into each other. */
function drawFlags(context: CanvasRenderingContext2D, drawing: Drawing, palette: Palette): void {
  const { view, seen, cursor } = drawing;
  const bottom = top(laneNames.length);
  context.font = `500 10.5px ${palette('sans')}`;
  let free = 0;
  for (const flag of view.marks.flags) {
    if (flag.seq > seen) break;
    const x = xOf(drawing, view.pace.shownAt(flag.seq));
    if (flag.kind === 'conflict') {
      drawConflict(context, x, palette('fault-line'));
      continue;
    }
    const color = palette(flagColors[flag.kind] ?? 'fault-line');
    context.globalAlpha = flag.seq > cursor ? 0.4 : 1;
    context.fillStyle = color;
    context.fillRect(x - 0.75, 2, 1.5, bottom - 4);
    context.fillRect(x - 0.75, 2, 7, 6);
    const label = shortLabel(flag, drawing.words);
    if (x + 9 < free) continue;
    context.fillStyle = palette('muted');
    context.fillText(label, x + 10, 10);
    free = x + 16 + context.measureText(label).width;
  }
  context.globalAlpha = 1;
}

/** Conflicts are everyday: a small mark, no mast. */
function drawConflict(context: CanvasRenderingContext2D, x: number, color: string): void {
  context.globalAlpha = 1;
  context.fillStyle = color;
  context.beginPath();
  context.moveTo(x - 4, 5);
  context.lineTo(x + 4, 5);
  context.lineTo(x, 13);
  context.fill();
}

function shortLabel(flag: Flag, words: Words['transport']): string {
  const text = flag.kind === 'relist' ? words.relistFlag(flag.label) : flag.label;
  const line = text.split('\n')[0] ?? '';
  return line.length > 34 ? `${line.slice(0, 33)}…` : line;
}
