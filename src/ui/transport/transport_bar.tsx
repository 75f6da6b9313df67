/** Time: step, play, speed, the caption of the hop that has just happened, and the lanes. */

import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { Grain } from '#ui/playground/playground_store.ts';
import { ToolButton } from '#ui/widgets/tool_button.tsx';
import { Caption } from './caption.tsx';
import { Facts } from './facts.tsx';
import { Lanes } from './lanes.tsx';
import { speeds } from './speed.ts';
import './transport.css';

export function TransportBar(): ReactElement {
  return (
    <footer className="transport">
      <TransportButtons />
      <Caption />
      <Facts />
      <Lanes />
    </footer>
  );
}

export function TransportButtons(): ReactElement {
  const { player } = usePlayground();
  const words = useWords().transport;
  const playing = usePlaygroundState((state) => state.playing);
  const grain = usePlaygroundState((state) => state.grain);
  return (
    <div className="transport-buttons" role="group" aria-label={words.time}>
      <ToolButton label={words.first} act={player.toStart}>
        <ChevronFirst size={17} aria-hidden="true" />
      </ToolButton>
      <ToolButton label={words.back(words.grains[grain])} act={() => player.step(grain, true)}>
        <ChevronLeft size={17} aria-hidden="true" />
      </ToolButton>
      <button
        type="button"
        className="button icon play"
        aria-label={playing ? words.pause : words.play}
        title={playing ? words.pauseAbout : words.playAbout}
        onClick={player.toggle}
      >
        {playing ? (
          <Pause size={17} fill="currentColor" aria-hidden="true" />
        ) : (
          <Play size={17} fill="currentColor" aria-hidden="true" />
        )}
      </button>
      <ToolButton label={words.forward(words.grains[grain])} act={() => player.step(grain, false)}>
        <ChevronRight size={17} aria-hidden="true" />
      </ToolButton>
      <ToolButton label={words.last} act={player.toEnd}>
        <ChevronLast size={17} aria-hidden="true" />
      </ToolButton>
      <GrainChoice />
      <SpeedChoice />
    </div>
  );
}

const grains: readonly Grain[] = ['hop', 'event', 'reconcile'];

function GrainChoice(): ReactElement {
  const { acts } = usePlayground();
  const words = useWords().transport;
  const grain = usePlaygroundState((state) => state.grain);
  return (
    <Choice label={words.stepBy} shown={words.grains[grain]}>
      <select
        aria-label={words.stepBy}
        value={grain}
        onChange={(event) => {
          const chosen = grains.find((each) => each === event.target.value);
          if (chosen !== undefined) acts.setGrain(chosen);
        }}
      >
        {grains.map((each) => (
          <option key={each} value={each}>
            {words.grainsAbout[each]}
          </option>
        ))}
      </select>
    </Choice>
  );
}

function SpeedChoice(): ReactElement {
  const { acts } = usePlayground();
  const words = useWords().transport;
  const speed = usePlaygroundState((state) => state.speed);
  return (
    <Choice label={words.speed} shown={`${speed}×`}>
      <select
        aria-label={words.speed}
        value={speed}
        onChange={(event) => acts.setSpeed(Number(event.target.value))}
      >
        {speeds.map((each) => (
          <option key={each} value={each}>
            {each}×
          </option>
        ))}
      </select>
    </Choice>
  );
}

/** The platform's own list, invisible over a short text. */
function Choice(props: {
  readonly label: string;
  readonly shown: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <span className="button choice" title={props.label}>
      <span aria-hidden="true">{props.shown}</span>
      {props.children}
    </span>
  );
}
