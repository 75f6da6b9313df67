/**
 * What names, labels and their values may look like. Each check returns the texts of what is wrong.
 *
 * @upstream kubernetes/apimachinery pkg/util/validation/validation.go
 */

const dns1123LabelFmt = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const dns1123SubdomainFmt = `${dns1123LabelFmt}(\\.${dns1123LabelFmt})*`;
const dns1035LabelFmt = '[a-z]([-a-z0-9]*[a-z0-9])?';
const qualifiedNameFmt = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const configMapKeyFmt = '[-._a-zA-Z0-9]+';
const labelValueFmt = `(${qualifiedNameFmt})?`;

export const dns1123LabelMaxLength = 63;
export const dns1123SubdomainMaxLength = 253;
export const labelValueMaxLength = 63;

const dns1123Label = whole(dns1123LabelFmt);
const dns1123Subdomain = whole(dns1123SubdomainFmt);
const dns1035Label = whole(dns1035LabelFmt);
const qualifiedName = whole(qualifiedNameFmt);
const configMapKey = whole(configMapKeyFmt);
const labelValue = whole(labelValueFmt);

/** A namespace's name. The two spaces after `'my-name',` are upstream's own. */
export function isDNS1123Label(value: string): readonly string[] {
  const errors = tooLongErrors(value, dns1123LabelMaxLength);
  if (dns1123Label.test(value)) return errors;
  if (dns1123Subdomain.test(value)) return [...errors, 'must not contain dots'];
  const rule =
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
  return [...errors, regexError(rule, dns1123LabelFmt, ['my-name', '123-abc'])];
}

/** Most objects' names. */
export function isDNS1123Subdomain(value: string): readonly string[] {
  const errors = tooLongErrors(value, dns1123SubdomainMaxLength);
  if (dns1123Subdomain.test(value)) return errors;
  const rule =
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
  return [...errors, regexError(rule, dns1123SubdomainFmt, ['example.com'])];
}

/** A service's name. */
export function isDNS1035Label(value: string): readonly string[] {
  const errors = tooLongErrors(value, dns1123LabelMaxLength);
  if (dns1035Label.test(value)) return errors;
  const rule =
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
  return [...errors, regexError(rule, dns1035LabelFmt, ['my-name', 'abc-123'])];
}

/** A label's or annotation's key: `app`, `example.com/app`. */
export function isQualifiedName(value: string): readonly string[] {
  const rule =
    "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
  const parts = value.split('/');
  if (parts.length > 2) {
    const text = regexError(rule, qualifiedNameFmt, ['MyName', 'my.name', '123-abc']);
    const prefix = "with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
    return [`a valid label key ${text} ${prefix}`];
  }
  const errors: string[] = [];
  if (parts.length === 2) {
    const prefix = parts[0] ?? '';
    if (prefix === '') errors.push('prefix part must be non-empty');
    else errors.push(...isDNS1123Subdomain(prefix).map((error) => `prefix part ${error}`));
  }
  const name = parts.at(-1) ?? '';
  if (name === '') errors.push('name part must be non-empty');
  else errors.push(...tooLongErrors(name, 63, 'bytes').map((error) => `name part ${error}`));
  if (!qualifiedName.test(name)) {
    errors.push(
      `name part ${regexError(rule, qualifiedNameFmt, ['MyName', 'my.name', '123-abc'])}`,
    );
  }
  return errors;
}

export function isValidLabelValue(value: string): readonly string[] {
  const errors = tooLongErrors(value, labelValueMaxLength, 'bytes');
  if (labelValue.test(value)) return errors;
  const rule =
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
  return [...errors, regexError(rule, labelValueFmt, ['MyValue', 'my_value', '12345'])];
}

/** A key of a ConfigMap's or a Secret's data: it becomes a file's name. */
export function isConfigMapKey(value: string): readonly string[] {
  const errors = [...tooLongErrors(value, dns1123SubdomainMaxLength)];
  if (!configMapKey.test(value)) {
    const rule = "a valid config key must consist of alphanumeric characters, '-', '_' or '.'";
    errors.push(regexError(rule, configMapKeyFmt, ['key.name', 'KEY_NAME', 'key-name']));
  }
  if (value === '.' || value === '..') errors.push(`must not be '${value}'`);
  else if (value.startsWith('..')) errors.push("must not start with '..'");
  return errors;
}

/** What a name must not hold to be one segment of a URL's path. */
export function isValidPathSegmentName(value: string): readonly string[] {
  if (value === '.' || value === '..') return [`may not be '${value}'`];
  return ['/', '%']
    .filter((character) => value.includes(character))
    .map((character) => `may not contain '${character}'`);
}

/** Names are measured in characters, as upstream says; keys and values of labels in bytes. */
function tooLongErrors(
  value: string,
  maxLength: number,
  unit: 'bytes' | 'characters' = 'characters',
): readonly string[] {
  return value.length > maxLength ? [`must be no more than ${maxLength} ${unit}`] : [];
}

function whole(format: string): RegExp {
  return new RegExp(`^${format}$`);
}

function regexError(rule: string, format: string, examples: readonly string[]): string {
  const [first = '', ...others] = examples.map((example) => `'${example}'`);
  const eg = [first, ...others.map((example) => ` or ${example}`)].join(', ');
  return `${rule} (e.g. ${eg}, regex used for validation is '${format}')`;
}
