/** What an embed page is asked to show: the recorded run of a scenario, that under another profile, or a run of a link. */

import { fail, ok, type Result } from '#base/result.ts';
import type { EmbedParameters } from '#embed/parameters.ts';
import { recordingCatalogue } from '#embed/recording_catalogue.ts';
import type { LocaleTag } from '#messages/locale.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import type { Recording } from '#trace/recording/recording_file.ts';
import { fetchRecording } from '#ui/engine/fetch_recording.ts';
import type { Focus } from '#ui/playground/playground_store.ts';
import { programOf } from '#view-model/object_key.ts';
import type { RunView } from '#view-model/run_view.ts';
import type { SayEmbed } from './embed_settings.ts';
import type { LinkedOpening } from './linked_run.ts';
import { hopAt } from './places.ts';

export interface EmbedOpening {
  /** `preset/tombstone`, `opening`, or `run` for that of a link. */
  readonly scenario: string;
  readonly record: RunRecord;
  /** What the run can be shown from without an engine. */
  readonly recording: Recording | undefined;
  readonly focus: Focus | undefined;
  /** The hop where it begins unless the address says otherwise. */
  readonly start: (view: RunView) => number;
  readonly titles: Readonly<Record<LocaleTag, string>> | undefined;
  /** What a link says of its run besides. */
  readonly linked: LinkedOpening | undefined;
}

/** Fetches what is needed, or says why it cannot be shown. */
export async function embedOpening(
  parameters: EmbedParameters,
): Promise<Result<EmbedOpening, SayEmbed>> {
  const { scenario, run, profile } = parameters;
  if (run !== undefined) return await linkedOpening(run, profile);
  const address = recordingCatalogue.get(scenario);
  if (address === undefined) return fail((words) => words.noScenario(scenario));
  try {
    const recording = await fetchRecording(address);
    const { focus, start, titles } = recording.scene;
    const isRecorded = profile === undefined || profile === recording.record.profile;
    return ok({
      scenario,
      record: isRecorded ? recording.record : { ...recording.record, profile },
      recording: isRecorded ? recording : undefined,
      focus: { program: programOf(focus), informer: focus },
      // Hops of another client-go have other numbers.
      start: (view) => (isRecorded ? start : hopAt(view, recording.events[start - 1]?.at ?? 0)),
      titles,
      linked: undefined,
    });
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return fail((words) => words.unreachable(what));
  }
}

async function linkedOpening(
  run: string,
  profile: EmbedParameters['profile'],
): Promise<Result<EmbedOpening, SayEmbed>> {
  const { readRun } = await import('./linked_run.ts');
  const read = readRun(run);
  if (!read.ok) return fail((words) => words.wrongRun(read.error));
  const { record, start } = read.value;
  const isOther = profile !== undefined && profile !== record.profile;
  return ok({
    scenario: 'run',
    record: isOther ? { ...record, profile } : record,
    recording: undefined,
    focus: undefined,
    start,
    titles: undefined,
    linked: isOther ? { ...read.value, loosely: true, isSame: () => true } : read.value,
  });
}
