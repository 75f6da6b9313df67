/** Keys of objects: `pods/default/web-1` on the server and in causes, `default/web-1` in caches and queues. */

/** The full key, whether `key` has its resource in front or not. */
export function objectKeyOf(resource: string, key: string): string {
  return key.startsWith(`${resource}/`) ? key : `${resource}/${key}`;
}

/** The key without its resource. */
export function cacheKeyOf(resource: string, key: string): string {
  return key.startsWith(`${resource}/`) ? key.slice(resource.length + 1) : key;
}

/** The program of a noun: `rs-controller/pods` belongs to `rs-controller`. */
export function programOf(noun: string): string {
  const end = noun.indexOf('/');
  return end < 0 ? noun : noun.slice(0, end);
}
