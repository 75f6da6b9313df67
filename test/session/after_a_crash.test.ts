/** What a crash leaves behind does not move time: nobody is left to run, and yet the run stops where it should. */

import { expect, test } from 'vitest';
import { seconds } from '#base/time.ts';
import { createSession } from '#session/session.ts';
import { played, recordFor } from './runs.ts';

/** It reads through a nil pointer, while its other worker waits for its turn. */
const script = `start kubelet
kubectl apply -f lab/website-crd.yaml
run 1s
kubectl apply -f lab/website.yaml
program website code reconcile list,compare,get,create,delete,cleanup,write-status,count
program website start
run 2s
`;

test('the statement after a crash ends at its own instant', () => {
  const before = played(script.replace(/run 2s\n$/, ''));
  const { now } = played(script);
  expect(now - before.now).toBe(seconds(2));
});

test('every hop around a crash can be gone back to', () => {
  const run = played(script);
  const crashed = run.store.events.findIndex(({ kind }) => kind === 'program.crashed');
  expect(crashed).toBeGreaterThan(0);
  for (const { seq } of run.store.events.slice(crashed - 5)) {
    const position = run.store.positionOf(seq);
    const again = createSession(recordFor(script), { like: run });
    if (!again.ok || position === undefined) throw new Error('expected a run to go back in');
    expect(again.value.goOn(position, []).ok).toBe(true);
    expect(again.value.position).toEqual(position);
  }
});
