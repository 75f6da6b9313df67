/** What a listener is told of a stretch: what changed the picture, as far as it concerns who is on the stage. */

import { expect, test } from 'vitest';
import { played, rolledOut } from '#test/session/runs.ts';
import { stretchOf } from '#view-model/narration.ts';
import { RunView } from '#view-model/run_view.ts';

test('a stretch with a lost watch tells the deletion, the lost connection and the tombstone, and no more', () => {
  const session = played(rolledOut);
  const from = session.store.events.length;
  for (const act of ['watch rs-controller/pods halfopen', 'kubectl delete pod/nginx-*']) {
    expect(session.act(act).ok).toBe(true);
  }
  session.advance((session.now + 60_000_000_000) as typeof session.now);
  const view = new RunView();
  view.append(session.store.events, [...session.store.objects.entries()]);
  const stretch = stretchOf(view, { from, to: view.lastSeq }, 'rs-controller');
  const kinds = stretch.notable.map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(['watch.closed', 'handler.called']));
  expect(kinds.length).toBeLessThanOrEqual(5);
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(stretch.hops).toBeGreaterThan(kinds.length);
  const elsewhere = stretchOf(view, { from, to: view.lastSeq }, 'scheduler');
  expect(elsewhere.notable.map(({ kind }) => kind)).not.toContain('handler.called');
});

test('a stretch in which nothing changed the picture has only its last hop', () => {
  const session = played(rolledOut);
  const view = new RunView();
  view.append(session.store.events, []);
  const stretch = stretchOf(view, { from: view.lastSeq, to: view.lastSeq }, 'rs-controller');
  expect(stretch).toEqual({ hops: 0, notable: [], last: undefined });
});
