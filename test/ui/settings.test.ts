/** Every setting is explained, takes what it should, refuses what it should, and reaches the script. */

import { describe, expect, test } from 'vitest';
import { defaultWindow } from '#apiserver/cacher/history_window.ts';
import { formatDuration, seconds } from '#base/time.ts';
import { defaultBurst, defaultQPS } from '#client-go/rest/config.ts';
import { minimumResyncPeriod } from '#client-go/tools/cache/shared_informer.ts';
import { en } from '#messages/en/en.ts';
import type { Words } from '#messages/en/ui/words.ts';
import { zhCN } from '#messages/zh-CN/zh_cn.ts';
import { span } from '#script/argument.ts';
import { type HeadSettings, readHead, usualStarts, writeHead } from '#script/head.ts';
import { headOptions } from '#script/head_options.ts';
import { parseScript } from '#script/parse.ts';
import { defaultLatencies } from '#sim/in_memory_network.ts';
import { played } from '#test/session/runs.ts';
import { withoutBlock } from '#ui/script/script_block.ts';
import {
  countFaults,
  fieldGroups,
  takesSpan,
  takesWorkers,
  usualLatencies,
  withProgram,
} from '#ui/settings/setting_fields.ts';

const usual = { profile: 'classic', seed: 'informer-lab', policy: 'arrival' } as const;
const start = readHead('run 1s\n', usual);
const fields = fieldGroups.flatMap((group) => group.fields);

describe.each(fields)('$id', (field) => {
  test('is explained in a sentence', () => {
    expect(en.words.settings.fields[field.id].about).toMatch(/^[A-Z].*\.$/);
    expect(zhCN.words.settings.fields[field.id].about).toMatch(/。$/);
  });

  test('refuses nonsense, and takes what it names', () => {
    expect(field.takes('nonsense')).toBe(false);
    expect(field.takes('')).toBe(true);
    const value = ['3', 'on', '25ms'].find((each) => field.takes(each)) ?? '';
    const script = writeHead('run 1s\n', field.write(start, value));
    expect(script).toContain(value);
    expect(parseScript(script).ok).toBe(true);
    expect(field.read(readHead(script, usual))).toBe(value);
    expect(writeHead(script, field.write(readHead(script, usual), ''))).toBe(
      writeHead('run 1s\n', start),
    );
  });
});

/** The head line that a value of each setting writes, and one that it does not take. */
const rows: readonly (readonly [id: string, value: string, line: string, refused: string])[] = [
  ['watch-window', '4', 'set watch-window 4', '0'],
  ['watch-buffer', '7', 'set watch-buffer 7', '1.5'],
  ['replicas', '3', 'set replicas 3', '6'],
  ['nodes', '0', 'set nodes 0', '27'],
  ['managed-fields', 'on', 'set managed-fields on', 'yes'],
  ['qps', '50', 'set qps 50', '-1'],
  ['burst', '100', 'set burst 100', '1000000'],
  ['metrics', 'on', 'set metrics on', 'true'],
  ['latency-all', '1s', 'latency 1s', '25h'],
  ['latency-request', '80ms', 'latency request 80ms', '80'],
  ['latency-response', '2s', 'latency response 2s', '-2s'],
  ['latency-watch', '3s', 'latency watch 3s', 'slow'],
  ['latency-watchcache', '5ms', 'latency watchcache 5ms', '5 ms x'],
  ['latency-cachefill', '1m30s', 'latency cachefill 1m30s', '1e3s'],
];

test('the table of settings has each of them once', () => {
  expect(rows.map(([id]) => id).sort()).toEqual(fields.map(({ id }) => id).sort());
});

test.each(rows)('%s %s is written as `%s`, and %s is refused', (id, value, line, refused) => {
  const field = fields.find((each) => each.id === id);
  if (field === undefined) throw new Error(`expected a field ${id}`);
  expect(field.takes(value)).toBe(true);
  expect(field.takes(refused)).toBe(false);
  const script = writeHead('run 1s\n', field.write(start, value));
  expect(script.split('\n')).toEqual(['seed informer-lab', line, 'run 1s', '']);
  expect(played(script).failures).toEqual([]);
});

