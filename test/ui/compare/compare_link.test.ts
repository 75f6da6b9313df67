/** A comparison's address says which two profiles, and on which run. */

import { describe, expect, test } from 'vitest';
import type { RunRecord } from '#trace/engine_port.ts';
import { decodeCompareHash, encodeCompareHash, isCompareHash } from '#ui/compare/compare_link.ts';
import { decodeLink } from '#ui/share/link.ts';

describe('the hash of a comparison', () => {
  test('names two profiles of the first scene', () => {
    expect(isCompareHash('#compare=classic,modern')).toBe(true);
    expect(decodeCompareHash('#compare=classic,modern')).toEqual({
      ok: true,
      value: { left: 'classic', right: 'modern', rest: '' },
    });
  });

  test('carries any other run with it', () => {
    const script = 'run 1s\n';
    const record: RunRecord = {
      ...({ version: 1, profile: 'classic', seed: 's', policy: 'arrival' } as const),
      ...{ script, acts: [] },
    };
    const hash = encodeCompareHash({ record, seq: 7 }, 'watchList');
    const decoded = decodeCompareHash(hash);
    expect(decoded).toMatchObject({ ok: true, value: { left: 'classic', right: 'watchList' } });
    const rest = decoded.ok ? decoded.value.rest : '';
    expect(decodeLink(rest)).toEqual({ ok: true, value: { record, seq: 7 } });
  });

  test.each(['#compare=', '#compare=classic', '#compare=classic,classic', '#compare=old,new'])(
    'is refused: %s',
    (hash) => {
      expect(decodeCompareHash(hash)).toMatchObject({ ok: false });
    },
  );
});
