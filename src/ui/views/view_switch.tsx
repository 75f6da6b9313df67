/** The tabs above the stage, and the view that is chosen. All views read the same trace at the same cursor. */

import { Tabs } from 'radix-ui';
import { type ReactElement, Suspense } from 'react';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { View } from './view.ts';
import './view_switch.css';

export function ViewSwitch({ views }: { readonly views: readonly View[] }): ReactElement {
  const { acts } = usePlayground();
  const shown = usePlaygroundState((state) => state.view);
  const view = views.some(({ id }) => id === shown) ? shown : (views[0]?.id ?? '');
  return (
    <Tabs.Root asChild value={view} onValueChange={acts.showView}>
      <main className="views" aria-label="The run">
        <Tabs.List className="view-tabs" aria-label="Views of the run">
          {views.map(({ id, title, about }, index) => (
            <Tabs.Trigger key={id} value={id} title={`${about} (${index + 1})`}>
              {title}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {views.map(({ id, Body }) => (
          <Tabs.Content key={id} value={id} className="view" tabIndex={-1}>
            <Suspense fallback={<p className="panel-empty">Opening…</p>}>
              <Body />
            </Suspense>
          </Tabs.Content>
        ))}
      </main>
    </Tabs.Root>
  );
}
