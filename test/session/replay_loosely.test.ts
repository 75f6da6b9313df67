/** A record made under one profile is done again under another: script, and what was done by hand. */

import { describe, expect, test } from 'vitest';
import { instant } from '#base/time.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import { opened, recordFor, rolledOut } from './runs.ts';

const cut = 'watch rs-controller/pods cut EOF';

/** The roll-out with a watch cut and a pod deleted by hand, in the middle of instants. */
function recorded(): RunRecord {
  const session = opened(recordFor(rolledOut));
  session.play();
  for (const statement of [cut, 'kubectl delete pod/nginx-*']) {
    expect(session.act(statement).ok).toBe(true);
    session.advance(instant(session.now + 3_000_000_000));
  }
  return session.record;
}

describe('a record replayed under another profile', () => {
  const record = recorded();

  test.each(['inOrder', 'watchList', 'modern'] as const)('does its acts again: %s', (profile) => {
    const session = opened({ ...record, profile }, { loosely: true });
    session.play();
    const done = session.record.acts;
    expect(done.map(({ statement }) => statement)).toEqual(
      record.acts.map(({ statement }) => statement),
    );
    expect(done.map(({ position }) => position.at)).toEqual(
      record.acts.map(({ position }) => position.at),
    );
    const again = opened(session.record);
    again.play();
    expect(again.hash).toBe(session.hash);
  });

  test('leaves out what cannot be done there, and says so', () => {
    const impossible = {
      ...record,
      acts: record.acts.map((act) => ({
        ...act,
        statement: act.statement.replace('rs-controller/pods', 'nobody/pods'),
      })),
    };
    const session = opened(impossible, { loosely: true });
    session.play();
    expect(session.record.acts).toHaveLength(1);
    expect(session.store.events.filter(({ kind }) => kind === 'command.refused')).toHaveLength(1);
  });
});
