/** Reaching into an object by a path such as `spec.containers[0].image` or `metadata.labels[app/name]`. */

/** The steps of a path: names and indices. */
export function pathSteps(path: string): readonly string[] {
  const steps: string[] = [];
  for (const [, bracketed, plain] of path.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)) {
    const step = bracketed ?? plain;
    if (step !== undefined && step !== '') steps.push(step);
  }
  return steps;
}

/** What stands at the path; `undefined` if nothing does. */
export function valueAt(value: unknown, path: string): unknown {
  let found = value;
  for (const step of pathSteps(path)) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Array.isArray(found)
      ? found[Number(step)]
      : (found as Readonly<Record<string, unknown>>)[step];
  }
  return found;
}
