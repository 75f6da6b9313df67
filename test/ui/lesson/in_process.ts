/** A playground without a page: the engine answers on this thread. */

import { defaultLocale } from '#messages/locales.ts';
import { EngineHost } from '#session/engine_host.ts';
import { formatVersion } from '#trace/event.ts';
import { localClient } from '#ui/engine/engine_client.ts';
import type { CatalogueEntry } from '#ui/lesson/lesson_catalogue.ts';
import { createActs } from '#ui/playground/acts.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';
import { createPlaygroundStore } from '#ui/playground/playground_store.ts';
import { RunBook } from '#ui/playground/run_book.ts';
import { Player } from '#ui/transport/player.ts';

/** Waits, turn by turn of the microtasks, for the engine to have come so far. */
export async function settled(done: () => boolean): Promise<void> {
  for (let turns = 0; !done(); turns++) {
    if (turns > 200_000) throw new Error('expected the engine to have answered in 200000 turns');
    await Promise.resolve();
  }
}

export async function openPlayground(): Promise<PlaygroundHandle> {
  const host = new EngineHost();
  const client = localClient((request, reply) => host.answer(request, reply));
  const store = createPlaygroundStore({ locale: defaultLocale, theme: 'light', speed: 1 });
  const book = new RunBook(client, {
    changed: () => store.setState(({ booked }) => ({ booked: booked + 1 })),
    crashed: (message) => {
      throw new Error(message);
    },
  });
  const player = new Player(store, book);
  const acts = createActs(store, book, player);
  const record = {
    version: formatVersion,
    profile: 'classic',
    seed: 'first',
    policy: 'arrival',
    script: 'start rs-controller\nrun 1s\n',
    acts: [],
  } as const;
  const run = book.open(record, () => undefined);
  store.setState({ run, playing: false });
  await settled(() => !book.isAsked);
  return { store, book, player, acts };
}

/** An entry of a catalogue, at hand. */
export function entryOf<Item, Text>(
  address: string,
  item: Item,
  text: Text,
): CatalogueEntry<Item, Text> {
  return {
    address,
    item: () => Promise.resolve(item),
    words: (tag) => Promise.resolve({ text, tag }),
  };
}
