/** The engine's side: which scripts it can run, and its answer to them. */

import type { Component, NamedScript, OracleScript } from '#cli/oracle/corpus.ts';
import type { Run } from '#cli/oracle/recording.ts';
import type { ProfileName } from '#trace/profile.ts';
import { runBroadcaster } from './run_broadcaster.ts';
import { runCorrelator } from './run_correlator.ts';
import { runElector } from './run_elector.ts';
import { runFlowcontrol } from './run_flowcontrol.ts';
import { runInformer } from './run_informer.ts';
import { runLimiters } from './run_limiters.ts';
import { runDeltaFIFO, runRealFIFO } from './run_queue.ts';
import { runStore } from './run_store.ts';
import { runWait } from './run_wait.ts';
import { runWorkqueue } from './run_workqueue.ts';

type Runner = (script: OracleScript, preset: ProfileName) => Run;

const runners: Readonly<Partial<Record<Component, Runner>>> = {
  deltafifo: runDeltaFIFO,
  realfifo: runRealFIFO,
  store: runStore,
  workqueue: runWorkqueue,
  limiters: runLimiters,
  flowcontrol: runFlowcontrol,
  wait: runWait,
  informer: runInformer,
  correlator: runCorrelator,
  elector: runElector,
  broadcaster: runBroadcaster,
};

/** Why the engine cannot run a script as that release; `undefined` if it can. */
export function lacking({ script }: NamedScript, _preset: ProfileName): string | undefined {
  return runners[script.component] === undefined
    ? `the engine has no ${script.component} yet`
    : undefined;
}

/** What the engine does with a script. */
export function runEngine(script: OracleScript, preset: ProfileName): Run {
  const runner = runners[script.component];
  if (runner === undefined) throw new Error(`the engine has no ${script.component} yet`);
  return runner(script, preset);
}
