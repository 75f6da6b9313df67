import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashText } from '#base/content_hash.ts';
import { canonicalJson, cloneJson, equalJson, freezeJson } from '#base/json.ts';

describe('canonical JSON', () => {
  test.each([
    [{ b: 1, a: [true, null, 'x"y'] }, '{"a":[true,null,"x\\"y"],"b":1}'],
    [{ a: undefined, b: {} }, '{"b":{}}'],
    [[undefined, 1], '[null,1]'],
    ['é\u2028', JSON.stringify('é\u2028')],
  ])('sorts keys and leaves nothing else to chance: %j', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test('has no word for what JSON cannot say', () => {
    expect(() => canonicalJson(undefined)).toThrow('expected a JSON value, got undefined');
  });

  test('reads back as the same value, whatever order its keys had', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(equalJson(JSON.parse(text), JSON.parse(JSON.stringify(value)))).toBe(true);
        expect(hashText(text)).toMatch(/^[0-9a-f]{16}$/);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('copies', () => {
  test('share nothing, and freezing reaches everything', () => {
    const value = freezeJson({ a: { b: [1, { c: 2 }] }, d: undefined });
    const copy = cloneJson(value);
    expect(copy).toEqual({ a: { b: [1, { c: 2 }] } });
    expect(copy.a).not.toBe(value.a);
    expect(Object.isFrozen(value.a.b[1])).toBe(true);
    expect(Object.isFrozen(copy.a)).toBe(false);
  });

  test.each([
    [{ a: 1 }, { a: 1, b: undefined }, true],
    [{ a: 1 }, { a: 1, b: null }, false],
    [{ a: 1, b: 2 }, { a: 1 }, false],
    [[1, 2], [1, 2, 3], false],
    [[], {}, false],
    [null, {}, false],
    ['1', 1, false],
  ])('%j equals %j: %s', (left, right, equal) => {
    expect(equalJson(left, right)).toBe(equal);
    expect(equalJson(right, left)).toBe(equal);
  });
});
