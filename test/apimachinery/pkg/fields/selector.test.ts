import { expect, test } from 'vitest';
import { escapeValue, parseSelector } from '#apimachinery/pkg/fields/selector.ts';

test.each([
  ['', {}, true],
  ['a=1', { a: '1' }, true],
  ['a==1', { a: '1' }, true],
  ['a=1', { a: '2' }, false],
  ['a!=1', { a: '2' }, true],
  ['a!=1', {}, true],
  ['a=', {}, true],
  ['a=1,b=2', { a: '1', b: '2' }, true],
  ['a=1,b=2', { a: '1' }, false],
  ['a=x\\,y\\=z', { a: 'x,y=z' }, true],
])('%j on %j: %s', (text, fields: Record<string, string>, matches) => {
  const parsed = parseSelector(text);
  expect(parsed.ok && parsed.value.matches(fields)).toBe(matches);
});

test.each([
  ['a', "invalid selector: 'a'; can't understand 'a'"],
  ['a=b=c', 'invalid field selector: unescaped character in value: 61'],
  ['a=\\b', 'invalid field selector: invalid escape sequence: \\b'],
])('%j is refused: %s', (text, message) => {
  expect(parseSelector(text)).toEqual({ ok: false, error: { message } });
});

test('what is escaped is read back', () => {
  const value = 'a,b=c\\d';
  const parsed = parseSelector(`x=${escapeValue(value)}`);
  expect(parsed.ok && parsed.value.requiresExactMatch('x')).toBe(value);
});
