/** What pages and their service worker say to each other. */

/** From a page, once it has loaded, and again when its language changes. */
export interface Hello {
  readonly kind: 'hello';
  /** The address of the page's own script. */
  readonly script: string | undefined;
  /** Another worker has taken over since the page loaded. */
  readonly taken: boolean;
  /** Fonts for Chinese will be needed. */
  readonly chinese: boolean;
  /** Its reader pays for what is fetched: only what is used is kept. */
  readonly sparing: boolean;
}

/** From the worker, with a port for the answer: the address of the page's own script. */
export interface WhatRuns {
  readonly kind: 'what-runs';
}

/** From the worker: a newer build than the page's has taken over, and a reload would show it. */
export interface NewerVersion {
  readonly kind: 'newer-version';
}

export type ToPage = WhatRuns | NewerVersion;

/** The path of a page's script from the site's root. It is the entry's, whose name changes with all that it may load. */
export function pathUnder(root: string, script: unknown): string | undefined {
  if (typeof script !== 'string' || !script.startsWith(root)) return undefined;
  return script.slice(root.length);
}
