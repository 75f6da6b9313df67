/** What is wrong with an address, in the language of the page. */

import type { Words } from '#messages/en/ui/words.ts';
import { linkFaultText } from '#messages/link_fault.ts';
import type { LinkProblem } from '#trace/link/shared_link.ts';

export type SayProblem = (words: Words['link']) => string;

/** What is wrong with a link, and where. */
export function sayLinkProblem({ position, fault }: LinkProblem): SayProblem {
  return (words) => words.at(position, linkFaultText(fault, words));
}
