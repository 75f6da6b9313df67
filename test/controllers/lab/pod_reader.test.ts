/** What the pod reader asks the API server for, by where its goroutines read from. */

import { describe, expect, test } from 'vitest';
import { played } from '#test/session/runs.ts';

const two = `kubectl create deployment web --image=nginx --replicas=2
until pods running == 2 within 30s
run 2s
`;

describe('three goroutines that look at two pods for ten seconds', () => {
  const rows = [
    {
      name: 'poll: a LIST each second each, and no watch',
      source: 'poll',
      expected: [
        'event request.sent client=pod-reader verb=list >= 30',
        'event request.sent client=pod-reader verb=list <= 33',
        'event request.sent client=pod-reader verb=watch == 0',
        'event lister.read informer=pod-reader/pods == 0',
      ],
    },
    {
      name: 'an informer: one LIST, one WATCH, however often they read',
      source: 'informer',
      expected: [
        'event request.sent client=pod-reader == 2',
        'event lister.read informer=pod-reader/pods >= 60',
      ],
    },
  ];
  test.each(rows)('$name', ({ source, expected }) => {
    const { failures } = played(`${two}program pod-reader code source ${source}
program pod-reader start
run 10s
expect dial pod-reader pods == 2
expect dial pod-reader reads >= 60
${expected.map((each) => `expect ${each}\n`).join('')}`);
    expect(failures).toEqual([]);
  });
});
