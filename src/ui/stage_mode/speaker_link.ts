/** Tells the speaker's window how the talk stands, whenever that changes, and does what it asks for. */

import { useEffect } from 'react';
import { unreachable } from '#base/unreachable.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import { usePlayground } from '#ui/playground/playground_context.ts';
import { type StripPanel, stripPanel } from '#view-model/strip_panel.ts';
import { channelOf, type FromNotes, type FromStage, orderOf } from './notes_messages.ts';
import type { Talk } from './talk.ts';
import { recallTalk } from './talk_memory.ts';
import type { GivenTalk } from './use_talk.ts';

export function useSpeakerLink({ talk, words }: GivenTalk): void {
  const playground = usePlayground();
  useEffect(() => {
    const { store } = playground;
    const channel = new BroadcastChannel(channelOf(recallTalk().id));
    const say = (told: FromStage): void => channel.postMessage(told);
    const tell = (): void => {
      const { locale, playing, run } = store.getState();
      const { cue } = talk.walk;
      const { dark, clock } = talk.store.getState();
      const away = run !== talk.walk.run;
      const pictures = {
        picture: pictureOf(playground, talk, cue),
        pictureNext: cue < talk.walk.cues.length ? pictureOf(playground, talk, cue + 1) : undefined,
      };
      const standing = { cue, dark, playing, away, clock };
      say({ kind: 'talk', talk: { locale: locale.tag, words, ...standing, ...pictures } });
    };
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      const order = orderOf(data);
      if (order?.kind === 'hello') tell();
      else if (order !== undefined) obey(talk, order);
    };
    const leave = (): void => say({ kind: 'gone' });
    addEventListener('pagehide', leave);
    const stops = [
      talk.store.subscribe(tell),
      talk.walk.store.subscribe(tell),
      store.subscribe((now, before) => {
        const { playing, run, focus, locale } = before;
        if (now.playing !== playing || now.run !== run || now.focus !== focus) tell();
        else if (now.locale !== locale) tell();
      }),
    ];
    tell();
    return () => {
      for (const stop of stops) stop();
      removeEventListener('pagehide', leave);
      leave();
      channel.close();
    };
  }, [playground, talk, words]);
}

function obey(talk: Talk, order: Exclude<FromNotes, { kind: 'hello' }>): void {
  switch (order.kind) {
    case 'next':
    case 'previous':
    case 'toggle':
    case 'lighten':
    case 'startClock':
    case 'pauseClock':
    case 'resetClock':
      talk[order.kind]();
      break;
    case 'black':
    case 'white':
      talk.darken(order.kind);
      break;
    case 'jump':
      talk.jump(order.cue);
      break;
    default:
      unreachable(order);
  }
}

/** The talk's own run where a cue has ended, in small. */
function pictureOf({ book, store }: PlaygroundHandle, talk: Talk, cue: number) {
  const view = book.view(talk.walk.run);
  const { focus } = store.getState();
  if (view === undefined || focus === undefined) return undefined;
  const panel: StripPanel = stripPanel(view, talk.walk.endOf(cue), focus.informer);
  return panel;
}
