/** The settings that are a text each: what it is called, what it does in a sentence, and what it takes. */

import type { Words } from '#messages/en/ui/words.ts';
import { latencies } from '#script/actions.ts';
import { numberUpTo, span } from '#script/argument.ts';
import type { HeadSettings, LatencyName, StartSetting } from '#script/head.ts';
import { type HeadOptionName, headOption, takesValue } from '#script/head_options.ts';

/** What its range and its counterpart in Go are told under. */
export type NoteName = keyof Words['settingNotes']['ranges'];

export interface SettingField {
  readonly id: string;
  readonly note: NoteName;
  readonly label: string;
  readonly about: string;
  /** What holds while it is left empty. */
  readonly usual: string;
  readonly read: (settings: HeadSettings) => string;
  readonly write: (settings: HeadSettings, value: string) => HeadSettings;
  /** What is wrong with the value, if anything is. */
  readonly check: (value: string) => string | undefined;
}

export interface FieldGroup {
  readonly title: string;
  readonly fields: readonly SettingField[];
}

type OptionWords = Pick<SettingField, 'label' | 'about' | 'usual'>;

const optionWords: Readonly<Record<HeadOptionName, OptionWords>> = {
  'watch-window': {
    label: 'Watch-cache window',
    about:
      'So many changes per resource an API server remembers; a watch from further back gets 410.',
    usual: 'grows by itself',
  },
  'watch-buffer': {
    label: 'Watch buffer',
    about:
      'So many events wait for a client that does not read, before the server closes its watch.',
    usual: '1000',
  },
  nodes: {
    label: 'Nodes',
    about: 'Machines for pods to run on.',
    usual: '2',
  },
  replicas: {
    label: 'API servers',
    about: 'Replicas over one etcd, each with a watch cache of its own that can lag behind.',
    usual: '1',
  },
  metrics: {
    label: 'Metrics',
    about: 'Whether programs count what their informers and queues do, to be scraped.',
    usual: 'off',
  },
  'managed-fields': {
    label: 'Managed fields',
    about: 'Whether objects say from their creation on who owns which field.',
    usual: 'off',
  },
  qps: {
    label: 'Client requests a second',
    about: 'How fast each controller’s client fills its bucket of tokens; every request takes one.',
    usual: '20',
  },
  burst: {
    label: 'Client burst',
    about: 'How many tokens the bucket holds: so many requests may go out at once.',
    usual: '30',
  },
};

function optionField(name: HeadOptionName): SettingField {
  const option = headOption(name);
  return {
    id: name,
    note: name,
    ...optionWords[name],
    read: ({ options }) => options[name] ?? '',
    write: (settings, value) => ({
      ...settings,
      options: { ...settings.options, [name]: value === '' ? undefined : value },
    }),
    check: (value) =>
      value === '' || option === undefined || takesValue(option, value)
        ? undefined
        : `expected ${option.what}, got “${value}”`,
  };
}

const latencyWords: Readonly<Record<LatencyName, string>> = {
  all: 'Requests, responses and watch events take so long, unless their own latency says otherwise.',
  request: 'From a client to the API server.',
  response: 'From the API server back to the client.',
  watch: 'From the API server to whoever watches, for each event.',
  watchcache: 'From etcd to the watch cache of an API server.',
  cachefill: 'To fill a watch cache from etcd when an API server starts.',
};

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
    label: name === 'all' ? 'All latencies' : `Latency of ${name}`,
    about: latencyWords[name],
    usual: usualLatencies[name],
    read: (settings) => settings.latencies[name] ?? '',
    write: (settings, value) => ({
      ...settings,
      latencies: { ...settings.latencies, [name]: value === '' ? undefined : value },
    }),
    check: checkSpan,
  };
}

export const clusterFields: FieldGroup = {
  title: 'API server and cluster',
  fields: (['watch-window', 'watch-buffer', 'replicas', 'nodes', 'managed-fields'] as const).map(
    optionField,
  ),
};

export const clientFields: FieldGroup = {
  title: 'Clients',
  fields: (['qps', 'burst', 'metrics'] as const).map(optionField),
};

export const latencyFields: FieldGroup = {
  title: 'Latencies',
  fields: latencies.map(latencyField),
};

export const fieldGroups: readonly FieldGroup[] = [clusterFields, clientFields, latencyFields];

/** What is wrong with a duration, if anything is; none is right. */
export function checkSpan(value: string): string | undefined {
  if (value === '' || span.read(value) !== undefined) return undefined;
  return `expected ${span.what}, got “${value}”`;
}

const workerCount = numberUpTo(64);

/** What is wrong with a number of workers, if anything is; none is right. */
export function checkWorkers(value: string): string | undefined {
  if (value === '' || workerCount.read(value) !== undefined) return undefined;
  return `expected ${workerCount.what}, got “${value}”`;
}

/** What is wrong with a seed, if anything is. */
export function checkSeed(value: string): string | undefined {
  return value.trim() === '' ? 'expected a word or a text, got nothing' : undefined;
}

/** How many settings are wrong. */
export function countFaults(settings: HeadSettings): number {
  const { programs, seed } = settings;
  const checked = [
    checkSeed(seed),
    programs.length === 0 ? 'none' : undefined,
    ...programs.flatMap(({ workers, resync }) => [checkWorkers(workers), checkSpan(resync)]),
    ...fieldGroups.flatMap(({ fields }) =>
      fields.map((field) => field.check(field.read(settings))),
    ),
  ];
  return checked.filter((fault) => fault !== undefined).length;
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
