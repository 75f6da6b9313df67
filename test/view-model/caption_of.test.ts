import { describe, expect, test } from 'vitest';
import { captionNames } from '#messages/locale.ts';
import { played, rolledOut } from '#test/session/runs.ts';
import { mechanismOf } from '#view-model/caption_of.ts';
import { RunView } from '#view-model/run_view.ts';
import { scriptText } from './script_run.ts';

function seenIn(script: string): ReadonlySet<string> {
  const { store } = played(script);
  const view = new RunView();
  view.append(store.events, store.objects.entries());
  const seen = store.events.map((event) => mechanismOf(view, event));
  return new Set(seen.filter((name) => name !== undefined));
}

describe('captions fire on what happens', () => {
  test('a quiet rollout shows the ordinary loop, and no fault', () => {
    const seen = seenIn(rolledOut);
    for (const name of ['list', 'watch', 'replace', 'synced', 'deltas', 'keyOnly'] as const) {
      expect(seen, name).toContain(name);
    }
    for (const name of ['relist', 'gone', 'tombstone', 'heldWatch'] as const) {
      expect(seen, name).not.toContain(name);
    }
  });

  test('a delete that nobody heard of shows the way to the tombstone', () => {
    const seen = seenIn(scriptText('tombstone.lab'));
    for (const name of ['heldWatch', 'gone', 'relist', 'tombstone', 'staleRead'] as const) {
      expect(seen, name).toContain(name);
    }
  });

  test('every mechanism that can fire has words', () => {
    const seen = [...seenIn(rolledOut), ...seenIn(scriptText('tombstone.lab'))];
    for (const name of seen) expect(captionNames).toContain(name);
  });
});
