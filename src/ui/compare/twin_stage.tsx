/** One of two stages: the same boxes as on the large one, without verbs, for looking only. */

import { type ReactElement, useMemo, useRef } from 'react';
import type { TraceEvent } from '#trace/event.ts';
import { keepsKind } from '#trace/level.ts';
import { useWords } from '#ui/language/language.ts';
import { useSentence } from '#ui/log/sentence.ts';
import {
  PlaygroundContext,
  type PlaygroundHandle,
  usePlayground,
} from '#ui/playground/playground_context.ts';
import { createPlaygroundStore } from '#ui/playground/playground_store.ts';
import { HandlersBox } from '#ui/stage/handlers_box.tsx';
import { IndexerBox } from '#ui/stage/indexer_box.tsx';
import { Pipes } from '#ui/stage/pipes.tsx';
import { QueueBox } from '#ui/stage/queue_box.tsx';
import { ReflectorBox } from '#ui/stage/reflector_box.tsx';
import type { Picture } from '#ui/stage/routes.ts';
import { Tokens } from '#ui/stage/tokens.tsx';
import { useBoxes } from '#ui/stage/use_boxes.ts';
import { stageAt } from '#ui/stage/use_stage_view.ts';
import { WhoseBoxes } from '#ui/stage/whose_boxes.ts';
import { WorkersBox } from '#ui/stage/workers_box.tsx';
import { WorkqueueBox } from '#ui/stage/workqueue_box.tsx';
import { watchOf } from '#ui/verbs/watch_state.ts';
import { Glyph } from '#ui/widgets/glyph.tsx';
import { categoryOf } from '#view-model/category.ts';
import type { SideName } from '#view-model/common_axis.ts';
import { programOf } from '#view-model/object_key.ts';
import type { RunView } from '#view-model/run_view.ts';
import type { InformerView, ProgramView, StageView } from '#view-model/stage_view.ts';
import { layCompactPipes } from './compact_pipes.ts';
import { ServerStrip } from './server_strip.tsx';
import { type Twins, useLooking, useTwinState, useTwins } from './use_twins.ts';

export function TwinStage({ name }: { readonly name: SideName }): ReactElement {
  const twins = useTwins();
  const { looking, sides } = twins;
  const side = sides[name];
  const cursor = useTwinState((state) => state[name]);
  const focus = useLooking((state) => state.focus);
  const { view } = side.run;
  const words = useWords();
  const stage = stageAt(view, cursor);
  const handle = useLookingOnly(twins, name);
  const program = stage.programs.find((each) => each.program === focus.program);
  const informer = program?.informers.find((each) => each.informer === focus.informer);
  const hover = (target: EventTarget | undefined): void => {
    const hovered = target === undefined ? undefined : objectAround(target);
    if (looking.getState().hovered !== hovered) looking.setState({ hovered });
  };
  return (
    <section
      className={`twin ${name}`}
      aria-label={`${side.title}: ${side.queue}`}
      onPointerOver={(event) => hover(event.target)}
      onPointerLeave={() => hover(undefined)}
    >
      <header className="twin-head">
        <h2>
          {side.title} <span>· {side.queue}</span>
        </h2>
        <span className="chip">client-go {side.release}</span>
        <span className="twin-hop" data-testid={`hop-${name}`}>
          {words.transport.hopOf(cursor, view.length)}
        </span>
      </header>
      <LastHop view={view} cursor={cursor} program={focus.program} />
      <PlaygroundContext value={handle}>
        <WhoseBoxes value={side.title}>
          <Ground name={name} stage={stage} program={program} informer={informer} />
        </WhoseBoxes>
      </PlaygroundContext>
    </section>
  );
}

/** The boxes' surroundings: their run, and acts that change nothing but what is lit. */
function useLookingOnly({ sides, looking }: Twins, name: SideName): PlaygroundHandle {
  const handle = usePlayground();
  const run = sides[name].run.id;
  return useMemo(() => {
    const { locale, theme, speed } = handle.store.getState();
    const store = createPlaygroundStore({ locale, theme, speed });
    store.setState({ run });
    const acts: PlaygroundHandle['acts'] = {
      ...handle.acts,
      openVerbs: () => undefined,
      select: (selection) => {
        const key = selection?.key;
        looking.setState(({ pinned }) => ({ pinned: pinned === key ? undefined : key }));
      },
    };
    return { ...handle, store, acts };
  }, [handle, looking, run]);
}

interface GroundProps {
  readonly name: SideName;
  readonly stage: StageView;
  readonly program: ProgramView | undefined;
  readonly informer: InformerView | undefined;
}

const noCards: Picture['cards'] = new Map();

function Ground(props: GroundProps): ReactElement {
  const { name, stage, program, informer } = props;
  const { player } = useTwins();
  const words = useWords();
  const ground = useRef<HTMLDivElement>(null);
  const focus = useLooking((state) => state.focus);
  const { boxes } = useBoxes(ground);
  const pipes = useMemo(() => layCompactPipes(boxes), [boxes]);
  const picture = useMemo<Picture>(
    () => ({ boxes, pipes, cards: noCards, ...focus }),
    [boxes, pipes, focus],
  );
  const boxesThere = informer !== undefined && program !== undefined;
  return (
    <div className="twin-ground" ref={ground} key={boxesThere ? 'boxes' : 'empty'}>
      <Pipes pipes={pipes} watch={watchOf(focus.informer, stage)} />
      <ServerStrip name={name} stage={stage} informer={focus.informer} />
      {boxesThere ? (
        <>
          <ReflectorBox informer={informer} at={stage.at} />
          <QueueBox informer={informer} at={stage.at} />
          <IndexerBox informer={informer} />
          <HandlersBox informer={informer} />
          <WorkqueueBox controller={program.controller} program={program.program} at={stage.at} />
          <WorkersBox program={program} at={stage.at} />
        </>
      ) : (
        <p className="empty twin-empty">{words.compare.notStarted(focus.informer)}</p>
      )}
      <Tokens picture={picture} playhead={player.heads[name]} />
    </div>
  );
}

/** The latest thing that the program on the stage has done, in a sentence. */
function LastHop(props: {
  readonly view: RunView;
  readonly cursor: number;
  readonly program: string;
}): ReactElement {
  const words = useWords();
  const sentenceOf = useSentence();
  const event = lastTold(props.view, props.cursor, props.program);
  const category = event === undefined ? 'neutral' : categoryOf(event);
  return (
    <p className="twin-caption">
      {category !== 'neutral' && <Glyph identity={category} size={18} />}
      <span>{event === undefined ? words.why.nothingYet : sentenceOf(event)}</span>
    </p>
  );
}

/** How far back to look before giving up. */
const mostLookedAt = 2_000;

function lastTold(view: RunView, cursor: number, program: string): TraceEvent | undefined {
  const from = view.indexOf(cursor);
  for (let index = from; index >= 0 && index > from - mostLookedAt; index--) {
    const event = view.events[index];
    if (event === undefined || !keepsKind('teach', event.kind)) continue;
    if (programOf(event.actor) === program) return event;
  }
  return undefined;
}

function objectAround(target: EventTarget): string | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest<HTMLElement>('[data-object]')?.dataset['object'];
}
