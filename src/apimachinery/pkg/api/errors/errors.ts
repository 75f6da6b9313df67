/**
 * The failures that an API server answers with, their exact texts, and how a client tells them apart.
 *
 * @upstream kubernetes/apimachinery pkg/api/errors/errors.go
 * @diverges A StatusError is a plain value carried in a Result, and is not thrown.
 */

import type {
  Status,
  StatusCause,
  StatusDetails,
  StatusReason,
} from '#apimachinery/pkg/apis/meta/v1/types.ts';
import {
  causeTypeResourceVersionTooLarge,
  causeTypeUnexpectedServerResponse,
} from '#apimachinery/pkg/apis/meta/v1/types.ts';
import {
  type GroupKind,
  type GroupResource,
  groupKindString,
  groupResourceString,
} from '#apimachinery/pkg/runtime/schema/group_version.ts';
import {
  type ErrorList,
  errorBody,
  toAggregate,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { isJsonObject } from '#base/json.ts';

/** A failure that a server told. */
export interface StatusError {
  readonly kind: 'StatusError';
  readonly message: string;
  readonly errStatus: Status;
}

/** What an ERROR event or a body held when it was no Status. */
export interface UnexpectedObjectError {
  readonly kind: 'UnexpectedObjectError';
  readonly message: string;
}

/** The text of every Conflict that a stale resourceVersion causes. */
export const optimisticLockErrorMsg =
  'the object has been modified; please apply your changes to the latest version and try again';

// Constructors.

export function newStatusError(
  code: number,
  reason: StatusReason,
  told: { readonly message: string; readonly details?: StatusDetails | undefined },
): StatusError {
  return fromStatus({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: told.message,
    ...(reason === '' ? {} : { reason }),
    ...(told.details === undefined ? {} : { details: withoutEmpty(told.details) }),
    code,
  });
}

export function fromStatus(errStatus: Status): StatusError {
  return { kind: 'StatusError', message: errStatus.message ?? '', errStatus };
}

export function newNotFound(resource: GroupResource, name: string): StatusError {
  const message = `${groupResourceString(resource)} ${JSON.stringify(name)} not found`;
  return newStatusError(404, 'NotFound', { message, details: detailsOf(resource, name) });
}

export function newAlreadyExists(resource: GroupResource, name: string): StatusError {
  const message = `${groupResourceString(resource)} ${JSON.stringify(name)} already exists`;
  return newStatusError(409, 'AlreadyExists', { message, details: detailsOf(resource, name) });
}

/** A generated name collided every time. */
export function newGenerateNameConflict(
  resource: GroupResource,
  name: string,
  retryAfterSeconds: number,
): StatusError {
  const subject = `${groupResourceString(resource)} ${JSON.stringify(name)}`;
  return newStatusError(409, 'AlreadyExists', {
    message: `${subject} already exists, the server was not able to generate a unique name for the object`,
    details: { ...detailsOf(resource, name), retryAfterSeconds },
  });
}

export function newUnauthorized(reason: string): StatusError {
  return newStatusError(401, 'Unauthorized', { message: reason || 'not authorized' });
}

export function newForbidden(resource: GroupResource, name: string, why: string): StatusError {
  const where = name === '' ? '' : ` ${JSON.stringify(name)}`;
  const message = `${groupResourceString(resource)}${where} is forbidden: ${why}`;
  return newStatusError(403, 'Forbidden', { message, details: detailsOf(resource, name) });
}

export function newConflict(resource: GroupResource, name: string, why: string): StatusError {
  const subject = `${groupResourceString(resource)} ${JSON.stringify(name)}`;
  return newStatusError(409, 'Conflict', {
    message: `Operation cannot be fulfilled on ${subject}: ${why}`,
    details: detailsOf(resource, name),
  });
}

/** Fields that an apply would change belong to others. */
export function newApplyConflict(causes: readonly StatusCause[], message: string): StatusError {
  return newStatusError(409, 'Conflict', { message, details: { causes } });
}

export function newGone(message: string): StatusError {
  return newStatusError(410, 'Gone', { message });
}

export function newResourceExpired(message: string): StatusError {
  return newStatusError(410, 'Expired', { message });
}

/** `details.kind` is the Kind here, and the plural resource in most others. */
export function newInvalid(qualifiedKind: GroupKind, name: string, errors: ErrorList): StatusError {
  const causes = errors.map((error) => ({
    reason: error.type,
    message: errorBody(error),
    field: error.field,
  }));
  const all = toAggregate(errors);
  const subject = `${groupKindString(qualifiedKind)} ${JSON.stringify(name)} is invalid`;
  const { group, kind } = qualifiedKind;
  return newStatusError(422, 'Invalid', {
    message: all === undefined ? subject : `${subject}: ${all}`,
    details: { name, group, kind, causes },
  });
}

export function newBadRequest(message: string): StatusError {
  return newStatusError(400, 'BadRequest', { message });
}

export function newTooManyRequests(message: string, retryAfterSeconds: number): StatusError {
  return newStatusError(429, 'TooManyRequests', { message, details: { retryAfterSeconds } });
}

export function newServiceUnavailable(message: string): StatusError {
  return newStatusError(503, 'ServiceUnavailable', { message });
}

export function newMethodNotSupported(resource: GroupResource, action: string): StatusError {
  const message = `${action} is not supported on resources of kind "${groupResourceString(resource)}"`;
  return newStatusError(405, 'MethodNotAllowed', { message, details: detailsOf(resource, '') });
}

/** HTTP 500, in spite of its name. */
export function newServerTimeout(
  resource: GroupResource,
  operation: string,
  retryAfterSeconds: number,
): StatusError {
  const message = `The ${operation} operation against ${groupResourceString(resource)} could not be completed at this time, please try again.`;
  const details = { ...detailsOf(resource, operation), retryAfterSeconds };
  return newStatusError(500, 'ServerTimeout', { message, details });
}

export function newInternalError(why: string): StatusError {
  const details = { causes: [{ message: why }] };
  return newStatusError(500, 'InternalError', {
    message: `Internal error occurred: ${why}`,
    details,
  });
}

export function newTimeoutError(message: string, retryAfterSeconds: number): StatusError {
  const details = { retryAfterSeconds };
  return newStatusError(504, 'Timeout', { message: `Timeout: ${message}`, details });
}

/** A client asked for a revision that this server has not reached. */
export function newTooLargeResourceVersion(
  asked: number | string,
  current: number | string,
  retryAfterSeconds: number,
): StatusError {
  const what = 'Too large resource version';
  return newStatusError(504, 'Timeout', {
    message: `Timeout: ${what}: ${asked}, current: ${current}`,
    details: {
      causes: [{ reason: causeTypeResourceVersionTooLarge, message: what }],
      retryAfterSeconds,
    },
  });
}

export function newRequestEntityTooLargeError(message: string): StatusError {
  const text = `Request entity too large: ${message}`;
  return newStatusError(413, 'RequestEntityTooLarge', { message: text });
}

export interface GenericServerResponse {
  readonly code: number;
  readonly verb: string;
  readonly resource: GroupResource;
  readonly name: string;
  readonly serverMessage: string;
  readonly retryAfterSeconds: number;
  readonly isUnexpectedResponse: boolean;
}

/** What a client makes of an answer that is not a Status. */
export function newGenericServerResponse(response: GenericServerResponse): StatusError {
  const { code, resource, name, verb, serverMessage, isUnexpectedResponse } = response;
  const { reason, message } = genericTexts(response);
  const subject =
    name === '' ? `${groupResourceString(resource)}` : `${groupResourceString(resource)} ${name}`;
  const about = resource.resource === '' ? '' : ` (${verb.toLowerCase()} ${subject})`;
  const causes = isUnexpectedResponse
    ? [{ reason: causeTypeUnexpectedServerResponse, message: serverMessage }]
    : undefined;
  return newStatusError(code, reason, {
    message: `${message}${about}`,
    details: {
      name,
      group: resource.group,
      kind: resource.resource,
      causes,
      retryAfterSeconds: response.retryAfterSeconds,
    },
  });
}

function genericTexts(response: GenericServerResponse): { reason: StatusReason; message: string } {
  const { code, verb, serverMessage } = response;
  const known = genericResponses[code];
  if (code === 409) {
    const reason = verb === 'POST' ? 'AlreadyExists' : 'Conflict';
    return { reason, message: 'the server reported a conflict' };
  }
  if (known !== undefined) {
    const ownText = known.ownText && serverMessage !== '';
    return { reason: known.reason, message: ownText ? serverMessage : known.message };
  }
  if (code >= 500) {
    const quoted = JSON.stringify(serverMessage);
    const message = `an error on the server (${quoted}) has prevented the request from succeeding`;
    return { reason: 'InternalError', message };
  }
  const message = `the server responded with the status code ${code} but did not return more information`;
  return { reason: '', message };
}

const genericResponses: Readonly<
  Record<
    number,
    { readonly reason: StatusReason; readonly message: string; readonly ownText?: true }
  >
> = {
  400: { reason: 'BadRequest', message: 'the server rejected our request for an unknown reason' },
  401: {
    reason: 'Unauthorized',
    message: 'the server has asked for the client to provide credentials',
  },
  403: { reason: 'Forbidden', message: 'unknown', ownText: true },
  404: { reason: 'NotFound', message: 'the server could not find the requested resource' },
  405: {
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
  },
  406: { reason: 'NotAcceptable', message: 'unknown', ownText: true },
  415: { reason: 'UnsupportedMediaType', message: 'unknown', ownText: true },
  422: {
    reason: 'Invalid',
    message: 'the server rejected our request due to an error in our request',
  },
  429: {
    reason: 'TooManyRequests',
    message: 'the server has received too many requests and has asked us to try again later',
  },
  503: {
    reason: 'ServiceUnavailable',
    message: 'the server is currently unable to handle the request',
  },
  504: {
    reason: 'Timeout',
    message:
      'the server was unable to return a response in the time allotted, but may still be processing the request',
  },
};

/** The error in an ERROR event or a Status body. */
export function fromObject(object: unknown): StatusError | UnexpectedObjectError {
  if (isJsonObject(object) && object['kind'] === 'Status') {
    return fromStatus(object as unknown as Status);
  }
  return { kind: 'UnexpectedObjectError', message: `unexpected object: ${JSON.stringify(object)}` };
}

// Predicates. They take anything, as Go's take any error.

export function isStatusError(error: unknown): error is StatusError {
  return isJsonObject(error) && error['kind'] === 'StatusError';
}

/** `''` for what no server told. */
export function reasonForError(error: unknown): StatusReason {
  return isStatusError(error) ? (error.errStatus.reason ?? '') : '';
}

export function isNotFound(error: unknown): boolean {
  return isReason(error, 'NotFound', 404);
}

export function isAlreadyExists(error: unknown): boolean {
  return reasonForError(error) === 'AlreadyExists';
}

export function isConflict(error: unknown): boolean {
  return isReason(error, 'Conflict', 409);
}

export function isInvalid(error: unknown): boolean {
  return isReason(error, 'Invalid', 422);
}

export function isGone(error: unknown): boolean {
  return isReason(error, 'Gone', 410);
}

export function isResourceExpired(error: unknown): boolean {
  return reasonForError(error) === 'Expired';
}

export function isBadRequest(error: unknown): boolean {
  return isReason(error, 'BadRequest', 400);
}

export function isForbidden(error: unknown): boolean {
  return isReason(error, 'Forbidden', 403);
}

export function isUnauthorized(error: unknown): boolean {
  return isReason(error, 'Unauthorized', 401);
}

export function isMethodNotSupported(error: unknown): boolean {
  return isReason(error, 'MethodNotAllowed', 405);
}

export function isTimeout(error: unknown): boolean {
  return isReason(error, 'Timeout', 504);
}

/** By reason alone: its code is every other server error's code too. */
export function isServerTimeout(error: unknown): boolean {
  return reasonForError(error) === 'ServerTimeout';
}

export function isInternalError(error: unknown): boolean {
  return isReason(error, 'InternalError', 500);
}

export function isServiceUnavailable(error: unknown): boolean {
  return isReason(error, 'ServiceUnavailable', 503);
}

/** Any 429, whatever its reason. */
export function isTooManyRequests(error: unknown): boolean {
  return reasonForError(error) === 'TooManyRequests' || codeOf(error) === 429;
}

export function isUnexpectedServerError(error: unknown): boolean {
  return hasStatusCause(error, causeTypeUnexpectedServerResponse);
}

export function hasStatusCause(error: unknown, type: string): boolean {
  return statusCause(error, type) !== undefined;
}

export function statusCause(error: unknown, type: string): StatusCause | undefined {
  if (!isStatusError(error)) return undefined;
  return error.errStatus.details?.causes?.find((cause) => cause.reason === type);
}

/** How many seconds the server asks to wait; `undefined` when it does not. */
export function suggestsClientDelay(error: unknown): number | undefined {
  if (!isStatusError(error)) return undefined;
  const seconds = error.errStatus.details?.retryAfterSeconds ?? 0;
  if (error.errStatus.reason === 'ServerTimeout') return seconds;
  return seconds > 0 ? seconds : undefined;
}

/** A code counts only where the reason is not one of the known ones. */
function isReason(error: unknown, reason: StatusReason, code: number): boolean {
  const told = reasonForError(error);
  return told === reason || (told === '' && codeOf(error) === code);
}

function codeOf(error: unknown): number {
  return isStatusError(error) ? (error.errStatus.code ?? 0) : 0;
}

function detailsOf(resource: GroupResource, name: string): StatusDetails {
  return { name, group: resource.group, kind: resource.resource };
}

/** Leaves out what Go's `omitempty` leaves out. */
function withoutEmpty(details: StatusDetails): StatusDetails {
  const kept = Object.entries(details).filter(([, value]) => {
    if (Array.isArray(value)) return value.length > 0;
    return value !== undefined && value !== '' && value !== 0;
  });
  return Object.fromEntries(kept);
}
