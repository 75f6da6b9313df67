/** Links survive the way there and back, and say where a broken one breaks. */

import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { base64UrlOf } from '#base/base64url.ts';
import { hashText } from '#base/content_hash.ts';
import { crc32 } from '#base/crc32.ts';
import { canonicalJson } from '#base/json.ts';
import { instant } from '#base/time.ts';
import { en } from '#messages/en/en.ts';
import { linkFaultText } from '#messages/link_fault.ts';
import { zhCN } from '#messages/zh-CN/zh_cn.ts';
import { openingScene } from '#script/scenes/opening_scene.ts';
import { linkBodyOf } from '#trace/link/link_body.ts';
import { decodeLink, encodeLink, packedHash } from '#trace/link/link_codec.ts';
import { linkDictionary } from '#trace/link/link_dictionary.ts';
import { encodePlainLink } from '#trace/link/plain_link.ts';
import type { LinkedRun, LinkPosition, SharedLink } from '#trace/link/shared_link.ts';

const record = {
  version: 1,
  profile: 'classic',
  seed: 'web-7',
  policy: 'arrival',
  script: 'run 5s # Größe ≥ 3\n',
  acts: [{ position: { at: instant(5), step: 2 }, statement: 'watch rs-controller/pods cut' }],
} as const;

const run: LinkedRun = {
  record,
  end: { at: instant(5_000_000_000), step: 712, hop: 3 },
  hash: '0123456789abcdef',
  from: undefined,
  name: 'main',
  loosely: false,
};

const place = { at: instant(2_000_000_000), step: 301, hop: 1 };
const shared: SharedLink = { engine: '0.1.0', runs: [run], current: 0, place };
const hash = encodeLink(shared) ?? '';

/** A link with a right checksum around so many spaces. */
function bombOf(spaces: number): string {
  const packed = deflateSync(new Uint8Array(spaces).fill(32), { level: 9 });
  const whole = new Uint8Array(6 + packed.length);
  const header = new DataView(whole.buffer);
  header.setUint16(0, packed.length);
  header.setUint32(2, crc32(packed));
  whole.set(packed, 6);
  return `#run=2.${base64UrlOf(whole)}`;
}

/** The link of a body that says whatever it wants. */
function linkOf(body: unknown): string {
  return packedHash(canonicalJson(body)) ?? '';
}

const body = linkBodyOf(shared);
const bodyOfRun = (changes: object): object => ({
  ...body,
  runs: [{ ...body.runs[0], ...changes }],
});

