/** The run in view and the cursor: what every view of it reads. */

import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { RunView } from '#view-model/run_view.ts';

export function useRunAt(): { readonly view: RunView | undefined; readonly cursor: number } {
  const { book } = usePlayground();
  const run = usePlaygroundState((state) => state.run);
  const cursor = usePlaygroundState((state) => state.cursor);
  usePlaygroundState((state) => state.booked);
  return { view: book.view(run), cursor };
}
