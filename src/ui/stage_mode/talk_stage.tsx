/** The loop on a large screen: seven boxes with few rows, the pipes between them, and what travels. */

import { type ReactElement, useMemo, useRef } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { type Focused, focusedOf } from '#ui/stage/focused.ts';
import { layPipes } from '#ui/stage/geometry.ts';
import { Pipes } from '#ui/stage/pipes.tsx';
import type { Picture } from '#ui/stage/routes.ts';
import { Tokens } from '#ui/stage/tokens.tsx';
import { useBoxes } from '#ui/stage/use_boxes.ts';
import { useCards } from '#ui/stage/use_cards.ts';
import { useStageView } from '#ui/stage/use_stage_view.ts';
import { stateName } from '#ui/states/state_name.ts';
import { nounAt, nounAttribute } from '#ui/verbs/noun.ts';
import { watchOf } from '#ui/verbs/watch_state.ts';
import type { ProgramView, StageView } from '#view-model/stage_view.ts';
import { TalkWorkersBox, TalkWorkqueueBox } from './talk_controller_boxes.tsx';
import {
  TalkHandlersBox,
  TalkIndexerBox,
  TalkQueueBox,
  TalkReflectorBox,
} from './talk_informer_boxes.tsx';
import { roomOn, TalkRoomContext } from './talk_room.ts';
import { TalkServerBox } from './talk_server_box.tsx';
import '#ui/stage/stage.css';

/** More programs than fit side by side are left out, those not in focus first. */
const mostPrograms = 4;

export function TalkStage({ scale }: { readonly scale: number }): ReactElement {
  const { acts } = usePlayground();
  const stage = useStageView();
  const words = useWords().stage;
  const wanted = usePlaygroundState((state) => state.focus);
  const focused = stage === undefined ? undefined : focusedOf(stage, wanted);
  return (
    <section
      className="stage"
      aria-label={words.label}
      onContextMenu={(event) => {
        const noun = nounAt(event.target);
        if (noun === undefined) return;
        event.preventDefault();
        acts.openVerbs({ noun, x: event.clientX, y: event.clientY, opener: undefined });
      }}
    >
      {stage !== undefined && <Programs stage={stage} focused={focused} />}
      {stage !== undefined && <Ground stage={stage} focused={focused} scale={scale} />}
    </section>
  );
}

interface Staged {
  readonly stage: StageView;
  readonly focused: Focused | undefined;
}

/** The programs with a loop, if there is more than one to tell apart, or one that has something to say of itself. */
function Programs({ stage, focused }: Staged): ReactElement | null {
  const all = stage.programs.filter(
    ({ informers, controller }) => informers.length > 0 || controller !== undefined,
  );
  const [only] = all;
  const isPlain =
    only?.state === 'running' && only.dials.length === 0 && only.election === undefined;
  if (only === undefined || (all.length === 1 && isPlain)) return null;
  const shown = [
    ...all.filter((each) => each === focused?.program),
    ...all.filter((each) => each !== focused?.program),
  ].slice(0, mostPrograms);
  return (
    <ul className="talk-programs">
      {all
        .filter((each) => shown.includes(each))
        .map((each) => (
          <Program key={each.program} program={each} focused={each === focused?.program} />
        ))}
    </ul>
  );
}

function Program({
  program,
  focused,
}: {
  readonly program: ProgramView;
  readonly focused: boolean;
}) {
  const { acts } = usePlayground();
  const { controllerBoxes: words, states } = useWords();
  const { program: name, state, election, dials, informers } = program;
  const [first] = informers;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the palette leads there by keyboard.
    <li
      className={focused ? 'talk-program focused' : 'talk-program'}
      data-program={name}
      data-noun={nounAttribute({ kind: 'program', program: name })}
      onClick={() =>
        first !== undefined && acts.focusOn({ program: name, informer: first.informer })
      }
    >
      <span className={`pulse ${state}`} />
      <strong>{name}</strong>
      {state !== 'running' && <span className="bad">{stateName(state, states)}</span>}
      {election?.leading === true && state !== 'stopped' && (
        <span className="leads">{words.leads}</span>
      )}
      {focused &&
        dials.map(({ dial, value }) => (
          <span key={dial} className="talk-dial">
            {dial} <b>{value}</b>
          </span>
        ))}
    </li>
  );
}

function Ground(props: Staged & { readonly scale: number }): ReactElement {
  const { stage, focused, scale } = props;
  const ground = useRef<HTMLDivElement>(null);
  const { boxes, arrangement, widthPx } = useBoxes(ground, scale);
  const room = roomOn(widthPx);
  const cards = useCards(ground, stage.programs.length, scale);
  const pipes = useMemo(() => layPipes(boxes, arrangement), [boxes, arrangement]);
  const program = focused?.program.program ?? '';
  const informer = focused?.informer.informer ?? '';
  const picture = useMemo<Picture>(
    () => ({ boxes, pipes, cards, program, informer }),
    [boxes, pipes, cards, program, informer],
  );
  const words = useWords().stage;
  return (
    <div className={room.narrow ? 'stage-ground narrow' : 'stage-ground'} ref={ground}>
      <Pipes pipes={pipes} watch={watchOf(informer, stage)} />
      <TalkRoomContext value={room}>
        <TalkServerBox server={stage.server} focus={focused?.informer} />
        {focused !== undefined && <Loop stage={stage} focused={focused} />}
      </TalkRoomContext>
      <div className="seam" aria-hidden="true">
        <span className="above">{words.seamAbove}</span>
        <span className="below">{words.seamBelow}</span>
      </div>
      <Tokens picture={picture} />
    </div>
  );
}

function Loop({ stage, focused }: { readonly stage: StageView; readonly focused: Focused }) {
  const { program, informer } = focused;
  const { at } = stage;
  return (
    <>
      <TalkReflectorBox informer={informer} at={at} />
      <TalkQueueBox informer={informer} at={at} />
      <TalkIndexerBox informer={informer} />
      <TalkHandlersBox informer={informer} />
      <TalkWorkqueueBox program={program} at={at} />
      <TalkWorkersBox program={program} at={at} />
    </>
  );
}
