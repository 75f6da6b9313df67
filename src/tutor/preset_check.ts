/** Proves a preset: it expects something, and all that it expects holds under each of its profiles. */

import type { OpenRun } from './checked_run.ts';
import { cuesOf } from './cue_comments.ts';
import { GoalProgress } from './goal_progress.ts';
import { stripPanels } from './lesson_text.ts';
import type { Preset } from './preset.ts';
import { type StripMoment, StripSearch } from './strip_search.ts';

export function checkPreset(preset: Preset, open: OpenRun): readonly string[] {
  const problems: string[] = [];
  if (!/^expect /m.test(preset.script)) problems.push(`${preset.slug}: the script expects nothing`);
  if (cuesOf(preset.script).length === 0) problems.push(`${preset.slug}: the script has no cues`);
  for (const profile of preset.profiles) {
    const played = play(preset, profile, open);
    if (typeof played === 'string') problems.push(`${preset.slug} (${profile}): ${played}`);
    else if (profile === preset.profiles[0] && played.length < stripPanels) {
      const missing = preset.strip[played.length] ?? 'five moments';
      problems.push(`${preset.slug}: the strip never comes to ${missing}`);
    }
  }
  return problems;
}

/** The moments of its strip; empty if its script fails. */
export function presetStrip(preset: Preset, open: OpenRun): readonly StripMoment[] {
  const played = play(preset, preset.profiles[0], open);
  return typeof played === 'string' ? [] : played;
}

function play(
  { slug, script, seed, strip }: Preset,
  profile: Preset['profiles'][0],
  open: OpenRun,
): readonly StripMoment[] | string {
  const run = open({ name: slug, script, profile, seed, shuffled: false });
  if (typeof run === 'string') return `the script is at fault: ${run}`;
  const failures = run.failures();
  if (failures.length > 0) return failures.join('; ');
  const search = new StripSearch(strip);
  const progress = new GoalProgress({ steps: [] }, run.object);
  for (const event of run.takeEvents()) {
    progress.apply(event);
    search.apply(event, progress.world, 0);
  }
  return search.moments;
}
