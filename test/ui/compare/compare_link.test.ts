/** A comparison's address says which two profiles, and on which run. */

import { describe, expect, test } from 'vitest';
import type { RunRecord } from '#trace/engine_port.ts';
import { encodePlainLink } from '#trace/link/plain_link.ts';
import { decodeCompareHash, encodeCompareHash, isCompareHash } from '#ui/compare/compare_link.ts';

describe('the hash of a comparison', () => {
  test('names two profiles of the first scene', () => {
    expect(isCompareHash('#compare=classic,modern')).toBe(true);
    expect(decodeCompareHash('#compare=classic,modern')).toEqual({
      ok: true,
      value: { kind: 'profiles', left: 'classic', right: 'modern', rest: '' },
    });
  });

  test('carries any other run with it', () => {
    const script = 'run 1s\n';
    const record: RunRecord = {
      ...({ version: 1, profile: 'classic', seed: 's', policy: 'arrival' } as const),
      ...{ script, acts: [] },
    };
    const runHash = encodePlainLink({ record, seq: 7 });
    const decoded = decodeCompareHash(encodeCompareHash('classic', 'watchList', runHash));
    expect(decoded).toEqual({
      ok: true,
      value: { kind: 'profiles', left: 'classic', right: 'watchList', rest: runHash },
    });
  });

  test('names two runs of its link', () => {
    const decoded = decodeCompareHash(encodeCompareHash(1, 12, '#run=2.abc'));
    expect(decoded).toEqual({
      ok: true,
      value: { kind: 'runs', left: 1, right: 12, rest: '#run=2.abc' },
    });
  });

  test.each([
    '#compare=',
    '#compare=classic',
    '#compare=classic,classic',
    '#compare=old,new',
    '#compare=1,classic',
    '#compare=2,2',
    '#compare=0,1',
    '#compare=1,2,3',
  ])('is refused: %s', (hash) => {
    expect(decodeCompareHash(hash)).toMatchObject({ ok: false });
  });
});
