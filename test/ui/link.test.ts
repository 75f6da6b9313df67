/** Links survive the way there and back, and say where a broken one breaks. */

import { describe, expect, test } from 'vitest';
import { instant } from '#base/time.ts';
import { defaultLocale } from '#messages/locales.ts';
import { decodeLink, encodeLink, type SharedPlace } from '#ui/share/link.ts';

const place: SharedPlace = {
  record: {
    version: 1,
    profile: 'classic',
    seed: 'web-7',
    policy: 'arrival',
    script: 'run 5s # Größe ≥ 3\n',
    acts: [{ position: { at: instant(5), step: 2 }, statement: 'watch rs-controller/pods cut' }],
  },
  seq: 218,
};

function linkOf(value: unknown): string {
  return encodeLink(value as SharedPlace);
}

describe('a link', () => {
  test('leads back to the same run and hop', () => {
    expect(decodeLink(encodeLink(place))).toEqual({ ok: true, value: place });
  });

  test('is not asked for by an empty hash', () => {
    expect(decodeLink('')).toEqual({ ok: true, value: undefined });
  });

  test.each([
    { name: 'another hash', hash: '#lesson-5', position: 2, message: 'expected "run="' },
    { name: 'another version', hash: '#run=9.abc', position: 6, message: 'link version 1' },
    { name: 'a character of no link', hash: '#run=1.ab%c', position: 10, message: '"%" cannot' },
    {
      name: 'a link cut off',
      hash: encodeLink(place).slice(0, 60),
      position: 61,
      message: 'cut off',
    },
    {
      name: 'no script',
      hash: linkOf({ ...place, record: { ...place.record, script: 7 } }),
      position: 8,
      message: '$.record.script: expected a string, got 7',
    },
    {
      name: 'another format',
      hash: linkOf({ ...place, record: { ...place.record, version: 2 } }),
      position: 8,
      message: 'format 2',
    },
  ])('with $name says where it breaks', ({ hash, position, message }) => {
    const decoded = decodeLink(hash);
    expect(decoded).toMatchObject({ ok: false, error: { position } });
    expect(decoded.ok ? '' : decoded.error.say(defaultLocale.words.link)).toContain(message);
  });
});
