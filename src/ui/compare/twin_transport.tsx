/** One transport for two runs: buttons, where they part in words, and a lane for each on one scale. */

import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import { speeds } from '#ui/transport/speed.ts';
import { durationText, instantText } from '#ui/widgets/time_text.ts';
import { ToolButton } from '#ui/widgets/tool_button.tsx';
import { partingText } from './parting_text.ts';
import { TwinLanes } from './twin_lanes.tsx';
import { type Twins, useTwinState, useTwins } from './use_twins.ts';

export function TwinTransport({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <footer className="transport twin-transport">
      <Buttons />
      <PartingCaption />
      <div className="facts twin-facts">
        <Clock />
        {children}
      </div>
      <TwinLanes />
    </footer>
  );
}

function Buttons(): ReactElement {
  const { player } = useTwins();
  const words = useWords();
  const playing = useTwinState((state) => state.playing);
  return (
    <div className="transport-buttons" role="group" aria-label={words.transport.time}>
      <ToolButton label={words.transport.first} act={player.toStart}>
        <ChevronFirst size={17} aria-hidden="true" />
      </ToolButton>
      <ToolButton label={words.compare.backEither} act={() => player.step('hop', true)}>
        <ChevronLeft size={17} aria-hidden="true" />
      </ToolButton>
      <button
        type="button"
        className="button icon play"
        aria-label={playing ? words.transport.pause : words.transport.play}
        title={playing ? words.transport.pauseAbout : words.transport.playAbout}
        onClick={player.toggle}
      >
        {playing ? (
          <Pause size={17} fill="currentColor" aria-hidden="true" />
        ) : (
          <Play size={17} fill="currentColor" aria-hidden="true" />
        )}
      </button>
      <ToolButton label={words.compare.forwardEither} act={() => player.step('hop', false)}>
        <ChevronRight size={17} aria-hidden="true" />
      </ToolButton>
      <ToolButton label={words.transport.last} act={player.toEnd}>
        <ChevronLast size={17} aria-hidden="true" />
      </ToolButton>
      <SpeedChoice />
    </div>
  );
}

function SpeedChoice(): ReactElement {
  const { acts } = usePlayground();
  const speed = usePlaygroundState((state) => state.speed);
  const words = useWords();
  return (
    <span className="button choice" title={words.transport.speed}>
      <span aria-hidden="true">{speed}×</span>
      <select
        aria-label={words.transport.speed}
        value={speed}
        onChange={(event) => acts.setSpeed(Number(event.target.value))}
      >
        {speeds.map((each) => (
          <option key={each} value={each}>
            {each}×
          </option>
        ))}
      </select>
    </span>
  );
}

function PartingCaption(): ReactElement {
  const twins = useTwins();
  const words = useWords();
  const { sides, divergence } = twins;
  const left = useTwinState((state) => state.left);
  const right = useTwinState((state) => state.right);
  const { first } = divergence;
  if (first === undefined)
    return <p className="caption parting">{sameText(twins, words.compare)}</p>;
  const named = {
    left: { title: sides.left.title, view: sides.left.run.view },
    right: { title: sides.right.title, view: sides.right.run.view },
  };
  const reached = left >= first.leftSeq && right >= first.rightSeq;
  const here = reached && sides.left.run.view.at(left) === first.at;
  return (
    <p className="caption parting" data-testid="parting">
      <span>
        <b>{leadText({ reached, here }, first.at, words.compare)}</b>{' '}
        {partingText(first, named, words.parting)}{' '}
        <span className="parting-where">
          {first.noun} · {words.compare.lanes[first.kind]}
        </span>
      </span>
    </p>
  );
}

function leadText(
  { reached, here }: { readonly reached: boolean; readonly here: boolean },
  at: number,
  words: Words['compare'],
): string {
  if (here) return words.hereTheyPart;
  return reached ? words.theyParted(instantText(at)) : words.theyWillPart(instantText(at));
}

function sameText({ divergence, sides }: Twins, words: Words['compare']): ReactElement {
  const runs = [sides.left.title, sides.right.title] as const;
  const items = divergence.lanes.reduce((sum, lane) => sum + lane.left, 0);
  return (
    <span>
      <b>{words.neverPart}</b> {words.neverPartText(runs, items, divergence.lanes.length)}
    </span>
  );
}

/** Written once a frame without React: simulated time goes on between two hops. */
function Clock(): ReactElement {
  const { axis, player } = useTwins();
  const words = useWords();
  const place = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      player.onFrame(() => {
        const element = place.current;
        if (element === null) return;
        const { displayMs } = player;
        const cut = axis.cuts.find(
          ({ startedAt, endsAt }) => startedAt < displayMs && displayMs < endsAt,
        );
        const text =
          cut === undefined
            ? words.compare.clock(instantText(axis.simulatedAt(displayMs)))
            : words.transport.cut(durationText(cut.lasted));
        if (element.textContent !== text) element.textContent = text;
        element.classList.toggle('skipped', cut !== undefined);
      }),
    [axis, player, words],
  );
  return <span ref={place} />;
}
