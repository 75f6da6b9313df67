/**
 * The messages of the embed protocol as they cross the frame's border, and how the frame reads those that
 * reach it. Nothing from outside is used before its shape has been checked.
 */

import { fail, ok, type Result } from '#base/result.ts';
import { recordProblem, type Shape } from '#trace/shape.ts';
import { commands, type ProtocolError } from './protocol.ts';
import {
  type CommandName,
  commandNames,
  type EventName,
  helloType,
  type listeningType,
  protocolName,
} from './protocol_names.ts';

/** Host to frame, between windows, with the port to talk through from then on. */
export interface Hello {
  readonly type: typeof helloType;
  /** Every version that the host speaks. */
  readonly protocols: readonly string[];
}

/** Frame to host, between windows: a hello would be answered now. */
export interface Listening {
  readonly type: typeof listeningType;
  readonly protocols: readonly string[];
}

/** Host to frame, through the port. */
export interface CommandMessage {
  readonly protocol: typeof protocolName;
  readonly type: 'command';
  /** Chosen by the host; the reply carries the same. */
  readonly id: number;
  readonly command: CommandName;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Frame to host, through the port: what became of a command. */
export type ReplyMessage =
  | {
      readonly protocol: typeof protocolName;
      readonly type: 'reply';
      readonly id: number;
      readonly answer: Readonly<Record<string, unknown>>;
    }
  | {
      readonly protocol: typeof protocolName;
      readonly type: 'reply';
      readonly id: number;
      readonly error: ProtocolError;
    };

/** Frame to host, through the port: something has happened. */
export interface EventMessage {
  readonly protocol: typeof protocolName;
  readonly type: 'event';
  readonly event: EventName;
  readonly data: Readonly<Record<string, unknown>>;
}

/** True for a hello, whatever versions it speaks. */
export function isHello(data: unknown): data is Hello {
  if (typeof data !== 'object' || data === null) return false;
  const { type, protocols } = data as Readonly<Record<string, unknown>>;
  return (
    type === helloType &&
    Array.isArray(protocols) &&
    protocols.every((each) => typeof each === 'string')
  );
}

/** What came through the port, as a command with checked parameters, or what is wrong with it. */
export function readCommand(data: unknown): Result<CommandMessage, ProtocolError> {
  if (typeof data !== 'object' || data === null) {
    return fail(misread('expected an object'));
  }
  const message = data as Readonly<Record<string, unknown>>;
  const { id, command, parameters = {} } = message;
  if (!Number.isSafeInteger(id)) return fail(misread('expected a whole number as `id`'));
  const named = { id: id as number };
  if (message['protocol'] !== protocolName) {
    return fail({ ...misread(`expected \`protocol\` to be ${protocolName}`), ...named });
  }
  if (message['type'] !== 'command') {
    return fail({ ...misread('expected `type` to be command'), ...named });
  }
  const name = commandNames.find((each) => each === command);
  if (name === undefined) {
    const shown = typeof command === 'string' ? command.slice(0, 40) : typeof command;
    const text = `no such command: ${shown}; there are ${commandNames.join(', ')}`;
    return fail({ ...named, code: 'command', message: text, fatal: false });
  }
  const wrong = parameterProblem(name, parameters);
  if (wrong !== undefined) {
    const { path, reason } = wrong;
    const text = `${path}: ${reason}`;
    return fail({ ...named, command: name, code: 'parameter', path, message: text, fatal: false });
  }
  const checked = parameters as Readonly<Record<string, unknown>>;
  return ok({
    protocol: protocolName,
    type: 'command',
    ...named,
    command: name,
    parameters: checked,
  });
}

function misread(message: string): ProtocolError {
  return { code: 'message', message, fatal: false };
}

function parameterProblem(
  command: CommandName,
  parameters: unknown,
): { readonly path: string; readonly reason: string } | undefined {
  const shape: Shape = commands[command].parameters;
  const problem = recordProblem(shape, parameters, 'parameters');
  if (problem !== undefined || command !== 'seek') return problem;
  const given = Object.keys(parameters as object);
  if (given.length === 1) return undefined;
  const reason = `expected exactly one of ${Object.keys(shape).join(', ')}, got ${given.length}`;
  return { path: 'parameters', reason };
}
