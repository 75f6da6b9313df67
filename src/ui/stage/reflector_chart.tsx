/** The Reflector's life in small: forward along the top, home along the bottom, the present state lit. */

import type { ReactElement } from 'react';
import { useWords } from '#ui/language/language.ts';
import { stateName } from '#ui/states/state_name.ts';

interface Node {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** The machine's states that it stands for. */
  readonly states: readonly string[];
  readonly mood: 'good' | 'busy' | 'bad';
}

const nodes: readonly Node[] = [
  { name: 'listing', x: 0, y: 0, states: ['starting', 'listing'], mood: 'busy' },
  { name: 'replacing', x: 70, y: 0, states: ['replacing', 'synced', 'streaming'], mood: 'busy' },
  { name: 'watching', x: 140, y: 0, states: ['watching'], mood: 'good' },
  { name: 'back-off', x: 0, y: 52, states: ['backingOff'], mood: 'bad' },
  { name: 'failed', x: 70, y: 52, states: ['failed'], mood: 'bad' },
  { name: 'ended', x: 140, y: 52, states: ['ended'], mood: 'bad' },
];

const arrows: readonly string[] = [
  'M56 12h12',
  'M126 12h12',
  'M162 24v26',
  'M176 52V26',
  'M140 64h-12',
  'M70 64H58',
  'M28 52V26',
  'M46 24 78 50',
];

export function ReflectorChart({ state }: { readonly state: string }): ReactElement {
  const { informerBoxes: words, states } = useWords();
  return (
    <svg className="reflector-chart" viewBox="-1 -1 198 78" role="img">
      <title>{words.reflectorIs(stateName(state, states))}</title>
      <defs>
        <marker
          id="chart-arrow"
          viewBox="0 0 6 6"
          refX="5"
          refY="3"
          markerWidth="5"
          markerHeight="5"
          orient="auto-start-reverse"
        >
          <path d="M0 0 6 3 0 6z" />
        </marker>
      </defs>
      {arrows.map((path) => (
        <path key={path} className="arrow" d={path} markerEnd="url(#chart-arrow)" />
      ))}
      {nodes.map((node) => (
        <g
          key={node.name}
          className={node.states.includes(state) ? `node here ${node.mood}` : 'node'}
          transform={`translate(${node.x} ${node.y})`}
        >
          <rect width="56" height="24" rx="12" />
          <text x="28" y="15.5">
            {stateName(node.name, states)}
          </text>
        </g>
      ))}
      <text className="hint" x="181" y="41">
        EOF
      </text>
    </svg>
  );
}
