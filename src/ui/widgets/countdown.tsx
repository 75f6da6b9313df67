/** A running timer: what is left in figures, and as an arc that shrinks. */

import type { ReactElement } from 'react';
import type { Pending } from '#view-model/stage_view.ts';
import { Arc } from './arc.tsx';
import { durationText } from './time_text.ts';

export function Countdown(props: { readonly timer: Pending; readonly at: number }): ReactElement {
  const { timer, at } = props;
  const left = Math.max(0, timer.until - at);
  const whole = timer.until - timer.since;
  return (
    <>
      {durationText(left)}
      <Arc left={whole > 0 ? left / whole : 0} />
    </>
  );
}
