/** Time: step, play, speed, the caption of the hop that has just happened, and the lanes. */

import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
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
      <Buttons />
      <Caption />
      <Facts />
      <Lanes />
    </footer>
  );
}

function Buttons(): ReactElement {
  const { player } = usePlayground();
  const playing = usePlaygroundState((state) => state.playing);
  const grain = usePlaygroundState((state) => state.grain);
  return (
    <div className="transport-buttons" role="group" aria-label="Time">
      <ToolButton label="First hop (Home)" act={player.toStart}>
        <ChevronFirst size={17} aria-hidden="true" />
      </ToolButton>
      <ToolButton label={`Back one ${grain} (←)`} act={() => player.step(grain, true)}>
        <ChevronLeft size={17} aria-hidden="true" />
      </ToolButton>
      <button
        type="button"
        className="button icon play"
        aria-label={playing ? 'Pause' : 'Play'}
        title={playing ? 'Pause (Space)' : 'Play (Space)'}
        onClick={player.toggle}
      >
        {playing ? (
          <Pause size={17} fill="currentColor" aria-hidden="true" />
        ) : (
          <Play size={17} fill="currentColor" aria-hidden="true" />
        )}
      </button>
      <ToolButton label={`Forward one ${grain} (→)`} act={() => player.step(grain, false)}>
        <ChevronRight size={17} aria-hidden="true" />
      </ToolButton>
      <ToolButton label="Last hop (End)" act={player.toEnd}>
        <ChevronLast size={17} aria-hidden="true" />
      </ToolButton>
      <GrainChoice />
      <SpeedChoice />
    </div>
  );
}

const grains: readonly { readonly grain: Grain; readonly what: string }[] = [
  { grain: 'hop', what: 'hop: one thing that happened' },
  { grain: 'event', what: 'event: one watch event and all it caused' },
  { grain: 'reconcile', what: 'reconcile: one round of a worker' },
];

function GrainChoice(): ReactElement {
  const { acts } = usePlayground();
  const grain = usePlaygroundState((state) => state.grain);
  return (
    <Choice label="Step by" shown={grain}>
      <select
        aria-label="Step by"
        value={grain}
        onChange={(event) => {
          const chosen = grains.find((each) => each.grain === event.target.value);
          if (chosen !== undefined) acts.setGrain(chosen.grain);
        }}
      >
        {grains.map((each) => (
          <option key={each.grain} value={each.grain}>
            {each.what}
          </option>
        ))}
      </select>
    </Choice>
  );
}

function SpeedChoice(): ReactElement {
  const { acts } = usePlayground();
  const speed = usePlaygroundState((state) => state.speed);
  return (
    <Choice label="Speed" shown={`${speed}×`}>
      <select
        aria-label="Speed"
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
