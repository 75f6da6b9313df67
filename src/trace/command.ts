/** One thing done to a run, as plain JSON. The script language is its written form. */

import { isJsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { type CommandKind, commandShapes, isCommandKind } from './command_shapes.ts';
import { type Problem, recordProblem, type Shaped } from './shape.ts';

/** A command of kind `K`. */
export type CommandOf<K extends CommandKind> = K extends CommandKind
  ? { readonly kind: K } & Shaped<(typeof commandShapes)[K]>
  : never;

/** Any command; narrow it by `kind`. */
export type Command = { readonly [K in CommandKind]: CommandOf<K> }[CommandKind];

/** Reads a command out of a JSON value, or says what is wrong and where. */
export function decodeCommand(value: unknown): Result<Command, Problem> {
  if (!isJsonObject(value)) return fail({ path: '$', reason: 'expected an object' });
  const { kind, ...members } = value;
  if (typeof kind !== 'string' || !isCommandKind(kind)) {
    return fail({ path: '$.kind', reason: `unknown command ${JSON.stringify(kind)}` });
  }
  const problem = recordProblem(commandShapes[kind], members, '$');
  return problem === undefined ? ok(value as unknown as Command) : fail(problem);
}
