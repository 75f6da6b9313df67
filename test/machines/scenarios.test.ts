import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { playScript, scriptText } from '#test/view-model/script_run.ts';
import { MachineRuns } from '#view-model/machine_runs.ts';

const patience = 60_000;

const scripts = readdirSync(join(import.meta.dirname, '../scripts')).filter((name) =>
  name.endsWith('.lab'),
);

/** What else a cluster may live through, each after a Deployment has been rolled out. */
const faults: readonly (readonly [name: string, ...does: string[]])[] = [
  [
    'a program that crashes',
    'program rs-controller crash',
    'run 2s',
    'program rs-controller start',
  ],
  [
    'a program that is stopped',
    'program rs-controller stop',
    'run 2s',
    'program rs-controller start',
  ],
  [
    'a restarted program',
    'program deployment-controller restart',
    'run 5s',
    'kubectl delete pod/nginx-*',
  ],
  [
    'a paused program',
    'program rs-controller pause',
    'kubectl delete pod/nginx-*',
    'run 5s',
    'program rs-controller resume',
  ],
  [
    'a watch that ends in order',
    'watch rs-controller/pods cut close',
    'run 2s',
    'kubectl delete pod/nginx-*',
  ],
  [
    'a watch that is reset',
    'watch rs-controller/pods cut reset',
    'run 2s',
    'kubectl delete pod/nginx-*',
  ],
  [
    'messages tampered with',
    'watch rs-controller/pods hold',
    'kubectl delete pod/nginx-*',
    'run 2s',
    'watch rs-controller/pods swap 0',
    'watch rs-controller/pods duplicate 1',
    'watch rs-controller/pods drop 0',
    'run 2s',
    'watch rs-controller/pods release',
  ],
  [
    'a held watch that is cut',
    'watch rs-controller/pods hold',
    'kubectl delete pod/nginx-*',
    'run 2s',
    'watch rs-controller/pods cut reset',
    'run 5s',
    'watch rs-controller/pods release',
  ],
  ['a server that is away', 'apiserver a stop', 'run 20s', 'apiserver a start', 'run 60s'],
  [
    'a server that lags',
    'apiserver a hold',
    'kubectl delete pod/nginx-*',
    'run 5s',
    'apiserver a release',
  ],
  [
    'a refused client',
    'client rs-controller refuse',
    'run 10s',
    'watch rs-controller/pods cut',
    'run 20s',
    'client rs-controller accept',
  ],
  [
    'a lost response',
    'client rs-controller lose response',
    'kubectl delete pod/nginx-*',
    'run 60s',
  ],
  ['a lost request', 'client rs-controller lose request', 'kubectl delete pod/nginx-*', 'run 60s'],
  [
    'a server that fails',
    'client rs-controller fail 500 3',
    'kubectl delete pod/nginx-*',
    'run 10s',
  ],
  [
    'a server that has had enough',
    'client rs-controller fail 429 2',
    'informer rs-controller/pods relist',
    'run 30s',
  ],
  ['a forced relist', 'informer rs-controller/pods relist', 'run 5s'],
  ['many minutes, so that watches time out', 'run 12m'],
];

const rollOut = scriptText('tombstone.lab').split('watch rs-controller/pods cut')[0] ?? '';

function refusals(text: string): readonly string[] {
  const runs = new MachineRuns();
  const { events } = playScript(text);
  for (const event of events) runs.fold(event);
  const undone = events.filter(({ kind }) => kind === 'command.refused');
  expect(undone.map(({ data }) => data)).toEqual([]);
  return runs.refusals.map(
    ({ seq, machine, instance, state, event }) =>
      `${seq} ${machine} ${instance}: ${event} in ${state}`,
  );
}

test('there are scripts to play', () => {
  expect(scripts.length).toBeGreaterThan(0);
});

test.each(scripts)(
  'machines accept every event of %s',
  (name) => {
    expect(refusals(scriptText(name))).toEqual([]);
  },
  patience,
);

test.each(faults)(
  'machines accept every event of %s',
  (_, ...does) => {
    expect(refusals(`${rollOut}${does.join('\n')}\nrun 10s\n`)).toEqual([]);
  },
  patience,
);

test.each(['inOrder', 'watchList', 'modern'])(
  'machines accept every event under profile %s',
  (profile) => {
    expect(refusals(`profile ${profile}\n${scriptText('tombstone.lab')}`)).toEqual([]);
  },
  patience,
);
