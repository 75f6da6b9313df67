import { describe, expect, test } from 'vitest';
import { mermaidOf, mostMermaidMessages } from '#view-model/export/mermaid.ts';
import { SequenceIndex } from '#view-model/sequence.ts';
import { playedRun, say } from './played_run.ts';

const { view } = playedRun('tombstone.lab');
const program = 'rs-controller';
const cut = (shown: number, all: number): string => `cut: ${shown} of ${all}`;
const whole = { from: 1, to: view.lastSeq };

/** The part of Mermaid's grammar that is used, strictly: nothing of a label may mean anything to Mermaid. */
const label = '(?:[^#;%<>{}\\[\\]\\n]|#\\d+;)+';
const grammar = {
  box: new RegExp(`^ {2}box transparent ${label}$`),
  end: /^ {2}end$/,
  participant: new RegExp(`^ {2}participant (p\\d+) as ${label}$`),
  message: new RegExp(`^ {2}(p\\d+)->>(p\\d+): ${label}$`),
  note: new RegExp(`^ {2}Note over (p\\d+)(?:,(p\\d+))?: ${label}$`),
};

type Line = { readonly kind: keyof typeof grammar; readonly ids: readonly string[] };

function parsed(text: string): readonly Line[] {
  const [head, ...rest] = text.trimEnd().split('\n');
  expect(head).toBe('sequenceDiagram');
  return rest.map((line) => {
    for (const [kind, pattern] of Object.entries(grammar)) {
      const found = pattern.exec(line);
      if (found === null) continue;
      const ids = found.slice(1).filter((id) => id !== undefined);
      return { kind: kind as Line['kind'], ids };
    }
    throw new Error(`not a line of a sequence diagram: ${line}`);
  });
}

describe('a run as a Mermaid sequence diagram', () => {
  test('has the lanes of the sequence view as its participants, each declared once before it is used', () => {
    const lines = parsed(mermaidOf(view, { range: { from: 1, to: 200 }, program, say, cut }));
    const index = new SequenceIndex(view, { program });
    const declared = lines.filter(({ kind }) => kind === 'participant').flatMap(({ ids }) => ids);
    expect(declared.length).toBe(index.lanes(0, index.count(200)).length);
    expect(new Set(declared).size).toBe(declared.length);
    for (const { ids } of lines) for (const id of ids) expect(declared).toContain(id);
    const opened = lines.filter(({ kind }) => kind === 'box').length;
    expect(lines.filter(({ kind }) => kind === 'end').length).toBe(opened);
    expect(opened).toBeGreaterThan(0);
  });

  test('has a message or, for a fault, a note for each row of the range', () => {
    const range = { from: 701, to: 1200 };
    const lines = parsed(mermaidOf(view, { range, program, say, cut }));
    const index = new SequenceIndex(view, { program });
    const start = index.count(700);
    const rows = Array.from({ length: index.count(1200) - start }, (_, at) =>
      index.row(start + at),
    );
    const faults = rows.filter((row) => row?.category === 'fault').length;
    expect(rows.length).toBeGreaterThan(20);
    expect(lines.filter(({ kind }) => kind === 'note').length).toBe(faults);
    expect(lines.filter(({ kind }) => kind === 'message').length).toBe(rows.length - faults);
  });

  test('says in its last line what it has cut off', () => {
    const text = mermaidOf(view, { range: whole, program, say, cut });
    const all = new SequenceIndex(view, { program }).count(view.lastSeq);
    expect(all).toBeGreaterThan(mostMermaidMessages);
    expect(text.trimEnd().split('\n').at(-1)).toContain(`cut: ${mostMermaidMessages} of ${all}`);
    const shown = parsed(text).filter(({ kind }) => kind === 'message' || kind === 'note');
    expect(shown).toHaveLength(mostMermaidMessages + 1);
  });

  test('writes signs of the language in a label by their numbers', () => {
    const evil = () => 'a;b #1 %% <script> {x}\n end [y]';
    const text = mermaidOf(view, { range: { from: 1, to: 60 }, program, say: evil, cut });
    parsed(text);
    expect(text).toContain('a#59;b #35;1 #37;#37; #60;script#62; #123;x#125; end #91;y#93;');
  });
});
