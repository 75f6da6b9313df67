import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { seconds } from '#base/time.ts';
import { type Cluster, cluster, configMap, configMaps, objectOf } from './cluster.ts';

interface Write {
  readonly verb: 'create' | 'label' | 'change' | 'delete';
  readonly name: string;
  readonly value: string;
}

const write: fc.Arbitrary<Write> = fc.record({
  verb: fc.constantFrom('create', 'label', 'change', 'delete'),
  name: fc.constantFrom('a', 'b', 'c'),
  value: fc.constantFrom('1', '2', '3'),
});

function apply({ ask }: Cluster, { verb, name, value }: Write): void {
  switch (verb) {
    case 'create':
      ask('POST', configMaps, configMap(name, { metadata: { labels: { v: value } } }));
      break;
    case 'label':
      ask('PATCH', `${configMaps}/${name}`, { metadata: { labels: { v: value } } });
      break;
    case 'change':
      ask('PATCH', `${configMaps}/${name}`, { data: { v: value } });
      break;
    case 'delete':
      ask('DELETE', `${configMaps}/${name}`);
      break;
  }
}

type State = Map<string, Unstructured>;

function listed(made: Cluster, query: string): { readonly state: State; readonly version: string } {
  const list = objectOf(made.ask('GET', `${configMaps}?${query}`));
  const items = list['items'] as unknown as Unstructured[];
  const own = { apiVersion: 'v1', kind: 'ConfigMap' };
  const state = new Map(items.map((item) => [item.metadata.name ?? '', { ...item, ...own }]));
  return { state, version: list.metadata.resourceVersion ?? '' };
}

function replayed(state: State, frames: readonly { type: string; object: unknown }[]): State {
  const replay = new Map(state);
  for (const { type, object } of frames) {
    const item = object as Unstructured;
    if (type === 'DELETED') replay.delete(item.metadata.name ?? '');
    else replay.set(item.metadata.name ?? '', item);
  }
  return replay;
}

test.each([
  '',
  'labelSelector=v%3D1',
  'labelSelector=v+notin+(1,2)',
  'fieldSelector=metadata.name%3Da',
])('LIST at R and what WATCH tells from R on is LIST now, for %j', (selector) => {
  const histories = fc.tuple(
    fc.array(write, { maxLength: 12 }),
    fc.array(write, { maxLength: 12 }),
  );
  fc.assert(
    fc.property(histories, ([before, after]) => {
      const made = cluster();
      for (const each of before) apply(made, each);
      const first = listed(made, selector);
      for (const each of after.slice(0, 6)) apply(made, each);
      const watched = made.watch(`${configMaps}?resourceVersion=${first.version}&${selector}`);
      for (const each of after.slice(6)) apply(made, each);
      made.runFor(seconds(1));
      const now = listed(made, selector);
      expect(replayed(first.state, watched.frames)).toEqual(now.state);
      const versions = watched.frames.map(({ object }) =>
        Number((object as Unstructured).metadata.resourceVersion),
      );
      expect(versions).toEqual([...new Set(versions)].sort((left, right) => left - right));
    }),
    { numRuns: 60, seed: 7 },
  );
});

test('LIST exactly at R is what LIST said at R', () => {
  fc.assert(
    fc.property(fc.array(write, { maxLength: 12 }), (writes) => {
      const made = cluster();
      const history = writes.map((each) => {
        apply(made, each);
        return listed(made, '');
      });
      for (const { state, version } of history) {
        const query = `resourceVersion=${version}&resourceVersionMatch=Exact`;
        expect(listed(made, query)).toEqual({ state, version });
      }
    }),
    { numRuns: 30, seed: 7 },
  );
});
