/** Runs scripts of flowcontrol: back-off per item, and the token bucket. */

import { type Instant, instant } from '#base/time.ts';
import type { OracleScript, ScriptStep } from '#cli/oracle/corpus.ts';
import type { Run } from '#cli/oracle/recording.ts';
import { newBackOff } from '#client-go/util/flowcontrol/backoff.ts';
import { newTokenBucketRateLimiter } from '#client-go/util/flowcontrol/throttle.ts';
import type { Proc } from '#sim/process.ts';
import { Bench, type Pairs, textOf, timesOf, unknownVerb } from './bench.ts';
import { parseDuration, showDuration } from './notation.ts';

export function runFlowcontrol(script: OracleScript): Run {
  const bench = new Bench(script);
  const options = script.options ?? {};
  const backoff = newBackOff(bench.sim, {
    defaultDuration: parseDuration(options['initial']),
    maxDuration: parseDuration(options['max']),
  });
  const bucket = newTokenBucketRateLimiter(
    bench.sim,
    Math.max(Number(options['qps'] ?? 0), 1),
    Math.max(Number(options['burst'] ?? 0), 1),
  );
  const answer = (step: ScriptStep, event: Instant): Pairs => {
    const item = textOf(step, 'item');
    switch (step.do) {
      case 'next':
        backoff.next(item, event);
        return { backoff: showDuration(backoff.get(item)) };
      case 'get':
        return { backoff: showDuration(backoff.get(item)) };
      case 'isInBackOffSince':
        return { answer: backoff.isInBackOffSince(item, event) };
      case 'isInBackOffSinceUpdate':
        return { answer: backoff.isInBackOffSinceUpdate(item, event) };
      case 'reset':
        backoff.reset(item);
        return {};
      case 'gc':
        backoff.gc();
        return {};
      case 'tryAccept':
        return { answers: Array.from({ length: timesOf(step) }, () => bucket.tryAccept()) };
      default:
        return unknownVerb(step);
    }
  };
  function* accepting(): Proc {
    yield* bucket.accept();
  }
  for (const step of script.steps) {
    if (step.do === 'advance') {
      bench.advance(parseDuration(step['by']));
      continue;
    }
    const ago = step['for'] === undefined ? 0 : parseDuration(step['for']);
    let pairs: Pairs = {};
    if (step.do === 'accept') bench.do(accepting());
    else pairs = answer(step, instant(bench.sim.now - ago));
    bench.record('ops', { do: step.do, item: textOf(step, 'item'), ...pairs });
  }
  return bench.run;
}
