/** How an object is doing, in as little room as possible: a pod's phase, a workload's ready replicas. */

import type { ReactElement } from 'react';
import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';

export function ObjectState({ object }: { readonly object: string }): ReactElement | null {
  const { book } = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const { serverBox: words, spoken } = useWords();
  const value = book.view(run)?.object(object);
  if (value === undefined) return null;
  const status = member(value, 'status');
  const phase = isJsonObject(status) ? status['phase'] : undefined;
  if (value['kind'] === 'Pod')
    return <Phase phase={typeof phase === 'string' ? phase : 'Pending'} />;
  const spec = member(value, 'spec');
  const wanted = isJsonObject(spec) ? spec['replicas'] : undefined;
  if (typeof wanted !== 'number') return null;
  const ready = isJsonObject(status) ? (status['readyReplicas'] ?? 0) : 0;
  return (
    <span className={ready === wanted ? 'state whole' : 'state'} title={words.readyOfWanted}>
      {String(ready)}/{wanted}
      <span className="visually-hidden"> {spoken.ready}</span>
    </span>
  );
}

function Phase({ phase }: { readonly phase: string }): ReactElement {
  return (
    <span className={`phase ${phase}`} title={phase}>
      <span className="visually-hidden">{phase}</span>
    </span>
  );
}

function member(object: JsonObject, name: string): JsonValue | undefined {
  return object[name];
}
