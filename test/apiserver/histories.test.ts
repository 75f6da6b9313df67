import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Status } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { canonicalJson, type JsonValue } from '#base/json.ts';
import { milliseconds, seconds } from '#base/time.ts';
import { background } from '#sim/context.ts';
import type { ClientFrame } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import { type Cluster, cluster, configMap, configMaps } from './cluster.ts';

const replicas = ['a', 'b'] as const;
type Replica = (typeof replicas)[number];

/** Something that happens to the cluster. */
type Deed =
  | { readonly kind: 'create' | 'label' | 'delete'; readonly name: string; readonly value: string }
  | { readonly kind: 'elsewhere' }
  /** A client lists, in one of two ways, and watches from there to the end. */
  | { readonly kind: 'follow'; readonly version: '' | '0' }
  | { readonly kind: 'lag'; readonly replica: Replica; readonly milliseconds: number }
  | { readonly kind: 'hold' | 'release' | 'restart'; readonly replica: Replica }
  | { readonly kind: 'forget'; readonly replica: Replica; readonly count: number }
  | { readonly kind: 'compact'; readonly by: 'servers' | 'somebody' }
  | { readonly kind: 'switch'; readonly replica: Replica }
  | { readonly kind: 'wait'; readonly milliseconds: number };

const name = fc.constantFrom('a', 'b', 'c');
const value = fc.constantFrom('1', '2');
const replica = fc.constantFrom(...replicas);

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constantFrom('create', 'label', 'delete'), name, value }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('elsewhere') }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('follow'), version: fc.constantFrom('', '0') }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('lag'),
      replica,
      milliseconds: fc.constantFrom(0, 20, 500),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constantFrom('hold', 'release', 'restart'), replica }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('forget'), replica, count: fc.nat({ max: 3 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('compact'),
      by: fc.constantFrom('servers', 'somebody'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('switch'), replica }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('wait'), milliseconds: fc.constantFrom(15, 600) }),
  },
);

function perform(run: Run, does: Deed): void {
  const { made } = run;
  const { ask, etcd, network, servers, runFor } = made;
  switch (does.kind) {
    case 'create':
      ask('POST', configMaps, configMap(does.name, { metadata: { labels: { v: does.value } } }));
      return;
    case 'label':
      ask('PATCH', `${configMaps}/${does.name}`, { metadata: { labels: { v: does.value } } });
      return;
    case 'delete':
      ask('DELETE', `${configMaps}/${does.name}`);
      return;
    case 'elsewhere':
      ask('POST', '/api/v1/namespaces/kube-system/secrets', { metadata: { generateName: 's-' } });
      return;
    case 'follow':
      follow(run, does.version);
      return;
    case 'lag':
      servers[does.replica]?.setWatchLag(milliseconds(does.milliseconds));
      return;
    case 'hold':
      servers[does.replica]?.hold();
      return;
    case 'release':
      servers[does.replica]?.release();
      return;
    case 'restart':
      servers[does.replica]?.restart();
      runFor(milliseconds(1));
      return;
    case 'forget':
      servers[does.replica]?.shrinkWindow('configmaps', does.count);
      return;
    case 'compact':
      etcd.compact(etcd.revision, does.by);
      return;
    case 'switch':
      network.route('test', does.replica);
      return;
    case 'wait':
      runFor(milliseconds(does.milliseconds));
  }
}

type State = ReadonlyMap<string, string>;

/** A thousand histories ask this too often for `expect`, which is told of differences alone. */
function expectSame(found: State | number, wanted: State | number): void {
  if (typeof found === 'number' || typeof wanted === 'number') {
    if (found !== wanted) expect(found).toEqual(wanted);
    return;
  }
  const same =
    found.size === wanted.size && [...found].every(([key, text]) => wanted.get(key) === text);
  if (!same) expect(found).toEqual(wanted);
}

interface Run {
  readonly made: Cluster;
  readonly selector: string;
  readonly states: ReadonlyMap<number, State>;
  readonly followers: Follower[];
}

interface Follower {
  readonly listed: State;
  readonly watched: Watched;
}

/** A list is what was there at its version; without one asked for, that is now. */
function follow({ made, selector, states, followers }: Run, version: '' | '0'): void {
  const latest = made.etcd.revision;
  const query = `resourceVersion=${version}&labelSelector=${encodeURIComponent(selector)}`;
  const { body } = made.ask('GET', `${configMaps}?${query}`);
  const state = stateOf(body);
  const revision = Number((body as unknown as Unstructured).metadata.resourceVersion);
  if (version === '' && revision < latest) expect(revision).toBeGreaterThanOrEqual(latest);
  expectSame(state, selected(states.get(revision) ?? new Map(), selector));
  const watched: Watched = { revision, frames: [] };
  followers.push({ listed: state, watched });
  made.sim.spawn('test/watch', watchInto(made, selector, watched));
}

/** What a follower knows is what was there at the last version that it heard of, or now. */
function checkFollowers({ made, selector, states, followers }: Run): void {
  for (const { listed: state, watched } of followers) {
    const known = replayed(state, watched.frames);
    const last = watched.frames.at(-1)?.object as Unstructured | undefined;
    const heard = Number(last?.metadata.resourceVersion ?? watched.revision);
    const upTo = watched.ended === true ? heard : made.etcd.revision;
    expectSame(known, selected(states.get(upTo) ?? new Map(), selector));
  }
}

