/** Time: step, play, speed, the caption of the hop that has just happened, and the lanes. */

import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, Pause, Play } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { Grain } from '#ui/playground/playground_store.ts';
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
      <Tool label="First hop (Home)" act={player.toStart}>
        <ChevronFirst size={17} aria-hidden="true" />
      </Tool>
      <Tool label={`Back one ${grain} (←)`} act={() => player.step(grain, true)}>
        <ChevronLeft size={17} aria-hidden="true" />
      </Tool>
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
      <Tool label={`Forward one ${grain} (→)`} act={() => player.step(grain, false)}>
        <ChevronRight size={17} aria-hidden="true" />
      </Tool>
      <Tool label="Last hop (End)" act={player.toEnd}>
        <ChevronLast size={17} aria-hidden="true" />
      </Tool>
      <GrainChoice />
      <SpeedChoice />
    </div>
  );
}

function Tool(props: {
  readonly label: string;
  readonly act: () => void;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <button
      type="button"
      className="button icon"
      aria-label={props.label}
      title={props.label}
      onClick={props.act}
    >
      {props.children}
    </button>
  );
}

const grains: readonly { readonly grain: Grain; readonly what: string }[] = [
  { grain: 'hop', what: 'one thing that happened' },
  { grain: 'event', what: 'one watch event, to the end of all it caused' },
  { grain: 'reconcile', what: 'one reconcile' },
];

function GrainChoice(): ReactElement {
  const { acts } = usePlayground();
  const grain = usePlaygroundState((state) => state.grain);
  return (
    <Choice label={`Step by ${grain}`} shown={grain}>
      {grains.map((each) => (
        <DropdownMenu.RadioItem
          key={each.grain}
          value={each.grain}
          className="verb"
          onSelect={() => acts.setGrain(each.grain)}
        >
          <span className="verb-label">{each.grain}</span>
          <span className="verb-reason">{each.what}</span>
        </DropdownMenu.RadioItem>
      ))}
    </Choice>
  );
}

function SpeedChoice(): ReactElement {
  const { acts } = usePlayground();
  const speed = usePlaygroundState((state) => state.speed);
  return (
    <Choice label={`Speed ${speed}×`} shown={`${speed}×`}>
      {speeds.map((each) => (
        <DropdownMenu.RadioItem
          key={each}
          value={String(each)}
          className="verb"
          onSelect={() => acts.setSpeed(each)}
        >
          <span className="verb-label">{each}×</span>
        </DropdownMenu.RadioItem>
      ))}
    </Choice>
  );
}

function Choice(props: {
  readonly label: string;
  readonly shown: string;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className="button speed" aria-label={props.label} title={props.label}>
        {props.shown}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="verb-menu narrow" side="top" sideOffset={6} align="start">
          <DropdownMenu.RadioGroup value={props.shown.replace('×', '')}>
            {props.children}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
