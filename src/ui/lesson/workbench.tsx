/**
 * An open place in a program's code: the pieces that fit, as the source that runs. One is chosen, or
 * several are put in order; then the program is started anew with them.
 */

import { ArrowDown, ArrowUp, Hammer, Plus, X } from 'lucide-react';
import { type ReactElement, useEffect, useState } from 'react';
import { codeSlot } from '#trace/program_code.ts';
import type { Workbench as Place } from '#tutor/lesson.ts';
import { useWords } from '#ui/language/language.ts';
import { useRunAt } from '#ui/views/use_run_at.ts';
import { readCode } from '#view-model/read_stage.ts';
import { CodeBlock } from './code_block.tsx';
import type { LessonCatalogue } from './lesson_catalogue.ts';
import { usePieces } from './use_pieces.ts';

interface WorkbenchProps {
  readonly catalogue: LessonCatalogue;
  readonly workbench: Place;
  readonly busy: boolean;
  readonly build: (pieces: readonly string[]) => void;
}

export function Workbench(props: WorkbenchProps): ReactElement | null {
  const { catalogue, workbench, busy, build } = props;
  const { program, slot } = workbench;
  const words = useWords().lesson;
  const sources = usePieces(catalogue)?.[program]?.[slot];
  const { view, cursor } = useRunAt();
  const place = codeSlot(program, slot);
  const standing =
    view === undefined
      ? []
      : (readCode(view, program, cursor).find((each) => each.slot === slot)?.pieces ?? []);
  const [draft, setDraft] = useState<readonly string[]>();
  const now = standing.join(',');
  // What stands there has changed: a draft was built, or the reader stands elsewhere in the run.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of what stands there counts.
  useEffect(() => setDraft(undefined), [now]);
  if (place === undefined) return null;
  const chosen = draft ?? standing;
  const Choice = place.sequence ? Sequence : OnePiece;
  return (
    <section className="workbench" aria-label={words.workbench(slot)}>
      <p className="label">
        <code>{program}</code> · <code>{slot}</code>
      </p>
      <Choice
        slot={slot}
        pieces={place.pieces}
        sources={sources ?? {}}
        chosen={chosen}
        standing={standing}
        choose={setDraft}
      />
      <button
        type="button"
        className="button"
        disabled={busy || (!place.sequence && chosen.length !== 1)}
        onClick={() => build(chosen)}
      >
        <Hammer size={14} aria-hidden="true" /> {words.build}
      </button>
    </section>
  );
}

interface ChoiceProps {
  readonly slot: string;
  readonly pieces: readonly string[];
  readonly sources: Readonly<Record<string, string>>;
  readonly chosen: readonly string[];
  readonly standing: readonly string[];
  readonly choose: (pieces: readonly string[]) => void;
}

function OnePiece(props: ChoiceProps): ReactElement {
  const { slot, pieces, sources, chosen, standing, choose } = props;
  const words = useWords().lesson;
  return (
    <fieldset className="piece-cards">
      <legend>{words.offered}</legend>
      {pieces.map((piece) => (
        <label key={piece} className="piece-card">
          <span className="piece-head">
            <input
              type="radio"
              aria-label={standing.includes(piece) ? `${piece}, ${words.standsNow}` : piece}
              name={`piece-${slot}`}
              checked={chosen.includes(piece)}
              onChange={() => choose([piece])}
            />
            <code>{piece}</code>
            {standing.includes(piece) && <span className="chip">{words.standsNow}</span>}
          </span>
          <CodeBlock source={sources[piece] ?? ''} />
        </label>
      ))}
    </fieldset>
  );
}

function Sequence(props: ChoiceProps): ReactElement {
  const { pieces, sources, chosen, standing, choose } = props;
  const words = useWords().lesson;
  const left = pieces.filter((piece) => !chosen.includes(piece));
  const move = (from: number, to: number): void => {
    const piece = chosen[from];
    if (piece === undefined || to < 0 || to >= chosen.length) return;
    choose(chosen.toSpliced(from, 1).toSpliced(to, 0, piece));
  };
  const same = chosen.join() === standing.join();
  return (
    <>
      <p className="label">
        {words.sequence} {same && <span className="chip">{words.standsNow}</span>}
      </p>
      {chosen.length === 0 && <p className="empty">{words.sequenceEmpty}</p>}
      <ol className="piece-cards">
        {chosen.map((piece, index) => (
          <li
            key={piece}
            className="piece-card"
            draggable
            onDragStart={(event) => event.dataTransfer.setData('text/plain', piece)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              move(chosen.indexOf(event.dataTransfer.getData('text/plain')), index);
            }}
          >
            <span className="piece-head">
              <code>{piece}</code>
              <MoveButtons
                piece={piece}
                first={index === 0}
                last={index === chosen.length - 1}
                move={(by) => move(index, index + by)}
                remove={() => choose(chosen.toSpliced(index, 1))}
              />
            </span>
            <CodeBlock source={sources[piece] ?? ''} />
          </li>
        ))}
      </ol>
      {left.length > 0 && <p className="label">{words.offered}</p>}
      <ul className="piece-cards offered">
        {left.map((piece) => (
          <li key={piece} className="piece-card">
            <span className="piece-head">
              <code>{piece}</code>
              <button
                type="button"
                className="button icon small"
                aria-label={words.add(piece)}
                title={words.add(piece)}
                onClick={() => choose([...chosen, piece])}
              >
                <Plus size={14} aria-hidden="true" />
              </button>
            </span>
            <CodeBlock source={sources[piece] ?? ''} />
          </li>
        ))}
      </ul>
    </>
  );
}

function MoveButtons(props: {
  readonly piece: string;
  readonly first: boolean;
  readonly last: boolean;
  readonly move: (by: 1 | -1) => void;
  readonly remove: () => void;
}): ReactElement {
  const { piece, first, last, move, remove } = props;
  const words = useWords().lesson;
  return (
    <span className="piece-moves">
      <button
        type="button"
        className="button icon small"
        aria-label={words.moveUp(piece)}
        title={words.moveUp(piece)}
        disabled={first}
        onClick={() => move(-1)}
      >
        <ArrowUp size={14} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button icon small"
        aria-label={words.moveDown(piece)}
        title={words.moveDown(piece)}
        disabled={last}
        onClick={() => move(1)}
      >
        <ArrowDown size={14} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="button icon small"
        aria-label={words.remove(piece)}
        title={words.remove(piece)}
        onClick={remove}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </span>
  );
}
