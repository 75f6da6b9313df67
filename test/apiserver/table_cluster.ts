/** A small cluster whose client asks for tables. */

import type { JsonObject } from '#base/json.ts';
import { seconds } from '#base/time.ts';
import { background } from '#sim/context.ts';
import type { ClientFrame, ClientResponse, ClientStream } from '#sim/network.ts';
import type { Proc } from '#sim/process.ts';
import { type Answer, type Cluster, cluster, drive } from './cluster.ts';

export interface Table {
  readonly metadata: JsonObject;
  readonly columnDefinitions:
    | readonly { readonly name: string; readonly priority: number }[]
    | null;
  readonly rows: readonly {
    readonly cells: readonly unknown[];
    readonly object: JsonObject | null;
  }[];
}

export interface TableCluster extends Cluster {
  readonly answer: (url: string) => Answer;
  readonly table: (url: string) => Table;
  /** Opens a watch. What it returns lets a second pass and tells what has come so far. */
  readonly watchTable: (
    url: string,
  ) => () => readonly { readonly type: string; readonly table: Table }[];
}

const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

export function tableCluster(): TableCluster {
  const base = cluster();
  const { sim, network, runFor } = base;
  function* get(url: string, more: Readonly<Record<string, string>>): Proc<ClientResponse> {
    const [path = '', search = ''] = url.split('?');
    const query = { ...Object.fromEntries(new URLSearchParams(search)), ...more };
    const request = { method: 'GET' as const, path, query, headers: { accept } };
    const origin = { client: 'test', noun: 'test' };
    const answered = yield* network.roundTrip(background(sim), request, origin);
    if (!answered.ok) throw new Error(answered.error.message);
    return answered.value;
  }
  const answer = (url: string): Answer => {
    const response = drive(sim, get(url, {}));
    if (response.kind === 'stream') throw new Error('expected a body, got a stream');
    return response;
  };
  return {
    ...base,
    answer,
    table: (url) => answer(url).body as unknown as Table,
    watchTable: (url) => {
      const response = drive(sim, get(url, { watch: 'true' }));
      if (response.kind === 'body') throw new Error(JSON.stringify(response.body));
      const frames: ClientFrame[] = [];
      function* collect(stream: ClientStream): Proc {
        for (;;) {
          const frame = yield* stream.frames.receive();
          if (frame === undefined) return;
          frames.push(frame);
        }
      }
      sim.spawn('test/watch', collect(response.stream));
      return () => {
        runFor(seconds(1));
        return frames.map(({ type, object }) => ({ type, table: object as unknown as Table }));
      };
    },
  };
}
