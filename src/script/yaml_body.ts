/** Reads the YAML bodies of requests, as an API server reads them. */

import { parseDocument } from 'yaml';
import type { JsonValue } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';

/** A value; the parser has no word of fields that occur twice. */
export interface ReadYamlBody {
  readonly value: JsonValue;
  readonly duplicates: readonly string[];
}

export function readYaml(text: string): Result<ReadYamlBody, string> {
  const document = parseDocument(text, { uniqueKeys: false, version: '1.1' });
  const [error] = document.errors;
  if (error !== undefined) return fail(`yaml: ${error.message}`);
  return ok({ value: (document.toJS() ?? null) as JsonValue, duplicates: [] });
}
