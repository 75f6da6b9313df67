/** The Reflector: where it is in list, watch and back-off, how far it has come, what fires next. */

import type { ReactElement, ReactNode } from 'react';
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
  const { reflector } = informer;
  return (
    <Box
      name="reflector"
      title="Reflector"
      chip={reflector.state}
      mood={moodOf(reflector)}
      noun={{ kind: 'watch', noun: informer.informer }}
      active={reflector.state === 'listing' || reflector.state === 'replacing'}
    >
      <ReflectorChart state={reflector.state} />
      <Fact name="lastSyncRV">
        <b>{reflector.resourceVersion === '' ? '–' : reflector.resourceVersion}</b>
      </Fact>
      <Timer name="back-off" timer={reflector.backoff} at={at} />
      <Timer name="timeout" timer={reflector.watchTimeout} at={at} />
      <Timer name="resync" timer={reflector.resync} at={at} />
      <Fact name="lists · watches">
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
