/** The options of `set`: what each takes. The reader of a script's head and the settings dialog obey one table. */

/** A number within limits, or one of two words. */
export type HeadOption =
  | {
      readonly name: string;
      readonly kind: 'number';
      readonly least: number;
      readonly most: number;
      /** What a value must be, for messages. */
      readonly what: string;
    }
  | { readonly name: string; readonly kind: 'switch'; readonly what: string };

const manyMost = 999_999;

export const headOptions = [
  {
    name: 'watch-window',
    kind: 'number',
    least: 1,
    most: manyMost,
    what: 'a number of changes from 1 to 999999',
  },
  {
    name: 'watch-buffer',
    kind: 'number',
    least: 1,
    most: manyMost,
    what: 'a number of events from 1 to 999999',
  },
  { name: 'nodes', kind: 'number', least: 0, most: 26, what: 'a number from 0 to 26' },
  { name: 'replicas', kind: 'number', least: 1, most: 5, what: 'a number from 1 to 5' },
  { name: 'metrics', kind: 'switch', what: 'on, or off' },
  { name: 'managed-fields', kind: 'switch', what: 'on, or off' },
  {
    name: 'qps',
    kind: 'number',
    least: 1,
    most: manyMost,
    what: 'a number of requests a second from 1 to 999999',
  },
  {
    name: 'burst',
    kind: 'number',
    least: 1,
    most: manyMost,
    what: 'a number of requests at once from 1 to 999999',
  },
] as const satisfies readonly HeadOption[];

export type HeadOptionName = (typeof headOptions)[number]['name'];

export const headOptionNames: readonly HeadOptionName[] = headOptions.map(({ name }) => name);

/** The option of that name. */
export function headOption(name: string): (typeof headOptions)[number] | undefined {
  return headOptions.find((option) => option.name === name);
}

/** True if the option takes this value. */
export function takesValue(option: HeadOption, value: string): boolean {
  if (option.kind === 'switch') return value === 'on' || value === 'off';
  return /^\d{1,6}$/.test(value) && Number(value) >= option.least && Number(value) <= option.most;
}
