/** The queue between Reflector and Indexer: deltas per key under DeltaFIFO, one flat list under RealFIFO. */

import type { ReactElement } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { useWords } from '#ui/language/language.ts';
import { Countdown } from '#ui/widgets/countdown.tsx';
import { Glyph } from '#ui/widgets/glyph.tsx';
import type { DeltaItem, DeltaQueueView, DeltaView, InformerView } from '#view-model/stage_view.ts';
import { Box, More, Section } from './box.tsx';
import { shortKey } from './object_row.tsx';
import './queue_box.css';

export function QueueBox(props: {
  readonly informer: InformerView;
  readonly at: number;
}): ReactElement {
  const { informer, at } = props;
  const { queue, resource } = informer;
  const words = useWords().informerBoxes;
  const { items, popping, stall } = queue;
  return (
    <Box
      name="queue"
      title={queue.kind}
      chip={chipOf(queue, words)}
      mood={items.total > 0 || popping !== undefined ? 'busy' : 'plain'}
      noun={{ kind: 'informer', informer: informer.informer }}
      active={popping !== undefined}
    >
      {stall !== undefined && (
        <div className="row">
          <span className="name">{words.nobodyPops}</span>
          <span className="side warn">
            <Countdown timer={stall} at={at} />
          </span>
        </div>
      )}
      {popping !== undefined && (
        <Section title={words.popped}>
          <Item item={popping} resource={resource} />
        </Section>
      )}
      <Section title={items.total > 0 ? words.head : words.queue}>
        {items.rows.map((item) => (
          <Item key={`${item.key} ${item.deltas[0]?.delta}`} item={item} resource={resource} />
        ))}
        <More total={items.total} shown={items.rows.length} />
        {items.total === 0 && popping === undefined && <p className="empty">{words.empty}</p>}
      </Section>
      {items.total > 0 && <p className="label note">{words.notes[queue.kind]}</p>}
    </Box>
  );
}

function chipOf(queue: DeltaQueueView, words: Words['informerBoxes']): string {
  if (queue.kind === 'RealFIFO') return words.deltas(queue.deltas);
  return words.keys(queue.items.total);
}

function Item(props: { readonly item: DeltaItem; readonly resource: string }): ReactElement {
  const { item, resource } = props;
  const words = useWords().informerBoxes;
  return (
    <div className="row delta-item" data-object={`${resource}/${item.key}`}>
      <span className="name" title={item.key}>
        {item.key === '' ? words.batch(item.deltas.length) : shortKey(item.key)}
      </span>
      <span className="side">
        {item.deltas.map((delta) => (
          <Glyph key={delta.delta} identity={delta.identity} size={18} title={deltaTitle(delta)} />
        ))}
      </span>
    </div>
  );
}

function deltaTitle(delta: DeltaView): string {
  return delta.tombstone ? `${delta.type} (DeletedFinalStateUnknown)` : delta.type;
}