const positions: fc.Arbitrary<LinkPosition> = fc.record({
  at: fc.nat({ max: 2 ** 48 }).map(instant),
  step: fc.nat(),
  hop: fc.nat({ max: 50 }),
});
const texts = fc.string({ unit: 'binary' });
const hands = fc.array(
  fc.record({
    position: fc.record({ at: fc.nat().map(instant), step: fc.nat() }),
    statement: texts,
  }),
  { maxLength: 4 },
);
const runs: fc.Arbitrary<readonly LinkedRun[]> = fc
  .array(
    fc.record({
      record: fc.record({
        version: fc.constant(1),
        profile: fc.constantFrom('classic', 'inOrder', 'watchList', 'modern'),
        seed: texts,
        policy: fc.constantFrom('arrival', 'shuffle'),
        script: texts,
        acts: hands,
      }),
      end: positions,
      hash: fc.stringMatching(/^[0-9a-f]{16}$/),
      from: fc.option(fc.nat(), { nil: undefined }),
      name: texts,
      loosely: fc.boolean(),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((all) =>
    all.map((each, index) => ({
      ...each,
      from: each.from === undefined || index === 0 ? undefined : each.from % index,
    })),
  );
const links: fc.Arbitrary<SharedLink> = fc
  .record({ engine: texts, runs, current: fc.nat(), place: positions })
  .map((link) => ({ ...link, current: link.current % link.runs.length }));

describe('a link', () => {
  test('leads back to the same runs and hop, whatever they are', () => {
    fc.assert(
      fc.property(links, (link) => {
        const there = encodeLink(link);
        expect(there).toMatch(/^#run=2\.[A-Za-z0-9_-]+$/);
        expect(decodeLink(there ?? '')).toEqual({ ok: true, value: { kind: 'runs', link } });
      }),
      { numRuns: 200 },
    );
  });

  test('is the same text for the same run', () => {
    expect(hash).toBe(
      '#run=2.AE4hrZAwI85cI4RDjA0MsbvWVMdIRwlfPakUCw9ZYAKEmWduaKRjjHCbgaGRsYmpmbmFZWJSMrA0QnYrJHEqKCu4Fx3ednh-qsKjzqWgrIoZg7UA',
    );
  });

  test('of the first scene has a quarter of the characters that version 1 took', () => {
    const first = { ...record, script: openingScene, acts: [] };
    const short = encodeLink({ ...shared, runs: [{ ...run, record: first }] }) ?? '';
    expect(short.length).toBeLessThan(encodePlainLink({ record: first, seq: 300 }).length / 4);
  });

  test('of version 1 opens as it did', () => {
    const old = { record, seq: 218 };
    const opened = decodeLink(encodePlainLink(old));
    expect(opened).toEqual({ ok: true, value: { kind: 'place', place: old } });
    // This one was made before there was a version 2.
    const made =
      '#run=1.eyJyZWNvcmQiOnsidmVyc2lvbiI6MSwicHJvZmlsZSI6ImNsYXNzaWMiLCJzZWVkIjoicyIsInBvbGljeSI6ImFycml2YWwiLCJzY3JpcHQiOiJydW4gMXNcbiIsImFjdHMiOltdfSwic2VxIjo3fQ';
    expect(decodeLink(made)).toMatchObject({
      ok: true,
      value: { kind: 'place', place: { record: { script: 'run 1s\n' }, seq: 7 } },
    });
  });

  test('is not asked for by an empty hash', () => {
    expect(decodeLink('')).toEqual({ ok: true, value: undefined });
    expect(decodeLink('#')).toEqual({ ok: true, value: undefined });
  });

  test('refers to words that no later version may change', () => {
    expect(hashText(linkDictionary)).toBe('15dee8a928b2cf81');
  });
});

describe('a damaged link', () => {
  test('never opens, whichever of its characters is another one', () => {
    const start = hash.indexOf('.') + 1;
    for (let at = start; at < hash.length; at++) {
      for (const sign of ['A', 'z', '-', '0', '%', ' ']) {
        if (hash.charAt(at) === sign) continue;
        const damaged = hash.slice(0, at) + sign + hash.slice(at + 1);
        expect(decodeLink(damaged).ok, damaged).toBe(false);
      }
    }
  });

  test('never opens, wherever it is cut off', () => {
    const start = hash.indexOf('.') + 1;
    for (let at = start; at < hash.length; at++) {
      const decoded = decodeLink(hash.slice(0, at));
      expect(decoded).toMatchObject({ ok: false, error: { position: at } });
      expect(decoded.ok ? '' : decoded.error.fault.kind).toBe('cutOff');
    }
  });

  test('never throws, whatever follows its version', () => {
    fc.assert(
      fc.property(fc.constantFrom('1', '2', '3', ''), fc.string(), (version, rest) => {
        expect(decodeLink(`#run=${version}.${rest}`).ok).toBe(false);
      }),
    );
  });

  test.each([
    { name: 'another hash', link: '#lesson-5', position: 2, message: 'expected "run="' },
    {
      name: 'a version of no link',
      link: '#run=x.abc',
      position: 6,
      message: 'from 1 to 2, got "x"',
    },
    { name: 'no version', link: '#run=', position: 6, message: 'from 1 to 2, got ""' },
    {
      name: 'a later version',
      link: '#run=9.abc',
      position: 6,
      message: 'this link is of version 9',
    },
    { name: 'a character of no link', link: '#run=1.ab%c', position: 10, message: '"%" cannot' },
    { name: 'a character of no link', link: '#run=2.ab%c', position: 10, message: '"%" cannot' },
    { name: 'nothing in it', link: '#run=2.', position: 7, message: 'cut off' },
    {
      name: 'less than it had',
      link: hash.slice(0, 60),
      position: 60,
      message: `53 of its ${hash.length - 7} characters`,
    },
    {
      name: 'more than it had',
      link: `${hash}abc`,
      position: hash.length + 1,
      message: '3 more characters follow',
    },
    {
      name: 'two characters swapped',
      link: hash.slice(0, 80) + hash.charAt(81) + hash.charAt(80) + hash.slice(82),
      position: 8,
      message: 'checksum',
    },
    {
      name: 'an old link cut off',
      link: encodePlainLink({ record, seq: 1 }).slice(0, 60),
      position: 60,
      message: 'cut off',
    },
    { name: 'no JSON', link: packedHash('{') ?? '', position: 8, message: 'expected an object' },
    {
      name: 'a script of no text',
      link: linkOf(bodyOfRun({ script: 7 })),
      position: 8,
      message: '$.runs[0].script: expected a string, got 7',
    },
    {
      name: 'no runs',
      link: linkOf({ ...body, runs: [] }),
      position: 8,
      message: '$.current: expected one of 0 runs',
    },
    {
      name: 'a run forked from itself',
      link: linkOf(bodyOfRun({ from: 0 })),
      position: 8,
      message: '$.runs[0].from: expected an earlier run',
    },
    {
      name: 'an act at no instant',
      link: linkOf(bodyOfRun({ acts: [[-1, 2, 'x']] })),
      position: 8,
      message: '$.runs[0].acts[0]: expected [instant, step, statement]',
    },
    {
      name: 'a member that nobody knows',
      link: linkOf({ ...body, more: 1 }),
      position: 8,
      message: '$.more: unknown member',
    },
    {
      name: 'another format',
      link: linkOf({ ...body, format: 2 }),
      position: 8,
      message: 'format 2',
    },
  ])('with $name says where it breaks, in both languages', ({ link, position, message }) => {
    const decoded = decodeLink(link);
    expect(decoded).toMatchObject({ ok: false, error: { position } });
    if (decoded.ok) return;
    expect(linkFaultText(decoded.error.fault, en.words.link)).toContain(message);
    expect(linkFaultText(decoded.error.fault, zhCN.words.link)).not.toBe('');
  });

  test('that would unpack to more than any run is refused, and quickly', () => {
    const bomb = bombOf(60_000_000);
    const decoded = decodeLink(bomb);
    expect(decoded).toMatchObject({ ok: false, error: { fault: { kind: 'unpacked' } } });
  });
});

describe('a run that is too much for a link', () => {
  test('gives none', () => {
    let seed = 1;
    const noise = Array.from({ length: 200_000 }, () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return String.fromCharCode(33 + (seed % 90));
    }).join('');
    const long = { ...run, record: { ...record, script: noise } };
    expect(encodeLink({ ...shared, runs: [long] })).toBeUndefined();
    const longer = { ...run, record: { ...record, script: 'x'.repeat(2_000_001) } };
    expect(encodeLink({ ...shared, runs: [longer] })).toBeUndefined();
  });
});
