/** The Reflector: where it is in list, watch and back-off, how far it has come, what fires next. */

import type { ReactElement, ReactNode } from 'react';
import { useWords } from '#ui/language/language.ts';
import { stateName } from '#ui/states/state_name.ts';
import { Countdown } from '#ui/widgets/countdown.tsx';
import type { InformerView, Pending, ReflectorView } from '#view-model/stage_view.ts';
import { Box, type Mood } from './box.tsx';
import { ReflectorChart } from './reflector_chart.tsx';
import './reflector_box.css';

export function ReflectorBox(props: {
  readonly informer: InformerView;
  readonly at: number;
}): ReactElement {
  const { informer, at } = props;
  const { informerBoxes: words, stage, states } = useWords();
  const { reflector } = informer;
  return (
    <Box
      name="reflector"
      title={stage.titles.reflector}
      chip={stateName(reflector.state, states)}
      mood={moodOf(reflector)}
      noun={{ kind: 'watch', noun: informer.informer }}
      active={reflector.state === 'listing' || reflector.state === 'replacing'}
    >
      <ReflectorChart state={reflector.state} />
      <Fact name={words.lastSyncRV}>
        <b>{reflector.resourceVersion === '' ? '–' : reflector.resourceVersion}</b>
      </Fact>
      <Timer name={words.backoff} timer={reflector.backoff} at={at} />
      <Timer name={words.timeout} timer={reflector.watchTimeout} at={at} />
      <Timer name={words.resync} timer={reflector.resync} at={at} />
      <Fact name={words.listsWatches}>
        {reflector.lists} · {reflector.watches}
      </Fact>
      {reflector.lastError !== undefined && reflector.state !== 'watching' && (
        <p className="reflector-error">{reflector.lastError}</p>
      )}
    </Box>
  );
}

function moodOf(reflector: ReflectorView): Mood {
  if (reflector.state === 'watching') return 'good';
  return reflector.backoff === undefined ? 'busy' : 'bad';
}

function Timer(props: {
  readonly name: string;
  readonly timer: Pending | undefined;
  readonly at: number;
}): ReactElement | null {
  const { name, timer, at } = props;
  if (timer === undefined) return null;
  return (
    <Fact name={name}>
      <Countdown timer={timer} at={at} />
    </Fact>
  );
}

function Fact(props: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <div className="row">
      <span className="name">{props.name}</span>
      <span className="side">{props.children}</span>
    </div>
  );
}
