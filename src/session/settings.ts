/** What a script's head settles about its cluster, and what is wrong with it. */

import { fail, ok, type Result } from '#base/result.ts';
import { type Duration, duration } from '#base/time.ts';
import { findProgram, programs } from '#controllers/programs.ts';
import type { Script, Statement } from '#script/script.ts';
import type { ScriptProblem } from '#trace/engine_port.ts';
import type { ProfileName } from '#trace/profile.ts';
import { type ClusterSettings, type ProgramStart, profileNamed, usualPrograms } from './cluster.ts';

/** A run's choices, where a person or a command line made them; the script's head decides the rest. */
export interface Overrides {
  readonly profile?: ProfileName | undefined;
  readonly seed?: string | undefined;
  readonly policy?: 'arrival' | 'shuffle' | undefined;
}

export const usualSeed = 'informer-lab';

const mostNodes = 26;
const mostReplicas = 5;

/** The cluster that a script asks for. Everything wrong with its head is reported at once. */
export function settingsOf(
  script: Script,
  overrides: Overrides = {},
): Result<ClusterSettings, readonly ScriptProblem[]> {
  const reader = new HeadReader(script.file);
  for (const statement of script.statements) reader.read(statement);
  return reader.settings(overrides);
}

/** Invariants that the script allows to break. */
export function allowedInvariants(script: Script): ReadonlySet<string> {
  const allowed = new Set<string>();
  for (const { command } of script.statements) {
    if (command.kind === 'allow') allowed.add(command.invariant);
  }
  return allowed;
}

class HeadReader {
  readonly #file: string;
  readonly #problems: ScriptProblem[] = [];
  readonly #programs: ProgramStart[] = [];
  #profile: ProfileName = 'classic';
  #seed = usualSeed;
  #policy: 'arrival' | 'shuffle' = 'arrival';
  #nodes = 2;
  #replicas = 1;
  #metrics = false;
  #managedFields = false;
  #window: number | undefined;
  #watchBuffer: number | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  read(statement: Statement): void {
    const { command } = statement;
    switch (command.kind) {
      case 'seed':
        this.#seed = command.seed;
        return;
      case 'profile':
        this.#profile = profileNamed(command.profile);
        return;
      case 'policy':
        this.#policy = command.policy;
        return;
      case 'set':
        this.#set(statement, command.option, command.value);
        return;
      case 'start': {
        const { program, workers, resync } = command;
        this.#mustKnow(statement, program);
        const every = resync === undefined ? undefined : duration(resync);
        this.#programs.push({ program, workers, resync: every });
        return;
      }
      default:
        if ('program' in command) this.#mustKnow(statement, command.program);
    }
  }

  settings(overrides: Overrides): Result<ClusterSettings, readonly ScriptProblem[]> {
    if (this.#problems.length > 0) return fail(this.#problems);
    const window =
      this.#window === undefined
        ? {}
        : { capacity: this.#window, mostCapacity: this.#window, freshFor: 0 as Duration };
    return ok({
      profile: overrides.profile ?? this.#profile,
      seed: overrides.seed ?? this.#seed,
      policy: overrides.policy ?? this.#policy,
      latencies: {},
      window,
      watchBuffer: this.#watchBuffer,
      nodes: this.#nodes,
      replicas: this.#replicas,
      metrics: this.#metrics,
      managedFields: this.#managedFields,
      programs: this.#programs.length > 0 ? this.#programs : usualPrograms,
    });
  }

  #set(statement: Statement, option: string, value: string): void {
    const count = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
    if (option === 'watch-window') {
      if (count >= 1) this.#window = count;
      else this.#report(statement, 'set watch-window and a number of changes from 1 on');
    } else if (option === 'nodes') {
      if (count <= mostNodes) this.#nodes = count;
      else this.#report(statement, `set nodes and a number from 0 to ${mostNodes}`);
    } else if (option === 'watch-buffer') {
      if (count >= 1) this.#watchBuffer = count;
      else this.#report(statement, 'set watch-buffer and a number of events from 1 on');
    } else if (option === 'replicas') {
      if (count >= 1 && count <= mostReplicas) this.#replicas = count;
      else this.#report(statement, `set replicas and a number from 1 to ${mostReplicas}`);
    } else if (option === 'metrics') {
      if (value === 'on' || value === 'off') this.#metrics = value === 'on';
      else this.#report(statement, 'set metrics on, or off');
    } else if (option === 'managed-fields') {
      if (value === 'on' || value === 'off') this.#managedFields = value === 'on';
      else this.#report(statement, 'set managed-fields on, or off');
    } else {
      this.#report(
        statement,
        'one of the options watch-window, watch-buffer, nodes, replicas, metrics, managed-fields',
      );
    }
  }

  #mustKnow(statement: Statement, program: string): void {
    if (findProgram(program) !== undefined) return;
    this.#report(statement, `one of the programs ${programs.map(({ name }) => name).join(', ')}`);
  }

  #report({ line, column, text }: Statement, expected: string): void {
    const message = `expected ${expected}, got ${JSON.stringify(text)}`;
    this.#problems.push({ file: this.#file, line, column, expected, message });
  }
}
