/** One of the choices within the views, and what changes it. */

import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import type { ViewChoices } from './view_choices.ts';

export function useViewChoice<Name extends keyof ViewChoices>(
  name: Name,
): readonly [ViewChoices[Name], (chosen: ViewChoices[Name]) => void] {
  const { store } = usePlayground();
  const chosen = usePlaygroundState(({ choices }) => choices[name]);
  const choose = (next: ViewChoices[Name]): void =>
    store.setState(({ choices }) => ({ choices: { ...choices, [name]: next } }));
  return [chosen, choose];
}