test.each<readonly [name: string, change: Partial<HeadSettings>, line: string]>([
  ['a profile', { profile: 'modern' }, 'profile modern'],
  ['a seed of two words', { seed: 'two words' }, "seed 'two words'"],
  ['a shuffled order', { policy: 'shuffle' }, 'policy shuffle'],
  [
    'workers and resync',
    { programs: withProgram(usualStarts, 'gc', { workers: '3', resync: '30s' }) },
    'start gc workers=3 resync=30s',
  ],
])('%s reaches the head, and the run', (_, change, line) => {
  const script = writeHead('run 1s\n', { ...start, ...change });
  expect(script.split('\n')).toContain(line);
  expect(readHead(script, usual)).toEqual({ ...start, ...change });
  expect(played(script).failures).toEqual([]);
});

test('what is usual is what the engine takes of itself', () => {
  const sentence = (name: string): string | undefined =>
    fields.find(({ id }) => id === name)?.usual;
  expect(usualLatencies).toMatchObject({
    request: formatDuration(defaultLatencies.request),
    response: formatDuration(defaultLatencies.response),
    watch: formatDuration(defaultLatencies.frame),
  });
  const { nodes, replicas, metrics, managedFields } = played('run 1s').cluster.settings;
  expect(sentence('nodes')).toBe(String(nodes));
  expect(sentence('replicas')).toBe(String(replicas));
  expect(sentence('metrics')).toBe(metrics ? 'on' : 'off');
  expect(sentence('managed-fields')).toBe(managedFields ? 'on' : 'off');
});

describe.each([en, zhCN])('in $tag', ({ words }) => {
  const { ranges, go } = words.settingNotes;

  test('every range says the limits that are checked', () => {
    for (const option of headOptions) {
      const text = ranges[option.name].replaceAll(',', '');
      const limits = option.kind === 'number' ? [option.least, option.most] : ['on', 'off'];
      for (const limit of limits) expect(text).toMatch(new RegExp(`\\b${limit}\\b`));
    }
    expect(ranges.workers).toContain('64');
    expect([takesWorkers('64'), takesWorkers('65')]).toEqual([true, false]);
    expect(ranges.latency).toContain('24h');
    expect([takesSpan('24h'), takesSpan('25h')]).toEqual([true, false]);
  });

  test('the defaults of Go are those of the files that mirror them', () => {
    expect(go.qps).toContain(`rest.DefaultQPS is ${defaultQPS}`.replace(' is ', tagged(words)));
    expect(go.burst).toContain(
      `rest.DefaultBurst is ${defaultBurst}`.replace(' is ', tagged(words)),
    );
    expect(go['watch-window']).toContain(`(${defaultWindow.capacity})`);
    expect(go['watch-window']).toContain(`(${defaultWindow.mostCapacity})`);
    expect(minimumResyncPeriod).toBe(seconds(1));
    expect(go.resync).toContain('minimumResyncPeriod');
  });
});

function tagged(words: Words): string {
  return words === en.words ? ' is ' : ' 是 ';
}

test('a fault is told in the words in which the script language would tell it', () => {
  const { expected } = en.words.settings;
  for (const option of headOptions) expect(expected[option.name]).toBe(option.what);
  expect(expected.latency).toBe(span.what);
  expect(expected.resync).toBe(span.what);
});

test('faults are counted, those of programs too', () => {
  expect(countFaults(start)).toBe(0);
  const programs = withProgram(usualStarts, 'gc', { workers: '0', resync: 'often' });
  expect(countFaults({ ...start, programs, seed: ' ' })).toBe(3);
  expect(countFaults({ ...start, programs: [] })).toBe(1);
});

test('a program is added, changed and left out', () => {
  const added = withProgram(usualStarts, 'job-controller', {});
  expect(added.at(-1)).toEqual({ program: 'job-controller', workers: '', resync: '' });
  const changed = withProgram(added, 'gc', { workers: '5' });
  expect(changed.find(({ program }) => program === 'gc')?.workers).toBe('5');
  expect(withProgram(changed, 'gc', undefined)).toHaveLength(added.length - 1);
});

test('nothing is completed inside a file', () => {
  expect(withoutBlock(['file a.yaml <<EOF', 'kind: Pod'])).toBeUndefined();
  expect(withoutBlock(['file a.yaml <<EOF', 'kind: Pod', 'EOF', 'run 1s'])).toEqual(['a.yaml']);
});
