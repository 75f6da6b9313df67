import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson } from '#apiserver/bodies/json_text.ts';

describe('reading JSON as Go does', () => {
  test.each([
    ['', 'unexpected end of JSON input'],
    ['{"a":', 'unexpected end of JSON input'],
    ['"abc', 'unexpected end of JSON input'],
    ['hello', "invalid character 'h' looking for beginning of value"],
    ['{a:1}', "invalid character 'a' looking for beginning of object key string"],
    ['{"a" 1}', "invalid character '1' after object key"],
    ['{"a":1 "b"}', "invalid character '\"' after object key:value pair"],
    ['[1 2]', "invalid character '2' after array element"],
    ['{} x', "invalid character 'x' after top-level value"],
    ['trux', "invalid character 'x' in literal true (expecting 'e')"],
    ['-x', "invalid character 'x' in numeric literal"],
    ['1.x', "invalid character 'x' after decimal point in numeric literal"],
    ['1ex', "invalid character 'x' in exponent of numeric literal"],
    ['01', "invalid character '1' after top-level value"],
    ['"\\q"', "invalid character 'q' in string escape code"],
    ['"\\u12x4"', "invalid character 'x' in \\u hexadecimal character escape"],
    ["'a'", "invalid character '\\'' looking for beginning of value"],
  ])('%s', (text, fault) => {
    expect(readJson(text)).toEqual({ ok: false, error: fault });
  });

  test('what is there twice is told with its path, and the last one counts', () => {
    expect(readJson('{"a":[{"b":1,"b":2}],"a":{"c":3,"c":4}}')).toEqual({
      ok: true,
      value: { value: { a: { c: 4 } }, duplicates: ['a[0].b', 'a', 'a.c'] },
    });
  });

  test('whatever JSON.parse reads is read alike', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        const read = readJson(text);
        expect(read.ok && read.value.value).toEqual(JSON.parse(text));
      }),
    );
  });
});
