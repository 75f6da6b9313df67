/** Asks every open page of the site which script it runs, so that nothing is deleted that one of them may yet need. */

import { pathUnder } from './page_messages.ts';
import type { Client, WorkerScope } from './worker_scope.ts';

export interface OpenPage {
  readonly client: Client;
  /** The path of its own script from the site's root; `undefined` if it did not say in time. */
  readonly script: string | undefined;
}

/** A page that is asleep does not answer. */
const patienceMs = 2_000;

export async function openPages(scope: WorkerScope): Promise<readonly OpenPage[]> {
  const root = scope.registration.scope;
  const clients = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const ours = clients.filter(({ url }) => url.startsWith(root));
  return await Promise.all(
    ours.map(async (client) => ({ client, script: await scriptOf(client, root) })),
  );
}

function scriptOf(client: Client, root: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(() => end(undefined), patienceMs);
    const end = (script: string | undefined): void => {
      clearTimeout(timer);
      port1.close();
      resolve(script);
    };
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      end(pathUnder(root, data));
    };
    client.postMessage({ kind: 'what-runs' }, [port2]);
  });
}
