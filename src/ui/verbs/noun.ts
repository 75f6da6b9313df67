/** What a verb is pointed at, small enough to be written on the element that shows it. */

export type Noun =
  | { readonly kind: 'watch'; readonly noun: string }
  | { readonly kind: 'frame'; readonly noun: string; readonly position: number }
  | { readonly kind: 'informer'; readonly informer: string }
  | { readonly kind: 'apiserver'; readonly replica: string }
  | { readonly kind: 'program'; readonly program: string }
  | { readonly kind: 'object'; readonly key: string };

/** For `data-noun`, from which a right click anywhere inside is understood. */
export function nounAttribute(noun: Noun): string {
  return JSON.stringify(noun);
}

/** The noun of the innermost element around `target` that shows one. */
export function nounAt(target: EventTarget | null): Noun | undefined {
  if (!(target instanceof Element)) return undefined;
  const written = target.closest<HTMLElement>('[data-noun]')?.dataset['noun'];
  return written === undefined ? undefined : (JSON.parse(written) as Noun);
}

/** The noun in words, for a menu's title. */
export function nounTitle(noun: Noun): string {
  switch (noun.kind) {
    case 'watch':
      return `watch ${noun.noun}`;
    case 'frame':
      return `message ${noun.position + 1} of ${noun.noun}`;
    case 'informer':
      return `informer ${noun.informer}`;
    case 'apiserver':
      return `API server ${noun.replica}`;
    case 'program':
      return noun.program;
    case 'object':
      return noun.key;
  }
}
