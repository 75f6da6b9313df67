import { expect, test } from 'vitest';
import { parse, selectorFromSet } from '#apimachinery/pkg/labels/selector.ts';

const qualified =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

test.each([
  ['', ''],
  ['x=a', 'x=a'],
  ['x==a', 'x==a'],
  ['z=b,x=a', 'x=a,z=b'],
  ['x = a , y', 'x=a,y'],
  ['x in (b,a,b)', 'x in (a,b)'],
  ['x in (a,,b)', 'x in (,a,b)'],
  ['x in ()', 'x in ()'],
  ['x in (,)', 'x in ()'],
  ['x notin (a)', 'x notin (a)'],
  ['!x', '!x'],
  ['x=', 'x='],
  ['x>5,y<7', 'x>5,y<7'],
  ['in in (in,notin)', 'in in (in,notin)'],
  ['example.com/app!=web', 'example.com/app!=web'],
])('%j is read, and written as %j', (text, written) => {
  const parsed = parse(text);
  expect(parsed.ok && parsed.value.string()).toBe(written);
});

test.each([
  [',', "found ',', expected: !, identifier, or 'end of string'"],
  ['x=a,', "found '', expected: identifier after ','"],
  ['x=a y', "found 'y', expected: ',' or 'end of string'"],
  ['x in a', "unable to parse requirement: found 'a' expected: '('"],
  ['x in (a', "unable to parse requirement: found '', expected: ',' or ')'"],
  ['x y', "unable to parse requirement: found 'y', expected: in, notin, =, ==, !=, gt, lt"],
  ['!', "unable to parse requirement: found '', expected: identifier"],
  ['-x=a', `unable to parse requirement: <nil>: Invalid value: "-x": ${qualified}`],
  [
    'x>a',
    `unable to parse requirement: values[0]: Invalid value: "a": for 'Gt', 'Lt' operators, the value must be an integer`,
  ],
])('%j is refused: %s', (text, message) => {
  expect(parse(text)).toEqual({ ok: false, error: { message } });
});

test.each([
  ['x=a', { x: 'a' }, true],
  ['x=a', { x: 'b' }, false],
  ['x=a', {}, false],
  ['x!=a', {}, true],
  ['x!=a', { x: 'a' }, false],
  ['x notin (a,b)', {}, true],
  ['x in (a,b)', {}, false],
  ['x', { x: '' }, true],
  ['!x', { x: '' }, false],
  ['x=', { x: '' }, true],
  ['x=', {}, false],
  ['x>5', { x: '6' }, true],
  ['x>5', { x: 'six' }, false],
  ['x<5', {}, false],
  ['', { any: 'thing' }, true],
])('%j on %j: %s', (text, labels: Record<string, string>, matches) => {
  const parsed = parse(text);
  expect(parsed.ok && parsed.value.matches(labels)).toBe(matches);
});

test('a set is a selector of equalities', () => {
  const selector = selectorFromSet({ b: '2', a: '1' });
  expect(selector.string()).toBe('a=1,b=2');
  expect(selector.requiresExactMatch('a')).toBe('1');
  expect(selectorFromSet({}).empty()).toBe(true);
});
