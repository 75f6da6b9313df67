/** One verb of a noun: a statement of the script language, and, where it is impossible, the reason. */

import { actionFor, type Honesty } from '#script/actions.ts';
import type { CommandKind } from '#trace/command_shapes.ts';

export interface Verb {
  readonly kind: CommandKind;
  readonly label: string;
  /** One statement of the script language. */
  readonly statement: string;
  readonly honesty: Honesty | undefined;
  /** Why it cannot be done now. */
  readonly impossible: string | undefined;
}

/** What each kind of honesty says on its chip. */
export const honestyText: Readonly<Record<Honesty, string>> = {
  real: 'happens in real clusters',
  'across-only': 'only across keys or resources',
  'breaks-contract': 'breaks the watch contract: simulator only',
};

/** A verb with the honesty of its action. `impossible` is the reason, or false. */
export function verb(
  kind: CommandKind,
  said: {
    readonly label: string;
    readonly statement: string;
    readonly impossible?: string | false;
  },
): Verb {
  const { honesty } = actionFor({ kind });
  const { label, statement, impossible } = said;
  return { kind, label, statement, honesty, impossible: impossible || undefined };
}
