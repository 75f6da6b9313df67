/** `lab selfcheck`: the picture at every hop of a run must not depend on how one came there. */

import { selfcheck } from '#view-model/selfcheck.ts';
import { type LabOptions, playScript } from './lab_script.ts';

export function selfcheckScript(file: string, options: LabOptions): number {
  const session = playScript(file, options);
  if (session === undefined) return 2;
  const { store } = session;
  const objects = store.mentions.map(({ ref, object }) => [ref, object] as const);
  const report = selfcheck(store.events, objects);
  const compared = Object.entries(report.compared).map(([how, count]) => `${how} ${count}`);
  process.stdout.write(`${file}: ${report.events} events, compared ${compared.join(', ')}\n`);
  const { first, firstRefusal } = report;
  if (first !== undefined) {
    process.stdout.write(
      `${file}: ${report.differences} differences, first at ${first.seq} by ${first.approach}:\n` +
        `  expected ${first.expected}\n  found    ${first.found}\n`,
    );
  }
  if (firstRefusal !== undefined) {
    process.stdout.write(`${file}: ${report.refusals} refusals, first: ${firstRefusal}\n`);
  }
  const fine = report.differences === 0 && report.refusals === 0 && report.events > 0;
  process.stdout.write(`${file}: ${fine ? 'the same however one comes there' : 'FAILED'}\n`);
  return fine ? 0 : 1;
}
