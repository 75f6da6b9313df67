import { describe, expect, test } from 'vitest';
import { type SearchEntry, searchLibrary } from '#tutor/library_search.ts';

function entry(target: string, change: Partial<SearchEntry>): SearchEntry {
  return { kind: 'lesson', target, title: '', body: '', names: [], errors: [], ...change };
}

const entries: readonly SearchEntry[] = [
  entry('L05', {
    title: 'ListAndWatch, one hop at a time',
    body: 'Name what the Reflector does next after each way of losing its watch.',
    errors: ['too old resource version', 'The resourceVersion for the provided list is too old.'],
  }),
  entry('B04', {
    kind: 'exhibit',
    title: 'The tombstone',
    body: 'A controller panics at a deletion it has missed.',
    errors: ['interface conversion: interface {} is cache.DeletedFinalStateUnknown, not *v1.Pod'],
  }),
  entry('L29', {
    title: 'Conflicts',
    errors: [
      'Operation cannot be fulfilled on pods "web": the object has been modified; please apply your changes to the latest version and try again',
      'pods "web-1" already exists',
    ],
  }),
  entry('Q01', { kind: 'question', title: 'Does resync list from the API server again?' }),
  entry('resync', { kind: 'term', title: 'resync', body: 'Tells handlers again.' }),
  entry('L08', { title: '重新同步不是重新列出', body: '区分 resync 与 relist。' }),
];

function found(query: string): readonly string[] {
  return searchLibrary(entries, query).map(({ entry: { target } }) => target);
}

describe('an error message is recognised', () => {
  test.each([
    ['as it is', 'too old resource version', 'L05'],
    ['with its numbers', 'too old resource version: 4817 (5120)', 'L05'],
    [
      'in a line of a log',
      'E1127 03:01:12.123456       1 reflector.go:158] "Unhandled Error" err="k8s.io/client-go/informers/factory.go:160: Failed to watch *v1.Pod: too old resource version: 12 (34)" logger="UnhandledError"',
      'L05',
    ],
    [
      'of another type, in a panic',
      'panic: interface conversion: interface {} is cache.DeletedFinalStateUnknown, not *v1.ConfigMap\ngoroutine 42 [running]:',
      'B04',
    ],
    [
      'with another name and other quotes',
      "Error from server: Operation cannot be fulfilled on deployments.apps 'shop-api': the object has been modified; please apply your changes to the latest version and try again",
      'L29',
    ],
    ['with a name of its own', 'configmaps "kube-root-ca.crt" already exists', 'L29'],
  ])('%s', (_name, pasted, target) => {
    const [first] = searchLibrary(entries, pasted);
    expect(first?.entry.target).toBe(target);
    expect(first?.error).toBeDefined();
  });

  test('but not by one common word of it', () => {
    expect(searchLibrary(entries, 'version').every(({ error }) => error === undefined)).toBe(true);
    expect(found('the weather is too old')).not.toContain('B04');
  });
});

test.each([
  ['a title before a body', 'resync', ['resync', 'Q01', 'L08']],
  ['all of a few words', 'resync server', ['Q01']],
  ['the beginning of a word', 'tombst', ['B04']],
  ['Chinese words', '重新列出', ['L08']],
  ['filler words alone', 'is the', []],
  ['nothing', '   ', []],
])('words find %s', (_name, query, targets) => {
  expect(found(query)).toEqual(targets);
});

test('a very long text is no trouble', () => {
  expect(found(`${'x '.repeat(100_000)}`)).toEqual([]);
});
