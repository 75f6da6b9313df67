/** Addresses of what there is to learn from, as the hash of a page: `#lesson=L05-list-and-watch/gone`. */

export type LearningKind = 'lesson' | 'exhibit' | 'preset';

const kinds: readonly LearningKind[] = ['lesson', 'exhibit', 'preset'];

export function hashOf(kind: LearningKind, address: string): string {
  return `#${kind}=${address}`;
}

/** What a hash names, if it names something to learn from. */
export function learningOf(
  hash: string,
): { readonly kind: LearningKind; readonly address: string } | undefined {
  for (const kind of kinds) {
    const prefix = `#${kind}=`;
    if (hash.startsWith(prefix)) return { kind, address: hash.slice(prefix.length) };
  }
  return undefined;
}
