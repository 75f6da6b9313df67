/** One verb of a noun: a statement of the script language, and, where it is impossible, the reason. */

import type { Words } from '#messages/en/ui/words.ts';
import { actionFor, type Honesty } from '#script/actions.ts';
import type { CommandKind } from '#trace/command_shapes.ts';

/** Something about a verb, to be said in the language of the page. */
export type Say = (words: Words['verbs']) => string;

export interface Verb {
  readonly kind: CommandKind;
  readonly label: Say;
  /** One statement of the script language. */
  readonly statement: string;
  readonly honesty: Honesty | undefined;
  /** Why it cannot be done now. */
  readonly impossible: Say | undefined;
}

/** A verb with the honesty of its action. `impossible` is the reason, or false. */
export function verb(
  kind: CommandKind,
  said: {
    readonly label: Say;
    readonly statement: string;
    readonly impossible?: Say | false;
  },
): Verb {
  const { honesty } = actionFor({ kind });
  const { label, statement, impossible } = said;
  return { kind, label, statement, honesty, impossible: impossible || undefined };
}
