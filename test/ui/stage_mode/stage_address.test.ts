/** Stage mode in an address. */

import { describe, expect, test } from 'vitest';
import { isStageAddress, withoutStage, withStage } from '#ui/stage_mode/stage_address.ts';

const site = 'https://example.test/lab/';

describe('an address', () => {
  test.each([
    ['?stage', true],
    ['?stage=1#preset=tombstone', true],
    ['?lang=zh-CN&stage#run=1.abc', true],
    ['?mode=stage', true],
    ['?stage=0', false],
    ['?mode=page', false],
    ['#preset=tombstone', false],
    ['', false],
  ])('%s asks for stage mode: %s', (rest, asked) => {
    expect(isStageAddress(site + rest)).toBe(asked);
  });

  test('takes on what is presented, and keeps the rest of its query', () => {
    expect(withStage(`${site}?lang=zh-CN`, '#preset=tombstone')).toBe(
      `${site}?lang=zh-CN&stage#preset=tombstone`,
    );
    expect(withStage(`${site}#preset=a`, undefined)).toBe(`${site}?stage#preset=a`);
    expect(withStage(`${site}?mode=stage#preset=a`, undefined)).toBe(`${site}?stage#preset=a`);
  });

  test('is the same as before without it', () => {
    expect(withoutStage(`${site}?lang=zh-CN&stage#preset=a`)).toBe(`${site}?lang=zh-CN#preset=a`);
    expect(withoutStage(`${site}?stage#preset=a`)).toBe(`${site}#preset=a`);
    expect(withoutStage(`${site}?q=a%20b`)).toBe(`${site}?q=a%20b`);
  });
});
