/** The side panel: one tab per panel descriptor, in the order in which they are given. */

import { X } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { type ReactElement, Suspense } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { Panel } from './panel.ts';

export function SidePanel({ panels }: { readonly panels: readonly Panel[] }): ReactElement {
  const { acts } = usePlayground();
  const tab = usePlaygroundState((state) => state.tab);
  const words = useWords();
  const open = usePlaygroundState((state) => state.sideOpen);
  return (
    <aside className={open ? 'details open' : 'details'} aria-label={words.panels.label}>
      <Tabs.Root className="details-tabs" value={tab} onValueChange={acts.showTab}>
        <div className="side-tabs">
          <Tabs.List aria-label={words.panels.label}>
            {panels.map((panel) => (
              <Tabs.Trigger key={panel.id} value={panel.id}>
                {panel.title(words)}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <button
            type="button"
            className="button bare icon side-close"
            aria-label={words.panels.close}
            onClick={acts.toggleSide}
          >
            <X size={16} aria-hidden="true" />
          </button>
        </div>
        {panels.map((panel) => (
          <Tabs.Content key={panel.id} value={panel.id} className="side-panel">
            <Suspense>
              <panel.Body />
            </Suspense>
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </aside>
  );
}
