/**
 * Makes chance and the wall clock explode when the engine or the observer reaches for them.
 * The test runner and fast-check need both, so the trap looks at who calls: only a frame of a
 * deterministic layer directly above the call springs it.
 */

const deterministic =
  /\/src\/(base|trace|sim|apimachinery|apiserver|client-go|controllers|script|session|machines|view-model|messages|tutor)\/|\/lessons\//;

type Call = (...values: never[]) => unknown;

/** The first stack line outside this file: the caller of the trapped function. */
function callerOf(stack: string | undefined): string {
  const frames = (stack ?? '').split('\n').slice(1);
  return frames.find((frame) => !frame.includes('determinism_trap')) ?? '';
}

function trapped<F extends Call>(original: F, name: string, replacement: string): F {
  return new Proxy(original, {
    apply(target, self, values) {
      const caller = callerOf(new Error('trap').stack);
      if (deterministic.test(caller)) {
        throw new Error(`${name} called by ${caller.trim()}: use ${replacement}`);
      }
      return Reflect.apply(target, self, values);
    },
  });
}

Math.random = trapped(Math.random, 'Math.random', "a named stream of sim's rng");
Date.now = trapped(Date.now, 'Date.now', "the simulation's clock");
