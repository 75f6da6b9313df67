/** The console: kubectl and every other verb of the script language, typed, with what they print. */

import { Copy, Eraser, Square } from 'lucide-react';
import { type ReactElement, useRef, useState } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { problemText } from '#ui/playground/playground_store.ts';
import { ToolButton } from '#ui/widgets/tool_button.tsx';
import { type ConsoleEntry, ConsoleIndex } from '#view-model/console.ts';
import { deedOf } from './console_acts.ts';
import { ConsoleOutput, type Note, plainText } from './console_output.tsx';
import { LineHistory } from './line_history.ts';
import { Prompt } from './prompt.tsx';
import { useAnnouncement } from './use_announcement.ts';
import './console_panel.css';

export function ConsolePanel(): ReactElement {
  const { acts } = usePlayground();
  const words = useWords().console;
  const { entries, clear } = useEntries();
  const [notes, setNotes] = useState<readonly Note[]>([]);
  const [history] = useState(() => new LineHistory());
  const announcement = useAnnouncement(entries);
  const cursor = usePlaygroundState((state) => state.cursor);
  const enter = useEnter({ history, clear, note: (note) => setNotes((all) => added(all, note)) });
  const running = entries.findLast((each) => each.run !== undefined && each.ended === undefined);
  const interrupt = (): void => {
    if (running?.run !== undefined) acts.runLine(`interrupt ${running.run}`, () => undefined);
  };
  const shown = notes.filter(({ seq }) => seq <= cursor);
  return (
    <div className="console">
      <div className="console-tools">
        <p>{words.about}</p>
        {running?.run !== undefined && (
          <ToolButton label={words.end(running.run)} act={interrupt}>
            <Square size={14} aria-hidden="true" />
          </ToolButton>
        )}
        <ToolButton
          label={words.copy}
          act={() => acts.copy(plainText(entries, shown, words), words.copied)}
        >
          <Copy size={15} aria-hidden="true" />
        </ToolButton>
        <ToolButton
          label={words.clear}
          act={() => {
            clear();
            setNotes([]);
          }}
        >
          <Eraser size={15} aria-hidden="true" />
        </ToolButton>
      </div>
      <ConsoleOutput entries={entries} notes={shown} />
      <Prompt
        history={history}
        enter={enter}
        interrupt={running === undefined ? undefined : interrupt}
        announce={announcement.say}
      />
      <p className="visually-hidden" role="status">
        {announcement.text}
      </p>
    </div>
  );
}

/** So many answers of the console's own are kept. */
const mostNotes = 100;

function added(notes: readonly Note[], note: Omit<Note, 'id'>): readonly Note[] {
  const id = (notes.at(-1)?.id ?? 0) + 1;
  return [...notes, { ...note, id }].slice(-mostNotes);
}

/** What the run has printed where the reader stands, but for what was cleared away. */
function useEntries(): {
  readonly entries: readonly ConsoleEntry[];
  readonly clear: () => void;
} {
  const { book } = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const cursor = usePlaygroundState((state) => state.cursor);
  const latest = useRef<ConsoleIndex | undefined>(undefined);
  const [clearedAt, setClearedAt] = useState(0);
  const view = book.view(run);
  if (view === undefined) return { entries: [], clear: () => undefined };
  if (latest.current?.isOf(view) !== true) latest.current = new ConsoleIndex(view);
  const entries = latest.current
    .upTo(cursor)
    .map((entry) => ({ ...entry, pieces: entry.pieces.filter(({ seq }) => seq > clearedAt) }))
    .filter((entry) => entry.seq > clearedAt || entry.pieces.length > 0);
  return { entries, clear: () => setClearedAt(cursor) };
}

function useEnter(parts: {
  readonly history: LineHistory;
  readonly clear: () => void;
  readonly note: (note: Omit<Note, 'id'>) => void;
}): (line: string) => void {
  const handle = usePlayground();
  const { history, clear, note } = parts;
  return (line) => {
    history.add(line.trim());
    const seq = handle.store.getState().cursor;
    const deed = deedOf(line, handle);
    switch (deed.kind) {
      case 'nothing':
        return;
      case 'clear':
        clear();
        return;
      case 'history':
        note({ seq, line, text: history.lines.join('\n'), tone: 'plain' });
        return;
      case 'help':
        note({ seq, line, text: deed.text, tone: 'plain' });
        return;
      case 'editor':
        handle.acts.openEditor(deed);
        return;
      case 'perform':
        handle.acts.runLine(deed.statement, (problems) => {
          if (problems.length > 0)
            note({ seq, line, text: problemText(problems), tone: 'problem' });
        });
        return;
    }
  };
}
