/**
 * Everything that can be embedded, by its address: each preset, exhibit and lesson with the run that it
 * opens with, and the opening scene. For modules that the site's build runs.
 */

/// <reference types="vite/types/importMeta.d.ts" />

import type { LocaleTag } from '#messages/locale.ts';
import { openingFocus, openingRecord } from '#script/scenes/opening_record.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import { formatVersion, type TraceEvent } from '#trace/event.ts';
import type { RecordedScene } from '#trace/recording/recording_file.ts';
import { cueMarks } from '#tutor/cue_marks.ts';
import { type Exhibit, scriptWith } from '#tutor/exhibit.ts';
import type { Lesson } from '#tutor/lesson.ts';
import type { Preset } from '#tutor/preset.ts';
import { textCard } from '#tutor/text_card.ts';
import { programOf } from '#view-model/object_key.ts';
import { openingStart } from '#view-model/opening_start.ts';

/** What one address leads to. */
export interface Scenario {
  /** `preset/tombstone`, `opening`. */
  readonly address: string;
  readonly record: RunRecord;
  /** The informer on the stage. */
  readonly focus: string;
  readonly titles: RecordedScene['titles'];
  /** What it shows, in one sentence a language. */
  readonly objectives: RecordedScene['titles'];
  /** The lines of its strip, one for each panel. */
  readonly lines: Readonly<Record<LocaleTag, readonly string[]>>;
  /** The hop from which it is worth watching. */
  readonly start: (events: readonly TraceEvent[]) => number;
}

const lessons = import.meta.glob<Lesson>('../../../lessons/L*/lesson.ts', {
  import: 'lesson',
  eager: true,
});
const exhibits = import.meta.glob<Exhibit>('../../../lessons/exhibits/B*/exhibit.ts', {
  import: 'exhibit',
  eager: true,
});
const presets = import.meta.glob<Preset>('../../../lessons/presets/*/preset.ts', {
  import: 'preset',
  eager: true,
});
const words = import.meta.glob<string>('../../../lessons/**/{lesson,exhibit,preset}.*.md', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Every scenario, in the order of addresses. */
export function allScenarios(): readonly Scenario[] {
  return [
    openingScenario,
    ...shelf(exhibits, 'exhibit', exhibitScenario),
    ...shelf(lessons, 'lesson', lessonScenario),
    ...shelf(presets, 'preset', presetScenario),
  ];
}

const openingTitles = { en: 'An ordinary minute', 'zh-CN': '平常的一分钟' };
const openingObjectives = {
  en: 'A Deployment grows, and every hop from the API server to its controllers can be seen.',
  'zh-CN': '一个 Deployment 扩容，从 API 服务器到各控制器的每一跳都看得见。',
};

const openingScenario: Scenario = {
  address: 'opening',
  record: openingRecord,
  focus: openingFocus,
  titles: openingTitles,
  objectives: openingObjectives,
  lines: { en: [], 'zh-CN': [] },
  start: (events) => openingStart(events, programOf(openingFocus)) ?? 0,
};

type Told = Pick<Scenario, 'record' | 'focus' | 'start'>;

function shelf<T>(
  items: Readonly<Record<string, T>>,
  kind: string,
  tell: (item: T) => Told,
): readonly Scenario[] {
  return Object.entries(items).map(([file, item]) => {
    const folder = file.split('/').at(-2) ?? '';
    const card = (tag: string) => textCard(words[file.replace(/\.ts$/, `.${tag}.md`)] ?? '');
    const [en, chinese] = [card('en'), card('zh-CN')];
    return {
      address: `${kind}/${folder}`,
      titles: { en: en.title, 'zh-CN': chinese.title },
      objectives: { en: en.objective, 'zh-CN': chinese.objective },
      lines: { en: en.strip, 'zh-CN': chinese.strip },
      ...tell(item),
    };
  });
}

function lessonScenario({ profile, seed, script, focus }: Lesson): Told {
  return { record: recordOf(profile, seed, script), focus, start: beginning };
}

function exhibitScenario(exhibit: Exhibit): Told {
  const { profile, seed, focus, broken } = exhibit;
  const script = scriptWith(exhibit, broken);
  return { record: recordOf(profile, seed, script), focus, start: beginning };
}

function presetScenario({ profiles, seed, script, focus }: Preset): Told {
  const start = (events: readonly TraceEvent[]): number => cueMarks(script, events)[0] ?? 0;
  return { record: recordOf(profiles[0], seed, script), focus, start };
}

function recordOf(profile: RunRecord['profile'], seed: string, script: string): RunRecord {
  return { version: formatVersion, profile, seed, policy: 'arrival', script, acts: [] };
}

/** The hop before the script first does something. */
function beginning(events: readonly TraceEvent[]): number {
  const first = events.find((event) => event.kind === 'command.applied');
  return Math.max(0, (first?.seq ?? 1) - 1);
}
