/** The files that the site has for each scenario. Loaded by the plugin, which writes them. */

import { hashText } from '#base/content_hash.ts';
import { playScenario, recordScenario } from './record_scenario.ts';
import { allScenarios } from './scenarios.ts';

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

/** Plays a scenario and writes all of its files. */
export function filesOf(address: string): ScenarioFiles {
  const scenario = allScenarios().find((each) => each.address === address);
  if (scenario === undefined) throw new Error(`expected a scenario, got "${address}"`);
  const session = playScenario(scenario);
  const recording = recordScenario(scenario, session);
  return { recording, hash: hashText(recording).slice(0, 8) };
}
