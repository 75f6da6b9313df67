/** Runs scripts of the work queue's rate limiters, and builds them for scripts of the queue itself. */

import { assert } from '#base/assert.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import type { OracleScript } from '#cli/oracle/corpus.ts';
import type { Run } from '#cli/oracle/recording.ts';
import { Limiter } from '#client-go/util/flowcontrol/throttle.ts';
import {
  defaultTypedControllerRateLimiter,
  defaultTypedItemBasedRateLimiter,
  newTypedBucketRateLimiter,
  newTypedItemExponentialFailureRateLimiter,
  newTypedItemFastSlowRateLimiter,
  newTypedMaxOfRateLimiter,
  newTypedWithMaxWaitRateLimiter,
  type TypedRateLimiter,
} from '#client-go/util/workqueue/default_rate_limiters.ts';
import type { Sim } from '#sim/sim.ts';
import { Bench, textOf, timesOf, unknownVerb } from './bench.ts';
import { parseDuration, showDuration } from './notation.ts';

export function limiterOf(sim: Sim, option: JsonValue | undefined): TypedRateLimiter<string> {
  assert(isJsonObject(option), 'a limiter must be described');
  const [[kind, given] = ['', undefined]] = Object.entries(option);
  const part = (isJsonObject(given) ? given : {}) as JsonObject;
  switch (kind) {
    case 'exponential':
      return newTypedItemExponentialFailureRateLimiter(
        parseDuration(part['base']),
        parseDuration(part['max']),
      );
    case 'fastSlow':
      return newTypedItemFastSlowRateLimiter(
        parseDuration(part['fast']),
        parseDuration(part['slow']),
        Number(part['fasts']),
      );
    case 'bucket':
      return newTypedBucketRateLimiter(
        sim,
        new Limiter(Number(part['qps']), Number(part['burst'])),
      );
    case 'maxOf':
      return newTypedMaxOfRateLimiter(
        ...(given as readonly JsonValue[]).map((each) => limiterOf(sim, each)),
      );
    case 'maxWait':
      return newTypedWithMaxWaitRateLimiter(
        limiterOf(sim, part['limiter']),
        parseDuration(part['max']),
      );
    default:
      return given === 'itemBased'
        ? defaultTypedItemBasedRateLimiter()
        : defaultTypedControllerRateLimiter(sim);
  }
}

export function runLimiters(script: OracleScript): Run {
  const bench = new Bench(script);
  const limiter = limiterOf(bench.sim, script.options?.['limiter']);
  for (const step of script.steps) {
    const item = textOf(step, 'item');
    const requeues = () => limiter.numRequeues(item);
    switch (step.do) {
      case 'when': {
        const delays: string[] = [];
        for (let count = 0; count < timesOf(step); count++)
          delays.push(showDuration(limiter.when(item)));
        bench.record('ops', { do: 'when', item, delays, requeues: requeues() });
        break;
      }
      case 'forget':
        limiter.forget(item);
        bench.record('ops', { do: 'forget', item, requeues: requeues() });
        break;
      case 'numRequeues':
        bench.record('ops', { do: 'numRequeues', item, requeues: requeues() });
        break;
      case 'advance':
        bench.advance(parseDuration(step['by']));
        break;
      default:
        unknownVerb(step);
    }
  }
  return bench.run;
}
