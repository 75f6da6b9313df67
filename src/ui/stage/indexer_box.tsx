/** The Indexer: the cached copies, how old each is, and the buckets of its indexes. */

import type { ReactElement } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { useWords } from '#ui/language/language.ts';
import type { CachedRow, IndexView, InformerView } from '#view-model/stage_view.ts';
import { Box, More, Section } from './box.tsx';
import { ObjectRowButton, shortKey, Version } from './object_row.tsx';
import { ObjectState } from './object_state.tsx';

export function IndexerBox({ informer }: { readonly informer: InformerView }): ReactElement {
  const { indexer, synced, staleness } = informer;
  const { informerBoxes: words, stage } = useWords();
  const { objects, indexes } = indexer;
  return (
    <Box
      name="indexer"
      title={stage.titles.indexer}
      chip={chipOf(informer, words)}
      mood={moodOf(synced, staleness.staleKeys)}
      noun={{ kind: 'informer', informer: informer.informer }}
    >
      <Section title={words.copies(informer.resource)} side={`${objects.total}`}>
        {objects.rows.map((row) => (
          <CachedObject key={row.key} row={row} />
        ))}
        <More total={objects.total} shown={objects.rows.length} />
        {objects.total === 0 && <p className="empty">{words.noneCached}</p>}
      </Section>
      {indexes
        .filter(({ buckets }) => buckets.total > 0)
        .map((index) => (
          <Index key={index.name} index={index} />
        ))}
    </Box>
  );
}

function chipOf({ synced, started }: InformerView, words: Words['informerBoxes']): string {
  if (synced) return words.synced;
  return started ? words.notSynced : words.notStarted;
}

function moodOf(synced: boolean, staleKeys: number) {
  if (!synced) return 'busy';
  return staleKeys > 0 ? 'bad' : 'good';
}

function CachedObject({ row }: { readonly row: CachedRow }): ReactElement {
  const words = useWords().informerBoxes;
  return (
    <ObjectRowButton objectKey={row.objectKey} name={shortKey(row.key)}>
      <ObjectState object={row.object} />
      {row.stale ? (
        <span className="side warn" title={staleTitle(row, words)}>
          <Version>{words.stale(row.resourceVersion)}</Version>
        </span>
      ) : (
        <span className="side">
          <Version>{row.resourceVersion}</Version>
        </span>
      )}
    </ObjectRowButton>
  );
}

function staleTitle(row: CachedRow, words: Words['informerBoxes']): string {
  return row.serverResourceVersion === undefined
    ? words.serverDeleted
    : words.serverAt(row.serverResourceVersion);
}

function Index({ index }: { readonly index: IndexView }): ReactElement {
  const words = useWords().informerBoxes;
  return (
    <Section title={words.index(index.name)}>
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
