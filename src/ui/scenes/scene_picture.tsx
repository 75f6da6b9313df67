/** A scene's lanes in small: what kind of thing happens where and when, and what goes wrong. */

import type { ReactElement } from 'react';
import type { Category } from '#view-model/identity.ts';
import type { ScenePreview } from '#view-model/scene_preview.ts';

const lanePx = 11;
const flagsPx = 9;

export function ScenePicture({ preview }: { readonly preview: ScenePreview }): ReactElement {
  const { slots, lanes, flags } = preview;
  const height = flagsPx + lanes.length * lanePx;
  return (
    <svg
      className="scene-picture"
      viewBox={`0 0 ${slots * 2} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {lanes.map(({ name, ticks }, index) => {
        const top = flagsPx + index * lanePx;
        return (
          <g key={name}>
            <rect className="scene-lane" x={0} y={top + 1} width={slots * 2} height={lanePx - 2} />
            {ticks.map(([slot, category]) => (
              <rect
                key={slot}
                x={slot * 2}
                y={top + 2}
                width={1.5}
                height={lanePx - 4}
                style={{ fill: `var(--${colors[category]})` }}
              />
            ))}
          </g>
        );
      })}
      {flags.map(([slot]) => (
        <path key={slot} className="scene-flag" d={`M${slot * 2 - 2.5} 1h6l-3 6z`} />
      ))}
    </svg>
  );
}

const colors: Readonly<Record<Category, string>> = {
  add: 'add',
  mod: 'mod',
  del: 'del',
  sync: 'sync',
  mark: 'mark',
  fault: 'fault-line',
  key: 'ink-soft',
  request: 'line-strong',
  neutral: 'line-strong',
};
