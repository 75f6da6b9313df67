/** What kubectl says of a request that failed. */

import { isInvalid, type StatusError } from '#apimachinery/pkg/api/errors/errors.ts';
import type { ClientError } from '#client-go/rest/request.ts';

/** The text on standard error; `source` is put before the server's message: `error when creating "f"`. */
export function complaintOf(error: ClientError, source = ''): string {
  const prefix = source === '' ? '' : `${source}: `;
  if (error.kind === 'connection refused') {
    return 'The connection to the server 10.96.0.1:443 was refused - did you specify the right host or port?';
  }
  if (error.kind === 'RequestError') return `error: ${prefix}${error.message}`;
  if (error.kind !== 'StatusError') {
    return source === ''
      ? `Unable to connect to the server: ${withoutURL(error.message)}`
      : `error: ${prefix}${error.message}`;
  }
  if (isInvalid(error) && source === '') return invalidText(error);
  const { reason } = error.errStatus;
  const head =
    reason === undefined || reason === '' ? 'Error from server' : `Error from server (${reason})`;
  return `${head}: ${prefix}${error.message}`;
}

/** An error of kubectl's own. */
export function ownError(text: string): string {
  return `error: ${text}`;
}

function invalidText({ errStatus }: StatusError): string {
  const { details, message } = errStatus;
  const head = 'The request is invalid';
  if (details === undefined) return message ? `${head}: ${message}` : head;
  const { kind = '', name = '', causes = [] } = details;
  const named = kind !== '' || name !== '';
  const text = named ? `The ${kind} ${JSON.stringify(name)} is invalid` : head;
  const [first, ...others] = causes.map((cause) => `${cause.field ?? ''}: ${cause.message ?? ''}`);
  if (first === undefined) return named || !message ? text : `${text}: ${message}`;
  if (others.length === 0) return `${text}: ${first}`;
  return `${text}: \n${[first, ...others].map((each) => `* ${each}`).join('\n')}`;
}

function withoutURL(message: string): string {
  return /^\w+ "[^"]*": (.*)$/s.exec(message)?.[1] ?? message;
}
