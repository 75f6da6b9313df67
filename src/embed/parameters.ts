/**
 * What the parameters of an embed mean: read from the query of `embed.html`, written by the configurator.
 * A value that cannot be read is told and its default used, so that one slip does not leave a hole in a post.
 */

import { instant } from '#base/time.ts';
import type { LocaleTag } from '#messages/locale.ts';
import { bestTag, localeTags } from '#messages/locale_tags.ts';
import { isProfileName, type ProfileName, profiles } from '#trace/profile.ts';
import {
  type EmbedControls,
  type EmbedPanel,
  type EmbedPlace,
  type EmbedTheme,
  embedControls,
  embedPanels,
  embedThemes,
} from './embed_controller.ts';
import type { ParameterName } from './parameter_names.ts';

/** What an embed is to show, and how. */
export interface EmbedParameters {
  /** `opening`, `preset/tombstone`, `exhibit/B04-tombstone`, `lesson/L05-list-and-watch`. */
  readonly scenario: string;
  /** A run from a link of the app, as it stands behind `run=`; it is shown instead of the scenario. */
  readonly run: string | undefined;
  readonly panels: readonly EmbedPanel[];
  /** Without it, the scenario's own. */
  readonly profile: ProfileName | undefined;
  readonly controls: EmbedControls;
  readonly theme: EmbedTheme;
  /** Plays when it is seen. */
  readonly autoplay: boolean;
  /** Where it begins; without it, where the scenario does. */
  readonly start: EmbedPlace | undefined;
  /** Where it ends; without it, where the run does. */
  readonly end: EmbedPlace | undefined;
  readonly speed: number;
  /** Without it, what the reader's browser prefers. */
  readonly lang: LocaleTag | undefined;
}

/** A parameter that cannot be read. */
export interface ParameterProblem {
  readonly name: ParameterName;
  readonly value: string;
  /** What would have been right, in English: it is for whoever writes the page around the embed. */
  readonly expected: string;
}

export interface ReadParameters {
  readonly parameters: EmbedParameters;
  readonly problems: readonly ParameterProblem[];
}

/** Everything as it is when nothing is said. */
export const usualParameters: EmbedParameters = {
  scenario: 'opening',
  run: undefined,
  panels: ['stage', 'timeline', 'caption'],
  profile: undefined,
  controls: 'full',
  theme: 'auto',
  autoplay: false,
  start: undefined,
  end: undefined,
  speed: 1,
  lang: undefined,
};

/** What is said about each parameter in the documentation. */
export const parameterTable: Readonly<
  Record<ParameterName, { readonly values: string; readonly about: string }>
> = {
  scenario: {
    values: '`opening`, `preset/NAME` (or `NAME` alone), `exhibit/NAME`, `lesson/NAME`',
    about: 'What is shown. Without it, the scene that the app opens with.',
  },
  run: {
    values: 'what stands behind `#run=` in a link of the app',
    about:
      'A run of your own, instead of a scenario. In an address it stands in the hash: `#run=…`.',
  },
  panels: {
    values: `a list of ${codes(embedPanels)}, with commas`,
    about: `Which parts are shown. Without it, ${codes(usualParameters.panels)}.`,
  },
  profile: {
    values: codes(Object.keys(profiles)),
    about: 'Which client-go runs. Without it, the one that the scenario is written for.',
  },
  controls: { values: codes(embedControls), about: 'How many controls there are: `full`.' },
  theme: { values: codes(embedThemes), about: 'Colours; `auto` follows the reader’s system.' },
  autoplay: {
    values: 'no value, `true`, `false`',
    about: 'Plays whenever it is seen, and rests when it is not. Without it, the reader begins.',
  },
  start: {
    values: 'a hop (`120`), a time (`2s`, `350ms`), a fraction (`25%`)',
    about: 'Where it begins, and begins again.',
  },
  end: { values: 'as `start`', about: 'Where it ends.' },
  speed: { values: 'a number above 0', about: 'How many times faster than usual.' },
  lang: {
    values: codes(localeTags),
    about: 'The language. Without it, what the reader’s browser prefers.',
  },
};

/** The parameters of an address: its query, and a run that stands in the hash, as in a link of the app. */
export function queryOf({ search, hash }: Pick<URL, 'search' | 'hash'>): URLSearchParams {
  const query = new URLSearchParams(search);
  const prefix = '#run=';
  if (hash.startsWith(prefix)) query.set('run', hash.slice(prefix.length));
  return query;
}

/** The address of a page that takes these parameters: as short as can be, and read by {@link queryOf}. */
export function withParameters(page: string, wanted: Partial<EmbedParameters>): string {
  const address = new URL(page);
  const words: string[] = [];
  for (const [name, value] of writeParameters(wanted)) {
    if (name === 'run') address.hash = `run=${value}`;
    else words.push(value === '' ? name : `${name}=${encoded(value)}`);
  }
  address.search = words.join('&');
  return address.href;
}

/** Encoded where need be, and otherwise as a person would write it. */
function encoded(value: string): string {
  return encodeURIComponent(value).replaceAll('%2F', '/').replaceAll('%2C', ',');
}

/** The folder kinds that a scenario's address may begin with. */
const scenarioForm = /^(?:opening|(?:preset|exhibit|lesson)\/[A-Za-z0-9-]+)$/;

