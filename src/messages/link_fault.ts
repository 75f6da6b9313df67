/** What is wrong with a link, in words. */

import { unreachable } from '#base/unreachable.ts';
import type { Words } from '#messages/en/ui/words.ts';
import type { LinkFault } from '#trace/link/shared_link.ts';

export function linkFaultText(fault: LinkFault, words: Words['link']): string {
  switch (fault.kind) {
    case 'notARun':
      return words.notARun(fault.got);
    case 'version':
      return words.version(fault.known, fault.got);
    case 'newer':
      return words.newer(fault.got, fault.known);
    case 'character':
      return words.character(fault.sign);
    case 'cutOff':
      return fault.expected === undefined
        ? words.cutOff
        : words.cutOffAfter(fault.got, fault.expected);
    case 'tooLong':
      return words.tooMany(fault.extra);
    case 'checksum':
      return words.damaged;
    case 'unpacked':
      return words.tooBig((fault.most / 1e6).toFixed(0));
    case 'misshapen':
      return words.misshapen(`${fault.path}: ${fault.reason}`);
    case 'format':
      return words.format(fault.got, fault.expected);
    default:
      return unreachable(fault);
  }
}
