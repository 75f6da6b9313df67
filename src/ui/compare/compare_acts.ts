/** What a person can do with profiles: replay the run in view under another one, or see two side by side. */

import { instant } from '#base/time.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import { type ProfileName, profiles } from '#trace/profile.ts';
import {
  type Notice,
  type OpenProfiles,
  type PlaygroundStore,
  problemText,
} from '#ui/playground/playground_store.ts';
import { readOnlyText } from '#ui/playground/read_only.ts';
import type { BookedRun, RunBook } from '#ui/playground/run_book.ts';
import { simulate } from '#ui/playground/simulate.ts';
import { leavePage } from '#ui/site/page_address.ts';
import type { Player } from '#ui/transport/player.ts';
import { seqAt } from '#view-model/divergence.ts';
import { isCompareHash } from './compare_link.ts';

export interface CompareActs {
  readonly openProfiles: (menu: OpenProfiles) => void;
  readonly closeProfiles: () => void;
  /** Goes on in a run that does the same under another profile. */
  readonly replayUnder: (profile: ProfileName) => void;
  /** Puts the run in view beside itself under another profile; `seq` is where to stand. */
  readonly compareUnder: (profile: ProfileName, seq?: number) => void;
  readonly compareRuns: (left: number, right: number, seq?: number) => void;
  readonly closeComparison: () => void;
}

interface Place {
  readonly store: PlaygroundStore;
  readonly book: RunBook;
  readonly player: Player;
  readonly notify: (notice: Omit<Notice, 'id'>) => void;
}

/** What is read-only is not played again under another profile; that is said. */
function isClosed({ store, notify }: Place, run: BookedRun): boolean {
  const title = readOnlyText(run, store.getState().locale.words);
  if (title !== undefined) notify({ tone: 'problem', title, text: '' });
  return title !== undefined;
}

export function compareActs(place: Place): CompareActs {
  const { store, book, player } = place;
  return {
    openProfiles: (profileMenu) => store.setState({ profileMenu }),
    closeProfiles: () => store.setState({ profileMenu: undefined }),
    replayUnder: (profile) => {
      const from = book.find(store.getState().run);
      if (from === undefined || from.record.profile === profile || isClosed(place, from)) return;
      counterpart(place, from, profile, (to) => goOnIn(place, from, to));
    },
    compareUnder: (profile, seq) => {
      const { run: left } = store.getState();
      const from = book.find(left);
      if (from === undefined || from.record.profile === profile || isClosed(place, from)) return;
      player.pause();
      store.setState({ comparison: { left, right: 0, ready: false, seq } });
      counterpart(place, from, profile, (right) => compare(place, { left, right, seq }));
    },
    compareRuns: (left, right, seq) => {
      player.pause();
      compare(place, { left, right, seq });
    },
    closeComparison: () => {
      if (isCompareHash(location.hash)) leavePage('');
      store.setState({ comparison: undefined });
    },
  };
}

/** The run that does the same under `profile`: the one there is, or a new one. */
function counterpart(
  { store, book, notify }: Place,
  from: BookedRun,
  profile: ProfileName,
  found: (run: number) => void,
): void {
  const record: RunRecord = { ...from.record, profile };
  const known = book
    .shown()
    .find((each) => each.record.profile === profile && sameDoings(each.record, record));
  if (known !== undefined) {
    found(known.id);
    return;
  }
  const run = book.replay(record, `${from.name} · ${profile}`, (outcome) => {
    if (outcome.kind === 'done') {
      found(run);
      return;
    }
    store.setState({ comparison: undefined });
    const text = problemText(outcome.problems);
    const title = store.getState().locale.words.notices.notReplayable(profile);
    notify({ tone: 'problem', title, text });
  });
}

function sameDoings(one: RunRecord, other: RunRecord): boolean {
  return doings(one) === doings(other);
}

/** Steps are counted differently under each profile. */
function doings({ seed, policy, script, acts }: RunRecord): string {
  return JSON.stringify([
    [seed, policy, script],
    acts.map(({ position, statement }) => [position.at, statement]),
  ]);
}

function goOnIn({ store, book, player, notify }: Place, from: BookedRun, run: number): void {
  const at = from.view.at(store.getState().cursor);
  simulate({ store, book }, { run, until: at }, () => {
    const to = book.find(run);
    if (to === undefined) return;
    store.setState({ run });
    player.seek(seqAt(to.view, at));
    const { name, release } = profiles[to.record.profile];
    const { notices } = store.getState().locale.words;
    const text = notices.nowUnderText(from.record.profile);
    notify({ tone: 'branch', title: notices.nowUnder(release, name), text });
  });
}

function compare(
  { store, book }: Place,
  sides: { readonly left: number; readonly right: number; readonly seq: number | undefined },
): void {
  const { left, right } = sides;
  store.setState({ comparison: { ...sides, ready: false } });
  const until = instant(Math.max(book.find(left)?.now ?? 0, book.find(right)?.now ?? 0));
  simulate({ store, book }, { run: left, until }, () =>
    simulate({ store, book }, { run: right, until }, () => {
      // It may have been closed meanwhile.
      if (store.getState().comparison === undefined) return;
      store.setState({ comparison: { ...sides, ready: true } });
    }),
  );
}
