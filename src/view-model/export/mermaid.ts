/**
 * A range of a run as a Mermaid sequence diagram: the lanes of the sequence view are its participants, a
 * program's lanes stand in one box, and faults are notes.
 */

import { between, formatDuration, startOfRun } from '#base/time.ts';
import { programOf } from '#view-model/object_key.ts';
import type { RunView } from '#view-model/run_view.ts';
import { SequenceIndex, type SequenceRow } from '#view-model/sequence.ts';
import type { HopRange, Say } from './range.ts';

export interface MermaidOptions {
  readonly range: HopRange;
  /** Whose sequence it is; the API server and the person are shown as far as they deal with it. */
  readonly program: string;
  readonly say: Say;
  /** What the last note says when there are more messages than a diagram can hold. */
  readonly cut: (shown: number, all: number) => string;
}

/** More than these nobody can read in one diagram, and Mermaid draws them slowly. */
export const mostMermaidMessages = 300;

export function mermaidOf(view: RunView, options: MermaidOptions): string {
  const { range, program, say, cut } = options;
  const index = new SequenceIndex(view, { program });
  const start = index.count(range.from - 1);
  const all = Math.max(0, index.count(range.to) - start);
  const shown = Math.min(all, mostMermaidMessages);
  const lanes = index.lanes(start, start + shown);
  const ids = new Map(lanes.map((lane, number) => [lane, `p${number}`]));
  const lines = ['sequenceDiagram', ...participants(lanes, ids)];
  for (let at = start; at < start + shown; at++) {
    const row = index.row(at);
    if (row !== undefined) lines.push(`  ${messageOf(row, ids, say)}`);
  }
  if (shown < all) {
    const ends = [...new Set([ids.get(lanes[0] ?? ''), ids.get(lanes.at(-1) ?? '')])];
    lines.push(`  Note over ${ends.join(',')}: ${escaped(cut(shown, all))}`);
  }
  return `${lines.join('\n')}\n`;
}

/** Mermaid draws participants from left to right as they are declared; lanes that follow each other share a box. */
function participants(
  lanes: readonly string[],
  ids: ReadonlyMap<string, string>,
): readonly string[] {
  const lines: string[] = [];
  let open: string | undefined;
  for (const lane of lanes) {
    const program = programOf(lane);
    if (open !== undefined && open !== program) {
      lines.push('  end');
      open = undefined;
    }
    if (open === undefined && program !== lane) {
      lines.push(`  box transparent ${escaped(program)}`);
      open = program;
    }
    const name = open !== undefined && lane !== program ? lane.slice(program.length + 1) : lane;
    lines.push(`  participant ${ids.get(lane)} as ${escaped(name)}`);
  }
  if (open !== undefined) lines.push('  end');
  return lines;
}

function messageOf(row: SequenceRow, ids: ReadonlyMap<string, string>, say: Say): string {
  const target = ids.get(row.lane);
  const text = escaped(`${formatDuration(between(startOfRun, row.at))} ${say(row.event)}`);
  if (row.category === 'fault') return `Note over ${target}: ${text}`;
  return `${ids.get(row.from ?? row.lane)}->>${target}: ${text}`;
}

/** Characters that mean something to Mermaid are written by their number; so are line breaks. */
function escaped(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[#;%<>{}[\]`"\\&|~^*$@]/g, (sign) => `#${sign.codePointAt(0)};`);
}
