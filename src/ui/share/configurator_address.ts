/** The configurator's address for what a reader sees: the scene by its name while nothing has been done to it, or else the run. */

import { openingRecord } from '#script/scenes/opening_record.ts';
import type { RunRecord } from '#trace/engine_port.ts';

export interface EmbeddedRun {
  readonly record: RunRecord;
  /** The scene for talks that is open. */
  readonly preset: string | undefined;
  /** The hash of the link to it: `#run=…`. */
  readonly hash: string;
}

/** `page` is the configurator's own address. */
export function configuratorAddress(page: string, embedded: EmbeddedRun): string {
  const address = new URL(page);
  const scenario = scenarioOf(embedded);
  if (scenario === undefined) {
    address.hash = embedded.hash;
    return address.href;
  }
  const { profile } = embedded.record;
  const usual = scenario === 'opening' ? openingRecord.profile : undefined;
  address.search = `scenario=${scenario}${profile === usual ? '' : `&profile=${profile}`}`;
  return address.href;
}

function scenarioOf({ record, preset }: EmbeddedRun): string | undefined {
  if (record.acts.length > 0) return undefined;
  const { script, seed, policy } = openingRecord;
  if (record.script === script) {
    return record.seed === seed && record.policy === policy ? 'opening' : undefined;
  }
  return preset === undefined ? undefined : `preset/${preset}`;
}
