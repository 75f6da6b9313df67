/**
 * The app's engine: the opening scene comes as a recording, so that the first picture does not wait for the
 * engine; that is fetched, in its worker, a moment after the picture stands, or when somebody acts before.
 */

import { equalJson } from '#base/json.ts';
import { openingRecord } from '#script/scenes/opening_record.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import { type EngineClient, workerClient } from '#ui/engine/engine_client.ts';
import { fetchRecording } from '#ui/engine/fetch_recording.ts';
import { keptEngine } from '#ui/engine/kept_engine.ts';
import { type RecordedClient, recordedClient } from '#ui/engine/recorded_client.ts';
import type { Opening } from '#ui/playground/create_playground.ts';
import type { PlaygroundStore } from '#ui/playground/playground_store.ts';
import EngineWorker from './engine_worker.ts?worker';

/** Its address in the site. */
const [openingRecording = ''] = Object.values(
  import.meta.glob<string>('../script/scenes/opening_record.ts', {
    query: '?recording',
    import: 'default',
    eager: true,
  }),
);

/** Without an idle moment for so long, the engine is started all the same. */
const mostWaitMs = 4_000;

const name = 'engine';

/** The engine that a link was made with, if this site has kept it; else its own, as late as may be. */
export async function engineOf(opening: Opening): Promise<EngineClient | RecordedClient> {
  const version = opening.link?.shared.engine;
  const kept = version === undefined ? undefined : await keptEngine(version);
  if (kept !== undefined) return workerClient(new Worker(kept, { name, type: 'module' }), version);
  return ownEngine(opening);
}

function ownEngine({ link, record: opening }: Opening): RecordedClient {
  const shows = link === undefined && isOpening(opening);
  const recorded = shows ? fetchRecording(openingRecording) : undefined;
  // Whoever asks is told; until then nobody has to.
  recorded?.catch(() => undefined);
  return recordedClient({
    find: (record) => (isOpening(record) ? recorded : undefined),
    start: () => workerClient(new EngineWorker({ name })),
  });
}

/** The engine is fetched, in an idle moment, when what it would have played can be seen. */
export function wakeAfterFirstPicture(
  engine: EngineClient | RecordedClient,
  store: PlaygroundStore,
): void {
  if (!('wake' in engine)) return;
  const stop = store.subscribe(({ booked }) => {
    if (booked === 0) return;
    stop();
    whenIdle(() => void engine.wake());
  });
}

function whenIdle(call: () => void): void {
  if (typeof requestIdleCallback === 'undefined') setTimeout(call, mostWaitMs / 2);
  else requestIdleCallback(call, { timeout: mostWaitMs });
}

function isOpening(record: RunRecord): boolean {
  return equalJson(record, openingRecord);
}
