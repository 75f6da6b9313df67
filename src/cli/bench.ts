/**
 * `npm run -s bench -- kernel|informer [--check]`: how fast the engine is on this machine, with the
 * conditions under which that was measured. `--check` exits 1 below the bar.
 */

import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benchInformer } from './bench_informer.ts';
import { benchKernel } from './bench_kernel.ts';

/** What a bench found. */
export interface Figure {
  readonly name: string;
  readonly conditions: string;
  readonly perSecond: number;
  readonly unit: string;
  /** The least that will do. */
  readonly bar: number;
}

const benches: Readonly<Record<string, () => Figure>> = {
  kernel: benchKernel,
  informer: benchInformer,
};

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { check: { type: 'boolean', default: false } },
  });
  const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
  if (unknown.length > 0 || positionals.length === 0) {
    process.stderr.write('Usage: bench kernel|informer [--check]\n');
    return 2;
  }
  const [cpu] = cpus();
  process.stdout.write(`Node ${process.version}, ${cpu?.model ?? 'unknown processor'}, one core\n`);
  let below = 0;
  for (const name of positionals) {
    const figure = benches[name]?.();
    if (figure === undefined) continue;
    const fine = figure.perSecond >= figure.bar;
    if (!fine) below++;
    process.stdout.write(
      `${figure.name}: ${whole(figure.perSecond)} ${figure.unit} (bar ${whole(figure.bar)}: ` +
        `${fine ? 'reached' : 'missed'})\n  ${figure.conditions}\n`,
    );
  }
  return values.check && below > 0 ? 1 : 0;
}

function whole(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

process.exitCode = main();
