/** Small pieces that Chinese sentences are made of. */

/** `a`、`a 和 b`、`a、b 和 c`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join('、')} 和 ${items.at(-1)}`;
}

/** `（text）`, or nothing for no text. */
export function aside(text: string | undefined): string {
  return text === undefined || text === '' ? '' : `（${text}）`;
}

/** `：text`, or nothing for no text. */
export function because(text: string | undefined): string {
  return text === undefined || text === '' ? '' : `：${text.replace(/[.。]$/, '')}`;
}

/** `default/web-1`, or words for an empty key. */
export function keyed(key: string, none = '（无键）'): string {
  return key === '' ? none : key;
}
