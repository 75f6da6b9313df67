/** Reflector, queue, Indexer and handlers for a room. */

import type { ReactElement } from 'react';
import { useWords } from '#ui/language/language.ts';
import { shortKey } from '#ui/stage/object_row.tsx';
import { ObjectState } from '#ui/stage/object_state.tsx';
import { stateName } from '#ui/states/state_name.ts';
import { Countdown } from '#ui/widgets/countdown.tsx';
import { Glyph } from '#ui/widgets/glyph.tsx';
import { durationText } from '#ui/widgets/time_text.ts';
import { fewer } from '#view-model/fewer_rows.ts';
import type { DeltaItem, InformerView, ListenerView } from '#view-model/stage_view.ts';
import { TalkBox, TalkMore, TalkRow } from './talk_box.tsx';
import { useTalkRoom } from './talk_room.ts';

const mostGlyphs = 4;

interface InformerProps {
  readonly informer: InformerView;
  readonly at: number;
}

export function TalkReflectorBox({ informer, at }: InformerProps): ReactElement {
  const { informerBoxes: words, stage, states } = useWords();
  const { reflector } = informer;
  const { state, resourceVersion, backoff, resync, lastError } = reflector;
  const watching = state === 'watching';
  const unwell = backoff === undefined ? 'busy' : 'bad';
  return (
    <TalkBox
      name="reflector"
      title={stage.titles.reflector}
      chip={stateName(state, states)}
      mood={watching ? 'good' : unwell}
      noun={{ kind: 'watch', noun: informer.informer }}
      active={state === 'listing' || state === 'replacing'}
    >
      <TalkRow name={informer.resource} />
      <TalkRow name={words.lastSyncRV}>{resourceVersion === '' ? '–' : resourceVersion}</TalkRow>
      <TalkRow name={words.listsWatches}>
        {reflector.lists} · {reflector.watches}
      </TalkRow>
      {backoff !== undefined && (
        <TalkRow name={words.backoff} tone="warn">
          <Countdown timer={backoff} at={at} />
        </TalkRow>
      )}
      {resync !== undefined && backoff === undefined && (
        <TalkRow name={words.resync}>
          <Countdown timer={resync} at={at} />
        </TalkRow>
      )}
      {lastError !== undefined && !watching && <p className="talk-error">{lastError}</p>}
    </TalkBox>
  );
}

export function TalkQueueBox({ informer, at }: InformerProps): ReactElement {
  const { queue } = informer;
  const { items, popping, stall } = queue;
  const words = useWords().informerBoxes;
  const { lines } = useTalkRoom();
  const taken = (popping === undefined ? 0 : 1) + (stall === undefined ? 0 : 1);
  const { shown, more } = fewer(items, lines - taken);
  const isFlat = queue.kind === 'RealFIFO';
  return (
    <TalkBox
      name="queue"
      title={queue.kind}
      chip={isFlat ? words.deltas(queue.deltas) : words.keys(items.total)}
      mood={items.total > 0 || popping !== undefined ? 'busy' : 'plain'}
      noun={{ kind: 'informer', informer: informer.informer }}
      active={popping !== undefined}
    >
      {stall !== undefined && (
        <TalkRow name={words.nobodyPops} tone="warn">
          <Countdown timer={stall} at={at} />
        </TalkRow>
      )}
      {popping !== undefined && <Item item={popping} popped />}
      {shown.map((item) => (
        <Item key={`${item.key} ${item.deltas[0]?.delta}`} item={item} />
      ))}
      <TalkMore count={more} />
    </TalkBox>
  );
}

function Item({ item, popped = false }: { readonly item: DeltaItem; readonly popped?: boolean }) {
  const words = useWords().informerBoxes;
  const name = item.key === '' ? words.batch(item.deltas.length) : shortKey(item.key);
  const more = item.deltas.length - mostGlyphs;
  return (
    <div className={popped ? 'talk-popped' : ''}>
      <TalkRow name={popped ? `→ ${name}` : name}>
        {item.deltas.slice(0, mostGlyphs).map(({ delta, identity, type, tombstone }) => (
          <Glyph
            key={delta}
            identity={identity}
            size={15}
            title={tombstone ? `${type} (DeletedFinalStateUnknown)` : type}
          />
        ))}
        {more > 0 && `+${more}`}
      </TalkRow>
    </div>
  );
}

