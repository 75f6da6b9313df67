/** The engine's side: which scripts it can run, and its answer to them. */

import type { Component, NamedScript, OracleScript } from '#cli/oracle/corpus.ts';
import type { Run } from '#cli/oracle/recording.ts';
import type { ProfileName } from '#trace/profile.ts';
import { textsOf } from './bench.ts';
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
  const { component, options = {} } = script;
  if (runners[component] === undefined) return `the engine has no ${component} yet`;
  if (options['lookupFails'] !== undefined) return 'known objects are looked up without errors';
  if (script.steps.some((step) => textsOf(step, 'events').some(isUnknownEvent))) {
    return 'an event of unknown type cannot be decoded';
  }
  if (script.steps.some((step) => step.do === 'waitFor' && step['handler'] !== undefined)) {
    return 'a handle has no channel to wait for';
  }
  return undefined;
}

const eventTypes = ['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'END', 'ERROR'];

function isUnknownEvent(text: string): boolean {
  return !eventTypes.some((type) => text.startsWith(`${type} `));
}

/** What the engine does with a script. */
export function runEngine(script: OracleScript, preset: ProfileName): Run {
  const runner = runners[script.component];
  if (runner === undefined) throw new Error(`the engine has no ${script.component} yet`);
  return runner(script, preset);
}
