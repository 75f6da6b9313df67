/** The tabs above the stage, and the view that is chosen. All views read the same trace at the same cursor. */

import { Tabs } from 'radix-ui';
import { type ReactElement, Suspense } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { View } from './view.ts';
import './view_switch.css';

export function ViewSwitch({ views }: { readonly views: readonly View[] }): ReactElement {
  const { acts } = usePlayground();
  const words = useWords();
  const shown = usePlaygroundState((state) => state.view);
  const view = views.some(({ id }) => id === shown) ? shown : (views[0]?.id ?? '');
  return (
    <Tabs.Root asChild value={view} onValueChange={acts.showView}>
      <main className="views" aria-label={words.views.run}>
        <Tabs.List className="view-tabs" aria-label={words.views.label}>
          {views.map(({ id, title, about }, index) => (
            <Tabs.Trigger key={id} value={id} title={words.views.key(about(words), index + 1)}>
              {title(words)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        {views.map(({ id, Body }) => (
          <Tabs.Content key={id} value={id} className="view" tabIndex={-1}>
            <Suspense fallback={<p className="panel-empty">{words.views.opening}</p>}>
              <Body />
            </Suspense>
          </Tabs.Content>
        ))}
      </main>
    </Tabs.Root>
  );
}
