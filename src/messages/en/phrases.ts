/** Small pieces that English sentences are made of. */

/** `1 object`, `3 objects`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** ` (text)`, or nothing for no text. */
export function aside(text: string | undefined): string {
  return text === undefined || text === '' ? '' : ` (${text})`;
}

/** `: text`, or nothing for no text. */
export function because(text: string | undefined): string {
  return text === undefined || text === '' ? '' : `: ${text.replace(/\.$/, '')}`;
}

/** `default/web-1`, or words for an empty key. */
export function keyed(key: string, none = 'no key'): string {
  return key === '' ? none : key;
}
