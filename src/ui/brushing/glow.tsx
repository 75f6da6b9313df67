/**
 * Lights every copy of what is brushed, in every view, by rules of style: no row has to be drawn again. The
 * rules stand in a sheet of their own, which pages may have that forbid styles within their text.
 */

import { useLayoutEffect } from 'react';
import { usePlaygroundState } from '#ui/playground/playground_context.ts';
import { litObject } from './use_brushing.ts';

export function Glow(): null {
  const hovered = usePlaygroundState(litObject);
  const hop = usePlaygroundState((state) => state.hoveredHop);
  const object = hovered === undefined ? '' : objectRules(hovered);
  const rules = object + (hop === undefined ? '' : hopRules(`[data-hop="${hop}"]`));
  useLayoutEffect(() => {
    if (rules === '') return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
    };
  }, [rules]);
  return null;
}

function objectRules(key: string): string {
  const copies = `[data-object="${CSS.escape(key)}"]`;
  return `${copies}:not(g,rect,tr,.inspect){background:var(--accent-soft);box-shadow:0 0 0 2px var(--accent-soft);border-radius:5px}
tr${copies} td{background:var(--accent-soft)}
rect${copies}{stroke:var(--accent);stroke-width:2}
g${copies} .halo{fill:var(--accent-soft);stroke:var(--accent);stroke-width:2;opacity:1}`;
}

function hopRules(same: string): string {
  return `${same}:not(rect){outline:2px solid var(--accent);outline-offset:-2px;border-radius:5px}
rect${same}{stroke:var(--accent);stroke-width:3}`;
}
