/** Runs scripts of the work queue: base, delaying and rate limiting. */

import { assert } from '#base/assert.ts';
import type { OracleScript, ScriptStep } from '#cli/oracle/corpus.ts';
import type { Run } from '#cli/oracle/recording.ts';
import {
  newTypedDelayingQueueWithConfig,
  type TypedDelayingInterface,
} from '#client-go/util/workqueue/delaying_queue.ts';
import type { MetricsProvider } from '#client-go/util/workqueue/metrics.ts';
import {
  newTypedWithConfig,
  type Queue,
  type TypedInterface,
} from '#client-go/util/workqueue/queue.ts';
import {
  newTypedRateLimitingQueueWithConfig,
  type TypedRateLimitingInterface,
} from '#client-go/util/workqueue/rate_limiting_queue.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import { Bench, type Pairs, textOf, unknownVerb } from './bench.ts';
import { parseDuration, showDuration } from './notation.ts';
import { limiterOf } from './run_limiters.ts';

export function runWorkqueue(script: OracleScript): Run {
  const bench = new Bench(script);
  const run = new WorkqueueRun(bench, script);
  bench.settle();
  for (const step of script.steps) {
    if (step.do === 'advance') bench.advance(parseDuration(step['by']));
    else run.step(step);
  }
  return bench.run;
}

/** First in, first out, and everything that the queue asks of it is recorded. */
function recordedStorage(bench: Bench): Queue<string> {
  const items: string[] = [];
  return {
    touch: (item) => bench.record('storage', { call: 'touch', item }),
    push: (item) => {
      bench.record('storage', { call: 'push', item });
      items.push(item);
    },
    len: () => items.length,
    pop: () => {
      const item = items.shift();
      bench.record('storage', { call: 'pop', item });
      return item;
    },
  };
}

/** Rounds seconds, as the oracle does: client-go adds ages up in the order of a map. */
function toNanoseconds(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

function recordedMetrics(bench: Bench): MetricsProvider {
  const metric = (name: string) => () => ({
    inc: () => bench.record('metrics', { metric: name, by: 1 }),
    dec: () => bench.record('metrics', { metric: name, by: -1 }),
    observe: (value: number) =>
      bench.record('metrics', { metric: name, observed: toNanoseconds(value) }),
    set: (value: number) => bench.record('metrics', { metric: name, set: toNanoseconds(value) }),
  });
  return {
    newDepthMetric: metric('depth'),
    newAddsMetric: metric('adds'),
    newLatencyMetric: metric('queueDuration'),
    newWorkDurationMetric: metric('workDuration'),
    newUnfinishedWorkSecondsMetric: metric('unfinishedWork'),
    newLongestRunningProcessorSecondsMetric: metric('longestRunningProcessor'),
    newRetriesMetric: metric('retries'),
  };
}

class WorkqueueRun {
  readonly #bench: Bench;
  readonly #queue: TypedInterface<string>;
  readonly #delaying: TypedDelayingInterface<string> | undefined;
  readonly #limiting: TypedRateLimitingInterface<string> | undefined;

  constructor(bench: Bench, { options = {} }: OracleScript) {
    this.#bench = bench;
    const { sim } = bench;
    const named =
      options['metrics'] === true ? { name: 'queue', metricsProvider: recordedMetrics(bench) } : {};
    this.#queue = newTypedWithConfig(sim, { ...named, queue: recordedStorage(bench) });
    if (options['kind'] === 'base') return;
    this.#delaying = newTypedDelayingQueueWithConfig(sim, { ...named, queue: this.#queue });
    this.#queue = this.#delaying;
    if (options['kind'] === 'delaying') return;
    const limiter = limiterOf(sim, options['limiter']);
    const delayingQueue = this.#delaying;
    this.#limiting = newTypedRateLimitingQueueWithConfig(sim, limiter, { delayingQueue });
    this.#queue = this.#limiting;
  }

  step(step: ScriptStep): void {
    const pairs = this.#do(step);
    this.#bench.settle();
    this.#bench.record('ops', {
      do: step.do,
      item: textOf(step, 'item'),
      worker: textOf(step, 'worker'),
      ...pairs,
      len: this.#queue.len(),
      shuttingDown: this.#queue.shuttingDown() ? true : undefined,
    });
  }

  #do(step: ScriptStep): Pairs {
    const queue = this.#queue;
    const item = textOf(step, 'item');
    const worker = textOf(step, 'worker');
    switch (step.do) {
      case 'add':
        this.#bench.do(calling(() => queue.add(item)));
        return {};
      case 'done':
        this.#bench.do(calling(() => queue.done(item)));
        return {};
      case 'get':
        this.#bench.go(worker, this.#get(worker));
        return {};
      case 'work':
        this.#bench.go(worker, this.#work(step));
        return {};
      case 'shutDown':
        this.#bench.go(
          'shutDown',
          this.#shutDown('shutDown', () => queue.shutDown()),
        );
        return {};
      case 'shutDownWithDrain': {
        const drain = this.#shutDown('shutDownWithDrain', () => queue.shutDownWithDrain());
        this.#bench.go('shutDownWithDrain', drain);
        return {};
      }
      case 'look':
        return {};
      default:
        return this.#retry(step, item);
    }
  }

  #retry(step: ScriptStep, item: string): Pairs {
    const delaying = this.#delaying;
    assert(delaying !== undefined, `${step.do} needs a delaying queue`);
    if (step.do === 'addAfter') {
      const delay = parseDuration(step['after']);
      this.#bench.do(waiting(() => delaying.addAfter(item, delay)));
      return { after: showDuration(delay) };
    }
    const limiting = this.#limiting;
    assert(limiting !== undefined, `${step.do} needs a rate limiting queue`);
    if (step.do === 'addRateLimited') this.#bench.do(waiting(() => limiting.addRateLimited(item)));
    else if (step.do === 'forget') this.#bench.do(calling(() => limiting.forget(item)));
    else unknownVerb(step);
    return { requeues: limiting.numRequeues(item) };
  }

  *#shutDown(name: string, call: () => Blocking<void>): Proc {
    yield* call();
    this.#bench.record(name, { returned: true });
  }

  *#get(worker: string): Proc {
    const item = yield* this.#queue.get();
    this.#bench.record(`worker ${worker}`, item === undefined ? { shutdown: true } : { got: item });
  }

  *#work(step: ScriptStep): Proc {
    const lane = `worker ${textOf(step, 'worker')}`;
    for (;;) {
      const item = yield* this.#queue.get();
      if (item === undefined) {
        this.#bench.record(lane, { shutdown: true });
        return;
      }
      this.#bench.record(lane, { got: item });
      yield* this.#bench.sim.sleep(parseDuration(step['for']));
      this.#queue.done(item);
      this.#bench.record(lane, { done: item });
    }
  }
}

function* calling(call: () => void): Proc {
  call();
}

function* waiting(call: () => Blocking<void>): Proc {
  yield* call();
}
