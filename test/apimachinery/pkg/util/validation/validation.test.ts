import { expect, test } from 'vitest';
import {
  isDNS1035Label,
  isDNS1123Label,
  isDNS1123Subdomain,
  isQualifiedName,
  isValidLabelValue,
} from '#apimachinery/pkg/util/validation/validation.ts';

const checks = {
  isDNS1035Label,
  isDNS1123Label,
  isDNS1123Subdomain,
  isQualifiedName,
  isValidLabelValue,
};

test.each([
  ['isDNS1123Subdomain', 'a.b-c', true],
  ['isDNS1123Subdomain', 'A', false],
  ['isDNS1123Subdomain', 'a..b', false],
  ['isDNS1123Subdomain', 'a'.repeat(254), false],
  ['isDNS1123Label', 'a-1', true],
  ['isDNS1123Label', 'a.b', false],
  ['isDNS1123Label', '-a', false],
  ['isDNS1035Label', '1a', false],
  ['isDNS1035Label', 'a1', true],
  ['isQualifiedName', 'example.com/My_Name', true],
  ['isQualifiedName', '/a', false],
  ['isQualifiedName', 'a/b/c', false],
  ['isQualifiedName', 'a'.repeat(64), false],
  ['isValidLabelValue', '', true],
  ['isValidLabelValue', 'a b', false],
] as const)('%s(%j): %s', (check, value, valid) => {
  expect(checks[check](value).length === 0).toBe(valid);
});

test('lengths are told in bytes', () => {
  expect(isValidLabelValue('a'.repeat(64))).toEqual(['must be no more than 63 bytes']);
});
