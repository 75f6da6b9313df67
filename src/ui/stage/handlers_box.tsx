/** The event handlers: a backlog per listener, what each is called with, and that only a key goes on. */

import type { ReactElement } from 'react';
import { useWords } from '#ui/language/language.ts';
import { Glyph } from '#ui/widgets/glyph.tsx';
import { durationText } from '#ui/widgets/time_text.ts';
import type { CallView, InformerView, ListenerView } from '#view-model/stage_view.ts';
import { Box } from './box.tsx';
import { shortKey } from './object_row.tsx';
import './handlers_box.css';

/** A backlog this long fills its bar. */
const fullBacklog = 20;

export function HandlersBox({ informer }: { readonly informer: InformerView }): ReactElement {
  const { informerBoxes: words, stage } = useWords();
  const { listeners } = informer;
  const waiting = listeners.reduce((sum, { pending }) => sum + pending, 0);
  return (
    <Box
      name="handlers"
      title={stage.titles.handlers}
      chip={waiting > 0 ? words.waiting(waiting) : words.listeners(listeners.length)}
      mood={waiting > 5 ? 'bad' : 'plain'}
      noun={{ kind: 'handlers', informer: informer.informer }}
      active={listeners.some(({ calling }) => calling !== undefined)}
    >
      {informer.slowness > 0 && (
        <div className="row">
          <span className="name">{words.eachCallTakes}</span>
          <span className="side warn">{durationText(informer.slowness)}</span>
        </div>
      )}
      {listeners.map((listener) => (
        <Listener key={listener.listener} listener={listener} resource={informer.resource} />
      ))}
      {listeners.length === 0 && <p className="empty">{words.nobodyListens}</p>}
    </Box>
  );
}

function Listener(props: {
  readonly listener: ListenerView;
  readonly resource: string;
}): ReactElement {
  const { listener, resource } = props;
  const words = useWords().informerBoxes;
  const call = listener.calling ?? listener.lastCall;
  const name = listener.listener.slice(listener.listener.lastIndexOf('/') + 1);
  return (
    <div className="listener">
      <div className="row">
        <span className="name" title={listener.listener}>
          {name}
        </span>
        <span className={listener.pending > 5 ? 'side warn' : 'side'}>
          {words.waiting(listener.pending)}
        </span>
      </div>
      <div className="backlog" aria-hidden="true">
        <i style={{ width: `${Math.min(1, listener.pending / fullBacklog) * 100}%` }} />
      </div>
      {call !== undefined && (
        <Call call={call} now={listener.calling !== undefined} resource={resource} />
      )}
    </div>
  );
}

function Call(props: {
  readonly call: CallView;
  readonly now: boolean;
  readonly resource: string;
}): ReactElement {
  const { informerBoxes: words, spoken } = useWords();
  const { call, now, resource } = props;
  return (
    <div className={now ? 'call now' : 'call'} data-object={`${resource}/${call.key}`}>
      <Glyph identity={call.identity} size={18} />
      <div>
        <span className="visually-hidden">{now ? spoken.calling : spoken.calledLast} </span>
        <code className="callback">{call.callback}</code>
        <code className="call-key">{shortKey(call.key)}</code>
        {call.tombstone && <span className="chip">DeletedFinalStateUnknown</span>}
        {call.isInInitialList && <span className="label">{words.initialList}</span>}
      </div>
    </div>
  );
}
