/** The Indexer: the cached copies, how old each is, and the buckets of its indexes. */

import type { ReactElement } from 'react';
import type { CachedRow, IndexView, InformerView } from '#view-model/stage_view.ts';
import { Box, More, Section } from './box.tsx';
import { ObjectRowButton, shortKey } from './object_row.tsx';
import { ObjectState } from './object_state.tsx';

export function IndexerBox({ informer }: { readonly informer: InformerView }): ReactElement {
  const { indexer, synced, staleness } = informer;
  const { objects, indexes } = indexer;
  return (
    <Box
      name="indexer"
      title="Indexer"
      chip={chipOf(informer)}
      mood={moodOf(synced, staleness.staleKeys)}
      noun={{ kind: 'informer', informer: informer.informer }}
    >
      <Section title={`${informer.resource} · copies`} side={`${objects.total}`}>
        {objects.rows.map((row) => (
          <CachedObject key={row.key} row={row} />
        ))}
        <More total={objects.total} shown={objects.rows.length} />
        {objects.total === 0 && <p className="empty">No object cached.</p>}
      </Section>
      {indexes
        .filter(({ buckets }) => buckets.total > 0)
        .map((index) => (
          <Index key={index.name} index={index} />
        ))}
    </Box>
  );
}

function chipOf({ synced, started }: InformerView): string {
  if (synced) return 'synced';
  return started ? 'not synced' : 'not started';
}

function moodOf(synced: boolean, staleKeys: number) {
  if (!synced) return 'busy';
  return staleKeys > 0 ? 'bad' : 'good';
}

function CachedObject({ row }: { readonly row: CachedRow }): ReactElement {
  return (
    <ObjectRowButton objectKey={row.objectKey} name={shortKey(row.key)}>
      <ObjectState object={row.object} />
      {row.stale ? (
        <span className="side warn" title={staleTitle(row)}>
          {row.resourceVersion} stale
        </span>
      ) : (
        <span className="side">{row.resourceVersion}</span>
      )}
    </ObjectRowButton>
  );
}

function staleTitle(row: CachedRow): string {
  return row.serverResourceVersion === undefined
    ? 'the server has deleted it'
    : `the server is at ${row.serverResourceVersion}`;
}

function Index({ index }: { readonly index: IndexView }): ReactElement {
  return (
    <Section title={`index ${index.name}`}>
      {index.buckets.rows.map((bucket) => (
        <div className="row" key={bucket.value} title={bucket.keys.join('\n')}>
          <span className="name">{bucket.value}</span>
          <span className="side">{bucket.size}</span>
        </div>
      ))}
      <More total={index.buckets.total} shown={index.buckets.rows.length} />
    </Section>
  );
}
