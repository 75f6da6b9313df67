/** Lights every copy of what is brushed, in every view, by rules of style: no row has to be drawn again. */

import type { ReactElement } from 'react';
import { usePlaygroundState } from '#ui/playground/playground_context.ts';
import { litObject } from './use_brushing.ts';

export function Glow(): ReactElement | null {
  const hovered = usePlaygroundState(litObject);
  const hop = usePlaygroundState((state) => state.hoveredHop);
  if (hovered === undefined && hop === undefined) return null;
  return (
    <style>
      {hovered === undefined ? '' : objectRules(`[data-object="${CSS.escape(hovered)}"]`)}
      {hop === undefined ? '' : hopRules(`[data-hop="${hop}"]`)}
    </style>
  );
}

function objectRules(copies: string): string {
  return `${copies}:not(g,rect,tr,.inspect){background:var(--accent-soft);box-shadow:0 0 0 2px var(--accent-soft);border-radius:5px}
tr${copies} td{background:var(--accent-soft)}
rect${copies}{stroke:var(--accent);stroke-width:2}
g${copies} .halo{fill:var(--accent-soft);stroke:var(--accent);stroke-width:2;opacity:1}`;
}

function hopRules(same: string): string {
  return `${same}:not(rect){outline:2px solid var(--accent);outline-offset:-2px;border-radius:5px}
rect${same}{stroke:var(--accent);stroke-width:3}`;
}
