/** Comparing resourceVersions as numbers of any length. */

import { expect, test } from 'vitest';
import { compareResourceVersion } from '#apimachinery/pkg/util/resourceversion/resourceversion.ts';

test.each([
  { a: '1', b: '2', expected: -1 },
  { a: '2', b: '1', expected: 1 },
  { a: '7', b: '7', expected: 0 },
  { a: '9', b: '10', expected: -1 },
  { a: '123456789012345678901', b: '123456789012345678900', expected: 1 },
])('$a against $b: $expected', ({ a, b, expected }) => {
  expect(compareResourceVersion(a, b)).toEqual({ ok: true, value: expected });
});

test.each(['', '0', '01', '-1', '1a', ' 1'])('"%s" is not well formed', (version) => {
  for (const [a, b] of [
    [version, '1'],
    ['1', version],
  ] as const) {
    expect(compareResourceVersion(a, b)).toEqual({
      ok: false,
      error: {
        kind: 'InvalidResourceVersion',
        message: `resource version is not well formed: ${version}`,
      },
    });
  }
});
