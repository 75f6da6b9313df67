/** What the five panels of a lesson, exhibit or preset show, read out of its own run. The site's build asks for them. */

import type { Session } from '#session/session.ts';
import type { CheckedRun, OpenRun } from '#tutor/checked_run.ts';
import type { Exhibit } from '#tutor/exhibit.ts';
import { exhibitStrip } from '#tutor/exhibit_check.ts';
import type { Lesson } from '#tutor/lesson.ts';
import { stripOf } from '#tutor/lesson_check.ts';
import type { Preset } from '#tutor/preset.ts';
import { presetStrip } from '#tutor/preset_check.ts';
import type { StripMoment } from '#tutor/strip_search.ts';
import { RunView } from '#view-model/run_view.ts';
import { type StripPanel, stripPanel } from '#view-model/strip_panel.ts';
import { checkedRun, openSession } from './checked_session.ts';
import type { LearningModule } from './item_card.ts';

/** The panels of whatever a module exports: a lesson, an exhibit or a preset. */
export function stripPanels(module: LearningModule): readonly StripPanel[] {
  if (module.lesson !== undefined) return lessonPanels(module.lesson);
  if (module.exhibit !== undefined) return exhibitPanels(module.exhibit);
  if (module.preset !== undefined) return presetPanels(module.preset);
  throw new Error('expected a lesson, an exhibit or a preset');
}

export function lessonPanels(lesson: Lesson): readonly StripPanel[] {
  const focuses = lesson.steps
    .filter((step, index) => index === 0 || step.scene !== undefined)
    .map((step) => step.scene?.focus ?? lesson.focus);
  return panels((open) => stripOf(lesson, open), focuses);
}

export function exhibitPanels(exhibit: Exhibit): readonly StripPanel[] {
  return panels((open) => exhibitStrip(exhibit, open), [exhibit.focus]);
}

export function presetPanels(preset: Preset): readonly StripPanel[] {
  return panels((open) => presetStrip(preset, open), [preset.focus]);
}

/** Plays, finds the moments, and reads each out of the run that it is in. */
function panels(
  find: (open: OpenRun) => readonly StripMoment[],
  focuses: readonly string[],
): readonly StripPanel[] {
  const sessions: Session[] = [];
  const open: OpenRun = (setting): CheckedRun | string => {
    const session = openSession(setting);
    if (typeof session === 'string') return session;
    sessions.push(session);
    return checkedRun(session);
  };
  const moments = find(open);
  const views = sessions.map(viewOf);
  return moments.flatMap(({ run, seq }) => {
    const view = views[run];
    const focus = focuses[run] ?? focuses[0];
    return view === undefined || focus === undefined ? [] : [stripPanel(view, seq, focus)];
  });
}

function viewOf({ store }: Session): RunView {
  const view = new RunView();
  view.append(store.events, [...store.objects.entries()]);
  return view;
}
