/** A Lease as a lock: reading, writing, labels, events, and the record's JSON. */

import { describe, expect, test } from 'vitest';
import { newLock } from '#client-go/tools/leaderelection/resourcelock/interface.ts';
import {
  LeaseLock,
  leaderElectionRecordToLeaseSpec,
  leaseSpecToLeaderElectionRecord,
  rawRecord,
} from '#client-go/tools/leaderelection/resourcelock/leaselock.ts';
import { newFakeRecorder } from '#client-go/tools/record/fake.ts';
import { background } from '#sim/context.ts';
import { LeaseServer } from '#test/client-go/tools/leaderelection/lease_server.ts';
import { simulatedRun } from '#test/client-go/util/simulated_run.ts';

const spec = {
  holderIdentity: 'a',
  leaseDurationSeconds: 10,
  acquireTime: '2026-01-01T00:00:01.500000Z',
  renewTime: '2026-01-01T00:00:02.999999Z',
  leaseTransitions: 1,
};
const record = leaseSpecToLeaderElectionRecord(spec);
const meta = { namespace: 'ns', name: 'lock' };

function bench(labels?: Readonly<Record<string, string>>) {
  const run = simulatedRun();
  const server = new LeaseServer(run.sim);
  const options = { meta, client: server.client(), identity: 'a' };
  const lock = new LeaseLock(labels === undefined ? options : { ...options, labels });
  const outcomes: unknown[] = [];
  const ctx = background(run.sim);
  const play = (...calls: readonly ('get' | 'create' | 'update')[]) => {
    run.go('test', function* () {
      for (const call of calls) {
        if (call === 'get') outcomes.push(yield* lock.get(ctx));
        else outcomes.push(yield* lock[call](ctx, record));
      }
    });
    return outcomes;
  };
  return { ...run, server, lock, play };
}

describe('conversion', () => {
  test.each([
    { id: 'LL1', spec },
    { id: 'LL2', spec: { ...spec, preferredHolder: 'b', strategy: 'OldestEmulationVersion' } },
  ])(
    '$id is lossless (TestLeaseConversion, TestLeaseSpecToLeaderElectionRecordRoundTrip)',
    (row) => {
      const there = leaseSpecToLeaderElectionRecord(row.spec);
      expect(leaderElectionRecordToLeaseSpec(there)).toEqual(row.spec);
    },
  );

  test('LL3 the JSON has whole seconds, and null for never (none)', () => {
    expect(rawRecord(record)).toBe(
      '{"holderIdentity":"a","leaseDurationSeconds":10,"acquireTime":"2026-01-01T00:00:01Z","renewTime":"2026-01-01T00:00:02Z","leaderTransitions":1,"strategy":"","preferredHolder":""}',
    );
    expect(rawRecord(leaseSpecToLeaderElectionRecord({}))).toContain('"acquireTime":null');
  });
});

describe('calls', () => {
  test('LL4 what was created is got (TestGet)', () => {
    expect(bench().play('create', 'get').at(-1)).toEqual({
      ok: true,
      value: { record, raw: rawRecord(record) },
    });
  });

  test('LL5 what is missing is not found (TestGetError)', () => {
    expect(bench().play('get')).toMatchObject([{ ok: false, error: { errStatus: { code: 404 } } }]);
  });

  test('LL6 what exists is not created (TestCreateError)', () => {
    const b = bench();
    b.server.put(spec);
    expect(b.play('create')).toMatchObject([{ ok: false }]);
  });

  test('LL7 nothing is updated before it was got or created (TestUpdateError)', () => {
    expect(bench().play('update')).toMatchObject([
      { error: { message: 'lease not initialized, call get or create first' } },
    ]);
  });

  test('LL8 a changed lease is not overwritten (TestUpdateError)', () => {
    const b = bench();
    b.server.put(spec);
    b.play('get');
    b.server.put(spec);
    expect(b.play('update').at(-1)).toMatchObject({ error: { errStatus: { reason: 'Conflict' } } });
  });

  test('LL9 it is described by namespace and name (TestDescribe)', () => {
    expect(bench().lock.describe()).toBe('ns/lock');
    expect(bench().lock.identity()).toBe('a');
  });
});

describe('labels', () => {
  test.each([
    {
      id: 'LL10',
      was: undefined,
      own: undefined,
      becomes: undefined,
      upstream: 'TestUpdateWithNilLabelsOnLeaseLock',
    },
    {
      id: 'LL11',
      was: undefined,
      own: { k: 'v' },
      becomes: { k: 'v' },
      upstream: 'TestUpdateWithNilLabelsOnLease',
    },
    {
      id: 'LL12',
      was: { x: 'y', k: 'old' },
      own: { k: 'v' },
      becomes: { x: 'y', k: 'v' },
      upstream: 'TestLabelUpdate',
    },
    {
      id: 'LL13',
      was: { x: 'y' },
      own: undefined,
      becomes: { x: 'y' },
      upstream: 'TestUpdateWithNilLabelsOnLeaseLock',
    },
  ])('$id $was and $own become $becomes ($upstream)', ({ was, own, becomes }) => {
    const b = bench(own);
    b.server.put(spec, was);
    b.play('get', 'update');
    expect(b.server.lease?.metadata.labels).toEqual(becomes);
  });

  test('LL14 a new lease gets them (none)', () => {
    const b = bench({ k: 'v' });
    b.play('create');
    expect(b.server.lease?.metadata.labels).toEqual({ k: 'v' });
  });
});

describe('events', () => {
  test('LL15 are about the lease (TestRecordEventSuccess)', () => {
    const b = bench();
    const eventRecorder = newFakeRecorder(b.sim, 1);
    const options = { meta, client: b.server.client(), identity: '50%s', eventRecorder };
    const lock = new LeaseLock(options);
    b.go('test', function* () {
      yield* lock.create(background(b.sim), record);
      yield* lock.recordEvent('became leader');
    });
    expect(eventRecorder.events?.tryReceive()).toBe('Normal LeaderElection 50%s became leader');
  });

  test('LL16 are not needed (TestRecordEventNilRecorder)', () => {
    const b = bench();
    b.play('create');
    b.go('test', function* () {
      yield* b.lock.recordEvent('became leader');
    });
    expect(b.sim.deadlock({ allMustEnd: true })).toEqual([]);
  });
});

test.each([
  { id: 'LL17', lockType: 'leases', error: undefined },
  { id: 'LL18', lockType: 'endpoints', error: 'endpoints lock is removed, migrate to leases' },
  { id: 'LL19', lockType: 'configmaps', error: 'configmaps lock is removed, migrate to leases' },
  {
    id: 'LL20',
    lockType: 'endpointsleases',
    error: 'endpointsleases lock is removed, migrate to leases',
  },
  {
    id: 'LL21',
    lockType: 'configmapsleases',
    error: 'configmapsleases lock is removed, migrated to leases',
  },
  { id: 'LL22', lockType: 'x', error: 'Invalid lock-type x' },
])('$id a lock of type $lockType: $error (none)', ({ lockType, error }) => {
  const { server } = bench();
  const made = newLock({ lockType, meta, client: server.client(), identity: 'a' });
  expect(made.ok ? undefined : made.error.message).toBe(error);
});
