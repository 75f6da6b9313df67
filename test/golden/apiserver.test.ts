/**
 * Our API server answers as the real one did: every case of every script in test/golden/apiserver, step
 * by step. Cases in which it is known to differ still are listed, and must differ.
 */

import { describe, expect, test } from 'vitest';
import { beyondCases, type Comparison, compareTopic, lostTranscripts, notYet } from '#cli/transcripts/compare.ts';
import { differencesText } from '#cli/transcripts/differences.ts';
import { readTopics } from '#cli/transcripts/script.ts';
import { readTable } from '#cli/transcripts/tables.ts';
import { readTranscripts } from '#cli/transcripts/transcript.ts';

const topics = readTopics();
const known = notYet();
const names = topics.flatMap(({ topic, script }) =>
  script.cases.map(({ name }) => `${topic}/${name}`),
);

test('what is listed as differing still is a case of a script, with a reason', () => {
  expect([...known.keys()].filter((name) => !names.includes(name))).toEqual([]);
  expect([...known].filter(([, reason]) => reason === '')).toEqual([]);
});

test('what ours is not held to says why', () => {
  const reasons = topics.flatMap(beyondCases).map(({ beyond = '' }) => beyond.length);
  expect(reasons.filter((length) => length < 20)).toEqual([]);
  expect(reasons.length).toBeLessThanOrEqual(3);
});

test('every transcript belongs to a case, and all of a topic are of one server', () => {
  expect(topics.flatMap(lostTranscripts)).toEqual([]);
  const servers = topics.map(({ topic }) => readTranscripts(topic)?.of);
  expect([...new Set(servers)]).toHaveLength(1);
});

test('each of the 55 surprises is shown by a case, or it is said why not', () => {
  const rows = readTable('surprises.tsv');
  expect(rows.map(({ number }) => Number(number))).toEqual(
    Array.from({ length: 55 }, (_, index) => index + 1),
  );
  expect(unfounded(rows)).toEqual([]);
});

test('each question that the transcripts settle names the case that shows the answer, or says why none does', () => {
  const rows = readTable('settled.tsv');
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.filter(({ question, answer }) => question === '' || answer === '')).toEqual([]);
  expect(unfounded(rows)).toEqual([]);
});

/** Rows that name no case that exists, and give no reason. */
function unfounded(rows: ReturnType<typeof readTable>) {
  return rows.filter((row) => {
    const { case: shown = '' } = row;
    return shown === '-' ? (row['why not'] ?? '').length < 10 : !names.includes(shown);
  });
}

describe.each(topics)('$topic', (topic) => {
  let compared: readonly Comparison[] | undefined;
  const held = topic.script.cases.filter(({ beyond }) => beyond === undefined);
  test.each(held)('$name', ({ name }) => {
    compared ??= compareTopic(topic);
    const title = `${topic.topic}/${name}`;
    const found = compared.find((each) => each.name === title);
    expect(found?.fault).toBeUndefined();
    const text = differencesText(found?.differences ?? []);
    if (known.has(title)) expect(text, 'it does not differ any more').not.toBe('');
    else expect(text).toBe('');
  });
});