export function TalkIndexerBox({ informer }: { readonly informer: InformerView }): ReactElement {
  const { informerBoxes: words, stage } = useWords();
  const { indexer, synced, started, staleness } = informer;
  const { lines, narrow } = useTalkRoom();
  const { shown, more } = fewer(indexer.objects, lines);
  const unsynced = started ? words.notSynced : words.notStarted;
  const fresh = staleness.staleKeys > 0 ? 'bad' : 'good';
  return (
    <TalkBox
      name="indexer"
      title={stage.titles.indexer}
      chip={synced ? words.synced : unsynced}
      mood={synced ? fresh : 'busy'}
      noun={{ kind: 'informer', informer: informer.informer }}
    >
      {shown.map((row) => (
        <TalkRow
          key={row.key}
          name={shortKey(row.key)}
          tone={row.stale ? 'warn' : undefined}
          noun={{ kind: 'object', key: row.objectKey }}
        >
          <ObjectState object={row.object} />
          {row.stale && !narrow ? words.stale(row.resourceVersion) : row.resourceVersion}
          {row.stale && narrow && ' ≠'}
        </TalkRow>
      ))}
      <TalkMore count={more} />
      {indexer.objects.total === 0 && <p className="talk-more">{words.noneCached}</p>}
    </TalkBox>
  );
}

export function TalkHandlersBox({ informer }: { readonly informer: InformerView }): ReactElement {
  const { informerBoxes: words, stage } = useWords();
  const { listeners, slowness } = informer;
  const { lines } = useTalkRoom();
  const waiting = listeners.reduce((sum, { pending }) => sum + pending, 0);
  const room = Math.floor((lines - (slowness > 0 ? 1 : 0)) / 2);
  return (
    <TalkBox
      name="handlers"
      title={stage.titles.handlers}
      chip={waiting > 0 ? words.waiting(waiting) : words.listeners(listeners.length)}
      mood={waiting > 5 ? 'bad' : 'plain'}
      noun={{ kind: 'handlers', informer: informer.informer }}
      active={listeners.some(({ calling }) => calling !== undefined)}
    >
      {slowness > 0 && (
        <TalkRow name={words.eachCallTakes} tone="warn">
          {durationText(slowness)}
        </TalkRow>
      )}
      {busiestFirst(listeners)
        .slice(0, room)
        .map((listener) => (
          <Called key={listener.listener} listener={listener} />
        ))}
      <TalkMore count={Math.max(0, listeners.length - room)} />
    </TalkBox>
  );
}

/** Who is called now or was called last comes first. */
function busiestFirst(listeners: readonly ListenerView[]): readonly ListenerView[] {
  const seqOf = ({ calling, lastCall }: ListenerView): number =>
    calling === undefined ? (lastCall?.seq ?? 0) : Number.MAX_SAFE_INTEGER;
  return listeners.toSorted((one, other) => seqOf(other) - seqOf(one));
}

function Called({ listener }: { readonly listener: ListenerView }) {
  const words = useWords().informerBoxes;
  const { calling, lastCall, pending } = listener;
  const call = calling ?? lastCall;
  if (call === undefined) {
    const name = listener.listener.slice(listener.listener.lastIndexOf('/') + 1);
    return <TalkRow name={name}>{words.waiting(pending)}</TalkRow>;
  }
  return (
    <>
      <TalkRow name={call.callback} tone={calling === undefined ? 'muted' : undefined}>
        <Glyph identity={call.identity} size={15} />
      </TalkRow>
      <TalkRow
        name={call.tombstone ? 'DeletedFinalStateUnknown' : shortKey(call.key)}
        tone={call.tombstone ? 'bad' : 'muted'}
      />
    </>
  );
}