/** What was there at each revision, told by etcd's commits alone. */
function statesOf({ etcd }: Cluster): ReadonlyMap<number, State> {
  const states = new Map<number, State>([[etcd.revision, new Map()]]);
  etcd.subscribe(({ revision, type, prefix, object }) => {
    const state = new Map(states.get(revision - 1));
    if (prefix.path === 'configmaps') {
      if (type === 'DELETED') state.delete(object.metadata.name ?? '');
      else state.set(object.metadata.name ?? '', canonicalJson(object));
    }
    states.set(revision, state);
  });
  return states;
}

function selected(state: State, selector: string): State {
  if (selector === '') return state;
  return new Map(
    [...state].filter(
      ([, text]) => (JSON.parse(text) as Unstructured).metadata.labels?.['v'] === '1',
    ),
  );
}

function listed(made: Cluster, query: string): State | number {
  const { status, body } = made.ask('GET', `${configMaps}?${query}`);
  if (status !== 200) return status;
  return stateOf(body);
}

function stateOf(body: JsonValue): State {
  const items = (body as unknown as { items: Unstructured[] }).items;
  const own = { apiVersion: 'v1', kind: 'ConfigMap' };
  return new Map(
    items.map((item) => [item.metadata.name ?? '', canonicalJson({ ...item, ...own })]),
  );
}

interface Watched {
  readonly revision: number;
  readonly frames: ClientFrame[];
  /** The stream was over before it was cut. */
  ended?: boolean;
  /** The code of what ended it. */
  error?: number | undefined;
}

/** Watches from each revision at once, and what they are told. */
function watchFromEach(made: Cluster, revisions: readonly number[], selector: string): Watched[] {
  const { sim, network } = made;
  const watches = revisions.map((revision): Watched => ({ revision, frames: [] }));
  for (const watched of watches) sim.spawn('test/watch', watchInto(made, selector, watched));
  made.runFor(seconds(1));
  for (const stream of network.streams()) network.cut(stream.watch, 'close');
  made.runFor(seconds(1));
  return watches;
}

function* watchInto(made: Cluster, selector: string, watched: Watched): Proc {
  const { sim, network } = made;
  const resourceVersion = String(watched.revision);
  const query = { watch: '1', resourceVersion, labelSelector: selector };
  const request = { method: 'GET' as const, path: configMaps, query, headers: {} };
  const origin = { client: 'test', noun: 'test/watch' };
  const answer = yield* network.roundTrip(background(sim), request, origin);
  if (!answer.ok || answer.value.kind !== 'stream') {
    watched.ended = true;
    return;
  }
  for (;;) {
    const frame = yield* answer.value.stream.frames.receive();
    if (frame?.type === 'ERROR') watched.error = (frame.object as Status).code;
    if (frame === undefined || frame.type === 'ERROR') break;
    watched.frames.push(frame);
  }
  watched.ended = true;
}

function replayed(state: State, frames: readonly ClientFrame[]): State {
  const replay = new Map(state);
  for (const { type, object } of frames) {
    const item = object as Unstructured;
    if (type === 'DELETED') replay.delete(item.metadata.name ?? '');
    else replay.set(item.metadata.name ?? '', canonicalJson(item));
  }
  return replay;
}

/** Every event's version is beyond the one before it, and beyond where the watch began. */
function expectGrowth(start: number, frames: readonly ClientFrame[]): void {
  let last = start;
  for (const { object } of frames) {
    const version = Number((object as Unstructured).metadata.resourceVersion);
    if (version <= last) expect(version).toBeGreaterThan(last);
    last = version;
  }
}

/** Every watch from within the replica's window leads from the list at its start to the list now. */
function checkReplica({ made, states, selector }: Run): void {
  const { etcd, servers, network } = made;
  const to = network.addressOf('test');
  const cache = servers[to]?.state().caches.find(({ resource }) => resource === 'configmaps');
  const oldest = cache?.oldestStart ?? 0;
  const query = selector === '' ? '' : `labelSelector=${encodeURIComponent(selector)}`;
  const now = listed(made, query);
  expectSame(now, selected(states.get(etcd.revision) ?? new Map(), selector));
  for (const { revision, frames, error } of watchFromEach(made, [...states.keys()], selector)) {
    if (revision < oldest) {
      expectSame(error ?? 0, 410);
      expectSame(frames.length, 0);
      continue;
    }
    const before = selected(states.get(revision) ?? new Map(), selector);
    expectSame(replayed(before, frames), now);
    expectGrowth(revision, frames);
  }
}

/** Neither etcd nor the replica that answers knows what was there. */
function isGone({ etcd, servers, network }: Cluster, revision: number): boolean {
  const caches = servers[network.addressOf('test')]?.state().caches ?? [];
  const oldest = caches.find(({ resource }) => resource === 'configmaps')?.oldestStart ?? 0;
  const remembered = Math.max(oldest, etcd.compactedByServers);
  return revision < etcd.compactedRevision && revision < remembered;
}

test('LIST at R and what WATCH tells from R on is LIST now, for every R in the window of every replica', () => {
  fc.assert(
    fc.property(
      fc.array(deed, { minLength: 1, maxLength: 14 }),
      fc.constantFrom('', 'v=1'),
      (history, selector) => {
        const made = cluster({ replicas, level: 'counts' });
        const run: Run = { made, selector, states: statesOf(made), followers: [] };
        for (const each of history) perform(run, each);
        for (const each of replicas) made.servers[each]?.release();
        made.runFor(seconds(1));
        checkFollowers(run);
        for (const each of replicas) {
          made.network.route('test', each);
          checkReplica(run);
        }
        for (const [revision, state] of run.states) {
          const exact = listed(made, `resourceVersion=${revision}&resourceVersionMatch=Exact`);
          expectSame(exact, isGone(made, revision) ? 410 : state);
        }
      },
    ),
    { numRuns: 1000, seed: 4 },
  );
});
