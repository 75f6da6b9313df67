/** The stage: the loop of the focused informer with its real data, and everything that travels on it. */

import { type ReactElement, useMemo, useRef } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { Focus } from '#ui/playground/playground_store.ts';
import { nounAt } from '#ui/verbs/noun.ts';
import { isFlowing, watchOf } from '#ui/verbs/watch_state.ts';
import { useRunAt } from '#ui/views/use_run_at.ts';
import { why } from '#view-model/causality.ts';
import { placeOf } from '#view-model/places.ts';
import type { RunView } from '#view-model/run_view.ts';
import type { StageView } from '#view-model/stage_view.ts';
import { type Focused, focusedOf } from './focused.ts';
import { type BoxName, layPipes } from './geometry.ts';
import { HandlersBox } from './handlers_box.tsx';
import { IndexerBox } from './indexer_box.tsx';
import { Pipes, PlugButton } from './pipes.tsx';
import { ProgramsStrip } from './programs_strip.tsx';
import { QueueBox } from './queue_box.tsx';
import { ReflectorBox } from './reflector_box.tsx';
import type { Picture } from './routes.ts';
import { ServerBox } from './server_box.tsx';
import { Tokens } from './tokens.tsx';
import { useBoxes } from './use_boxes.ts';
import { useCards } from './use_cards.ts';
import { useStageView } from './use_stage_view.ts';
import { WorkersBox } from './workers_box.tsx';
import { WorkqueueBox } from './workqueue_box.tsx';
import './stage.css';

export function Stage({ inert = false }: { readonly inert?: boolean }): ReactElement {
  const { acts } = usePlayground();
  const stage = useStageView();
  const words = useWords().stage;
  const wanted = usePlaygroundState((state) => state.focus);
  const focused = stage === undefined ? undefined : focusedOf(stage, wanted);
  return (
    <section
      className="stage"
      aria-label={words.label}
      inert={inert}
      onContextMenu={(event) => {
        const noun = nounAt(event.target);
        if (noun === undefined) return;
        event.preventDefault();
        const opener = event.target instanceof HTMLElement ? event.target : undefined;
        const { x, y } = pointOf(event.target, event.clientX, event.clientY);
        acts.openVerbs({ noun, x, y, opener });
      }}
    >
      {stage !== undefined && (
        <ProgramsStrip
          programs={stage.programs}
          program={focused?.program.program}
          informer={focused?.informer.informer}
          at={stage.at}
        />
      )}
      {stage !== undefined && <Ground stage={stage} focused={focused} />}
      <LitPath />
    </section>
  );
}

function Ground(props: {
  readonly stage: StageView;
  readonly focused: Focused | undefined;
}): ReactElement {
  const { stage, focused } = props;
  const ground = useRef<HTMLDivElement>(null);
  const { boxes, arrangement } = useBoxes(ground);
  const cards = useCards(ground, stage.programs.length);
  const pipes = useMemo(() => layPipes(boxes, arrangement), [boxes, arrangement]);
  const program = focused?.program.program ?? '';
  const informer = focused?.informer.informer ?? '';
  const picture = useMemo<Picture>(
    () => ({ boxes, pipes, cards, program, informer }),
    [boxes, pipes, cards, program, informer],
  );
  const words = useWords().stage;
  const watch = watchOf(informer, stage);
  return (
    <div className="stage-ground" ref={ground}>
      <Pipes pipes={pipes} watch={watch} />
      <ServerBox server={stage.server} focus={focused?.informer} />
      {focused !== undefined && <Loop stage={stage} focused={focused} />}
      <div className="seam" aria-hidden="true">
        <span className="above">{words.seamAbove}</span>
        <span className="below">{words.seamBelow}</span>
      </div>
      <PlugButton
        pipe={pipes.find(({ name }) => name === 'watch')}
        noun={informer}
        open={watch !== undefined && isFlowing(watch)}
        held={watch?.held === true}
      />
      <Tokens picture={picture} />
    </div>
  );
}

function Loop({ stage, focused }: { readonly stage: StageView; readonly focused: Focused }) {
  const { program, informer } = focused;
  const { at } = stage;
  return (
    <>
      <ReflectorBox informer={informer} at={at} />
      <QueueBox informer={informer} at={at} />
      <IndexerBox informer={informer} />
      <HandlersBox informer={informer} />
      <WorkqueueBox controller={program.controller} program={program.program} at={at} />
      <WorkersBox program={program} at={at} />
    </>
  );
}

/** While "Why?" is open, the boxes that its path runs through are lit. */
function LitPath(): ReactElement | null {
  const { view, cursor } = useRunAt();
  const open = usePlaygroundState((state) => state.tab === 'why');
  const question = usePlaygroundState((state) => state.question);
  const focus = usePlaygroundState((state) => state.focus);
  const seq = question?.kind === 'why' ? question.seq : cursor;
  const lit = useMemo(
    () =>
      open && view !== undefined && question?.kind !== 'why not' ? boxesOf(view, seq, focus) : [],
    [open, view, question, seq, focus],
  );
  if (lit.length === 0) return null;
  const boxes = lit.map((box) => `[data-box="${box}"]`).join(',');
  return <style>{`${boxes}{outline:2px solid var(--accent);outline-offset:2px}`}</style>;
}

/** The boxes of the focused loop in which the stations of a path happened. */
function boxesOf(view: RunView, seq: number, focus: Focus | undefined): readonly BoxName[] {
  const found = new Set<BoxName>();
  for (const station of why(view, seq).path) {
    const place = placeOf(station);
    if (place === undefined) continue;
    const [box = '', noun = ''] = place.split(/:(.*)/);
    if (place.startsWith('apiserver/')) found.add('server');
    else if (noun === focus?.informer || noun === focus?.program) found.add(box as BoxName);
  }
  return [...found];
}

/** A context-menu key has no pointer: the menu then opens at the element. */
function pointOf(target: EventTarget, clientX: number, clientY: number) {
  if (clientX !== 0 || clientY !== 0 || !(target instanceof Element)) {
    return { x: clientX, y: clientY };
  }
  const { left, bottom } = target.getBoundingClientRect();
  return { x: left + 12, y: bottom };
}
