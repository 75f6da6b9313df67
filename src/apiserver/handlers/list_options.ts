/** The query of a list or a watch: decoded, and refused where the server refuses it. */

import {
  newBadRequest,
  newInvalid,
  newStatusError,
  type StatusError,
} from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import {
  type Selector as FieldSelector,
  parseSelector as parseFieldSelector,
  selectorOf,
} from '#apimachinery/pkg/fields/selector.ts';
import { parse as parseLabelSelector } from '#apimachinery/pkg/labels/selector.ts';
import {
  type FieldError,
  forbidden,
  notSupported,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { metadataFields, type ObjectFilter } from '#apiserver/cacher/object_filter.ts';
import type { Kind } from '#apiserver/registry/kind.ts';
import type { Outcome } from '#apiserver/registry/outcome.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { isFalseParameter } from '#sim/api_address.ts';

export interface DecodedListOptions {
  readonly filter: ObjectFilter;
  /** As written; `''` when absent. */
  readonly resourceVersion: string;
  readonly match: string;
  /** 0 for none. */
  readonly limit: number;
  readonly continueToken: string;
  readonly timeoutSeconds: number;
  readonly allowWatchBookmarks: boolean;
  readonly sendInitialEvents: boolean | undefined;
}

type Query = Readonly<Record<string, string>>;

/** What the options are of, and what the server knows. */
export interface ListOptionsContext {
  /** `''` for all namespaces. */
  readonly namespace: string;
  readonly watch: boolean;
  /** Whether the server knows sendInitialEvents. */
  readonly watchList: boolean;
}

/** Decodes the query, or says what the server finds wrong with it, in the server's order. */
export function decodeListOptions(
  kind: Kind,
  query: Query,
  context: ListOptionsContext,
): Outcome<DecodedListOptions> {
  const numbers = decodeNumbers(query);
  if (!numbers.ok) return fail(newBadRequest(numbers.error));
  const labels = parseLabelSelector(query['labelSelector'] ?? '');
  if (!labels.ok) return fail(newBadRequest(labels.error.message));
  const fields = parseFieldSelector(query['fieldSelector'] ?? '');
  if (!fields.ok) return fail(newBadRequest(fields.error.message));
  const filter: ObjectFilter = {
    namespace: context.namespace,
    labels: labels.value,
    fields: currentNames(kind, fields.value),
    fieldsOf: (object) => selectableFields(kind, object),
  };
  const options: DecodedListOptions = {
    filter,
    resourceVersion: query['resourceVersion'] ?? '',
    match: query['resourceVersionMatch'] ?? '',
    limit: Math.max(0, numbers.value.limit),
    continueToken: query['continue'] ?? '',
    timeoutSeconds: Math.max(0, numbers.value.timeoutSeconds),
    allowWatchBookmarks: isTrueParameter(query['allowWatchBookmarks']),
    sendInitialEvents:
      query['sendInitialEvents'] === undefined
        ? undefined
        : isTrueParameter(query['sendInitialEvents']),
  };
  const refused = context.watch
    ? watchOptionsFailure(options, context.watchList)
    : listOptionsFailure(options);
  if (refused !== undefined) return fail(refused);
  const unknown = unknownField(kind, filter.fields);
  if (unknown === undefined) return ok(options);
  return fail(newBadRequest(kind.strategy.unknownFieldText(unknown)));
}

/** Only absence, `0` and `false` are false. */
function isTrueParameter(text: string | undefined): boolean {
  return text !== undefined && !isFalseParameter(text);
}

function listOptionsFailure(options: DecodedListOptions): StatusError | undefined {
  const errors = [...matchErrors(options)];
  if (options.sendInitialEvents !== undefined) {
    errors.push(forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for list'));
  }
  return invalidOptions(errors);
}

function watchOptionsFailure(
  options: DecodedListOptions,
  watchList: boolean,
): StatusError | undefined {
  const { match, sendInitialEvents, continueToken } = options;
  const field = 'resourceVersionMatch';
  const errors: FieldError[] = [];
  if (sendInitialEvents !== undefined && match !== 'NotOlderThan') {
    const detail = `sendInitialEvents requires setting ${field} to NotOlderThan`;
    errors.push(forbidden(field, detail));
  }
  if (sendInitialEvents !== undefined && !watchList) {
    const detail =
      'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled';
    errors.push(forbidden('sendInitialEvents', detail));
  }
  if (match === '') return invalidOptions(errors);
  if (sendInitialEvents === undefined) {
    const detail = `${field} is forbidden for watch unless sendInitialEvents is provided`;
    errors.push(forbidden(field, detail));
  }
  if (match !== 'NotOlderThan') errors.push(notSupported(field, match, ['NotOlderThan']));
  if (continueToken !== '') {
    errors.push(forbidden(field, `${field} is forbidden when continue is provided`));
  }
  return invalidOptions(errors);
}

/** Versions have 64 bits. */
const mostVersion = 18_446_744_073_709_551_615n;

/** A resourceVersion as a number; `undefined` when it is none. `''` counts as 0. */
export function parseResourceVersion(text: string): number | undefined {
  if (text === '') return 0;
  return /^\d+$/.test(text) && BigInt(text) <= mostVersion ? Number(text) : undefined;
}

/** The text about a resourceVersion that is no number. */
export function invalidVersionText(text: string): string {
  const quoted = JSON.stringify(text);
  const why = /^\d+$/.test(text) ? 'value out of range' : 'invalid syntax';
  return `resourceVersion: Invalid value: ${quoted}: strconv.ParseUint: parsing ${quoted}: ${why}`;
}

/** What GET and WATCH answer to one: 500, without a reason. */
export function invalidVersionFailure(text: string): StatusError {
  return newStatusError(500, '', { message: invalidVersionText(text) });
}

function matchErrors(options: DecodedListOptions): readonly FieldError[] {
  const { match, resourceVersion, continueToken } = options;
  const field = 'resourceVersionMatch';
  if (match === '') return [];
  const errors: FieldError[] = [];
  if (resourceVersion === '') {
    const detail = `${field} is forbidden unless resourceVersion is provided`;
    errors.push(forbidden(field, detail));
  }
  if (continueToken !== '') {
    errors.push(forbidden(field, `${field} is forbidden when continue is provided`));
  }
  if (match !== 'Exact' && match !== 'NotOlderThan') {
    errors.push(notSupported(field, match, ['Exact', 'NotOlderThan', '']));
  }
  if (match === 'Exact' && resourceVersion === '0') {
    const detail = `${field} "exact" is forbidden for resourceVersion "0"`;
    errors.push(forbidden(field, detail));
  }
  return errors;
}

function invalidOptions(errors: readonly FieldError[]): StatusError | undefined {
  if (errors.length === 0) return undefined;
  return newInvalid({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', errors);
}

/** Older names of fields, by kind. */
const olderNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  pods: { 'spec.host': 'spec.nodeName' },
};

/** The selector in today's names; a term without field and value selects everything. */
function currentNames(kind: Kind, selector: FieldSelector): FieldSelector {
  const names = olderNames[kind.prefix.path] ?? {};
  const terms = selector.requirements().filter(({ field, value }) => field !== '' || value !== '');
  return selectorOf(terms.map((each) => ({ ...each, field: names[each.field] ?? each.field })));
}

/** The first field that objects of the kind cannot be selected by. That no field is empty means nothing. */
function unknownField(kind: Kind, selector: FieldSelector): string | undefined {
  return selector
    .requirements()
    .filter(({ field, value }) => field !== '' || value !== '')
    .map(({ field }) => field)
    .find(
      (field) =>
        field !== 'metadata.name' &&
        !(field === 'metadata.namespace' && kind.namespaced) &&
        !Object.hasOwn(kind.strategy.fields, field),
    );
}

function selectableFields(kind: Kind, object: Unstructured): Readonly<Record<string, string>> {
  const fields: Record<string, string> = { ...metadataFields(object) };
  for (const [field, value] of Object.entries(kind.strategy.fields)) fields[field] = value(object);
  return fields;
}

function decodeNumbers(
  query: Query,
): Result<{ readonly limit: number; readonly timeoutSeconds: number }, string> {
  const timeoutSeconds = parseInteger(query['timeoutSeconds'] ?? '0');
  if (!timeoutSeconds.ok) return timeoutSeconds;
  const limit = parseInteger(query['limit'] ?? '0');
  if (!limit.ok) return limit;
  return ok({ timeoutSeconds: timeoutSeconds.value, limit: limit.value });
}

const mostInteger = 9_223_372_036_854_775_807n;

/** Go's strconv.ParseInt with 64 bits, and its texts. */
function parseInteger(text: string): Result<number, string> {
  const parsing = `strconv.ParseInt: parsing ${JSON.stringify(text)}`;
  if (!/^[+-]?\d+$/.test(text)) return fail(`${parsing}: invalid syntax`);
  const value = BigInt(text.replace('+', ''));
  if (value > mostInteger || value < -mostInteger - 1n) {
    return fail(`${parsing}: value out of range`);
  }
  return ok(Number(value));
}
