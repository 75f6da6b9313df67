/** A head is read as settings and written back; the script plays as before with what was changed. */

import { describe, expect, test } from 'vitest';
import { instant } from '#base/time.ts';
import { programs } from '#controllers/programs.ts';
import { readHead, usualStarts, writeHead } from '#script/head.ts';
import { headOptions, takesValue } from '#script/head_options.ts';
import { parseScript } from '#script/parse.ts';
import { programNames } from '#script/program_names.ts';
import { openingScene } from '#script/scenes/opening_scene.ts';
import { scriptOfRecord } from '#script/script_of_record.ts';
import { scriptText } from '#test/view-model/script_run.ts';

const usual = { profile: 'classic', seed: 'informer-lab', policy: 'arrival' } as const;

const scripts = [
  ['the opening scene', openingScene],
  ['tombstone.lab', scriptText('tombstone.lab')],
  ['410_ladder.lab', scriptText('410_ladder.lab')],
  ['time_travel.lab', scriptText('time_travel.lab')],
  ['an empty script', ''],
] as const;

/** The commands of a script without their places. */
function commandsOf(text: string): readonly unknown[] {
  const script = parseScript(text);
  if (!script.ok) throw new Error(script.error.map(({ message }) => message).join('\n'));
  return script.value.statements.map(({ command }) => command);
}

describe('a head', () => {
  test.each(scripts)('of %s comes back as it was read', (_, text) => {
    const settings = readHead(text, usual);
    const written = writeHead(text, settings);
    expect(readHead(written, usual)).toEqual(settings);
    expect(writeHead(written, settings)).toBe(written);
    const rest = (all: readonly unknown[]) =>
      all.filter((each) => !/"kind":"(seed|latency)"/.test(JSON.stringify(each)));
    expect(rest(commandsOf(written))).toEqual(rest(commandsOf(text)));
  });

  test('is changed and nothing else is', () => {
    const settings = readHead(openingScene, usual);
    expect(settings).toMatchObject({
      seed: 'web-7',
      latencies: { all: '30ms', watch: '120ms' },
      programs: usualStarts,
    });
    const changed = {
      ...settings,
      policy: 'shuffle' as const,
      options: { 'watch-window': '4', qps: '5' },
      latencies: { all: '10ms' },
      programs: [{ program: 'rs-controller', workers: '3', resync: '30s' }],
    };
    const written = writeHead(openingScene, changed);
    expect(written.split('\n').slice(0, 8)).toEqual([
      '# A cluster that is already running gets a Deployment of three replicas.',
      'seed web-7',
      'policy shuffle',
      'set watch-window 4',
      'set qps 5',
      'start rs-controller workers=3 resync=30s',
      'latency 10ms',
      'file web.yaml <<EOF',
    ]);
    expect(readHead(written, usual)).toEqual(changed);
  });

  test('keeps what is allowed to break before the latencies', () => {
    const text = 'seed a\nlatency 5ms\nrun 1s\n';
    const allowed = `allow cache-equals-server\n${text.replace('seed a\n', '')}`;
    const written = writeHead(allowed, readHead(allowed, usual));
    expect(written).toBe('seed informer-lab\nallow cache-equals-server\nlatency 5ms\nrun 1s\n');
  });
});

test('every program that a cluster knows can be started', () => {
  expect(programNames).toEqual(programs.map(({ name, usual: runs }) => ({ name, usual: runs })));
});

test.each(headOptions)('set $name takes $what', (option) => {
  expect(takesValue(option, '-1')).toBe(false);
  expect(takesValue(option, 'many')).toBe(false);
  expect(takesValue(option, '1')).toBe(option.kind === 'number');
  expect(takesValue(option, 'on')).toBe(option.kind === 'switch');
  if (option.kind === 'number') expect(takesValue(option, `${option.most + 1}`)).toBe(false);
});

test('acts become statements at their times', () => {
  const at = instant(3_500_000_000);
  const acts = [
    { position: { at, step: 4 }, statement: 'watch rs-controller/pods cut' },
    { position: { at, step: 9 }, statement: 'kubectl delete pod/a' },
  ];
  const text = scriptOfRecord({ script: 'run 1s\n', acts });
  expect(text).toBe(
    'run 1s\nuntil time >= 3.5s within 24h\nwatch rs-controller/pods cut\nkubectl delete pod/a\n',
  );
  expect(commandsOf(text)).toHaveLength(4);
});
