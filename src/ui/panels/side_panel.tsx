/** The side panel: one tab per panel descriptor, in the order in which they are given. */

import { X } from 'lucide-react';
import { Tabs } from 'radix-ui';
import type { ReactElement } from 'react';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { Panel } from './panel.ts';

export function SidePanel({ panels }: { readonly panels: readonly Panel[] }): ReactElement {
  const { acts } = usePlayground();
  const tab = usePlaygroundState((state) => state.tab);
  const open = usePlaygroundState((state) => state.sideOpen);
  return (
    <Tabs.Root
      className={open ? 'details open' : 'details'}
      value={tab}
      onValueChange={acts.showTab}
      asChild
    >
      <aside aria-label="Details">
        <Tabs.List className="side-tabs" aria-label="Details">
          {panels.map((panel) => (
            <Tabs.Trigger key={panel.id} value={panel.id}>
              {panel.title}
            </Tabs.Trigger>
          ))}
          <button
            type="button"
            className="button bare icon side-close"
            aria-label="Close details"
            onClick={acts.toggleSide}
          >
            <X size={16} aria-hidden="true" />
          </button>
        </Tabs.List>
        {panels.map((panel) => (
          <Tabs.Content key={panel.id} value={panel.id} className="side-panel">
            <panel.Body />
          </Tabs.Content>
        ))}
      </aside>
    </Tabs.Root>
  );
}
