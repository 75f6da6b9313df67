/** Commands and what they printed, the latest last. What names an object leads to it. */

import { memo, type ReactElement, useEffect, useMemo, useRef } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { ConsoleEntry } from '#view-model/console.ts';
import { type KnownObjects, linkedParts, resourceAskedFor } from '#view-model/console_links.ts';
import { knownObjects } from './known_objects.ts';

/** An answer of the console's own: help, its history, or why a line was not read. */
export interface Note {
  readonly id: number;
  /** Where the reader stood. */
  readonly seq: number;
  readonly line: string;
  readonly text: string;
  readonly tone: 'plain' | 'problem';
}

/** So many lines are shown; what is above them is left out, and that is said. */
const mostLines = 2_000;

type Item =
  | { readonly kind: 'entry'; readonly seq: number; readonly entry: ConsoleEntry }
  | { readonly kind: 'note'; readonly seq: number; readonly note: Note };

export function ConsoleOutput(props: {
  readonly entries: readonly ConsoleEntry[];
  readonly notes: readonly Note[];
}): ReactElement {
  const { entries, notes } = props;
  const { book } = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const cursor = usePlaygroundState((state) => state.cursor);
  const view = book.view(run);
  const known = useMemo(
    () => (view === undefined ? nothing : knownObjects(view, cursor)),
    [view, cursor],
  );
  const words = useWords().console;
  const { items, left } = bounded(inOrder(entries, notes));
  const scroller = useRef<HTMLDivElement>(null);
  const amount = entries.reduce((sum, { pieces }) => sum + pieces.length + 1, notes.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever there is more, its end is shown.
  useEffect(() => {
    const place = scroller.current;
    if (place !== null) place.scrollTop = place.scrollHeight;
  }, [amount]);
  return (
    <div
      ref={scroller}
      className="console-output"
      role="log"
      aria-live="off"
      aria-label={words.output}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
      tabIndex={0}
    >
      {left > 0 && <p className="console-left">{words.leftOut(left)}</p>}
      {items.length === 0 && <p className="panel-empty">{words.nothing}</p>}
      {items.map((item) =>
        item.kind === 'note' ? (
          <NoteItem key={`note-${item.note.id}`} note={item.note} />
        ) : (
          <EntryItem key={item.seq} entry={item.entry} known={known} />
        ),
      )}
    </div>
  );
}

const nothing: KnownObjects = { find: () => undefined };

/** Everything as text, for the clipboard. */
export function plainText(
  entries: readonly ConsoleEntry[],
  notes: readonly Note[],
  words: Words['console'],
): string {
  return inOrder(entries, notes)
    .map((item) => {
      if (item.kind === 'note') return `$ ${item.note.line}\n${item.note.text}\n`;
      const { line, pieces, refused } = item.entry;
      const text = pieces.map((piece) => piece.text).join('');
      return `$ ${line}\n${text}${refused === undefined ? '' : `${words.notDone(refused)}\n`}`;
    })
    .join('');
}

function inOrder(entries: readonly ConsoleEntry[], notes: readonly Note[]): readonly Item[] {
  const items: Item[] = [
    ...entries.map((entry): Item => ({ kind: 'entry', seq: entry.seq, entry })),
    ...notes.map((note): Item => ({ kind: 'note', seq: note.seq + 0.5, note })),
  ];
  return items.toSorted((left, right) => left.seq - right.seq);
}

function bounded(items: readonly Item[]): {
  readonly items: readonly Item[];
  readonly left: number;
} {
  let lines = 0;
  const kept: Item[] = [];
  for (const item of items.toReversed()) {
    if (lines > mostLines) break;
    lines += linesOf(item);
    kept.push(item);
  }
  const left = items
    .slice(0, items.length - kept.length)
    .reduce((sum, each) => sum + linesOf(each), 0);
  return { items: kept.toReversed(), left };
}

function linesOf(item: Item): number {
  if (item.kind === 'note') return 1 + item.note.text.split('\n').length;
  return 1 + item.entry.pieces.reduce((sum, { text }) => sum + text.split('\n').length - 1, 0);
}

function NoteItem({ note }: { readonly note: Note }): ReactElement {
  return (
    <div className="console-entry">
      <CommandLine line={note.line} />
      <pre className={note.tone === 'problem' ? 'console-err' : undefined}>{note.text}</pre>
    </div>
  );
}

function CommandLine({ line }: { readonly line: string }): ReactElement {
  return (
    <p className="console-line">
      <span aria-hidden="true">$ </span>
      {line}
    </p>
  );
}

const EntryItem = memo(
  function Entry(props: {
    readonly entry: ConsoleEntry;
    readonly known: KnownObjects;
  }): ReactElement {
    const { entry, known } = props;
    const words = useWords().console;
    const resource = resourceAskedFor(entry.line);
    return (
      <div className="console-entry">
        <CommandLine line={entry.line} />
        {entry.pieces.map((piece) => (
          <pre key={piece.seq} className={piece.stream === 'err' ? 'console-err' : undefined}>
            {lastLines(piece.text).map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a piece never change.
              <OutputLine key={index} line={line} known={known} resource={resource} />
            ))}
          </pre>
        ))}
        {entry.refused !== undefined && (
          <pre className="console-err">{words.notDone(entry.refused)}</pre>
        )}
        {entry.run !== undefined && entry.ended === undefined && (
          <p className="console-running">{words.goesOn(entry.run)}</p>
        )}
      </div>
    );
  },
  (before, after) =>
    before.known === after.known ||
    (before.entry.seq === after.entry.seq &&
      before.entry.pieces.length === after.entry.pieces.length &&
      before.entry.ended?.seq === after.entry.ended?.seq &&
      before.entry.line === after.entry.line),
);

/** One text may be long by itself: its end is what counts. */
function lastLines(text: string): readonly string[] {
  const lines = text.replace(/\n$/, '').split('\n');
  return lines.length <= mostLines ? lines : ['…', ...lines.slice(-mostLines)];
}

function OutputLine(props: {
  readonly line: string;
  readonly known: KnownObjects;
  readonly resource: string | undefined;
}): ReactElement {
  const { acts } = usePlayground();
  const { line, known, resource } = props;
  return (
    <>
      {linkedParts(line, known, resource).map(({ text, key }, index) =>
        key === undefined ? (
          text
        ) : (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a line never change.
            key={index}
            type="button"
            className="console-object"
            data-object={key}
            onClick={() => acts.select({ kind: 'object', key })}
          >
            {text}
          </button>
        ),
      )}
      {'\n'}
    </>
  );
}
