/** Draws one run's timeline as a single lane on the scale that it shares with the other run. */

import type { CanvasSize } from '#ui/transport/canvas_size.ts';
import type { CommonAxis, SideName } from '#view-model/common_axis.ts';
import type { Category } from '#view-model/identity.ts';
import { drawLane, type Flag } from '#view-model/marks.ts';
import type { RunView } from '#view-model/run_view.ts';

const flagRowPx = 12;
const rowPx = 6;
export const twinLaneHeightPx = flagRowPx + 4 * rowPx + 4;

export interface TwinDrawing {
  readonly axis: CommonAxis;
  readonly name: SideName;
  readonly view: RunView;
  readonly cursor: number;
  readonly size: CanvasSize;
  readonly theme: string;
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

export function drawTwinLane(canvas: HTMLCanvasElement, drawing: TwinDrawing): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const { size, axis } = drawing;
  const styles = getComputedStyle(canvas);
  const palette = (name: string): string => styles.getPropertyValue(`--${name}`);
  context.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
  context.clearRect(0, 0, size.widthPx, size.heightPx);
  context.fillStyle = palette('soft');
  context.beginPath();
  context.roundRect(0, flagRowPx, size.widthPx, 4 * rowPx + 2, 5);
  context.fill();
  context.fillStyle = palette('panel');
  for (const { startedAt, endsAt } of axis.cuts) {
    const x = ((startedAt + endsAt) / 2 / axis.length) * size.widthPx;
    context.fillRect(x - 2, flagRowPx, 4, 4 * rowPx + 2);
  }
  drawTicks(context, drawing, palette);
  drawCommands(context, drawing, palette);
}

function drawTicks(
  context: CanvasRenderingContext2D,
  { axis, name, view, cursor, size }: TwinDrawing,
  palette: (name: string) => string,
): void {
  for (const [row, lane] of view.marks.lanes.entries()) {
    const ticks = drawLane(view.marks.lane(lane), {
      shownAt: (seq) => axis.shownAt(name, seq),
      from: 0,
      to: axis.length,
      slots: Math.max(1, Math.floor(size.widthPx / 3)),
    });
    for (const { seq, category, place } of ticks) {
      context.globalAlpha = seq > cursor ? 0.4 : 1;
      context.fillStyle = palette(colors[category]);
      context.fillRect(place * size.widthPx - 1, flagRowPx + 2 + row * rowPx, 2, rowPx - 1.5);
    }
  }
  context.globalAlpha = 1;
}

/** Commands that have a place of their own; those of the first instant go without saying. */
function drawCommands(
  context: CanvasRenderingContext2D,
  { axis, name, view, size }: TwinDrawing,
  palette: (name: string) => string,
): void {
  context.font = `500 10px ${palette('sans')}`;
  let free = 0;
  for (const flag of view.marks.flags) {
    if (flag.kind === 'conflict' || view.at(flag.seq) === 0) continue;
    const x = (axis.shownAt(name, flag.seq) / axis.length) * size.widthPx;
    context.fillStyle = palette(flag.kind === 'command' ? 'accent' : 'fault-line');
    context.fillRect(x - 0.75, 2, 1.5, flagRowPx + 4 * rowPx);
    const label = shortLabel(flag);
    if (x + 4 < free || x + 8 + context.measureText(label).width > size.widthPx) continue;
    context.fillStyle = palette('muted');
    context.fillText(label, x + 4, 9.5);
    free = x + 12 + context.measureText(label).width;
  }
}

function shortLabel(flag: Flag): string {
  const line = flag.label.split('\n')[0] ?? '';
  return line.length > 30 ? `${line.slice(0, 29)}…` : line;
}
