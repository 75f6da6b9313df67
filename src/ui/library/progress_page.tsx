/** A learner's progress: the sheet of results, a file to carry it away in, and a way to begin anew. */

import { Download, Printer, RotateCcw, Upload } from 'lucide-react';
import { type ReactElement, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { countsOf, printProgress } from '#tutor/progress.ts';
import { useWords } from '#ui/language/language.ts';
import type { Library } from './library_source.ts';
import type { ProgressKeeper } from './progress_keeper.ts';
import { ResultSheet } from './result_sheet.tsx';

interface ProgressPageProps {
  readonly library: Library;
  readonly keeper: ProgressKeeper;
}

export function ProgressPage({ library, keeper }: ProgressPageProps): ReactElement {
  const words = useWords().library;
  const { record, before, unreadable, lost } = useStore(keeper.store);
  const [said, setSaid] = useState<{ readonly text: string; readonly bad: boolean }>();
  const { finished, steps, exhibits } = countsOf(record);
  return (
    <>
      <p className="library-note no-print">{words.privacy}</p>
      {unreadable !== undefined && <p className="dialog-note">{words.unreadable(unreadable)}</p>}
      {lost && <p className="dialog-note no-print">{words.notKept}</p>}
      <div className="progress-acts no-print">
        <button type="button" className="button primary" onClick={() => print()}>
          <Printer size={15} aria-hidden="true" /> {words.printAct}
        </button>
        <button type="button" className="button" onClick={() => save(printProgress(record))}>
          <Download size={15} aria-hidden="true" /> {words.exportAct}
        </button>
        <Import keeper={keeper} say={setSaid} />
        <button
          type="button"
          className="button"
          onClick={() => {
            keeper.reset();
            setSaid({ text: words.resetDone, bad: false });
          }}
        >
          <RotateCcw size={15} aria-hidden="true" /> {words.resetAct}
        </button>
        {before !== undefined && (
          <button
            type="button"
            className="button"
            onClick={() => {
              keeper.undoReset();
              setSaid(undefined);
            }}
          >
            {words.resetUndo}
          </button>
        )}
      </div>
      <p role="status" className={said?.bad === true ? 'dialog-note no-print' : 'label no-print'}>
        {said?.text ?? words.summary(finished, steps, exhibits)}
      </p>
      <ResultSheet library={library} record={record} />
    </>
  );
}

function Import(props: {
  readonly keeper: ProgressKeeper;
  readonly say: (said: { readonly text: string; readonly bad: boolean }) => void;
}): ReactElement {
  const { keeper, say } = props;
  const words = useWords().library;
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File): Promise<void> => {
    const read = keeper.bringIn(await file.text());
    say(
      read.ok
        ? { text: words.imported, bad: false }
        : { text: words.importRefused(file.name, read.error), bad: true },
    );
  };
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        <Upload size={15} aria-hidden="true" /> {words.importAct}
      </button>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file === undefined) return;
          take(file).catch((error: unknown) =>
            say({ text: words.importRefused(file.name, String(error)), bad: true }),
          );
        }}
      />
    </>
  );
}

function save(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'informer-lab-progress.json';
  link.click();
  URL.revokeObjectURL(address);
}
