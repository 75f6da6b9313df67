/** The files that the site has for each scenario. Loaded by the plugin, which writes them. */

import { hashText } from '#base/content_hash.ts';
import type { LocaleTag } from '#messages/locale.ts';
import type { StripPanel } from '#view-model/strip_panel.ts';
import { playScenario, recordScenario } from './record_scenario.ts';
import { postersOf } from './scenario_posters.ts';
import { allScenarios, type Scenario } from './scenarios.ts';

/** One scenario's files, as texts. */
export interface ScenarioFiles {
  readonly recording: string;
  /** Of the recording's text, to be part of its name. */
  readonly hash: string;
}

/** Addresses of everything that can be embedded. */
export function addresses(): readonly string[] {
  return allScenarios().map(({ address }) => address);
}

/** Its posters by their language. `panels` are those of its strip. */
export function postersAt(
  address: string,
  panels: readonly StripPanel[],
): Readonly<Record<LocaleTag, string>> {
  return postersOf(scenarioAt(address), panels);
}

/** Plays a scenario and writes its recording. */
export function filesOf(address: string): ScenarioFiles {
  const scenario = scenarioAt(address);
  const session = playScenario(scenario);
  const recording = recordScenario(scenario, session);
  return { recording, hash: hashText(recording).slice(0, 8) };
}

function scenarioAt(address: string): Scenario {
  const scenario = allScenarios().find((each) => each.address === address);
  if (scenario === undefined) throw new Error(`expected a scenario, got "${address}"`);
  return scenario;
}
