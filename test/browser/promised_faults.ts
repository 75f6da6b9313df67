/** The faults that the stage promises, in the words of its design, and the rows that try each of them. */

export interface PromisedFault {
  readonly fault: string;
  /** Actions of the registry, or what a row is about. */
  readonly rows: readonly string[];
  /** Variants that a table tries without a browser. */
  readonly variants?: readonly string[];
}

function promised(fault: string, ...rows: readonly string[]): PromisedFault {
  return { fault, rows };
}

const statuses = [410, 429, 500, 504, 409].map((status) => `client.fail ${status}`);

export const promisedFaults: readonly PromisedFault[] = [
  {
    ...promised('cut watch (clean close, EOF, reset)', 'watch.cut'),
    variants: ['watch.cut close', 'watch.cut EOF', 'watch.cut reset'],
  },
  promised('refuse connections', 'client.refuse', 'client.accept'),
  promised('half-open watch', 'watch.halfopen'),
  promised('hold/release/delay', 'watch.hold', 'watch.release', 'watch.delay'),
  promised('swap', 'watch.swap'),
  promised('duplicate', 'watch.duplicate'),
  promised('drop', 'watch.drop'),
  promised('stale replica', 'apiserver.hold', 'apiserver.release'),
  promised('switch replica', 'client.switch'),
  promised('restart replica', 'apiserver.restart', 'apiserver.stop', 'apiserver.start'),
  promised('compact', 'etcd.compact'),
  promised('shrink the window', 'apiserver.forget'),
  promised('force a relist', 'informer.relist'),
  {
    ...promised('410/429/500/504/409 on a chosen request', 'client.fail', 'client.conflict'),
    variants: [...statuses, 'client.fail verb=list', 'client.fail resource='],
  },
  promised('too many requests at once', 'apiserver.inflight'),
  {
    ...promised('lost response (done, but the client saw a timeout)', 'client.lose'),
    variants: ['client.lose request', 'client.lose response'],
  },
  promised('slow network', 'latency'),
  promised('skip bookmarks', 'apiserver.bookmarks'),
  promised('no WatchList', 'apiserver.watchlist'),
  promised('slow or panicking handler', 'handler.slow', 'handler.panic'),
  promised('stalled worker', 'worker.stall'),
  promised('stalled consumer of the queue', 'informer.stall'),
  promised('crash between two writes', 'program.crashmidway'),
  promised('restart controller', 'program.restart', 'program.crash', 'program.stop'),
  promised('pause a leader', 'pause a leader', 'program.pause', 'program.resume'),
  {
    ...promised('clock skew', 'program.clock'),
    variants: ['program.clock ahead', 'program.clock behind'],
  },
  promised('token starvation', 'client.starve'),
  {
    ...promised('deny list/watch', 'client.deny', 'client.permit'),
    variants: ['client.deny list', 'client.deny watch'],
  },
];
