import { expect, test } from 'vitest';
import { boxMoments } from '#app/gallery/box_moments.ts';
import { type GalleryRun, galleryRuns } from '#app/gallery/gallery_runs.ts';
import { findMoment } from '#app/gallery/moment.ts';
import {
  crashedMoment,
  heldMoment,
  rulerMoments,
  stageMoments,
  stripMoments,
} from '#app/gallery/stage_moments.ts';
import { createSession } from '#session/session.ts';
import { RunView } from '#view-model/run_view.ts';

const views = new Map<GalleryRun, RunView>();

function viewOf(run: GalleryRun): RunView {
  const known = views.get(run);
  if (known !== undefined) return known;
  const session = createSession(galleryRuns[run]);
  if (!session.ok) throw new Error(session.error.map(({ message }) => message).join('\n'));
  session.value.play();
  expect(session.value.failures).toEqual([]);
  const view = new RunView();
  view.append(session.value.store.events, [...session.value.store.objects.entries()]);
  views.set(run, view);
  return view;
}

const all = {
  ...boxMoments,
  ruler: rulerMoments,
  programs: stripMoments,
  stage: stageMoments,
  layers: [heldMoment, crashedMoment],
};

const moments = Object.entries(all).flatMap(([part, each]) =>
  each.map((moment) => ({ name: `${part}: ${moment.title}`, moment })),
);

test.each(moments)('there is a moment for $name', ({ moment }) => {
  expect(findMoment(viewOf(moment.run), moment)).toBeGreaterThan(0);
});
