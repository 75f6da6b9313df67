/** Every known difference from Kubernetes, as the fidelity page has them: fetched once, when somebody asks. */

import type { Fidelity } from '#app/fidelity/fidelity_page.tsx';
import type { Simplification } from '#ui/boxes/simplification.ts';
import { siteAddress } from '#ui/site_root.ts';

let fetched: Promise<readonly Simplification[]> | undefined;

export function simplifications(): Promise<readonly Simplification[]> {
  fetched ??= read().catch((error: unknown) => {
    // The next who asks tries again.
    fetched = undefined;
    throw error;
  });
  return fetched;
}

async function read(): Promise<readonly Simplification[]> {
  const answer = await fetch(siteAddress('fidelity.json'));
  const { simplified } = (await answer.json()) as Fidelity;
  return simplified;
}
