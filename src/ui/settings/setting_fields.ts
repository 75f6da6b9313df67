/** The settings that are a text each: what holds while it is empty, and what it takes. Their words stand in the catalogues. */

import type { Words } from '#messages/en/ui/words.ts';
import { latencies } from '#script/actions.ts';
import { numberUpTo, span } from '#script/argument.ts';
import type { HeadSettings, LatencyName, StartSetting } from '#script/head.ts';
import { type HeadOptionName, headOption, takesValue } from '#script/head_options.ts';

/** What its range and its counterpart in Go are told under. */
export type NoteName = keyof Words['settingNotes']['ranges'];

export type FieldName = keyof Words['settings']['fields'];

export interface SettingField {
  /** What its words stand under. */
  readonly id: FieldName;
  readonly note: Exclude<NoteName, 'profile' | 'seed' | 'policy'>;
  /** What holds while it is left empty. */
  readonly usual: string;
  readonly read: (settings: HeadSettings) => string;
  readonly write: (settings: HeadSettings, value: string) => HeadSettings;
  /** False if something is wrong with the value. */
  readonly takes: (value: string) => boolean;
}

export interface FieldGroup {
  readonly name: Exclude<keyof Words['settings']['groups'], 'run' | 'programs'>;
  readonly fields: readonly SettingField[];
}

/** What holds while an option is left empty: a value, or the name of words that say it. */
const usualOptions: Readonly<Record<HeadOptionName, string>> = {
  'watch-window': 'grows by itself',
  'watch-buffer': '1000',
  nodes: '2',
  replicas: '1',
  metrics: 'off',
  'managed-fields': 'off',
  qps: '20',
  burst: '30',
};

function optionField(name: HeadOptionName): SettingField {
  const option = headOption(name);
  return {
    id: name,
    note: name,
    usual: usualOptions[name],
    read: ({ options }) => options[name] ?? '',
    write: (settings, value) => ({
      ...settings,
      options: { ...settings.options, [name]: value === '' ? undefined : value },
    }),
    takes: (value) => value === '' || option === undefined || takesValue(option, value),
  };
}

/** What holds while nothing is said of it; the engine's own defaults, which a test compares. */
export const usualLatencies: Readonly<Record<LatencyName, string>> = {
  all: 'each its own',
  request: '5ms',
  response: '5ms',
  watch: '10ms',
  watchcache: '1ms',
  cachefill: '0s',
};

function latencyField(name: LatencyName): SettingField {
  return {
    id: `latency-${name}`,
    note: 'latency',
    usual: usualLatencies[name],
    read: (settings) => settings.latencies[name] ?? '',
    write: (settings, value) => ({
      ...settings,
      latencies: { ...settings.latencies, [name]: value === '' ? undefined : value },
    }),
    takes: takesSpan,
  };
}

export const clusterFields: FieldGroup = {
  name: 'cluster',
  fields: (['watch-window', 'watch-buffer', 'replicas', 'nodes', 'managed-fields'] as const).map(
    optionField,
  ),
};

export const clientFields: FieldGroup = {
  name: 'clients',
  fields: (['qps', 'burst', 'metrics'] as const).map(optionField),
};

export const latencyFields: FieldGroup = {
  name: 'latencies',
  fields: latencies.map(latencyField),
};

export const fieldGroups: readonly FieldGroup[] = [clusterFields, clientFields, latencyFields];

/** True for a duration, and for none. */
export function takesSpan(value: string): boolean {
  return value === '' || span.read(value) !== undefined;
}

const workerCount = numberUpTo(64);

/** True for a number of workers, and for none. */
export function takesWorkers(value: string): boolean {
  return value === '' || workerCount.read(value) !== undefined;
}

export function takesSeed(value: string): boolean {
  return value.trim() !== '';
}

/** How many settings are wrong. */
export function countFaults(settings: HeadSettings): number {
  const { programs, seed } = settings;
  const checked = [
    takesSeed(seed),
    programs.length > 0,
    ...programs.flatMap(({ workers, resync }) => [takesWorkers(workers), takesSpan(resync)]),
    ...fieldGroups.flatMap(({ fields }) =>
      fields.map((field) => field.takes(field.read(settings))),
    ),
  ];
  return checked.filter((isRight) => !isRight).length;
}

/** The programs with one of them changed, added or left out; in the order in which a cluster starts them. */
export function withProgram(
  programs: readonly StartSetting[],
  program: string,
  change: Partial<StartSetting> | undefined,
): readonly StartSetting[] {
  const known = programs.find((each) => each.program === program);
  if (change === undefined) return programs.filter((each) => each !== known);
  const next = { program, workers: '', resync: '', ...known, ...change };
  return known === undefined
    ? [...programs, next]
    : programs.map((each) => (each === known ? next : each));
}
