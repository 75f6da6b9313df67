/** What the console shows is a fold of the trace; what it links are objects that there are. */

import { describe, expect, test } from 'vitest';
import { played } from '#test/session/runs.ts';
import { ConsoleIndex } from '#view-model/console.ts';
import { linkedParts, resourceAskedFor } from '#view-model/console_links.ts';
import { RunView } from '#view-model/run_view.ts';

function viewOf(script: string): RunView {
  const { store } = played(script);
  const view = new RunView();
  view.append(store.events, store.objects.entries());
  return view;
}

describe('the console', () => {
  test('shows each command with what it printed by then', () => {
    const view = viewOf(`run 1s
kubectl get namespace default
watch rs-controller/pods cut
kubectl get nothings`);
    const index = new ConsoleIndex(view);
    const all = index.upTo(view.lastSeq);
    expect(all.map(({ line, run }) => [line, run])).toEqual([
      ['kubectl get namespace default', 'kubectl/1'],
      ['watch rs-controller/pods cut', undefined],
      ['kubectl get nothings', 'kubectl/2'],
    ]);
    const [first, , last] = all;
    expect(first?.pieces[0]?.text).toContain('NAME');
    expect(first?.ended?.code).toBe(0);
    expect(last?.pieces[0]?.stream).toBe('err');
    expect(last?.ended?.code).toBe(1);
    const [early] = index.upTo((first?.pieces[0]?.seq ?? 0) - 1);
    expect(early).toMatchObject({ pieces: [], ended: undefined });
  });
});

describe('links', () => {
  const objects = new Map([
    ['pods/web-1', 'pods/default/web-1'],
    ['deployments/web', 'deployments/default/web'],
    ['foos/f1', 'foos/default/f1'],
  ]);
  const known = {
    find: (resource: string, name: string) => objects.get(`${resource}/${name}`),
  };

  test.each<readonly [line: string, resource: string | undefined, keys: readonly string[]]>([
    ['deployment.apps/web scaled', undefined, ['deployments/default/web']],
    ['foo.samplecontroller.k8s.io/f1 created', undefined, ['foos/default/f1']],
    ['pod/web-1 and pod/gone', undefined, ['pods/default/web-1']],
    ['web-1   1/1   Running', 'pods', ['pods/default/web-1']],
    ['web-1   1/1   Running', undefined, []],
    ['NAME    READY', 'pods', []],
    ['', 'pods', []],
  ])('%s', (line, resource, keys) => {
    const parts = linkedParts(line, known, resource);
    expect(parts.map(({ text }) => text).join('')).toBe(line);
    expect(parts.flatMap(({ key }) => key ?? [])).toEqual(keys);
  });

  test.each([
    ['kubectl get po -w', 'pods'],
    ['kubectl get pod web-1', 'pods'],
    ['kubectl get pods,cm', undefined],
    ['kubectl describe pod web-1', undefined],
    ['kubectl get', undefined],
  ])('%s asks for %s', (line, resource) => {
    expect(resourceAskedFor(line)).toBe(resource);
  });
});
