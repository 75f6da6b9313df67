/** Reads YAML bodies for our server, as the real one reads them. */

import { parseDocument } from 'yaml';
import type { ReadJson } from '#apiserver/bodies/json_text.ts';
import type { JsonValue } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';

export function readYaml(text: string): Result<ReadJson, string> {
  const document = parseDocument(text, { uniqueKeys: false, version: '1.1' });
  const [error] = document.errors;
  if (error !== undefined) return fail(`yaml: ${error.message}`);
  return ok({ value: (document.toJS() ?? null) as JsonValue, duplicates: [] });
}
