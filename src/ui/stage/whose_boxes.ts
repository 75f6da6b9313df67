/** Whose boxes these are, where several stages stand on one page: part of the name of each box. */

import { createContext, useContext } from 'react';

/** Without it there is one stage, and its boxes need no owner. */
export const WhoseBoxes = createContext<string | undefined>(undefined);

/** What a box is called among all that are on the page. */
export function useBoxName(title: string): string {
  const whose = useContext(WhoseBoxes);
  return whose === undefined ? title : `${title} · ${whose}`;
}
