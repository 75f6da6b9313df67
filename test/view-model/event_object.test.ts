/** Every event that is about an object names it by the same key, whichever part of the loop it happened in. */

import { expect, test } from 'vitest';
import { played, rolledOut } from '#test/session/runs.ts';
import { ObjectHops, objectOfEvent } from '#view-model/event_object.ts';
import { RunView } from '#view-model/run_view.ts';

const session = played(rolledOut);
const view = new RunView();
view.append(session.store.events, [...session.store.objects.entries()]);

/** The objects that events of a kind are about. */
function objectsOf(kind: string): ReadonlySet<string | undefined> {
  return new Set(
    view.events.filter((event) => event.kind === kind).map((event) => objectOfEvent(view, event)),
  );
}

test.each([
  ['etcd.committed', 'deployments/default/nginx'],
  ['watch.event.sent', 'deployments/default/nginx'],
  ['reflector.event.received', 'deployments/default/nginx'],
  ['delta.queued', 'deployments/default/nginx'],
  ['store.updated', 'deployments/default/nginx'],
  ['handler.called', 'deployments/default/nginx'],
  ['queue.added', 'deployments/default/nginx'],
  ['reconcile.started', 'deployments/default/nginx'],
  ['lister.read', 'deployments/default/nginx'],
])('%s is about %s', (kind, object) => {
  expect(objectsOf(kind)).toContain(object);
});

test('what is about no object names none', () => {
  for (const kind of ['run.started', 'informer.started', 'queue.created', 'request.answered']) {
    expect(objectsOf(kind)).toEqual(new Set([undefined]));
  }
});

test('the hops of an object are those whose events are about it, in order', () => {
  const key = 'deployments/default/nginx';
  const hops = new ObjectHops(view).of(key);
  expect(hops).toEqual(
    view.events.filter((event) => objectOfEvent(view, event) === key).map(({ seq }) => seq),
  );
  expect(hops.length).toBeGreaterThan(20);
  expect(new ObjectHops(view).of('pods/default/nobody')).toEqual([]);
});
