/** A component that is fetched when it is first drawn; fetched before, it is drawn without a moment's wait. */

import { type ComponentType, lazy, type ReactElement, useState } from 'react';

export interface FetchedComponent<Props> {
  readonly Fetched: (props: Props) => ReactElement;
  readonly fetch: () => Promise<unknown>;
}

export function fetchedComponent<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): FetchedComponent<Props> {
  let there: ComponentType<Props> | undefined;
  const fetch = async (): Promise<{ readonly default: ComponentType<Props> }> => {
    there = await load();
    return { default: there };
  };
  const Later: ComponentType<Props> = lazy(fetch);
  function Fetched(props: Props): ReactElement {
    // What is drawn stays what it is: another component in its place would begin anew.
    const [Component] = useState(() => there ?? Later);
    return <Component {...props} />;
  }
  return { Fetched, fetch };
}
