/** Stage mode in an address: `?stage` before whatever is presented, `?stage#preset=tombstone`. */

const parameter = 'stage';

/** `?stage` or `?mode=stage`. */
export function isStageAddress(href: string): boolean {
  const { searchParams } = new URL(href);
  const value = searchParams.get(parameter);
  if (value !== null) return value !== '0' && value !== 'false';
  return searchParams.get('mode') === parameter;
}

/** The address that opens in stage mode what `hash` names, or else what the address does. */
export function withStage(href: string, hash: string | undefined): string {
  const address = new URL(withoutStage(href));
  const search = address.search === '' ? `?${parameter}` : `${address.search}&${parameter}`;
  return `${address.origin}${address.pathname}${search}${hash ?? address.hash}`;
}

export function withoutStage(href: string): string {
  const address = new URL(href);
  if (!isStageAddress(href)) return href;
  address.searchParams.delete(parameter);
  address.searchParams.delete('mode');
  return address.href;
}
