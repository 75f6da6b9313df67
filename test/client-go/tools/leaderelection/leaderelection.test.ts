/** Getting the lease, keeping it, losing it, giving it up, and what candidates see of one another. */

import { describe, expect, test } from 'vitest';
import { assert } from '#base/assert.ts';
import { type Duration, milliseconds, seconds } from '#base/time.ts';
import { newLeaderHealthzAdaptor } from '#client-go/tools/leaderelection/healthzadaptor.ts';
import {
  type LeaderElectionConfig,
  type LeaderElector,
  newLeaderElector,
  runOrDie,
} from '#client-go/tools/leaderelection/leaderelection.ts';
import { PrometheusMetricsProvider } from '#client-go/tools/leaderelection/metrics.ts';
import { newLeaseLock } from '#client-go/tools/leaderelection/resourcelock/leaselock.ts';
import { newFakeRecorder } from '#client-go/tools/record/fake.ts';
import { background, type Context, withCancel } from '#sim/context.ts';
import { type SimulatedRun, simulatedRun } from '#test/client-go/util/simulated_run.ts';
import { type Profile, profiles } from '#trace/profile.ts';
import { LeaseServer } from './lease_server.ts';

interface Changes extends Partial<LeaderElectionConfig> {
  readonly profile?: Profile;
}

interface Candidate {
  readonly elector: LeaderElector;
  readonly config: LeaderElectionConfig;
  /** `a:started@0`, `a:leader is a@0`. */
  readonly told: readonly string[];
  /** Tells of its events: `became leader`. */
  readonly said: () => readonly string[];
  readonly start: () => void;
  readonly cancel: () => void;
  readonly try: () => boolean;
}

interface Bench extends SimulatedRun {
  readonly server: LeaseServer;
  readonly told: string[];
  readonly candidate: (identity: string, changes?: Changes) => Candidate;
}

function bench(run = simulatedRun()): Bench {
  const server = new LeaseServer(run.sim);
  const told: string[] = [];
  return {
    ...run,
    server,
    told,
    candidate: (identity, changes) => candidateOf({ ...run, server, told }, identity, changes),
  };
}

function candidateOf(
  run: SimulatedRun & { readonly server: LeaseServer; readonly told: string[] },
  identity: string,
  changes: Changes = {},
): Candidate {
  const { profile = profiles.modern, ...others } = changes;
  const { sim } = run;
  const recorder = newFakeRecorder(sim, 100);
  const note = (what: string) => run.told.push(`${identity}:${what}@${sim.now / 1e9}`);
  const lock = newLeaseLock({
    meta: { namespace: 'ns', name: 'lock' },
    client: run.server.client(),
    identity,
    eventRecorder: recorder,
  });
  function* noting(what: string) {
    note(what);
    yield* sim.pause();
  }
  function* leading(ctx: Context) {
    note('started');
    yield* ctx.done.receive();
    note('done');
  }
  const config: LeaderElectionConfig = {
    lock,
    leaseDuration: seconds(15),
    renewDeadline: seconds(10),
    retryPeriod: seconds(2),
    name: identity,
    callbacks: {
      onStartedLeading: leading,
      onStoppedLeading: () => noting('stopped'),
      onNewLeader: (holder) => noting(`leader is ${holder}`),
    },
    ...others,
  };
  const made = newLeaderElector({ sim, profile }, config);
  assert(made.ok, 'the configuration of a test must be valid');
  const { ctx, cancel } = withCancel(sim, background(sim));
  const said: string[] = [];
  return {
    elector: made.value,
    config,
    told: run.told,
    said: () => {
      for (let line = recorder.events?.tryReceive(); line !== undefined; ) {
        said.push(line);
        line = recorder.events?.tryReceive();
      }
      return said;
    },
    start: () => run.go(identity, () => running(made.value, ctx)),
    cancel: () => {
      cancel();
      run.settle();
    },
    try: () => {
      let success = false;
      run.go('try', function* () {
        success = yield* made.value.tryAcquireOrRenew(background(sim));
      });
      return success;
    },
  };
}

function* running(elector: LeaderElector, ctx: Context) {
  yield* elector.run(ctx);
}

const held = (holderIdentity: string, leaseDurationSeconds = 15) => ({
  holderIdentity,
  leaseDurationSeconds,
  leaseTransitions: 0,
  acquireTime: '2020-01-01T00:00:00.000000Z',
  renewTime: '2020-01-01T00:00:00.000000Z',
});

