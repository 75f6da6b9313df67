/**
 * `npm run -s bench -- kernel|informer|seek|stage [--check]`: how fast engine, observer and stage are here,
 * with the conditions under which that was measured. `--check` exits 1 if a bar is missed.
 */

import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benchInformer } from './bench_informer.ts';
import { benchKernel } from './bench_kernel.ts';
import { benchSeek } from './bench_seek.ts';

/** What a bench found. */
export interface Figure {
  readonly name: string;
  readonly conditions: string;
  readonly value: number;
  readonly unit: string;
  /** The least that will do, of what should be much. */
  readonly least?: number;
  /** The most that will do, of what should be little. */
  readonly most?: number;
}

type Bench = () => readonly Figure[] | Promise<readonly Figure[]>;

const benches: Readonly<Record<string, Bench>> = {
  kernel: () => [benchKernel()],
  informer: () => [benchInformer()],
  seek: benchSeek,
  stage: async () => (await import('./bench_stage.ts')).benchStage(),
};

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { check: { type: 'boolean', default: false } },
  });
  const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
  if (unknown.length > 0 || positionals.length === 0) {
    process.stderr.write(`Usage: bench ${Object.keys(benches).join('|')} [--check]\n`);
    return 2;
  }
  const [cpu] = cpus();
  process.stdout.write(`Node ${process.version}, ${cpu?.model ?? 'unknown processor'}, one core\n`);
  let missed = 0;
  for (const name of positionals) {
    for (const figure of (await benches[name]?.()) ?? []) if (!reached(figure)) missed++;
  }
  return values.check && missed > 0 ? 1 : 0;
}

/** Prints a figure; says whether it will do. */
function reached({ name, conditions, value, unit, least, most }: Figure): boolean {
  const fine = value >= (least ?? value) && value <= (most ?? value);
  const bar = least === undefined ? `at most ${whole(most ?? 0)}` : `at least ${whole(least)}`;
  process.stdout.write(
    `${name}: ${value < 100 ? value.toFixed(1) : whole(value)} ${unit} (${bar}: ` +
      `${fine ? 'reached' : 'missed'})\n  ${conditions}\n`,
  );
  return fine;
}

function whole(count: number): string {
  return Math.round(count)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',');
}

process.exitCode = await main();
