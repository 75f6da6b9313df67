/** Our kubectl sends what the real one sent, and prints what it printed, for every command of the battery. */

import { describe, expect, test } from 'vitest';
import { readBattery } from '#cli/oracle/kubectl/battery.ts';
import { normalise } from '#cli/oracle/kubectl/heard.ts';
import { differences, readRecordings } from '#cli/oracle/kubectl/recordings.ts';
import { runCase } from '#cli/oracle/kubectl/run_case.ts';

const battery = readBattery();
const recordings = readRecordings();

test('every case of the battery is recorded, and no other', () => {
  expect(battery.cases.length).toBeGreaterThanOrEqual(60);
  expect([...recordings.keys()].toSorted()).toEqual(
    battery.cases.map(({ name }) => name).toSorted(),
  );
});

test('a planted difference is seen', () => {
  const [each] = battery.cases;
  const recording = each === undefined ? undefined : recordings.get(each.name);
  if (each === undefined || recording === undefined) throw new Error('there are no cases');
  const [first] = recording.requests;
  if (first === undefined) throw new Error('the case sends nothing');
  const others = recording.requests.slice(1);
  expect(differences(each, recording, recording)).toEqual([]);
  expect(differences(each, recording, { ...recording, requests: others })).toHaveLength(1);
  const elsewhere = { ...recording, requests: [{ ...first, path: '/api' }, ...others] };
  expect(differences(each, recording, elsewhere)).toHaveLength(1);
  expect(differences(each, recording, { ...recording, out: '' })).toHaveLength(1);
});

describe('kubectl', () => {
  test.each(battery.cases)('$name: $command', (each) => {
    const recording = recordings.get(each.name);
    expect(recording).toBeDefined();
    const heard = normalise(runCase(battery, each));
    expect(recording && differences(each, recording, heard)).toEqual([]);
  });
});
