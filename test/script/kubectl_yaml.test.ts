/** JSON as Go's YAML: what needs quotes has them, and whatever is written reads back the same. */

import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { JsonValue } from '#base/json.ts';
import { kubectlYaml } from '#script/kubectl_yaml.ts';

describe('kubectlYaml', () => {
  test.each<readonly [name: string, value: JsonValue, text: string]>([
    ['sorted keys', { b: 1, a: { d: true, c: null } }, 'a:\n  c: null\n  d: true\nb: 1\n'],
    ['lists at the depth of their key', { a: [{ b: 1, c: 2 }] }, 'a:\n- b: 1\n  c: 2\n'],
    ['lists of words', { args: ['x', '1'] }, 'args:\n- x\n- "1"\n'],
    ['nothing', { a: {}, b: [], c: '' }, 'a: {}\nb: []\nc: ""\n'],
    ['text like a time', { t: '2026-11-26T10:00:00Z' }, 't: "2026-11-26T10:00:00Z"\n'],
    ['text like a truth', { t: 'yes', u: 'null' }, 't: "yes"\nu: "null"\n'],
    ['text with signs', { t: '* all', u: 'a: b' }, "t: '* all'\nu: 'a: b'\n"],
    ['lines', { t: 'one\ntwo\n' }, 't: |\n  one\n  two\n'],
    ['lines without an end', { t: 'one\ntwo' }, 't: |-\n  one\n  two\n'],
  ])('%s', (_, value, text) => {
    expect(kubectlYaml(value)).toBe(text);
    expect(parse(text)).toEqual(value);
  });
});