describe('the configuration', () => {
  const nothing = undefined;
  const callbacks = {
    onStartedLeading: function* () {
      yield* simulatedRun().sim.pause();
    },
    onStoppedLeading: function* () {
      yield* simulatedRun().sim.pause();
    },
  };
  test.each([
    { id: 'LE1', changes: {}, error: nothing },
    {
      id: 'LE2',
      changes: { leaseDuration: seconds(10) },
      error: 'leaseDuration must be greater than renewDeadline',
    },
    {
      id: 'LE3',
      changes: { renewDeadline: milliseconds(2400) },
      error: 'renewDeadline must be greater than retryPeriod*JitterFactor',
    },
    {
      id: 'LE4',
      changes: { leaseDuration: seconds(-1), renewDeadline: seconds(-2), retryPeriod: seconds(-3) },
      error: 'leaseDuration must be greater than zero',
    },
    {
      id: 'LE5',
      changes: { renewDeadline: seconds(-2), retryPeriod: seconds(-3) },
      error: 'renewDeadline must be greater than zero',
    },
    {
      id: 'LE6',
      changes: { retryPeriod: seconds(0) },
      error: 'retryPeriod must be greater than zero',
    },
    {
      id: 'LE7',
      changes: { callbacks: { ...callbacks, onStartedLeading: nothing } },
      error: 'OnStartedLeading callback must not be nil',
    },
    {
      id: 'LE8',
      changes: { callbacks: { ...callbacks, onStoppedLeading: nothing } },
      error: 'OnStoppedLeading callback must not be nil',
    },
    { id: 'LE9', changes: { lock: nothing }, error: 'Lock must not be nil.' },
  ] as const)('$id error: $error (TestLeaderElectionConfigValidation)', ({ changes, error }) => {
    const b = bench();
    const { config } = b.candidate('a');
    const made = newLeaderElector(
      { sim: b.sim, profile: profiles.modern },
      { ...config, ...changes },
    );
    expect(made.ok ? undefined : made.error.message).toBe(error);
  });

  test('LE10 an empty identity is refused, and panics runOrDie (TestLeaderElectionConfigValidation)', () => {
    const b = bench();
    const { config } = b.candidate('a');
    const meta = { namespace: 'ns', name: 'lock' };
    const lock = newLeaseLock({ meta, client: b.server.client(), identity: '' });
    expect(
      newLeaderElector({ sim: b.sim, profile: profiles.modern }, { ...config, lock }),
    ).toMatchObject({
      error: { message: 'Lock identity is empty' },
    });
    expect(() =>
      runOrDie({ sim: b.sim, profile: profiles.modern }, background(b.sim), { ...config, lock }),
    ).toThrow('Lock identity is empty');
  });
});

