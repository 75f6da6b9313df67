/** Random scripts for each component: from the same seed and number always the same script. */

import { RandomStreams } from '#sim/rng.ts';
import type { ProfileName } from '#trace/profile.ts';
import type { Component, OracleScript } from './corpus.ts';
import { Chance, type Generated } from './random/chance.ts';
import { correlator } from './random/correlator.ts';
import { elector } from './random/elector.ts';
import { flowcontrol } from './random/flowcontrol.ts';
import { informer } from './random/informer.ts';
import { limiters } from './random/limiters.ts';
import { deltaFIFO, realFIFO } from './random/queues.ts';
import { store } from './random/store.ts';
import { wait } from './random/wait.ts';
import { workqueue } from './random/workqueue.ts';

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
