/** A scene's picture has something in every lane, in its order, and shows what went wrong. */

import { expect, test } from 'vitest';
import { playScript, scriptText } from '#test/view-model/script_run.ts';
import { RunView } from '#view-model/run_view.ts';
import { previewOf } from '#view-model/scene_preview.ts';

test('the picture of the tombstone', () => {
  const view = new RunView();
  const { events, objects } = playScript(scriptText('tombstone.lab'));
  view.append(events, objects);
  const { slots, lanes, flags } = previewOf(view, 60);
  expect(slots).toBe(60);
  expect(lanes.map(({ name }) => name)).toEqual(['apiserver', 'reflector', 'cache', 'queue']);
  for (const { ticks } of lanes) {
    expect(ticks.length).toBeGreaterThan(5);
    const places = ticks.map(([slot]) => slot);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(places).size).toBe(places.length);
    expect(Math.max(...places)).toBeLessThan(60);
  }
  expect(flags.map(([, kind]) => kind)).toContain('relist');
  expect(flags.map(([, kind]) => kind)).not.toContain('command');
});
