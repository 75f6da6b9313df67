/** ConfigMaps and Secrets: data under keys, which can be sealed. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import {
  type FieldError,
  forbidden,
  invalid,
  required,
  tooLong,
} from '#apimachinery/pkg/util/validation/field/errors.ts';
import { isConfigMapKey } from '#apimachinery/pkg/util/validation/validation.ts';
import { configMapPrinter, secretPrinter } from '#apiserver/printers/configuration.ts';
import { changed } from '#apiserver/registry/field_checks.ts';
import { plainStrategy, type Strategy } from '#apiserver/registry/kind.ts';
import { objectAt, textAt, textsAt } from '#apiserver/registry/members.ts';
import { base64Of } from '#base/base64.ts';
import { equalJson } from '#base/json.ts';

const mostBytes = 1_048_576;
const sealedText = 'field is immutable when `immutable` is set';

export const configMapStrategy: Strategy = {
  ...plainStrategy,
  validate: validateConfigMap,
  validateUpdate: (obj, old) => sealErrors(obj, old, ['data', 'binaryData']),
  printer: configMapPrinter,
};

export const secretStrategy: Strategy = {
  ...plainStrategy,
  setDefaults: (obj) => {
    obj['type'] ??= 'Opaque';
    takeStringData(obj);
  },
  validate: validateSecret,
  validateUpdate: (obj, old) => [
    ...changed({ now: obj, before: old }, '', ['type']),
    ...sealErrors(obj, old, ['data']),
  ],
  fields: { type: (obj) => textAt(obj, 'type') },
  unknownFieldText: (field) => `field label not supported: ${field}`,
  printer: secretPrinter,
};

/** What clients write as text is kept as data. */
function takeStringData(obj: Unstructured): void {
  const texts = textsAt(obj, 'stringData');
  delete obj['stringData'];
  const encoded = Object.entries(texts).map(([key, text]) => [key, base64Of(text)] as const);
  if (encoded.length > 0)
    obj['data'] = { ...objectAt(obj, 'data'), ...Object.fromEntries(encoded) };
}

function validateConfigMap(obj: Unstructured): readonly FieldError[] {
  const texts = textsAt(obj, 'data');
  const bytes = textsAt(obj, 'binaryData');
  const errors = [...badKeys(texts, 'data')];
  for (const key of Object.keys(texts)) {
    if (bytes[key] === undefined) continue;
    errors.push(invalid(`data[${key}]`, key, 'duplicate of key present in binaryData'));
  }
  errors.push(...badKeys(bytes, 'binaryData'));
  if (sizeOf(texts) + sizeOf(bytes) > mostBytes) errors.push(tooLong('', mostBytes));
  return errors;
}

/** The keys that each type of secret must have. */
const keysOfType: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

function validateSecret(obj: Unstructured): readonly FieldError[] {
  const data = textsAt(obj, 'data');
  const errors = [...badKeys(data, 'data')];
  if (sizeOf(data) > mostBytes) errors.push(tooLong('data', mostBytes));
  for (const key of keysOfType[textAt(obj, 'type')] ?? []) {
    if (data[key] === undefined) errors.push(required(`data[${key}]`));
  }
  if (textAt(obj, 'type') === 'kubernetes.io/basic-auth') {
    const known = ['username', 'password'].filter((key) => data[key] !== undefined);
    if (known.length === 0) errors.push(required('data[username]'), required('data[password]'));
  }
  return errors;
}

function badKeys(data: Readonly<Record<string, string>>, field: string): readonly FieldError[] {
  return Object.keys(data).flatMap((key) =>
    isConfigMapKey(key).map((wrong) => invalid(`${field}[${key}]`, key, wrong)),
  );
}

function sizeOf(data: Readonly<Record<string, string>>): number {
  return Object.values(data).reduce((total, text) => total + text.length, 0);
}

function sealErrors(
  obj: Unstructured,
  old: Unstructured,
  members: readonly string[],
): readonly FieldError[] {
  if (old['immutable'] !== true) return [];
  const errors: FieldError[] = [];
  if (obj['immutable'] !== true) errors.push(forbidden('immutable', sealedText));
  for (const member of members) {
    if (!equalJson(obj[member], old[member])) errors.push(forbidden(member, sealedText));
  }
  return errors;
}
