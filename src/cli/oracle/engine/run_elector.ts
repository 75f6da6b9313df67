/** Runs scripts of leader election: candidates with a LeaseLock each on one scripted server. */

import { assert } from '#base/assert.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import { type Duration, noDuration } from '#base/time.ts';
import type { OracleScript, ScriptStep } from '#cli/oracle/corpus.ts';
import type { Run } from '#cli/oracle/recording.ts';
import {
  type LeaderElectionConfig,
  type LeaderElector,
  newLeaderElector,
} from '#client-go/tools/leaderelection/leaderelection.ts';
import { newLeaseLock } from '#client-go/tools/leaderelection/resourcelock/leaselock.ts';
import { background, type CancellableContext, withCancel } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import { type ProfileName, profiles } from '#trace/profile.ts';
import { Bench, textOf, unknownVerb } from './bench.ts';
import { parseDuration } from './notation.ts';
import { LeaseConnection, LeaseServer } from './scripted_lease.ts';

export function runElector(script: OracleScript, preset: ProfileName): Run {
  const bench = new Bench(script);
  const run = new ElectorRun(bench, script.options ?? {}, preset);
  for (const step of script.steps) {
    run.step(step);
    bench.settle();
  }
  return bench.run;
}

function durationOf(value: JsonValue | undefined): Duration {
  return value === undefined ? noDuration : parseDuration(value);
}

class ElectorRun {
  readonly #bench: Bench;
  readonly #server: LeaseServer;
  readonly #candidates: ReadonlyMap<string, Candidate>;

  constructor(bench: Bench, options: JsonObject, preset: ProfileName) {
    this.#bench = bench;
    this.#server = new LeaseServer(bench);
    const described = Array.isArray(options['candidates']) ? options['candidates'] : [];
    this.#candidates = new Map(
      described
        .filter(isJsonObject)
        .map((option) => [
          String(option['name']),
          new Candidate({ bench, server: this.#server, option, preset }),
        ]),
    );
  }

  step(step: ScriptStep): void {
    switch (step.do) {
      case 'write':
        this.#server.write(step);
        return;
      case 'remove':
        this.#server.remove();
        return;
      case 'look':
        for (const candidate of this.#candidates.values()) candidate.look();
        return;
      case 'advance':
        this.#bench.advance(parseDuration(step['by']));
        return;
      default:
        this.#instruct(step);
    }
  }

  #instruct(step: ScriptStep): void {
    const candidate = this.#candidates.get(textOf(step, 'candidate'));
    assert(candidate !== undefined, `${step.do} needs a candidate`);
    const { connection } = candidate;
    switch (step.do) {
      case 'start':
        candidate.start();
        return;
      case 'cancel':
        candidate.cancel();
        return;
      case 'check':
        candidate.check(durationOf(step['for']));
        return;
      case 'refuse':
        connection.refuse(step);
        return;
      case 'slowRequests':
        connection.slowRequest = durationOf(step['for']);
        return;
      case 'slowAnswers':
        connection.slowAnswer = durationOf(step['for']);
        return;
      case 'cutOff':
      case 'connect':
        connection.cutOff = step.do === 'cutOff';
        return;
      default:
        unknownVerb(step);
    }
  }
}

interface CandidateOptions {
  readonly bench: Bench;
  readonly server: LeaseServer;
  readonly option: JsonObject;
  readonly preset: ProfileName;
}

class Candidate {
  readonly connection: LeaseConnection;
  readonly #bench: Bench;
  readonly #option: JsonObject;
  readonly #preset: ProfileName;
  readonly #name: string;
  #elector: LeaderElector | undefined;
  #ctx: CancellableContext | undefined;

  constructor({ bench, server, option, preset }: CandidateOptions) {
    this.#bench = bench;
    this.#option = option;
    this.#preset = preset;
    this.#name = String(option['name']);
    this.connection = new LeaseConnection(bench, server, this.#lane);
  }

  get #lane(): string {
    return `candidate ${this.#name}`;
  }

  start(): void {
    const { sim } = this.#bench;
    const environment = { sim, profile: profiles[this.#preset], reallyCrash: false };
    const elector = newLeaderElector(environment, this.#config());
    if (!elector.ok) {
      this.#bench.record(this.#lane, { error: elector.error.message });
      return;
    }
    this.#elector = elector.value;
    this.#ctx = withCancel(sim, background(sim));
    this.#bench.go(this.#name, this.#run(elector.value, this.#ctx));
  }

  cancel(): void {
    assert(this.#ctx !== undefined, `${this.#name} must have been started`);
    this.#ctx.cancel();
  }

  look(): void {
    if (this.#elector === undefined) return;
    this.#bench.record('looks', {
      candidate: this.#name,
      leader: this.#elector.getLeader(),
      isLeader: this.#elector.isLeader() ? true : undefined,
    });
  }

  check(maxTolerableExpiredLease: Duration): void {
    assert(this.#elector !== undefined, `${this.#name} must have been started`);
    const checked = this.#elector.check(maxTolerableExpiredLease);
    const error = checked.ok ? undefined : checked.error.message;
    this.#bench.record('looks', { check: this.#name, error });
  }

  *#run(elector: LeaderElector, { ctx }: CancellableContext): Proc {
    yield* elector.run(ctx);
    this.#bench.record(this.#lane, { returned: true });
  }

  #config(): LeaderElectionConfig {
    const option = this.#option;
    const bench = this.#bench;
    const name = this.#name;
    const lane = this.#lane;
    const tell = (metric: string) => () => bench.record(lane, { metric });
    return {
      name,
      lock: newLeaseLock({
        identity: String(option['identity'] ?? name),
        meta: { namespace: 'ns', name: 'lock' },
        client: this.connection,
        eventRecorder: {
          eventf: (_, { args = [] }) =>
            bench.sim.call(
              'eventf',
              noting(() => bench.record(lane, { event: String(args[0]) })),
            ),
        },
      }),
      leaseDuration: durationOf(option['leaseDuration']),
      renewDeadline: durationOf(option['renewDeadline']),
      retryPeriod: durationOf(option['retryPeriod']),
      releaseOnCancel: option['releaseOnCancel'] === true,
      coordinated: option['coordinated'] === true,
      metricsProvider: {
        newLeaderMetric: () => ({
          on: tell('on'),
          off: tell('off'),
          slowpathExercised: tell('slowPath'),
        }),
      },
      callbacks: {
        onStartedLeading: function* (ctx) {
          bench.record(`leading ${name}`, { started: true });
          yield* ctx.done.receive();
          bench.record(`leading ${name}`, { ended: true });
        },
        onStoppedLeading: () => noting(() => bench.record(lane, { stoppedLeading: true })),
        onNewLeader: (leader) => noting(() => bench.record(`new leaders ${name}`, { leader })),
      },
    };
  }
}

function* noting(note: () => void): Proc {
  note();
}
