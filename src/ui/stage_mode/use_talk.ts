/** The talk that stage mode gives: over the open scene for talks, or over the run that was in view. */

import { useEffect, useMemo, useRef, useState } from 'react';
import { createStore, useStore } from 'zustand';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { ShowState } from '#ui/preset/preset_show.ts';
import { CueWalk } from './cue_walk.ts';
import { Talk } from './talk.ts';
import { type TalkWords, wordsOfPreset, wordsOfRun } from './talk_words.ts';

export interface GivenTalk {
  readonly talk: Talk;
  readonly words: TalkWords;
}

const noShow = createStore<ShowState>(() => ({
  ...{ entry: undefined, text: undefined, tag: 'en', walk: undefined },
}));

/** `undefined` until its run has been simulated. */
export function useTalk(): GivenTalk | undefined {
  const playground = usePlayground();
  const preset = usePlaygroundState((state) => state.preset);
  const tag = usePlaygroundState((state) => state.locale.tag);
  const show = usePlaygroundState((state) => state.show);
  const shown = useStore(show?.store ?? noShow);
  const own = useWalkOfRun(preset === undefined);
  const walk = preset === undefined ? own : shown.walk;
  const [talk, setTalk] = useState<Talk>();
  useEffect(() => {
    if (walk === undefined) return;
    const found = playground.book.find(walk.run);
    const name = preset === undefined ? `run/${found?.openingHash}` : `preset/${preset}`;
    setTalk(new Talk(playground, walk, { name, now: () => Date.now() }));
  }, [playground, walk, preset]);
  // The same as long as nothing of it changes: who is told of a talk is told once.
  return useMemo(() => {
    if (talk === undefined || talk.walk !== walk) return undefined;
    if (preset === undefined) {
      const name = playground.book.find(walk.run)?.name ?? '';
      return { talk, words: wordsOfRun(walk, name === 'main' ? '' : name, tag) };
    }
    const { text, tag: textTag } = shown;
    return text === undefined ? undefined : { talk, words: wordsOfPreset(text, textTag) };
  }, [talk, walk, preset, shown, tag, playground]);
}

/** The cues of the run that is in view when it has been simulated. */
function useWalkOfRun(wanted: boolean): CueWalk | undefined {
  const playground = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const isReady = usePlaygroundState(
    (state) => state.booked > 0 && (playground.book.find(run)?.hash ?? '') !== '',
  );
  const walk = useRef<CueWalk>(undefined);
  if (wanted && isReady && walk.current === undefined) {
    walk.current = new CueWalk(playground, run);
    walk.current.settleAt(playground.store.getState().cursor);
  }
  return walk.current;
}
