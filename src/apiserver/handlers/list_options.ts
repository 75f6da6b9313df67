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
import { fail, ok } from '#base/result.ts';

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

/** Decodes the query; selectors that make no sense are a 400. */
export function decodeListOptions(
  kind: Kind,
  query: Query,
  namespace: string,
): Outcome<DecodedListOptions> {
  const labels = parseLabelSelector(query['labelSelector'] ?? '');
  if (!labels.ok) return fail(newBadRequest(labels.error.message));
  const fields = decodeFieldSelector(kind, query['fieldSelector'] ?? '');
  if (!fields.ok) return fields;
  const filter: ObjectFilter = {
    namespace,
    labels: labels.value,
    fields: fields.value,
    fieldsOf: (object) => selectableFields(kind, object),
  };
  return ok({
    filter,
    resourceVersion: query['resourceVersion'] ?? '',
    match: query['resourceVersionMatch'] ?? '',
    limit: Math.max(0, wholeNumber(query['limit'])),
    continueToken: query['continue'] ?? '',
    timeoutSeconds: Math.max(0, wholeNumber(query['timeoutSeconds'])),
    allowWatchBookmarks: isTrue(query['allowWatchBookmarks']),
    sendInitialEvents:
      query['sendInitialEvents'] === undefined ? undefined : isTrue(query['sendInitialEvents']),
  });
}

/** What is wrong with the options of a list. */
export function listOptionsFailure(options: DecodedListOptions): StatusError | undefined {
  const errors: FieldError[] = [];
  if (options.sendInitialEvents !== undefined) {
    errors.push(forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for list'));
  }
  return invalidOptions([...errors, ...matchErrors(options)]);
}

/** What is wrong with the options of a watch. `watchList`: the server knows sendInitialEvents. */
export function watchOptionsFailure(
  options: DecodedListOptions,
  watchList: boolean,
): StatusError | undefined {
  const { match, sendInitialEvents } = options;
  const errors: FieldError[] = [];
  if (sendInitialEvents === undefined && match !== '') {
    const detail =
      'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided';
    errors.push(forbidden('resourceVersionMatch', detail));
  }
  if (sendInitialEvents !== undefined && !watchList) {
    const detail =
      'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled';
    errors.push(forbidden('sendInitialEvents', detail));
  }
  if (sendInitialEvents !== undefined && watchList && match !== 'NotOlderThan') {
    const detail = 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan';
    errors.push(forbidden('resourceVersionMatch', detail));
  }
  return invalidOptions(errors);
}

/** A resourceVersion as a number; `undefined` when it is none. `''` counts as 0. */
export function parseResourceVersion(text: string): number | undefined {
  if (text === '') return 0;
  const version = Number(text);
  return /^\d+$/.test(text) && Number.isSafeInteger(version) ? version : undefined;
}

/** The text about a resourceVersion that is no number. */
export function invalidVersionText(text: string): string {
  const quoted = JSON.stringify(text);
  return `resourceVersion: Invalid value: ${quoted}: strconv.ParseUint: parsing ${quoted}: invalid syntax`;
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

function decodeFieldSelector(kind: Kind, text: string): Outcome<FieldSelector> {
  const parsed = parseFieldSelector(text);
  if (!parsed.ok) return fail(newBadRequest(parsed.error.message));
  for (const { field } of parsed.value.requirements()) {
    const known =
      field === 'metadata.name' ||
      (field === 'metadata.namespace' && kind.namespaced) ||
      Object.hasOwn(kind.strategy.fields, field);
    if (!known) return fail(newBadRequest(kind.strategy.unknownFieldText(field)));
  }
  return parsed;
}

function selectableFields(kind: Kind, object: Unstructured): Readonly<Record<string, string>> {
  const fields: Record<string, string> = { ...metadataFields(object) };
  for (const [field, value] of Object.entries(kind.strategy.fields)) fields[field] = value(object);
  return fields;
}

function wholeNumber(text: string | undefined): number {
  const value = Number(text ?? 0);
  return Number.isSafeInteger(value) ? value : 0;
}

function isTrue(text: string | undefined): boolean {
  return text === 'true' || text === '1';
}
