/** How an object is to be deleted: read from the body, or, without one, from the query. */

import { newBadRequest, newInvalid } from '#apimachinery/pkg/api/errors/errors.ts';
import type { DeleteOptions } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import {
  type FieldError,
  invalid,
  notSupported,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import type { Outcome } from '#apiserver/registry/outcome.ts';
import { isJsonObject, type JsonValue } from '#base/json.ts';
import { fail, ok } from '#base/result.ts';
import type { ServerRequest } from '#sim/network.ts';

const optionsKind = { group: 'meta.k8s.io', kind: 'DeleteOptions' };

export function decodeDeleteOptions(request: ServerRequest): Outcome<DeleteOptions> {
  const decoded = isEmptyBody(request.body) ? fromQuery(request.query) : fromBody(request.body);
  if (!decoded.ok) return decoded;
  const errors = optionErrors(decoded.value);
  return errors.length === 0 ? decoded : fail(newInvalid(optionsKind, '', errors));
}

export function isDryRun(options: DeleteOptions): boolean {
  return (options.dryRun ?? []).length > 0;
}

function isEmptyBody(body: JsonValue | undefined): boolean {
  return body === undefined || body === null || body === '';
}

function fromBody(body: JsonValue | undefined): Outcome<DeleteOptions> {
  if (!isJsonObject(body)) {
    const text =
      "couldn't get version/kind; json parse error: json: cannot unmarshal into Go value";
    return fail(newBadRequest(text));
  }
  const { kind = 'DeleteOptions' } = body;
  if (kind !== 'DeleteOptions') {
    return fail(newBadRequest('decoded object cannot be converted to DeleteOptions'));
  }
  const { gracePeriodSeconds } = body;
  if (gracePeriodSeconds !== undefined && typeof gracePeriodSeconds !== 'number') {
    const text = `json: cannot unmarshal ${typeof gracePeriodSeconds} into Go struct field DeleteOptions.gracePeriodSeconds of type int64`;
    return fail(newBadRequest(text));
  }
  return ok(body as DeleteOptions);
}

function fromQuery(query: ServerRequest['query']): Outcome<DeleteOptions> {
  const { gracePeriodSeconds, propagationPolicy, orphanDependents, dryRun } = query;
  if (gracePeriodSeconds !== undefined && !/^[-+]?\d+$/.test(gracePeriodSeconds)) {
    const quoted = JSON.stringify(gracePeriodSeconds);
    return fail(newBadRequest(`strconv.ParseInt: parsing ${quoted}: invalid syntax`));
  }
  return ok({
    ...(gracePeriodSeconds === undefined ? {} : { gracePeriodSeconds: Number(gracePeriodSeconds) }),
    ...(propagationPolicy === undefined
      ? {}
      : { propagationPolicy: propagationPolicy as DeleteOptions['propagationPolicy'] }),
    ...(orphanDependents === undefined
      ? {}
      : { orphanDependents: orphanDependents !== 'false' && orphanDependents !== '0' }),
    ...(dryRun === undefined ? {} : { dryRun: [dryRun] }),
  });
}

const policies = ['Foreground', 'Background', 'Orphan'];

function optionErrors(options: DeleteOptions): readonly FieldError[] {
  const { orphanDependents, propagationPolicy, dryRun = [] } = options;
  const errors: FieldError[] = [];
  if (orphanDependents !== undefined && propagationPolicy !== undefined) {
    const detail = 'orphanDependents and deletionPropagation cannot be both set';
    errors.push(invalid('propagationPolicy', propagationPolicy, detail));
  }
  if (propagationPolicy !== undefined && !policies.includes(propagationPolicy)) {
    errors.push(notSupported('propagationPolicy', propagationPolicy, [...policies, 'nil']));
  }
  return [...errors, ...dryRunErrors(dryRun)];
}

/** Only everything can be tried out. */
export function dryRunErrors(dryRun: readonly string[]): readonly FieldError[] {
  if (dryRun.every((stage) => stage === 'All')) return [];
  return [notSupported('dryRun', dryRun, ['All'])];
}
