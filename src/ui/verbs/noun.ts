/** What a verb is pointed at, small enough to be written on the element that shows it. */

import type { Words } from '#messages/en/ui/words.ts';

/** A request stands for those like it: what it asked of what. */
export interface RequestNoun {
  readonly kind: 'request';
  readonly request: string;
  readonly client: string;
  readonly verb: string;
  readonly resource: string;
}

export type Noun =
  | { readonly kind: 'watch'; readonly noun: string }
  | { readonly kind: 'frame'; readonly noun: string; readonly position: number }
  | { readonly kind: 'informer'; readonly informer: string }
  | { readonly kind: 'handlers'; readonly informer: string }
  | { readonly kind: 'worker'; readonly worker: string }
  | { readonly kind: 'apiserver'; readonly replica: string }
  | RequestNoun
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
export function nounTitle(noun: Noun, { nouns }: Words['verbs']): string {
  switch (noun.kind) {
    case 'watch':
      return nouns.watch(noun.noun);
    case 'frame':
      return nouns.frame(noun.position + 1, noun.noun);
    case 'informer':
      return nouns.informer(noun.informer);
    case 'handlers':
      return nouns.handlers(noun.informer);
    case 'worker':
      return nouns.worker(noun.worker);
    case 'apiserver':
      return nouns.apiserver(noun.replica);
    case 'request':
      return nouns.request(noun.request, `${noun.client} ${noun.verb} ${noun.resource}`);
    case 'program':
      return noun.program;
    case 'object':
      return noun.key;
  }
}