describe('one try', () => {
  test.each([
    { id: 'LE11', lease: undefined, wins: true, calls: ['get', 'create'], transitions: 0 },
    { id: 'LE12', lease: {}, wins: true, calls: ['get', 'update'], transitions: 1 },
    { id: 'LE13', lease: held('b', 0), wins: true, calls: ['get', 'update'], transitions: 1 },
    { id: 'LE14', lease: held(''), wins: true, calls: ['get', 'update'], transitions: 1 },
    { id: 'LE15', lease: held('b'), wins: false, calls: ['get'], transitions: 0 },
    { id: 'LE16', lease: held('a'), wins: true, calls: ['get', 'update'], transitions: 0 },
  ])(
    '$id on $lease wins: $wins (TestTryAcquireOrRenewLeases)',
    ({ lease, wins, calls, transitions }) => {
      const b = bench();
      if (lease !== undefined) b.server.put(lease);
      const a = b.candidate('a');
      expect(a.try()).toBe(wins);
      expect(b.server.calls).toEqual(calls);
      expect(a.elector.getLeader()).toBe(wins ? 'a' : 'b');
      expect(b.server.spec('leaseTransitions')).toBe(transitions);
    },
  );

  test.each([
    { id: 'LE17', published: 3, waits: 2.999, wins: false },
    { id: 'LE18', published: 3, waits: 3, wins: true },
    { id: 'LE19', published: 60, waits: 59, wins: false },
    { id: 'LE20', published: 60, waits: 60, wins: true },
  ])(
    '$id a lease of $published s seen for $waits s can be taken: $wins (TestTryAcquireOrRenewLeases)',
    ({ published, waits, wins }) => {
      const b = bench();
      b.server.put(held('b', published));
      const a = b.candidate('a');
      expect(a.try()).toBe(false);
      b.pass(seconds(waits));
      expect(a.try()).toBe(wins);
    },
  );

  test('LE21 a leader renews without reading, and reads after a failure (TestFastPathLeaderElection)', () => {
    const b = bench();
    const a = b.candidate('a');
    const tries = () => [1, 2, 3].map(() => a.try());
    expect(tries()).toEqual([true, true, true]);
    expect(b.server.calls).toEqual(['get', 'create', 'update', 'update']);
    b.server.put(held('a'));
    expect(tries()).toEqual([true, true, true]);
    expect(b.server.calls.slice(4)).toEqual(['update', 'get', 'update', 'update', 'update']);
  });

  test('LE22 a lease of less than a second is never valid, so that each renewal reads (none)', () => {
    const b = bench();
    const a = b.candidate('a', {
      leaseDuration: milliseconds(900),
      renewDeadline: milliseconds(800),
      retryPeriod: milliseconds(100),
    });
    a.try();
    a.try();
    expect(b.server.calls).toEqual(['get', 'create', 'get', 'update']);
    expect(b.server.spec('leaseDurationSeconds')).toBe(0);
  });

  test('LE23 what a call takes does not count against the lease (none)', () => {
    const b = bench();
    b.server.put(held('b', 3));
    b.server.latency = seconds(1);
    const a = b.candidate('a');
    a.try();
    b.pass(seconds(1));
    b.pass(milliseconds(2999));
    b.server.latency = seconds(0);
    expect(a.try()).toBe(false);
    b.pass(milliseconds(1));
    expect(a.try()).toBe(true);
  });

  test('LE24 renewals within one second are invisible to candidates (none)', () => {
    const b = bench();
    b.server.put({ ...held('b', 3), renewTime: '2020-01-01T00:00:00.100000Z' });
    const a = b.candidate('a');
    a.try();
    b.pass(seconds(2));
    b.server.put({ ...held('b', 3), renewTime: '2020-01-01T00:00:00.900000Z' });
    a.try();
    b.pass(seconds(1));
    expect(a.try()).toBe(true);
    expect(b.of('leader.observed')).toHaveLength(1);
  });

  test.each([
    { id: 'LE25', call: 'get' },
    { id: 'LE26', call: 'create' },
    { id: 'LE27', call: 'update' },
  ])('$id a failing $call loses the try (none)', ({ call }) => {
    const b = bench();
    if (call === 'update') b.server.put(held(''));
    b.server.onCall = (verb) => {
      b.server.down = verb === call;
    };
    const a = b.candidate('a');
    expect(a.try()).toBe(false);
    expect(b.of('leader.failed').map(({ data }) => data.operation)).toEqual([call]);
    expect(a.elector.isLeader()).toBe(false);
  });
});

describe('a coordinated candidate', () => {
  test.each([
    { id: 'LE28', lease: held('b'), wins: false, calls: ['get'] },
    { id: 'LE29', lease: held('a'), wins: true, calls: ['get', 'update'] },
    { id: 'LE30', lease: undefined, wins: false, calls: ['get'] },
    { id: 'LE31', lease: { ...held('a'), preferredHolder: 'b' }, wins: false, calls: ['get'] },
  ])('$id on $lease wins: $wins (TestTryCoordinatedRenew)', ({ lease, wins, calls }) => {
    const b = bench();
    if (lease !== undefined) b.server.put(lease);
    expect(b.candidate('a', { coordinated: true }).try()).toBe(wins);
    expect(b.server.calls).toEqual(calls);
  });
});

