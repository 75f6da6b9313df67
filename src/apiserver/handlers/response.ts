/** Answers as they leave the server. */

import { newStatusError, type StatusError } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Status, StatusDetails } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import { apiVersionOf, type Kind } from '#apiserver/registry/kind.ts';
import type { JsonObject, JsonValue } from '#base/json.ts';
import type { ServerResponse } from '#sim/network.ts';

const json = { 'content-type': 'application/json' };

export function objectResponse(status: number, body: JsonValue): ServerResponse {
  return { kind: 'body', status, headers: json, body };
}

/**
 * A list. What it holds of a built-in kind does not say so: the list's own kind does. One of a custom kind
 * always says where it continues.
 */
export function listResponse(
  kind: Kind,
  { items, metadata }: { readonly items: JsonValue[]; readonly metadata: JsonObject },
): ServerResponse {
  // Lists of custom resources are no Go structs: an empty token is written, too.
  const told = kind.custom ? { continue: '', ...metadata } : metadata;
  const body = { kind: kind.listKind, apiVersion: apiVersionOf(kind), metadata: told, items };
  return { kind: 'body', status: 200, headers: json, body, bareItems: !kind.custom };
}

/** A Status; how long to wait stands in a header too. */
export function failureResponse(error: StatusError): ServerResponse {
  const { code = 500, details } = error.errStatus;
  const wait = details?.retryAfterSeconds ?? 0;
  const headers = wait > 0 ? { ...json, 'retry-after': String(wait) } : json;
  return { kind: 'body', status: code, headers, body: error.errStatus };
}

export function successResponse(details: StatusDetails): ServerResponse {
  const body: Status = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details,
  };
  return objectResponse(200, body);
}

/** The same answer with warnings: clients show them to people. */
export function withWarnings(
  response: ServerResponse,
  warnings: readonly string[],
): ServerResponse {
  if (response.kind === 'stream' || warnings.length === 0) return response;
  const given = response.headers['warning'];
  const texts = [...new Set(warnings)].map((text) => `299 - ${JSON.stringify(text)}`);
  const warning = [...(given === undefined ? [] : [given]), ...texts].join(', ');
  return { ...response, headers: { ...response.headers, warning } };
}

/** What no handler knows is answered in plain text, not by a Status. */
export function pageNotFound(): ServerResponse {
  return plainText(404, '404 page not found\n');
}

/** Below the path of a group that the server has by itself, there is a Status for what is not there. */
export function resourceNotFound(): ServerResponse {
  const message = 'the server could not find the requested resource';
  return failureResponse(newStatusError(404, 'NotFound', { message, details: {} }));
}

export function methodNotAllowed(): ServerResponse {
  const message = 'the server does not allow this method on the requested resource';
  return failureResponse(newStatusError(405, 'MethodNotAllowed', { message, details: {} }));
}

export function plainText(
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): ServerResponse {
  const type = { 'content-type': 'text/plain; charset=utf-8' };
  return { kind: 'body', status, headers: { ...type, ...headers }, body };
}
