/** Saving the run in view, and opening a file as a run. What does it is fetched when it is first asked for. */

import type { Notice, PlaygroundStore } from '#ui/playground/playground_store.ts';
import type { RunBook } from '#ui/playground/run_book.ts';
import type { Player } from '#ui/transport/player.ts';
import type { ExportRequest } from './export_file.ts';
import type { NamedText } from './import_run.ts';
import { saveBlob } from './save_blob.ts';

export interface ExportActs {
  /** Saves the run in view, or a range of it, as a file. */
  readonly exportRun: (request: ExportRequest) => void;
  /** Opens a trace file as a run. */
  readonly importRun: (file: NamedText) => void;
}

export interface ExportPlace {
  readonly store: PlaygroundStore;
  readonly book: RunBook;
  readonly player: Player;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
}

export function exportActs(place: ExportPlace): ExportActs {
  const { store, notify } = place;
  return {
    exportRun: (request) => {
      const { exporting } = store.getState().locale.words;
      save(place, request).then(
        (name) => notify({ tone: 'done', title: exporting.saved(name), text: '' }),
        (error: unknown) =>
          notify({ tone: 'problem', title: exporting.notSaved, text: String(error) }),
      );
    },
    importRun: (file) => {
      const { exporting } = store.getState().locale.words;
      import('./import_run.ts').then(
        ({ importRun }) => importRun(place, file),
        (error: unknown) =>
          notify({ tone: 'problem', title: exporting.notOpened(file.name), text: String(error) }),
      );
    },
  };
}

async function save({ store, book }: ExportPlace, request: ExportRequest): Promise<string> {
  const { run, locale } = store.getState();
  const found = book.find(run);
  if (found === undefined) throw new Error(`expected run ${run} in the book`);
  const { exportFile } = await import('./export_file.ts');
  const { view, record, readOnly } = found;
  const file = exportFile({ view, record, replayable: !readOnly, locale }, request);
  saveBlob(new Blob([file.text]), file.name);
  return file.name;
}
