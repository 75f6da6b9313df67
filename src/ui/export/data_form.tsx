/** What is asked of a run that is saved for other programs: which part of it, and whose. */

import { type ReactElement, type ReactNode, useState } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { HopRange } from '#view-model/export/range.ts';
import type { ExportFormat } from './export_format.ts';
import { Choice, Hop } from './fields.tsx';
import { hopRange, type WrittenHops } from './hop_range.ts';

type Reach = 'whole' | 'cursor' | 'between';

export function DataForm(props: {
  readonly words: Words['exporting'];
  readonly format: ExportFormat;
  /** Stands beside the button that saves. */
  readonly children: ReactNode;
}): ReactElement {
  const { words, format, children } = props;
  const { acts, book } = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const cursor = usePlaygroundState((state) => state.cursor);
  const focused = usePlaygroundState((state) => state.focus?.program);
  const view = book.view(run);
  const last = view?.lastSeq ?? 0;
  const programs = view?.timelines.programs.list(last).map(({ key }) => key) ?? [];
  const [reach, setReach] = useState<Reach>('whole');
  const [hops, setHops] = useState({ from: '1', to: String(Math.max(1, cursor)) });
  const [chosen, setProgram] = useState<string>();
  const isOneHop = format === 'ndjson' || format === 'prometheus';
  const reached = isOneHop && reach === 'between' ? 'cursor' : reach;
  const range = rangeOf(reached, { cursor, last, hops });
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
      <Reaches
        {...{ words, isOneHop, hops, setHops, cursor }}
        reach={reached}
        setReach={setReach}
      />
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
        <span className="label">{children}</span>
        <button type="submit" className="button primary" disabled={range === undefined}>
          {words.save}
        </button>
      </div>
    </form>
  );
}

function Reaches(props: {
  readonly words: Words['exporting'];
  readonly isOneHop: boolean;
  readonly cursor: number;
  readonly reach: Reach;
  readonly setReach: (reach: Reach) => void;
  readonly hops: WrittenHops;
  readonly setHops: (hops: WrittenHops) => void;
}): ReactElement {
  const { words, isOneHop, cursor, reach, setReach, hops, setHops } = props;
  return (
    <>
      <Choice
        label={words.range}
        value={reach}
        choices={[
          ['whole', words.whole],
          ['cursor', words.cursor(cursor)],
          ...(isOneHop ? [] : [['between', words.between] as const]),
        ]}
        choose={(value) => setReach(value as Reach)}
      />
      {reach === 'between' && (
        <div className="export-pair">
          <Hop label={words.from} value={hops.from} change={(from) => setHops({ ...hops, from })} />
          <Hop label={words.to} value={hops.to} change={(to) => setHops({ ...hops, to })} />
        </div>
      )}
    </>
  );
}

function rangeOf(
  reach: Reach,
  run: { readonly cursor: number; readonly last: number; readonly hops: WrittenHops },
): HopRange | undefined {
  if (reach === 'whole') return { from: 1, to: run.last };
  if (reach === 'cursor') return { from: 1, to: run.cursor };
  return hopRange(run.hops, run.last);
}
