/** `lab hash`: the digest of a run's whole trace. */

import { type LabOptions, playScript } from './lab_script.ts';

export function hashScript(file: string, options: LabOptions): number {
  const session = playScript(file, options);
  if (session === undefined) return 2;
  process.stdout.write(`${session.hash}  ${file}\n`);
  return session.failures.length === 0 ? 0 : 1;
}
