/** A timer as a shrinking arc: full when just set, gone when it fires. */

import type { ReactElement } from 'react';
import './arc.css';

const turn = 2 * Math.PI * 5;

export function Arc({ left }: { readonly left: number }): ReactElement {
  const share = Math.min(1, Math.max(0, left));
  return (
    <svg className="arc" width="15" height="15" viewBox="-8 -8 16 16" aria-hidden="true">
      <circle r="5" />
      <circle
        className="left"
        r="5"
        transform="rotate(-90) scale(1 -1)"
        strokeDasharray={`${share * turn} ${turn}`}
      />
    </svg>
  );
}
