/** Variables in the strings of scripts: `$ns`, `$rv1`, `${rv1+1}`. */

import { isJsonObject, type JsonValue } from '#base/json.ts';

export type Variables = ReadonlyMap<string, string>;

/** Directives of strategic merge patches and schemas, which begin with a dollar too. */
const directives: ReadonlySet<string> = new Set([
  'patch',
  'setElementOrder',
  'retainKeys',
  'deleteFromPrimitiveList',
  'ref',
]);

const variable = /\$\$|\$\{(\w+)([+-]\d+)?\}|\$([A-Za-z_]\w*)/g;

/** The text with its variables filled in; `$$` stands for a dollar. An unknown variable is thrown. */
export function filledText(text: string, variables: Variables): string {
  return text.replace(variable, (whole, braced?: string, sum?: string, bare?: string) => {
    if (whole === '$$') return '$';
    const name = braced ?? bare ?? '';
    const value = variables.get(name);
    if (value === undefined) {
      if (directives.has(name)) return whole;
      throw new Error(`nothing is captured as "${name}"`);
    }
    return sum === undefined ? value : String(Number(value) + Number(sum));
  });
}

/** The value with the variables in all its strings and names filled in. */
export function filled(value: JsonValue, variables: Variables): JsonValue {
  if (typeof value === 'string') return filledText(value, variables);
  if (Array.isArray(value)) return value.map((each) => filled(each, variables));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([name, member]) => [
    filledText(name, variables),
    filled(member ?? null, variables),
  ]);
  return Object.fromEntries(entries) as JsonValue;
}

export function filledTexts(
  texts: Readonly<Record<string, string>> | undefined,
  variables: Variables,
): Readonly<Record<string, string>> {
  const entries = Object.entries(texts ?? {});
  return Object.fromEntries(entries.map(([name, text]) => [name, filledText(text, variables)]));
}

/** The value at `items.0.metadata.name`; `undefined` if there is none. A dot within a name is written `\.`. */
export function valueAt(value: JsonValue | undefined, path: string): JsonValue | undefined {
  const names = path
    .split(/(?<!\\)\./)
    .filter((name) => name !== '')
    .map((name) => name.replaceAll('\\.', '.'));
  return names.reduce<JsonValue | undefined>((within, name) => {
    if (Array.isArray(within)) return within[Number(name)] as JsonValue | undefined;
    return isJsonObject(within) ? within[name] : undefined;
  }, value);
}
