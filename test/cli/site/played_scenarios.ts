/** Scenarios played once for all tests of a file. */

import { playScenario } from '#cli/site/record_scenario.ts';
import type { Scenario } from '#cli/site/scenarios.ts';
import type { Session } from '#session/session.ts';

const played = new Map<string, Session>();

/** The run of a scenario; it must not be gone on with. */
export function playedScenario(scenario: Scenario): Session {
  const known = played.get(scenario.address);
  if (known !== undefined) return known;
  const session = playScenario(scenario);
  played.set(scenario.address, session);
  return session;
}
