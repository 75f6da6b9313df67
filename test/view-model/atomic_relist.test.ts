import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createSession, recordOf } from '#session/session.ts';
import { readStage } from '#view-model/read_stage.ts';
import { RunView } from '#view-model/run_view.ts';

test.each(['classic', 'inOrder', 'watchList', 'modern'] as const)(
  'under %s the Indexer shows what the cache holds, also after a relist that swaps it whole',
  (profile) => {
    const record = recordOf(readFileSync('test/scripts/tombstone.lab', 'utf8'), { profile });
    if (!record.ok) throw new Error('the script must be readable');
    const created = createSession(record.value);
    if (!created.ok) throw new Error('the run must be possible');
    const session = created.value;
    session.play();
    const view = new RunView();
    const objects = session.store.mentions.map(({ ref, object }) => [ref, object] as const);
    view.append(session.store.events, objects);
    const stage = readStage(view, view.lastSeq, { limit: 100 });
    for (const { informers } of stage.programs) {
      for (const { informer, indexer } of informers) {
        const cached = session.world.informers.get(informer)?.cache;
        const shown = indexer.objects.rows.map((row) => `${row.key} ${row.resourceVersion}`);
        const held = [...(cached ?? [])].map(([key, each]) => `${key} ${each.resourceVersion}`);
        expect(shown.toSorted(), informer).toEqual(held.toSorted());
      }
    }
  },
);
