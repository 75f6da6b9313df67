/** The queue between Reflector and Indexer: deltas per key under DeltaFIFO, one flat list under RealFIFO. */

import type { ReactElement } from 'react';
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
  const { items, popping, stall } = queue;
  return (
    <Box
      name="queue"
      title={queue.kind}
      chip={chipOf(queue)}
      mood={items.total > 0 || popping !== undefined ? 'busy' : 'plain'}
      noun={{ kind: 'informer', informer: informer.informer }}
      active={popping !== undefined}
    >
      {stall !== undefined && (
        <div className="row">
          <span className="name">nobody pops</span>
          <span className="side warn">
            <Countdown timer={stall} at={at} />
          </span>
        </div>
      )}
      {popping !== undefined && (
        <Section title="popped · being applied">
          <Item item={popping} resource={resource} />
        </Section>
      )}
      <Section title={items.total > 0 ? 'head of queue ↓' : 'queue'}>
        {items.rows.map((item) => (
          <Item key={`${item.key} ${item.deltas[0]?.delta}`} item={item} resource={resource} />
        ))}
        <More total={items.total} shown={items.rows.length} />
        {items.total === 0 && popping === undefined && (
          <p className="empty">Empty: the store knows what the Reflector has read.</p>
        )}
      </Section>
      {items.total > 0 && <p className="label note">{notes[queue.kind]}</p>}
    </Box>
  );
}

const notes: Readonly<Record<DeltaQueueView['kind'], string>> = {
  DeltaFIFO: 'Deltas of one key wait together and are replayed, in order, when the key is popped.',
  RealFIFO: 'One flat list: every delta is popped in the order in which it was read.',
};

function chipOf(queue: DeltaQueueView): string {
  if (queue.kind === 'RealFIFO') return `${queue.deltas} deltas`;
  return queue.items.total === 1 ? '1 key' : `${queue.items.total} keys`;
}

function Item(props: { readonly item: DeltaItem; readonly resource: string }): ReactElement {
  const { item, resource } = props;
  return (
    <div className="row delta-item" data-object={`${resource}/${item.key}`}>
      <span className="name" title={item.key}>
        {shortKey(item.key)}
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
