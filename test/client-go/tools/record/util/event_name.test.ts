/** What events may be called. */

import { expect, test } from 'vitest';
import { isDNS1123Subdomain } from '#apimachinery/pkg/util/validation/validation.ts';
import { formatTime } from '#base/epoch.ts';
import { nanosecond, startOfRun } from '#base/time.ts';
import {
  generateEventName,
  hexUnixNano,
  validateEventType,
} from '#client-go/tools/record/util/util.ts';
import { RandomStream } from '#sim/rng.ts';

test('EN1 the name ends in nanoseconds since 1970, in hexadecimal (none)', () => {
  expect(hexUnixNano(startOfRun)).toBe('18867251edfa0000');
  expect(BigInt(`0x${hexUnixNano(startOfRun)}`) / 1_000_000n).toBe(
    BigInt(Date.parse(formatTime(startOfRun))),
  );
});

test.each([
  { id: 'EN2', refName: 'test-pod', random: false },
  { id: 'EN3', refName: 'a'.repeat(250), random: true },
  { id: 'EN4', refName: 'Upper', random: true },
  { id: 'EN5', refName: 'system:node', random: true },
])(
  '$id an event about $refName has a valid name (TestGenerateEventName)',
  ({ refName, random }) => {
    const name = generateEventName(refName, nanosecond as never, new RandomStream('test'));
    expect(isDNS1123Subdomain(name)).toEqual([]);
    expect(name === `${refName}.18867251edfa0001`).toBe(!random);
    if (random)
      expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  },
);

test('EN6 old releases name it all the same (none)', () => {
  expect(generateEventName('Upper', startOfRun, undefined)).toBe('Upper.18867251edfa0000');
});

test('EN7 there are two types (none)', () => {
  expect(['Normal', 'Warning', 'Error', ''].map(validateEventType)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
