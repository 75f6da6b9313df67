/** Saves the run in view for other programs, and opens trace files. */

import { type ReactElement, useId, useRef, useState } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { PageDialog } from '#ui/widgets/page_dialog.tsx';
import type { HopRange } from '#view-model/export/range.ts';
import { type ExportFormat, exportFormats } from './export_format.ts';
import './export_dialog.css';

export function ExportDialog(): ReactElement {
  const { acts } = usePlayground();
  const words = useWords().exporting;
  return (
    <PageDialog title={words.title} about={words.about} className="export" close={acts.closeDialog}>
      <ExportForm words={words} />
    </PageDialog>
  );
}

type Reach = 'whole' | 'cursor' | 'between';

function ExportForm({ words }: { readonly words: Words['exporting'] }): ReactElement {
  const { acts, book } = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const cursor = usePlaygroundState((state) => state.cursor);
  const focused = usePlaygroundState((state) => state.focus?.program);
  const view = book.view(run);
  const last = view?.lastSeq ?? 0;
  const programs = view?.timelines.programs.list(last).map(({ key }) => key) ?? [];
  const [format, setFormat] = useState<ExportFormat>('ndjson');
  const [reach, setReach] = useState<Reach>('whole');
  const [hops, setHops] = useState({ from: '1', to: String(Math.max(1, cursor)) });
  const [chosen, setProgram] = useState<string>();
  const isOneHop = format === 'ndjson' || format === 'prometheus';
  const reached = isOneHop && reach === 'between' ? 'cursor' : reach;
  const range = rangeOf(reached, { cursor, last, ...hops });
  const program = chosen ?? (format === 'mermaid' ? (focused ?? programs[0]) : undefined);
  const save = (): void => {
    if (range === undefined) return;
    acts.exportRun({ format, range, program: program === '' ? undefined : program });
    acts.closeDialog();
  };
  return (
    <form
      className="export-form"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Formats words={words} format={format} choose={setFormat} />
      <Choice
        label={words.range}
        value={reached}
        choices={[
          ['whole', words.whole],
          ['cursor', words.cursor(cursor)],
          ...(isOneHop ? [] : [['between', words.between] as const]),
        ]}
        choose={(value) => setReach(value as Reach)}
      />
      {reached === 'between' && (
        <div className="export-hops">
          <Hop label={words.from} value={hops.from} change={(from) => setHops({ ...hops, from })} />
          <Hop label={words.to} value={hops.to} change={(to) => setHops({ ...hops, to })} />
        </div>
      )}
      {(format === 'mermaid' || format === 'prometheus') && (
        <Choice
          label={words.program}
          value={program ?? ''}
          choices={[
            ...(format === 'prometheus' ? [['', words.everyProgram] as const] : []),
            ...programs.map((name) => [name, name] as const),
          ]}
          choose={setProgram}
        />
      )}
      <p className="export-fault" role="status">
        {range === undefined && words.wrongRange(last)}
      </p>
      <div className="dialog-actions">
        <span className="label">
          <OpenFile words={words} />
        </span>
        <button type="submit" className="button primary" disabled={range === undefined}>
          {words.save}
        </button>
      </div>
    </form>
  );
}

function rangeOf(
  reach: Reach,
  run: {
    readonly cursor: number;
    readonly last: number;
    readonly from: string;
    readonly to: string;
  },
): HopRange | undefined {
  if (reach === 'whole') return { from: 1, to: run.last };
  if (reach === 'cursor') return { from: 1, to: run.cursor };
  const [from, to] = [Number(run.from), Number(run.to)];
  const isRange = Number.isInteger(from) && Number.isInteger(to) && from >= 1 && from <= to;
  return isRange && to <= run.last ? { from, to } : undefined;
}

function Formats(props: {
  readonly words: Words['exporting'];
  readonly format: ExportFormat;
  readonly choose: (format: ExportFormat) => void;
}): ReactElement {
  const { words, format, choose } = props;
  return (
    <fieldset className="export-formats">
      <legend>{words.format}</legend>
      {exportFormats.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name="export-format"
            checked={each === format}
            onChange={() => choose(each)}
          />
          <b>{words.formats[each]}</b>
          <span>{words.formatsAbout[each]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Choice(props: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [string, string])[];
  readonly choose: (value: string) => void;
}): ReactElement {
  const { label, value, choices, choose } = props;
  const id = useId();
  return (
    <div className="export-field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => choose(event.target.value)}>
        {choices.map(([choice, text]) => (
          <option key={choice} value={choice}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

function Hop(props: {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
}): ReactElement {
  const { label, value, change } = props;
  const id = useId();
  return (
    <div className="export-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </div>
  );
}

/** A button that stands for the browser's own, which cannot be worded. */
function OpenFile({ words }: { readonly words: Words['exporting'] }): ReactElement {
  const { acts } = usePlayground();
  const input = useRef<HTMLInputElement>(null);
  const opened = (file: File | undefined): void => {
    if (file === undefined) return;
    file.text().then(
      (text) => {
        acts.closeDialog();
        acts.importRun({ name: file.name, text });
      },
      () => acts.notify({ tone: 'problem', title: words.notOpened(file.name), text: '' }),
    );
  };
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        {words.open}
      </button>
      <input
        ref={input}
        type="file"
        accept=".ndjson"
        hidden
        data-testid="trace-file"
        onChange={(event) => opened(event.target.files?.[0])}
      />
    </>
  );
}
