/** Random scripts for each component: from the same seed and number always the same script. */

import { Chance, type Generated } from '#cli/oracle/random/chance.ts';
import { correlator } from '#cli/oracle/random/correlator.ts';
import { elector } from '#cli/oracle/random/elector.ts';
import { flowcontrol } from '#cli/oracle/random/flowcontrol.ts';
import { informer } from '#cli/oracle/random/informer.ts';
import { limiters } from '#cli/oracle/random/limiters.ts';
import { deltaFIFO, realFIFO } from '#cli/oracle/random/queues.ts';
import { store } from '#cli/oracle/random/store.ts';
import { wait } from '#cli/oracle/random/wait.ts';
import { workqueue } from '#cli/oracle/random/workqueue.ts';
import { RandomStreams } from '#sim/rng.ts';
import type { ProfileName } from '#trace/profile.ts';
import type { Component, OracleScript } from './corpus.ts';

/** The components that random scripts exist for. */
export const fuzzedComponents = [
  'deltafifo',
  'realfifo',
  'store',
  'workqueue',
  'limiters',
  'flowcontrol',
  'wait',
  'informer',
  'correlator',
  'elector',
] as const satisfies readonly Component[];

export type FuzzedComponent = (typeof fuzzedComponents)[number];

export interface RandomScriptRequest {
  readonly component: FuzzedComponent;
  readonly preset: ProfileName;
  readonly seed: string;
  readonly number: number;
}

export function randomScript(request: RandomScriptRequest): OracleScript {
  const { component, preset, seed, number } = request;
  const chance = new Chance(new RandomStreams(seed).stream(`${component}.${preset}.${number}`));
  return {
    component,
    about: `random: ${seed}, ${number}`,
    ...generators[component](chance, preset),
  };
}

const generators: Readonly<
  Record<FuzzedComponent, (chance: Chance, preset: ProfileName) => Generated>
> = {
  deltafifo: deltaFIFO,
  realfifo: realFIFO,
  store,
  workqueue,
  limiters,
  flowcontrol,
  wait,
  informer,
  correlator,
  elector,
};