export function readParameters(query: URLSearchParams): ReadParameters {
  const problems: ParameterProblem[] = [];
  const read = <T>(
    name: ParameterName,
    parse: (text: string) => T | undefined,
    expected: string,
  ): T | undefined => {
    const value = query.get(name);
    if (value === null) return undefined;
    const parsed = parse(value.trim());
    if (parsed === undefined) problems.push({ name, value: value.slice(0, 80), expected });
    return parsed;
  };
  const choice = <const T extends string>(name: ParameterName, all: readonly T[]): T | undefined =>
    read(name, (text) => all.find((each) => each === text), `one of ${all.join(', ')}`);
  const place = (name: 'start' | 'end'): EmbedPlace | undefined =>
    read(name, placeOf, 'a hop such as 120, a time such as 2s or 350ms, or a fraction such as 25%');
  const usual = usualParameters;
  const parameters: EmbedParameters = {
    scenario: read('scenario', scenarioOf, 'an address such as preset/tombstone') ?? usual.scenario,
    run: read('run', (text) => (text === '' ? undefined : text), 'a run from a link'),
    panels:
      read('panels', panelsOf, `names from ${embedPanels.join(', ')}, with commas`) ?? usual.panels,
    profile: read(
      'profile',
      (text) => (isProfileName(text) ? text : undefined),
      `one of ${Object.keys(profiles).join(', ')}`,
    ),
    controls: choice('controls', embedControls) ?? usual.controls,
    theme: choice('theme', embedThemes) ?? usual.theme,
    autoplay: read('autoplay', flagOf, 'nothing, true or false') ?? usual.autoplay,
    start: place('start'),
    end: place('end'),
    speed: read('speed', speedOf, 'a number above 0') ?? usual.speed,
    lang: read('lang', languageOf, `one of ${localeTags.join(', ')}`),
  };
  return { parameters, problems };
}

/** The parameters in text, in the order of their names; what is as usual is left out. */
export function writeParameters(
  wanted: Partial<EmbedParameters>,
): readonly (readonly [ParameterName, string])[] {
  const { run, profile, autoplay, start, end, lang } = wanted;
  const scenario = wanted.scenario?.replace(/^preset\//, '');
  const { panels: shown = usualParameters.panels } = wanted;
  const panels = embedPanels.filter((each) => shown.includes(each)).join(',');
  const written: readonly (readonly [ParameterName, string | undefined])[] = [
    ['scenario', run === undefined ? unlessUsual(scenario, usualParameters.scenario) : undefined],
    ['run', run],
    ['panels', unlessUsual(panels, usualParameters.panels.join(','))],
    ['profile', profile],
    ['controls', unlessUsual(wanted.controls, usualParameters.controls)],
    ['theme', unlessUsual(wanted.theme, usualParameters.theme)],
    ['autoplay', autoplay === true ? '' : undefined],
    ['start', placeText(start)],
    ['end', placeText(end)],
    ['speed', unlessUsual(wanted.speed, usualParameters.speed)?.toString()],
    ['lang', lang],
  ];
  return written.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}

function unlessUsual<T>(value: T | undefined, usual: T): T | undefined {
  return value === usual ? undefined : value;
}

/** A place as `start` and `end` are written. */
export function placeText(place: EmbedPlace | undefined): string | undefined {
  if (place === undefined) return undefined;
  switch (place.kind) {
    case 'hop':
      return String(place.hop);
    case 'instant':
      return `${place.at / 1_000_000}ms`;
    case 'fraction':
      return `${Number((place.fraction * 100).toFixed(3))}%`;
  }
}

/** A place from its text, or nothing if it is none. */
export function placeOf(text: string): EmbedPlace | undefined {
  const [, digits = '', unit] = /^(\d{1,9}(?:\.\d{1,6})?)(ms|s|%)?$/.exec(text) ?? [];
  if (digits === '') return undefined;
  const value = Number(digits);
  switch (unit) {
    case 'ms':
      return { kind: 'instant', at: instant(Math.round(value * 1_000_000)) };
    case 's':
      return value > 1_000_000
        ? undefined
        : { kind: 'instant', at: instant(Math.round(value * 1_000_000_000)) };
    case '%':
      return value > 100 ? undefined : { kind: 'fraction', fraction: value / 100 };
    default:
      return Number.isInteger(value) ? { kind: 'hop', hop: value } : undefined;
  }
}

/** A scenario's whole address: a name alone is that of a scene for talks. */
function scenarioOf(text: string): string | undefined {
  const address = text.includes('/') || text === 'opening' ? text : `preset/${text}`;
  return scenarioForm.test(address) ? address : undefined;
}

function panelsOf(text: string): readonly EmbedPanel[] | undefined {
  const names = text.split(/[\s,]+/).filter((each) => each !== '');
  const known = embedPanels.filter((each) => names.includes(each));
  return known.length > 0 && known.length === new Set(names).size ? known : undefined;
}

function flagOf(text: string): boolean | undefined {
  if (text === '' || text === 'true' || text === 'autoplay') return true;
  return text === 'false' ? false : undefined;
}

function speedOf(text: string): number | undefined {
  const value = text === '' ? 0 : Number(text);
  return Number.isFinite(value) && value > 0 ? value : undefined;
}

function languageOf(text: string): LocaleTag | undefined {
  const tag = bestTag([text]);
  return tag.split('-')[0] === text.toLowerCase().split('-')[0] ? tag : undefined;
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
