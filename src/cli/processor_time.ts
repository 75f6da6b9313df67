/** Processor time of this process, for figures that do not depend on what else the machine does. */

/** Runs `body` and returns how many seconds of processor time it took. */
export function processorSeconds(body: () => void): number {
  const start = process.cpuUsage();
  body();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}