describe('running', () => {
  test('LE32 the first candidate leads, renews every two seconds and tells everybody (none)', () => {
    const b = bench();
    const a = b.candidate('a');
    a.start();
    expect(b.told).toEqual(['a:leader is a@0', 'a:started@0']);
    b.pass(seconds(6));
    expect(b.of('leader.renewed').map(({ at, data }) => [at / 1e9, data.path])).toEqual([
      [0, 'fast'],
      [2, 'fast'],
      [4, 'fast'],
      [6, 'fast'],
    ]);
    expect(a.said()).toEqual(['Normal LeaderElection a became leader']);
  });

  test('LE33 a candidate tries every 2.0 to 4.4 seconds (none)', () => {
    const b = bench();
    b.server.put(held('other', 1000));
    b.candidate('a').start();
    for (const fraction of [0.5, 0.999_999, 0]) {
      b.sim.chooser.decideNext('leaderelection.acquire', fraction);
    }
    b.pass(seconds(20));
    expect(
      b
        .of('leader.waiting')
        .map(({ data }) => data.delay / 1e9)
        .slice(0, 4),
    ).toEqual([2, 3.2, 4.3999976, 2]);
  });

  test('LE34 a leader that cannot renew gives up ten seconds after its failing renewal began, and waits for nobody (none)', () => {
    const b = bench();
    const a = b.candidate('a');
    a.start();
    b.pass(seconds(3));
    b.server.down = true;
    b.pass(seconds(20));
    expect(b.told.slice(2)).toEqual(['a:stopped@14', 'a:done@14']);
    expect(b.of('leader.lost').map(({ at, data }) => [at / 1e9, data.message])).toEqual([
      [14, 'context deadline exceeded'],
    ]);
    const updates = b.of('leader.failed').filter(({ data }) => data.operation === 'update');
    expect(updates.map(({ at }) => at / 1e9)).toEqual([4, 6, 8, 10, 12]);
    expect(a.said().at(-1)).toBe('Normal LeaderElection a stopped leading');
  });

  test('LE35 a silent leader is replaced 15 seconds after the last change was seen (none)', () => {
    const b = bench();
    b.sim.startProgram('first');
    const a = b.candidate('a');
    const program = b.sim.programs.get('first');
    assert(program !== undefined, 'the program was started');
    b.sim.spawn('a', running(a.elector, background(b.sim)), { program });
    b.settle();
    const other = b.candidate('b');
    other.start();
    b.pass(seconds(5));
    b.sim.endProgram(program, 'crashed');
    b.pass(seconds(30));
    expect(b.told.filter((line) => line.startsWith('b:'))).toEqual([
      'b:leader is a@0',
      'b:leader is b@20',
      'b:started@20',
    ]);
    expect(b.server.spec('leaseTransitions')).toBe(1);
  });

  test.each([
    { id: 'LE36', skew: 6 * 365 * 86_400 },
    { id: 'LE37', skew: -6 * 365 * 86_400 },
  ])('$id a clock that is $skew s wrong changes nothing (none)', ({ skew }) => {
    const b = bench();
    b.candidate('a', { clockSkew: (skew * 1e9) as Duration }).start();
    b.candidate('b').start();
    b.pass(seconds(60));
    expect(b.told.filter((line) => line.includes('started'))).toEqual(['a:started@0']);
  });

  test('LE38 a restarted process with the same identity leads at once, without a transition (none)', () => {
    const b = bench();
    b.server.put(held('a'));
    b.candidate('a').start();
    expect(b.told).toEqual(['a:leader is a@0', 'a:started@0']);
    expect(b.server.spec('leaseTransitions')).toBe(0);
  });

  test('LE39 a candidate that never led is told that it stopped (none)', () => {
    const b = bench();
    b.server.put(held('other'));
    const a = b.candidate('a');
    a.start();
    a.cancel();
    expect(b.told).toEqual(['a:leader is other@0', 'a:stopped@0']);
    expect(b.of('leader.stopped').map(({ data }) => data.led)).toEqual([false]);
    expect(a.said()).toEqual([]);
  });

  test('LE40 a cancelled leader stops at once, and leaves nobody behind (none)', () => {
    const b = bench();
    const a = b.candidate('a');
    a.start();
    b.pass(seconds(1));
    a.cancel();
    b.pass(seconds(5));
    expect(b.told.slice(2)).toEqual(['a:done@1', 'a:stopped@1']);
    expect([...b.sim.processes]).toEqual([]);
  });

  test('LE41 the two metrics follow (none)', () => {
    const b = bench();
    const metricsProvider = new PrometheusMetricsProvider();
    const a = b.candidate('a', { metricsProvider });
    const status = () => metricsProvider.value('leader_election_master_status', 'a');
    expect(status()).toBe(0);
    a.start();
    expect(status()).toBe(1);
    b.server.put(held('a'));
    b.pass(seconds(2));
    expect(metricsProvider.value('leader_election_slowpath_total', 'a')).toBe(1);
    b.server.down = true;
    b.pass(seconds(20));
    expect(status()).toBe(0);
  });
});

