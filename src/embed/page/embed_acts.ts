/**
 * What a reader can do in an embed. Looking, stepping and lighting are done here; acts go to the real
 * engine; everything else is done by the app's own acts, which are fetched when one is first asked for.
 */

import type { Acts } from '#ui/playground/acts.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import type { Notice } from '#ui/playground/playground_store.ts';
import { nextSpeed } from '#ui/transport/speed.ts';

export interface EmbedActsPlace extends Pick<PlaygroundHandle, 'store' | 'book' | 'player'> {
  /** Does a statement at the current hop, in the real engine. */
  readonly perform: (statement: string) => void;
  /** Begins to start the engine. */
  readonly wake: () => void;
  /** Has every word of the app fetched. */
  readonly speakAll: () => Promise<void>;
  /** Opens the app at this place, for what an embed does not show. */
  readonly openApp: () => void;
  readonly failed: () => void;
}

/** What needs a part of the page that an embed does not have. */
const elsewhere = [
  'ask',
  'openConsole',
  'openDialog',
  'openLibrary',
  'openLesson',
  'openPreset',
  'openTab',
  'openApply',
  'openEditor',
  'editObject',
  'openProfiles',
  'replayUnder',
  'compareUnder',
  'copyLink',
  'showView',
] as const satisfies readonly (keyof Acts)[];

export function createEmbedActs(place: EmbedActsPlace): Acts {
  const own: Partial<Acts> = {
    ...ownActs(place),
    ...Object.fromEntries(elsewhere.map((name) => [name, place.openApp])),
  };
  let fetched: Promise<Acts> | undefined;
  const all = (): Promise<Acts> => {
    const { store, book, player } = place;
    fetched ??= place
      .speakAll()
      .then(() => import('#ui/playground/acts.ts'))
      .then(({ createActs }) => createActs(store, book, player));
    return fetched;
  };
  return new Proxy(own as Acts, {
    get: (target, name: keyof Acts & string) => {
      const mine: unknown = Reflect.get(target, name);
      if (mine !== undefined) return mine;
      return (...parameters: readonly unknown[]): void => {
        all().then((acts) => {
          const act = acts[name] as (...given: readonly unknown[]) => void;
          act(...parameters);
        }, place.failed);
      };
    },
  });
}

function ownActs(place: EmbedActsPlace): Partial<Acts> {
  const { store, player, perform, wake, speakAll, failed } = place;
  /** Time stands still while something is open, and then goes on as it did. */
  const begin = (): void => {
    const { playing, resumes } = store.getState();
    player.pause();
    store.setState({ resumes: playing || resumes });
  };
  const end = (): void => {
    const { resumes } = store.getState();
    store.setState({ resumes: false });
    if (resumes) player.play();
  };
  const setSpeed = (speed: number): void => store.setState({ speed });
  return {
    perform: (statement) => perform(statement),
    openVerbs: (verbs) => {
      begin();
      wake();
      speakAll().then(() => store.setState({ verbs }), failed);
    },
    closeVerbs: () => {
      store.setState({ verbs: undefined });
      if (store.getState().dialog === undefined) end();
    },
    openBox: (boxAsked) => {
      begin();
      const open = (): void => store.setState({ dialog: 'box', boxAsked, verbs: undefined });
      speakAll().then(open, failed);
    },
    closeDialog: () => {
      store.setState({ dialog: undefined });
      end();
    },
    select: (selection) => store.setState({ selection, hovered: selection?.key }),
    focusOn: (focus) => store.setState({ focus }),
    brush: ({ object: hovered, hop: hoveredHop }) => {
      const now = store.getState();
      if (now.hovered === hovered && now.hoveredHop === hoveredHop) return;
      store.setState({ hovered, hoveredHop });
    },
    setGrain: (grain) => store.setState({ grain }),
    setSpeed,
    changeSpeed: (direction) => setSpeed(nextSpeed(store.getState().speed, direction)),
    notify: (notice) => notify(store, notice),
    dismiss: (id) =>
      store.setState(({ notices }) => ({ notices: notices.filter((each) => each.id !== id) })),
  };
}

/** In an embed one message is enough: the latest. */
function notify(store: EmbedActsPlace['store'], notice: Omit<Notice, 'id'>): void {
  store.setState(({ notices }) => ({ notices: [{ ...notice, id: (notices[0]?.id ?? 0) + 1 }] }));
}
