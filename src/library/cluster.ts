/** A simulated cluster to run programs of your own in: real informers and queues against its API server. */

import { ok, type Result } from '#base/result.ts';
import type { Environment } from '#client-go/features/features.ts';
import type { Config } from '#client-go/rest/config.ts';
import { createSession, recordOf, type Session } from '#session/session.ts';
import { noCauses } from '#sim/causes.ts';
import { type Context, withoutCancel } from '#sim/context.ts';
import type { Transport } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import type { Program } from '#sim/program.ts';
import type { Sim } from '#sim/sim.ts';
import type { ScriptProblem } from '#trace/engine_port.ts';
import { profiles } from '#trace/profile.ts';
import { Run, type RunOptions } from './run.ts';

/** What a program of your own is given. */
export interface OwnProgram {
  readonly name: string;
  readonly sim: Sim;
  /** It never ends by itself; derive those that do from it. */
  readonly ctx: Context;
  /** What informers are built with: the kernel and the release of client-go. */
  readonly environment: Environment;
  /** What clients are built with: the way to the API server, in the program's name. */
  readonly config: Config;
}

/** A generator function: what blocks is called with `yield*`, and nothing may be awaited. */
export type Main = (program: OwnProgram) => Proc;

/**
 * Plays a script and gives the cluster as it then is. The cluster's own programs run in it, unless the
 * script's head starts others. Failed if the script cannot be read.
 */
export function startCluster(
  script = '',
  options: RunOptions = {},
): Result<OwnCluster, readonly ScriptProblem[]> {
  const { name: file = 'script', level = 'full' } = options;
  const record = recordOf(script, options, file);
  if (!record.ok) return record;
  const opened = createSession(record.value, { file, level });
  if (!opened.ok) return opened;
  opened.value.play();
  return ok(new OwnCluster(opened.value));
}

export class OwnCluster {
  /** The run, to let time pass, to act in and to read. It can be neither forked nor replayed. */
  readonly run: Run;
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    this.run = new Run(session, { foreign: true });
  }

  /** The kernel. */
  get sim(): Sim {
    return this.#session.cluster.sim;
  }

  /** The network to its API servers. */
  get transport(): Transport {
    return this.#session.cluster.network;
  }

  /**
   * Starts a program: `main` runs as its first process when time next moves. What it spawns belongs to
   * it; `kubectl`, faults and crashes of the script language find it by its name.
   */
  startProgram(name: string, main: Main): Program {
    const { sim, transport } = this;
    return sim.as('person', noCauses, () => {
      const program = sim.startProgram(name);
      const environment = { sim, profile: profiles[this.#session.record.profile] };
      const { ctx } = withoutCancel(sim, name);
      const config = { transport, client: name };
      sim.spawn(`${name}/main`, main({ name, sim, ctx, environment, config }), { program });
      return program;
    });
  }
}
