/** What a script's head settles about its cluster, and what is wrong with it. */

import { fail, ok, type Result } from '#base/result.ts';
import { type Duration, duration } from '#base/time.ts';
import { findProgram, programs } from '#controllers/programs.ts';
import {
  type HeadOptionName,
  headOption,
  headOptionNames,
  takesValue,
} from '#script/head_options.ts';
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
  readonly #options = new Map<HeadOptionName, string>();

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
    const changes = this.#count('watch-window');
    const window =
      changes === undefined
        ? {}
        : { capacity: changes, mostCapacity: changes, freshFor: 0 as Duration };
    return ok({
      profile: overrides.profile ?? this.#profile,
      seed: overrides.seed ?? this.#seed,
      policy: overrides.policy ?? this.#policy,
      latencies: {},
      window,
      watchBuffer: this.#count('watch-buffer'),
      nodes: this.#count('nodes') ?? 2,
      replicas: this.#count('replicas') ?? 1,
      metrics: this.#options.get('metrics') === 'on',
      managedFields: this.#options.get('managed-fields') === 'on',
      qps: this.#count('qps'),
      burst: this.#count('burst'),
      programs: this.#programs.length > 0 ? this.#programs : usualPrograms,
    });
  }

  #set(statement: Statement, name: string, value: string): void {
    const option = headOption(name);
    if (option === undefined) {
      this.#report(statement, `one of the options ${headOptionNames.join(', ')}`);
    } else if (takesValue(option, value)) this.#options.set(option.name, value);
    else {
      const and = option.kind === 'switch' ? '' : 'and ';
      this.#report(statement, `set ${name} ${and}${option.what}`);
    }
  }

  #count(name: HeadOptionName): number | undefined {
    const value = this.#options.get(name);
    return value === undefined ? undefined : Number(value);
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
