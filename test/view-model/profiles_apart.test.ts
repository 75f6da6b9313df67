/** The opening scene under each profile: where today's machines part from the one in the books. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openingScene } from '#script/scenes/opening_scene.ts';
import { createSession, recordOf } from '#session/session.ts';
import type { ProfileName } from '#trace/profile.ts';
import { CommonAxis } from '#view-model/common_axis.ts';
import { divergenceOf } from '#view-model/divergence.ts';
import { RunView } from '#view-model/run_view.ts';
import { stateDiff } from '#view-model/state_diff.ts';

const informer = 'rs-controller/pods';

function viewUnder(profile: ProfileName, scene: string = openingScene): RunView {
  const record = recordOf(scene, { profile });
  if (!record.ok) throw new Error('the scene must compile');
  const session = createSession(record.value);
  if (!session.ok) throw new Error('the scene must open');
  session.value.play();
  const view = new RunView();
  view.append(session.value.store.events, session.value.store.objects.entries());
  return view;
}

const classic = viewUnder('classic');
const modern = viewUnder('modern');

describe('classic and modern', () => {
  const divergence = divergenceOf(classic, modern, { prefer: informer });

  test('part at their first request: a LIST at 0, and a WATCH that streams the list', () => {
    const { first } = divergence;
    expect(first).toMatchObject({ kind: 'wire', noun: informer, at: 0, index: 0 });
    expect(first?.left?.text).toContain('resourceVersion=0');
    expect(first?.right?.text).toContain('sendInitialEvents=true');
    expect(classic.event(first?.leftSeq ?? 0)?.kind).toBe('request.sent');
    expect(modern.event(first?.rightSeq ?? 0)?.kind).toBe('request.sent');
  });

  test('call the same handlers with the same objects', () => {
    const handlers = divergence.lanes.filter(({ kind }) => kind === 'handlers');
    expect(handlers.length).toBeGreaterThan(5);
    expect(handlers.filter(({ parting }) => parting !== undefined)).toEqual([]);
  });

  test('differ in state where they part, in what their Reflectors have asked', () => {
    const { first } = divergence;
    const differences = stateDiff(
      { view: classic, cursor: first?.leftSeq ?? 0 },
      { view: modern, cursor: first?.rightSeq ?? 0 },
      { program: 'rs-controller' },
    );
    const ofPods = differences.filter(({ noun }) => noun === informer);
    expect(ofPods).toContainEqual({
      ...{ area: 'Reflector', noun: informer, what: 'state' },
      ...{ left: 'listing', right: 'streaming' },
    });
    expect(new Set(differences.map(({ noun }) => noun.split('/')[0]))).toEqual(
      new Set(['rs-controller']),
    );
  });

  test('stand at one simulated instant wherever their common time line is read', () => {
    const axis = new CommonAxis(classic, modern, divergence.until);
    for (let step = 1; step <= 400; step++) {
      const displayMs = (axis.length * step) / 400;
      const now = axis.simulatedAt(displayMs);
      for (const [side, view] of [
        ['left', classic],
        ['right', modern],
      ] as const) {
        const index = view.indexOf(axis.cursorAt(side, displayMs));
        expect(view.events[index]?.at ?? 0).toBeLessThanOrEqual(now);
        const next = view.events[index + 1];
        if (next !== undefined && next.at <= divergence.until) {
          expect(next.at).toBeGreaterThanOrEqual(now);
        }
        const own = axis.ownAt(side, displayMs);
        expect(view.pace.cursorAt(own)).toBe(axis.cursorAt(side, displayMs));
      }
    }
    expect(axis.cursorAt('left', axis.length)).toBe(classic.lastSeq);
  });
});

test('a run has nothing to differ from itself', () => {
  expect(divergenceOf(classic, classic).first).toBeUndefined();
  const side = { view: classic, cursor: 900 };
  expect(stateDiff(side, side)).toEqual([]);
});

test('in-order delivery changes nothing that this scene shows', () => {
  expect(divergenceOf(classic, viewUnder('inOrder')).first).toBeUndefined();
});

describe('classic and inOrder, on a deletion that nobody saw,', () => {
  const scene = readFileSync(join(import.meta.dirname, '../scripts/tombstone.lab'), 'utf8');
  const left = viewUnder('classic', scene);
  const right = viewUnder('inOrder', scene);
  const divergence = divergenceOf(left, right, { prefer: informer });
  const partings = divergence.lanes.flatMap(({ parting }) => parting ?? []);

  test('part at the relist: DeltaFIFO queues what is listed first, RealFIFO what is gone', () => {
    const { first } = divergence;
    expect(first).toMatchObject({ kind: 'deltas queued', noun: informer });
    expect(first?.left?.text).toMatch(/^Replaced default\/nginx-deployment-\S+$/);
    expect(first?.right?.text).toMatch(/^Deleted default\/nginx-deployment-\S+ tombstone$/);
  });

  test('so their handlers hear of it in another order, and of nothing else', () => {
    const seen = partings.map(({ kind, noun }) => `${kind} ${noun}`);
    expect(seen).toEqual([
      `deltas queued ${informer}`,
      `deltas applied ${informer}`,
      `store ${informer}`,
      `handlers ${informer}/listener-1`,
    ]);
    const handlers = partings.at(-1);
    expect(handlers?.left?.text).toMatch(/^OnUpdate /);
    expect(handlers?.right?.text).toMatch(/^OnDelete .* tombstone$/);
  });
});
