import { expect, test } from 'vitest';
import {
  fromObject,
  hasStatusCause,
  isAlreadyExists,
  isConflict,
  isGone,
  isInternalError,
  isNotFound,
  isResourceExpired,
  isServerTimeout,
  isTimeout,
  isTooManyRequests,
  newAlreadyExists,
  newConflict,
  newForbidden,
  newGenericServerResponse,
  newInternalError,
  newInvalid,
  newMethodNotSupported,
  newNotFound,
  newResourceExpired,
  newServerTimeout,
  newStatusError,
  newTimeoutError,
  newTooLargeResourceVersion,
  newTooManyRequests,
  suggestsClientDelay,
} from '#apimachinery/pkg/api/errors/errors.ts';
import { invalid, required } from '#apimachinery/pkg/util/validation/field/errors.ts';

const pods = { group: '', resource: 'pods' };
const deployments = { group: 'apps', resource: 'deployments' };

test.each([
  [newNotFound(deployments, 'web'), 404, 'deployments.apps "web" not found'],
  [newAlreadyExists(pods, 'a'), 409, 'pods "a" already exists'],
  [newConflict(pods, 'a', 'why'), 409, 'Operation cannot be fulfilled on pods "a": why'],
  [newForbidden(pods, '', 'why'), 403, 'pods is forbidden: why'],
  [
    newServerTimeout(pods, 'list', 2),
    500,
    'The list operation against pods could not be completed at this time, please try again.',
  ],
  [newInternalError('why'), 500, 'Internal error occurred: why'],
  [newTimeoutError('slow', 0), 504, 'Timeout: slow'],
  [newTooLargeResourceVersion(9, 5, 1), 504, 'Timeout: Too large resource version: 9, current: 5'],
  [
    newMethodNotSupported(pods, 'create'),
    405,
    'create is not supported on resources of kind "pods"',
  ],
  [
    newInvalid({ group: '', kind: 'Pod' }, 'a', [required('x')]),
    422,
    'Pod "a" is invalid: x: Required value',
  ],
  [
    newInvalid({ group: 'apps', kind: 'Deployment' }, 'a', [
      required('x'),
      invalid('y', 3, 'no'),
      required('x'),
    ]),
    422,
    'Deployment.apps "a" is invalid: [x: Required value, y: Invalid value: 3: no]',
  ],
])('$1 $2', (error, code, message) => {
  expect(error.errStatus.code).toBe(code);
  expect(error.message).toBe(message);
  expect(error.errStatus.message).toBe(message);
});

test.each([
  [409, 'POST', 'AlreadyExists', 'the server reported a conflict (post pods a)'],
  [409, 'PUT', 'Conflict', 'the server reported a conflict (put pods a)'],
  [404, 'GET', 'NotFound', 'the server could not find the requested resource (get pods a)'],
  [
    500,
    'GET',
    'InternalError',
    'an error on the server ("text") has prevented the request from succeeding (get pods a)',
  ],
  [
    418,
    'GET',
    undefined,
    'the server responded with the status code 418 but did not return more information (get pods a)',
  ],
])('an unknown answer %i to %s is %s', (code, verb, reason, message) => {
  const error = newGenericServerResponse({
    code,
    verb,
    resource: pods,
    name: 'a',
    serverMessage: 'text',
    retryAfterSeconds: 0,
    isUnexpectedResponse: true,
  });
  expect(error.errStatus.reason).toBe(reason);
  expect(error.message).toBe(message);
  expect(hasStatusCause(error, 'UnexpectedServerResponse')).toBe(true);
});

test.each([
  ['isNotFound', isNotFound, newNotFound(pods, 'a'), true],
  ['isNotFound', isNotFound, newStatusError(404, '', { message: '' }), true],
  ['isNotFound', isNotFound, newConflict(pods, 'a', ''), false],
  ['isConflict', isConflict, newAlreadyExists(pods, 'a'), false],
  ['isAlreadyExists', isAlreadyExists, newAlreadyExists(pods, 'a'), true],
  ['isResourceExpired', isResourceExpired, newResourceExpired('old'), true],
  ['isGone', isGone, newResourceExpired('old'), false],
  ['isTooManyRequests', isTooManyRequests, newTooManyRequests('', 1), true],
  ['isServerTimeout', isServerTimeout, newServerTimeout(pods, 'get', 1), true],
  ['isInternalError', isInternalError, newServerTimeout(pods, 'get', 1), false],
  ['isTimeout', isTimeout, newTooLargeResourceVersion(2, 1, 1), true],
  ['isNotFound', isNotFound, { kind: 'connection refused', message: '' }, false],
  ['isNotFound', isNotFound, undefined, false],
])('%s', (_name, predicate, error, holds) => {
  expect(predicate(error)).toBe(holds);
});

test('only a status is turned into a status error', () => {
  const error = newNotFound(pods, 'a');
  expect(fromObject(error.errStatus)).toEqual(error);
  expect(fromObject({ kind: 'Pod' })).toMatchObject({ kind: 'UnexpectedObjectError' });
});

test('an error may say how long to wait', () => {
  expect(suggestsClientDelay(newTooManyRequests('', 3))).toBe(3);
  expect(suggestsClientDelay(newServerTimeout(pods, 'get', 0))).toBe(0);
  expect(suggestsClientDelay(newNotFound(pods, 'a'))).toBeUndefined();
});
