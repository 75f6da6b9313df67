/** Does statements one after another from where a reader stands, as that reader would: acts, and time that passes. */

import { after, type Duration, type Instant } from '#base/time.ts';
import { withFile } from '#script/named_files.ts';
import { parseStatement } from '#script/parse.ts';
import type { PlaygroundHandle } from '#ui/playground/playground_context.ts';

export async function performAll(
  playground: PlaygroundHandle,
  statements: readonly string[],
): Promise<void> {
  for (const written of statements) {
    const { store, book } = playground;
    const record = book.find(store.getState().run)?.record;
    const statement = record === undefined ? written : withFile(written, record);
    const parsed = parseStatement(statement);
    if (!parsed.ok) return;
    const { command } = parsed.value;
    if (command.kind === 'run') await letPass(playground, command.lasting as Duration);
    else await act(playground, statement);
  }
}

async function act(playground: PlaygroundHandle, statement: string): Promise<void> {
  const { book, store, acts } = playground;
  await until(playground, () => !book.isAsked);
  const before = store.getState().booked;
  acts.perform(statement);
  await until(playground, () => !book.isAsked && store.getState().booked !== before);
}

/** Goes to the last thing that happens within `lasting` from here. */
async function letPass(playground: PlaygroundHandle, lasting: Duration): Promise<void> {
  const { book, store, player } = playground;
  const view = () => book.view(store.getState().run);
  const here = view()?.event(store.getState().cursor)?.at ?? (0 as Instant);
  const end = after(here, lasting);
  await until(playground, () => {
    const { run } = store.getState();
    const found = book.find(run);
    if (found === undefined || found.idle || found.now >= end) return true;
    book.advance(run);
    return false;
  });
  const last = view()?.events.findLast((event) => event.at <= end);
  if (last !== undefined) player.seek(Math.max(last.seq, store.getState().cursor));
}

/** Waits for the run book to say so; it tells the store whenever it changes. */
function until({ store }: PlaygroundHandle, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    if (condition()) {
      resolve();
      return;
    }
    const stop = store.subscribe(() => {
      if (!condition()) return;
      stop();
      resolve();
    });
  });
}
