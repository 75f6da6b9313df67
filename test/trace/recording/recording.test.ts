import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { playScenario, recordingOf, recordScenario } from '#cli/site/record_scenario.ts';
import { allScenarios } from '#cli/site/scenarios.ts';
import { decodeRecording } from '#trace/recording/decode_recording.ts';
import { encodeRecording } from '#trace/recording/encode_recording.ts';
import { successor } from '#trace/recording/guesses.ts';
import type { Recording, RecordingFile } from '#trace/recording/recording_file.ts';
import { MalformedColumn, VlqReader, VlqWriter } from '#trace/recording/vlq.ts';

describe('columns of numbers', () => {
  test('give back every number, signed or not', () => {
    const whole = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    const signed = fc.integer({ min: -(2 ** 51), max: 2 ** 51 });
    fc.assert(
      fc.property(fc.array(whole), fc.array(signed), (counts, differences) => {
        const writer = new VlqWriter();
        for (const value of counts) writer.write(value);
        for (const value of differences) writer.writeSigned(value);
        const reader = new VlqReader(writer.text, 'test');
        expect(counts.map(() => reader.read())).toEqual(counts);
        expect(differences.map(() => reader.readSigned())).toEqual(differences);
        reader.end();
      }),
    );
  });

  test.each([
    { name: 'cut off', text: 'A', problem: 'column test, letter 2: expected a letter' },
    { name: 'in other letters', text: 'A€', problem: 'letter 2: expected a letter' },
    { name: 'too large', text: `A${'/'.repeat(12)}A`, problem: 'can be counted exactly' },
    { name: 'too long', text: 'ABC', problem: 'column test, letter 3: expected the end' },
  ])('are refused when $name', ({ text, problem }) => {
    const reader = new VlqReader(text, 'test');
    const readAll = (): void => {
      reader.read();
      reader.read();
      reader.end();
    };
    expect(readAll).toThrow(MalformedColumn);
    expect(() => new VlqReader(text, 'test').end()).toThrow(MalformedColumn);
    const again = new VlqReader(text, 'test');
    expect(() => {
      again.read();
      again.read();
      again.end();
    }).toThrow(problem);
  });
});

test.each([
  ['req-9', 'req-10'],
  ['41', '42'],
  [7, 8],
  ['apiserver-a', undefined],
  ['', undefined],
  [true, undefined],
])('what follows %j is guessed as %j', (value, next) => {
  expect(successor(value)).toBe(next);
});

const scenario = allScenarios().find(({ address }) => address === 'opening');
if (scenario === undefined) throw new Error('expected the opening scene');
const session = playScenario(scenario);
const recording = recordingOf(scenario, session);
const text = recordScenario(scenario, session);

describe('a recording', () => {
  test('reads back as what was played: events, objects, record and hash', () => {
    const read = decodeRecording(text);
    expect(read).toEqual({ ok: true, value: JSON.parse(JSON.stringify(recording)) as Recording });
  });

  test('keeps the order of members, so that objects look as they did', () => {
    const read = decodeRecording(text);
    const objects = read.ok ? read.value.mentions.map(([, object]) => JSON.stringify(object)) : [];
    expect(objects).toEqual(recording.mentions.map(([, object]) => JSON.stringify(object)));
  });

  test('of the opening scene is fetched in a fifth of what its trace takes', () => {
    const lines = [...session.store.lines()].join('\n');
    const zipped = (value: string): number => gzipSync(value, { level: 9 }).length;
    expect(zipped(text)).toBeLessThan(zipped(lines) / 5);
    expect(zipped(text)).toBeLessThan(20_000);
  });

  test('of an empty run is a recording', () => {
    const empty = { ...recording, events: [], mentions: [] };
    const read = decodeRecording(JSON.stringify(encodeRecording(empty)));
    expect(read).toMatchObject({ ok: false, error: { path: '$.hash' } });
  });
});

describe('a recording is refused', () => {
  const file = JSON.parse(text) as RecordingFile;
  const { values, headers, bodies } = file;
  const rows: readonly { name: string; damage: object; path: string; reason: string }[] = [
    { name: 'of another format', damage: { format: 'x' }, path: '$.format', reason: 'recording"' },
    { name: 'of another layout', damage: { version: 9 }, path: '$.version', reason: 'got 9' },
    {
      name: 'of another trace',
      damage: { record: { ...file.record, version: 7 } },
      path: '$.record.version',
      reason: 'got 7',
    },
    { name: 'with too many events', damage: { events: 1e9 }, path: '$.events', reason: 'at most' },
    { name: 'with fewer than none', damage: { objects: -1 }, path: '$.objects', reason: 'at most' },
    { name: 'with a member too many', damage: { more: 1 }, path: '$.more', reason: 'unknown' },
    { name: 'with another hash', damage: { hash: 'f00d' }, path: '$.hash', reason: 'hash f00d' },
    {
      name: 'with a column cut off',
      damage: { headers: { ...headers, at: headers.at.slice(0, 99) } },
      path: '$',
      reason: 'column at, letter 100: expected a letter',
    },
    {
      name: 'with too few values',
      damage: { values: values.slice(0, 50) },
      path: '$',
      reason: 'expected one of 50 values',
    },
    {
      name: 'with values left over',
      damage: { values: [...values, 'more'] },
      path: '$',
      reason: 'expected the end',
    },
    {
      name: 'with an object that there is not',
      damage: { values: values.map((value) => (typeof value === 'number' ? 9999 : value)) },
      path: '$',
      reason: 'expected the number of an object',
    },
    {
      name: 'with a skeleton that there is not',
      damage: { bodies: { ...bodies, skeleton: `//B${bodies.skeleton}` } },
      path: '$',
      reason: 'column skeleton, letter 3: expected a number below',
    },
    {
      name: 'with skeletons that are no objects',
      damage: { skeletons: file.skeletons.map(() => 0) },
      path: '$',
      reason: 'expected an object',
    },
    { name: 'without its fields', damage: { fields: [] }, path: '$', reason: 'expected a field' },
  ];

  test.each(rows)('$name', ({ damage, path, reason }) => {
    const read = decodeRecording(JSON.stringify({ ...file, ...damage }));
    expect(read).toMatchObject({ ok: false, error: { path } });
    expect(!read.ok && read.error.reason).toContain(reason);
  });

  test('when it is no JSON', () => {
    const read = decodeRecording(text.slice(0, 5000));
    expect(read).toMatchObject({ ok: false, error: { path: '$' } });
  });

  test('wherever a letter of it is changed, and never breaks its reader', () => {
    const column = text.indexOf('"headers"');
    fc.assert(
      fc.property(
        fc.integer({ min: column, max: text.length - 1 }),
        fc.base64String(),
        (at, by) => {
          const letter = by.charAt(0) || 'A';
          const damaged = text.slice(0, at) + letter + text.slice(at + 1);
          const read = decodeRecording(damaged);
          if (damaged !== text && read.ok) expect(read.value).toEqual(recording);
        },
      ),
      { numRuns: 40 },
    );
  });
});
