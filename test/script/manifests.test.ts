import { describe, expect, test } from 'vitest';
import { mostFileLength, mostObjects, readManifests, unknownKinds } from '#script/manifests.ts';

function read(content: string, firstLine = 1) {
  return readManifests({ name: 'web.yaml', content }, { file: 'web.yaml', firstLine });
}

function firstProblem(content: string) {
  const manifests = read(content);
  return manifests.ok ? undefined : manifests.error[0];
}

const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n`;

describe('manifests', () => {
  test('of several documents keep their order and their places', () => {
    const manifests = read(
      `# first\n${pod('a')}---\n# nothing\n---\n${pod('b')}  namespace: x\n`,
      10,
    );
    expect(manifests.ok && manifests.value).toMatchObject([
      { kind: 'Pod', apiVersion: 'v1', name: 'a', namespace: '', line: 11, column: 1 },
      { name: 'b', namespace: 'x', line: 18 },
    ]);
  });

  test('may be JSON, a List, or use anchors', () => {
    const json = '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}}';
    const list = `{"apiVersion":"v1","kind":"List","items":[${json},${json}]}`;
    const anchored =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: &l {x: "1"}}\nspec: {again: *l}\n';
    expect(read(json).ok).toBe(true);
    const many = read(list);
    expect(many.ok && many.value.length).toBe(2);
    const aliased = read(anchored);
    expect(aliased.ok && aliased.value[0]?.object['spec']).toEqual({ again: { x: '1' } });
  });

  test.each([
    ['a: [1', 1, 6, /YAML does not parse/],
    [`${pod('a')}  labels:\n\tx: y\n`, 6, 1, /YAML does not parse/],
    [`${pod('a')}kind: Other\n`, 5, 1, /YAML does not parse.*unique/],
    ['', 1, 1, /at least one object/],
    ['# only words\n---\n', 1, 1, /at least one object/],
    ['- a\n- b', 1, 1, /an object such as a Pod/],
    ['kind: Pod\nmetadata: {name: a}', 1, 1, /expected apiVersion, got nothing/],
    ['apiVersion: v1\nkind: 7\nmetadata: {name: a}', 2, 1, /expected kind, got 7/],
    ['apiVersion: v1\nkind: Pod', 1, 1, /metadata with a name for this Pod, got nothing/],
    [`${pod('a')}---\n${pod('""')}`, 9, 3, /metadata.name for this Pod, got ""/],
    ['apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: 7}', 3, 21, /a namespace/],
    [`${pod('a')}spec: &s {self: *s}`, 5, 17, /no alias inside/],
    ['apiVersion: v1\nkind: Pod\nmetadata: *none', 3, 11, /an alias of/],
  ])('that are bad are refused with place and reason: %j', (content, line, column, message) => {
    const problem = firstProblem(content);
    expect(problem).toMatchObject({ file: 'web.yaml', line, column });
    expect(problem?.message).toMatch(message);
  });

  test('that are too large or too many are refused', () => {
    expect(firstProblem('#'.repeat(5_000_000))?.message).toBe(
      `expected a file of at most ${mostFileLength} characters, got 5000000`,
    );
    const many = Array.from({ length: 2_000 }, (_, n) => pod(`pod-${n}`)).join('---\n');
    expect(firstProblem(many)).toMatchObject({
      line: 5 * mostObjects + 1,
      message: 'expected at most 1000 objects in a file, got 2000',
    });
  });

  test('that blow up through aliases are refused', () => {
    const levels = Array.from({ length: 12 }, (_, n) => {
      const inner = n === 0 ? '"lol"' : `*a${n - 1}`;
      return `a${n}: &a${n} [${Array.from({ length: 10 }, () => inner).join(', ')}]`;
    });
    expect(firstProblem(`${pod('a')}${levels.join('\n')}`)?.message).toMatch(/alias/);
  });

  test('of unknown kinds are told apart from known ones', () => {
    const manifests = read(`${pod('a')}---\napiVersion: v1\nkind: Foo\nmetadata: {name: x}\n`);
    const problems = manifests.ok
      ? unknownKinds(manifests.value, (_, kind) => kind === 'Pod', 'web.yaml')
      : [];
    expect(problems).toMatchObject([
      { line: 6, message: expect.stringContaining('no matches for kind "Foo" in version "v1"') },
    ]);
  });
});
