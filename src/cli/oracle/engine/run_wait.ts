/** Runs scripts of apimachinery's waiting: back-offs, polls, loops, and retries on conflict. */

import { newConflict, type StatusError } from '#apimachinery/pkg/api/errors/errors.ts';
import {
  Backoff,
  delayWithReset,
  exponentialBackoff,
  exponentialBackoffWithContext,
  jitterUntilWithContext,
  newExponentialBackoffManager,
} from '#apimachinery/pkg/util/wait/backoff.ts';
import {
  pollUntilContextCancel,
  pollUntilContextTimeout,
} from '#apimachinery/pkg/util/wait/poll.ts';
import { jitter } from '#apimachinery/pkg/util/wait/wait.ts';
import { assert } from '#base/assert.ts';
import { isJsonObject, type JsonValue } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { after, type Duration, noDuration } from '#base/time.ts';
import type { OracleScript, ScriptStep } from '#cli/oracle/corpus.ts';
import type { Run } from '#cli/oracle/recording.ts';
import { retryOnConflict } from '#client-go/util/retry/util.ts';
import { background, withCancel } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import { Bench, textsOf, timesOf, unknownVerb } from './bench.ts';
import { parseDuration, showDuration } from './notation.ts';

const point = 'oracle';

export function runWait(script: OracleScript): Run {
  const bench = new Bench(script);
  const run = new WaitRun(bench);
  for (const step of script.steps) run.step(step);
  return bench.run;
}

function durationOf(value: JsonValue | undefined): Duration {
  return value === undefined ? noDuration : parseDuration(value);
}

function backoffOf(option: JsonValue | undefined): Backoff {
  assert(isJsonObject(option), 'a back-off must be described');
  return new Backoff({
    duration: durationOf(option['duration']),
    factor: Number(option['factor'] ?? 0),
    jitter: Number(option['jitter'] ?? 0),
    steps: Number(option['steps'] ?? 0),
    cap: durationOf(option['cap']),
  });
}

/** Why a loop ended; what went wrong in it is a text of the script or an error of the engine. */
type Ended = Result<unknown, { readonly message: string }>;

class WaitRun {
  readonly #bench: Bench;
  #next: () => Duration = () => noDuration;
  /** Whether the delay is waited for when it is drawn, as the deprecated manager's timer is. */
  #waits = false;

  constructor(bench: Bench) {
    this.#bench = bench;
  }

  step(step: ScriptStep): void {
    const { sim } = this.#bench;
    const source = { chooser: sim.chooser, point };
    switch (step.do) {
      case 'backoff': {
        const backoff = backoffOf(step['backoff']);
        this.#draw(() => backoff.step(source));
        return;
      }
      case 'delayWithReset': {
        const resetInterval = durationOf(step['reset']);
        this.#draw(delayWithReset(sim, backoffOf(step['backoff']), { resetInterval, point }));
        return;
      }
      case 'exponentialBackoffManager': {
        const { options } = backoffOf(step['backoff']);
        const manager = newExponentialBackoffManager(sim, {
          initBackoff: options.duration,
          maxBackoff: options.cap ?? noDuration,
          resetDuration: durationOf(step['reset']),
          backoffFactor: options.factor ?? 0,
          jitter: options.jitter ?? 0,
          point,
        });
        this.#draw(manager, true);
        return;
      }
      case 'jitter':
        this.#draw(() => jitter(durationOf(step['for']), Number(step['factor'] ?? 0), source));
        return;
      case 'delays':
        this.#bench.do(this.#delays(step));
        return;
      case 'advance':
        this.#bench.advance(durationOf(step['by']));
        return;
      default:
        this.#end(step, this.#bench.do(this.#loop(step)));
    }
  }

  #draw(next: () => Duration, waits = false): void {
    this.#next = next;
    this.#waits = waits;
  }

  #end(step: ScriptStep, ended: Ended): void {
    this.#bench.record('ops', { do: step.do, error: ended.ok ? undefined : ended.error.message });
  }

  *#delays(step: ScriptStep): Proc {
    const delays: string[] = [];
    for (let count = 0; count < timesOf(step); count++) {
      const delay = this.#next();
      delays.push(showDuration(delay));
      if (this.#waits || step['sleep'] === true) yield* this.#bench.sim.sleep(delay);
    }
    this.#bench.record('ops', { do: 'delays', delays });
  }

  /** Answers with the script's answers one call after another, then with the last one. */
  #condition(step: ScriptStep): () => Blocking<Result<boolean, StatusError | Told>> {
    const returns = textsOf(step, 'returns');
    const record = (call: number, answer: string) => this.#bench.record('calls', { call, answer });
    const { sim } = this.#bench;
    let calls = 0;
    function* answering(): Proc<Result<boolean, StatusError | Told>> {
      const answer = returns[Math.min(calls, returns.length - 1)] ?? '';
      record(++calls, answer);
      yield* sim.sleep(durationOf(step['for']));
      if (answer === 'true' || answer === 'false') return ok(answer === 'true');
      if (answer !== 'conflict') return fail({ message: answer });
      return fail(newConflict({ group: '', resource: 'pods' }, 'a', 'changed'));
    }
    return () => sim.call('condition', answering());
  }

  *#loop(step: ScriptStep): Proc<Ended> {
    const { sim } = this.#bench;
    const condition = this.#condition(step);
    const { ctx, cancel } = withCancel(sim, background(sim));
    const timeout = durationOf(step['timeout']);
    const isTimed = step.do === 'pollUntilContextTimeout';
    if (timeout > 0 && !isTimed) sim.schedule(after(sim.now, timeout), cancel);
    const interval = durationOf(step['period']);
    const poll = { name: 'poll', interval, immediate: step['immediate'] === true, condition };
    switch (step.do) {
      case 'exponentialBackoff':
        return yield* exponentialBackoff(sim, backoffOf(step['backoff']), { point, condition });
      case 'exponentialBackoffWithContext':
        return yield* exponentialBackoffWithContext(sim, ctx, backoffOf(step['backoff']), {
          point,
          condition,
        });
      case 'pollUntilContextTimeout':
        return yield* pollUntilContextTimeout(sim, ctx, { ...poll, timeout });
      case 'pollUntilContextCancel':
        return yield* pollUntilContextCancel(sim, ctx, poll);
      case 'jitterUntil': {
        const body = function* (): Proc {
          yield* condition();
        };
        yield* jitterUntilWithContext(sim, ctx, {
          name: 'until',
          reallyCrash: true,
          body: () => sim.call('body', body()),
          period: interval,
          jitterFactor: Number(step['factor'] ?? 0),
          sliding: step['sliding'] === true,
          point,
        });
        return ok(undefined);
      }
      case 'retryOnConflict':
        return yield* retryOnConflict(sim, backoffOf(step['backoff']), condition);
      default:
        return unknownVerb(step);
    }
  }
}

interface Told {
  readonly message: string;
}
