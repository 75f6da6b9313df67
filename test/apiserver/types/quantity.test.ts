import { expect, test } from 'vitest';
import { canonicalQuantity } from '#apiserver/types/quantity.ts';

test.each([
  ['0.5', '500m'],
  ['1000m', '1'],
  ['1024Mi', '1Gi'],
  ['1.5Gi', '1536Mi'],
  ['1500', '1500'],
  ['2000', '2k'],
  ['100Ki', '100Ki'],
  ['0', '0'],
  ['0Gi', '0'],
  ['-1', '-1'],
  ['1e3', '1e3'],
  ['1E', '1E'],
  ['.5', '500m'],
  ['512Ki', '512Ki'],
])('%s is written %s', (text, canonical) => {
  expect(canonicalQuantity(text)).toBe(canonical);
});

test.each(['', 'x', '1x', '1.2.3', '--1', 'Gi'])('%s is no quantity', (text) => {
  expect(canonicalQuantity(text)).toBeUndefined();
});
