/** How far the server, the cache and the last reconcile know: three bars on one scale. */

import type { ReactElement } from 'react';
import { useWords } from '#ui/language/language.ts';
import type { InformerView } from '#view-model/stage_view.ts';

/** The scale shows at least this many revisions, so that one behind does not look like many. */
const leastSpan = 12;

export function StalenessRuler({ informer }: { readonly informer: InformerView }): ReactElement {
  const { server, cache, actedOn, staleKeys } = informer.staleness;
  const words = useWords().serverBox;
  const newest = Math.max(Number(server), Number(cache), Number(actedOn));
  const oldest = Math.min(...[server, cache, actedOn].filter(Boolean).map(Number), newest);
  const span = Math.max(leastSpan, newest - oldest + 2);
  const bars = [
    { name: words.server, value: server, color: 'var(--mod)' },
    { name: words.cache, value: cache, color: 'var(--fault-line)' },
    { name: words.actedOn, value: actedOn, color: 'var(--sync)' },
  ];
  return (
    <div className="ruler">
      <h3>
        <span>{words.howStale}</span>
        {staleKeys > 0 && <span className="gap">{words.keysBehind(staleKeys)}</span>}
      </h3>
      {bars.map(({ name, value, color }) => (
        <RulerBar
          key={name}
          name={name}
          value={value}
          color={color}
          share={value === '' ? 0 : Math.max(0.04, 1 - (newest - Number(value)) / span)}
        />
      ))}
    </div>
  );
}

function RulerBar(props: {
  readonly name: string;
  readonly value: string;
  readonly color: string;
  readonly share: number;
}): ReactElement {
  const { name, value, color, share } = props;
  return (
    <>
      <span>{name}</span>
      <span className="bar">
        <i style={{ width: `${share * 100}%`, background: color }} />
      </span>
      <code>{value === '' ? '–' : value}</code>
    </>
  );
}
