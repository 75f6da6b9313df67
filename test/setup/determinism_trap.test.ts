import { Script } from 'node:vm';
import { describe, expect, test } from 'vitest';

/** Runs an expression as if it stood in the given file. */
function evaluateIn(file: string, expression: string): unknown {
  return new Script(`(() => ${expression})()`, {
    filename: `/repository/${file}`,
  }).runInThisContext();
}

const calls = [
  { name: 'Math.random', expression: 'Math.random()' },
  { name: 'Date.now', expression: 'Date.now()' },
];

describe.each(calls)('$name', ({ name, expression }) => {
  test.each([
    'src/sim/kernel.ts',
    'src/client-go/tools/cache/reflector.ts',
    'lessons/a/scenario.ts',
  ])('throws when %s calls it', (file) => {
    expect(() => evaluateIn(file, expression)).toThrow(`${name} called by`);
  });

  test.each(['src/cli/lab.ts', 'test/sim/kernel.test.ts', 'node_modules/fast-check/lib/a.js'])(
    'works when %s calls it',
    (file) => {
      expect(evaluateIn(file, expression)).toBeTypeOf('number');
    },
  );
});