describe('releasing', () => {
  test('LE42 writes an empty holder and one second, and others take over at once (TestReleaseLeaseLeases)', () => {
    const b = bench();
    const a = b.candidate('a', { releaseOnCancel: true });
    const other = b.candidate('b');
    a.start();
    other.start();
    b.pass(seconds(1));
    a.cancel();
    expect(b.server.spec('holderIdentity')).toBe('');
    expect(b.server.spec('leaseDurationSeconds')).toBe(1);
    a.elector.maybeReportTransition();
    b.pass(seconds(1));
    expect(b.told.filter((line) => line.includes('leader is'))).toEqual([
      'a:leader is a@0',
      'b:leader is a@0',
      'a:leader is @1',
      'b:leader is b@2',
    ]);
  });

  test.each([
    { id: 'LE43', profile: profiles.modern, calls: ['get', 'update'] },
    { id: 'LE44', profile: profiles.watchList, calls: ['get', 'update'] },
    { id: 'LE45', profile: profiles.inOrder, calls: ['get', 'update'] },
    { id: 'LE46', profile: profiles.classic, calls: ['update'] },
  ])('$id in $profile.release does $calls (TestReleaseMethodCallsGet)', ({ profile, calls }) => {
    const b = bench();
    const a = b.candidate('a', { profile });
    a.try();
    b.server.calls.length = 0;
    expect(released(b, a)).toBe(true);
    expect(b.server.calls).toEqual(calls);
  });

  test.each([
    { id: 'LE47', profile: profiles.modern, released: true, calls: 4 },
    { id: 'LE48', profile: profiles.watchList, released: false, calls: 2 },
    { id: 'LE49', profile: profiles.classic, released: false, calls: 1 },
  ])(
    '$id a conflict in $profile.release: released $released (TestReleaseRetriesOnConflict)',
    (row) => {
      const b = bench();
      const a = b.candidate('a', { profile: row.profile });
      a.try();
      b.server.calls.length = 0;
      let conflicts = 0;
      b.server.onCall = (verb) => {
        if (verb === 'update' && conflicts++ === 0) b.server.put(held('a'));
      };
      expect(released(b, a)).toBe(row.released);
      expect(b.server.calls).toHaveLength(row.calls);
    },
  );

  test('LE50 goes by memory, and wipes the lease of whoever took over meanwhile (none)', () => {
    const b = bench();
    const a = b.candidate('a');
    a.try();
    b.server.put(held('b'));
    expect(released(b, a)).toBe(true);
    expect(b.server.spec('holderIdentity')).toBe('');
  });

  test('LE51 comes also after a renewal that failed (none)', () => {
    const b = bench();
    const a = b.candidate('a', { releaseOnCancel: true });
    a.start();
    b.pass(seconds(1));
    b.server.onCall = (verb) => {
      b.server.down = b.sim.now < seconds(12);
      expect(verb).toBeDefined();
    };
    b.pass(seconds(20));
    expect(b.told.slice(2)).toEqual(['a:stopped@12', 'a:done@12']);
    expect(b.server.spec('holderIdentity')).toBe('');
  });

  test.each([
    { id: 'LE52', verb: 'update', conflict: false },
    { id: 'LE53', verb: 'get', conflict: true },
  ])(
    '$id a cancel during a renewal’s $verb still releases (TestReleaseOnCancellation_Leases)',
    ({ verb, conflict }) => {
      const b = bench();
      const a = b.candidate('a', { releaseOnCancel: true });
      a.start();
      b.pass(seconds(1));
      b.server.latency = milliseconds(100);
      if (conflict) b.server.put(held('a'));
      b.pass(milliseconds(conflict ? 1150 : 1050));
      expect(b.server.calls.at(-1)).toBe(verb);
      a.cancel();
      b.pass(seconds(2));
      expect(b.server.spec('holderIdentity')).toBe('');
      expect(a.said()).toEqual([
        'Normal LeaderElection a became leader',
        'Normal LeaderElection a stopped leading',
      ]);
    },
  );

  test('LE54 of nothing fails (none)', () => {
    const b = bench();
    expect(released(b, b.candidate('a'))).toBe(false);
  });
});

function released(b: Bench, candidate: Candidate): boolean {
  let success = false;
  b.go('release', function* () {
    success = yield* candidate.elector.release();
  });
  return success;
}

describe('the health check', () => {
  const failed = 'failed election to renew leadership on lease a';
  test.each([
    { id: 'LE55', lease: held('b'), since: 100, tolerated: 10, error: undefined },
    { id: 'LE56', lease: held('a'), since: 0, tolerated: 10, error: undefined },
    { id: 'LE57', lease: held('a'), since: 25, tolerated: 10, error: undefined },
    { id: 'LE58', lease: held('a'), since: 25.1, tolerated: 10, error: failed },
    { id: 'LE59', lease: held('a'), since: 15.1, tolerated: 0, error: failed },
  ])(
    '$id $since s after seeing $lease.holderIdentity: $error (TestLeaderElectionHealthChecker)',
    ({ lease, since, tolerated, error }) => {
      const b = bench();
      b.server.put(lease);
      const a = b.candidate('a');
      const adaptor = newLeaderHealthzAdaptor(seconds(tolerated));
      expect(adaptor.check().ok).toBe(true);
      a.try();
      adaptor.setLeaderElection(a.elector);
      b.pass(seconds(since));
      const checked = adaptor.check();
      expect(checked.ok ? undefined : checked.error.message).toBe(error);
      expect(adaptor.name()).toBe('leaderElection');
    },
  );
});
