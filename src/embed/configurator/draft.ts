/**
 * What somebody has chosen on the configurator's page, as it stands in its fields, and what comes of it. The
 * fields are read by the very parser that reads an embed's address, so that both refuse the same.
 */

import type { EmbedPanel } from '#embed/embed_controller.ts';
import type { ParameterName } from '#embed/parameter_names.ts';
import {
  type EmbedParameters,
  placeText,
  queryOf,
  readParameters,
  usualParameters,
} from '#embed/parameters.ts';

/** The scenario that stands for the run of a link. */
export const ownRun = 'run';

export interface Draft {
  /** An address, or {@link ownRun}. */
  readonly scenario: string;
  readonly run: string;
  readonly panels: readonly EmbedPanel[];
  readonly profile: string;
  readonly controls: string;
  readonly theme: string;
  readonly autoplay: boolean;
  readonly start: string;
  readonly end: string;
  readonly speed: string;
  readonly lang: string;
  readonly height: string;
}

export const usualHeightPx = 520;

export interface Drafted {
  readonly parameters: EmbedParameters;
  readonly heightPx: number;
  /** Fields whose text cannot be read. */
  readonly wrong: ReadonlySet<ParameterName | 'height'>;
}

/** The draft that an address of the page asks for, and the parts of the address that cannot be read. */
export function draftOf(address: Pick<URL, 'search' | 'hash'>): {
  readonly draft: Draft;
  readonly refused: readonly (readonly [name: string, value: string])[];
} {
  const query = queryOf(address);
  // It is the language of the page itself.
  query.delete('lang');
  const { parameters, problems } = readParameters(query);
  const height = query.get('height') ?? String(usualHeightPx);
  return {
    draft: { ...draftFrom(parameters), height },
    refused: problems.map(({ name, value }) => [name, value]),
  };
}

function draftFrom(parameters: EmbedParameters): Draft {
  const { scenario, run, panels, profile, controls, theme, autoplay, start, end } = parameters;
  return {
    scenario: run === undefined ? scenario : ownRun,
    run: run ?? '',
    panels,
    profile: profile ?? '',
    controls,
    theme,
    autoplay,
    start: placeText(start) ?? '',
    end: placeText(end) ?? '',
    speed: String(parameters.speed),
    lang: parameters.lang ?? '',
    height: String(usualHeightPx),
  };
}

/** What the fields say; a field that cannot be read counts as usual. */
export function drafted(draft: Draft): Drafted {
  const query = new URLSearchParams();
  if (draft.scenario === ownRun) query.set('run', draft.run);
  else query.set('scenario', draft.scenario);
  query.set('panels', draft.panels.join(','));
  for (const name of ['profile', 'controls', 'theme', 'start', 'end', 'lang'] as const) {
    if (draft[name].trim() !== '') query.set(name, draft[name]);
  }
  query.set('speed', draft.speed);
  if (draft.autoplay) query.set('autoplay', '');
  const { parameters, problems } = readParameters(query);
  const heightPx = Number(draft.height);
  const isHeight = /^\d+$/.test(draft.height.trim()) && heightPx >= 160 && heightPx <= 2000;
  const wrong = new Set<ParameterName | 'height'>(problems.map(({ name }) => name));
  if (!isHeight) wrong.add('height');
  return { parameters, heightPx: isHeight ? heightPx : usualHeightPx, wrong };
}

/** With a part more or less, in the order in which they are shown. */
export function withPanel(draft: Draft, panel: EmbedPanel, all: readonly EmbedPanel[]): Draft {
  const chosen = draft.panels.includes(panel)
    ? draft.panels.filter((each) => each !== panel)
    : [...draft.panels, panel];
  return { ...draft, panels: all.filter((each) => chosen.includes(each)) };
}

/** As the page opens when its address says nothing. */
export const usualDraft: Draft = draftFrom(usualParameters);
