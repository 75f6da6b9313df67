/** As much of a service worker's global scope as ours uses. The pages' types, which it is compiled with, have none of it. */

import type { ToPage } from './page_messages.ts';

export interface LastingEvent {
  readonly waitUntil: (work: Promise<unknown>) => void;
}

export interface RequestEvent extends LastingEvent {
  readonly request: Request;
  readonly respondWith: (response: Promise<Response>) => void;
}

export interface PageMessageEvent extends LastingEvent {
  readonly data: unknown;
  readonly source: Client | null;
}

/** A page. */
export interface Client {
  readonly url: string;
  readonly postMessage: (message: ToPage, transfer?: readonly MessagePort[]) => void;
}

export interface WorkerScope {
  readonly registration: {
    readonly scope: string;
    readonly unregister: () => Promise<boolean>;
  };
  readonly clients: {
    readonly claim: () => Promise<void>;
    readonly matchAll: (options: {
      readonly type: 'window';
      readonly includeUncontrolled: boolean;
    }) => Promise<readonly Client[]>;
  };
  readonly skipWaiting: () => Promise<void>;
  readonly addEventListener: {
    (kind: 'install' | 'activate', hear: (event: LastingEvent) => void): void;
    (kind: 'fetch', hear: (event: RequestEvent) => void): void;
    (kind: 'message', hear: (event: PageMessageEvent) => void): void;
  };
}
