/** Faults of a connection, of an API server's features, of a client and of a program's own code, each with what follows. */

import { describe, expect, test } from 'vitest';
import { played, rolledOut } from './runs.ts';

/** What is done, the time that passes, and what must then hold, line by line. */
interface Row {
  readonly name: string;
  readonly head?: string;
  readonly script: string;
}

const rows: readonly Row[] = [
  {
    name: 'a half-open watch hears nothing for 45 s, then its pings find out, it lists anew and finds a tombstone',
    script: `watch rs-controller/pods halfopen
kubectl delete pod/nginx-* --wait=false
run 40s
expect event watch.severed == 1
expect event watch.closed noun=rs-controller/pods == 0
expect watch rs-controller/pods open
run 10s
expect event watch.closed noun=rs-controller/pods reason='http2: client connection lost' == 1
expect watch rs-controller/pods open
expect relists rs-controller/pods == 1
expect tombstones rs-controller/pods == 1
expect cache rs-controller/pods current`,
  },
  {
    name: 'a half-open watch does not notice that its API server starts anew',
    script: `watch rs-controller/pods halfopen
kubectl delete pod/nginx-*
run 2s
apiserver a restart
run 60s
expect relists rs-controller/pods == 1
expect tombstones rs-controller/pods == 1
expect pods running == 3`,
  },
  {
    name: 'each message of a delayed watch comes late, and no later than that',
    script: `watch rs-controller/pods delay 5s
kubectl delete pod/nginx-* --wait=false
run 4s
expect event watch.delayed == 1
expect cache rs-controller/pods size == 3
run 20s
watch rs-controller/pods delay 0s
run 20s
expect cache rs-controller/pods current
expect pods running == 3`,
  },
  {
    name: 'a stalled consumer lets its queue fill and the Reflector read on, and catches up when it runs again',
    script: `informer rs-controller/pods stall 20s
kubectl delete pod/nginx-* --wait=false
run 15s
expect event informer.stalled informer=rs-controller/pods == 1
expect event reflector.event.received informer=rs-controller/pods type=DELETED == 1
expect event lock.waited lock=rs-controller/pods.queue.lock == 0
expect fifo rs-controller/pods keys == 1
expect cache rs-controller/pods size == 3
expect pods running == 2
run 10s
expect event informer.resumed == 1
expect fifo rs-controller/pods deltas == 0
run 10s
expect pods running == 3
expect cache rs-controller/pods current`,
  },
  {
    name: 'a stall is ended early by another of no length, and made longer by another',
    script: `informer rs-controller/pods stall 1m
run 5s
informer rs-controller/pods stall 10s
run 6s
informer rs-controller/pods stall 10s
run 6s
expect event informer.resumed == 0
informer rs-controller/pods stall 0s
expect event informer.resumed == 1
run 10s
expect event informer.resumed == 1`,
  },
  {
    name: 'a slow handler keeps notifications waiting, and the cache does not wait for it',
    script: `handler rs-controller/pods slow 5s
kubectl delete pod/nginx-* --wait=false
run 4s
expect event handler.slowed == 1
expect cache rs-controller/pods current
run 2m0s
expect pods running == 3`,
  },
  {
    name: 'a handler that panics takes its program down',
    script: `handler rs-controller/pods panic
kubectl delete pod/nginx-* --wait=false
run 5s
expect event handler.panicked survives=false == 1
expect program rs-controller crashed`,
  },
  {
    name: 'a stalled worker keeps its key, and the other worker goes on',
    script: `worker rs-controller/worker-1 stall 20s
worker rs-controller/worker-2 stall 20s
kubectl delete pod/nginx-* --wait=false
run 10s
expect event reconcile.stalled >= 1
expect pods running == 2
run 30s
expect pods running == 3`,
  },
  {
    name: 'a program that crashes between two writes has done the first and knows nothing of it',
    script: `program rs-controller crashmidway
kubectl scale deployment/nginx --replicas=6
run 10s
expect program rs-controller crashed
expect pods < 6
program rs-controller start
run 30s
expect pods running == 6`,
  },
  {
    name: 'what a program dates is as wrong as its clock',
    script: `program kubelet clock ahead 1h0m0s
kubectl delete pod/nginx-*
run 20s
expect event program.clock.set skew=3600000000000 == 1
expect pods running == 3`,
  },
  {
    name: 'a client without tokens waits for its turn',
    script: `client rs-controller starve 200
kubectl delete pod/nginx-* --wait=false
run 5s
expect pods running == 2
run 20s
expect event client.throttled client=rs-controller >= 1
expect pods running == 3`,
  },
  {
    name: 'who may not list or watch is told 403, again and again, until that is allowed',
    script: `client rs-controller deny list pods
client rs-controller deny watch pods
watch rs-controller/pods cut
run 10s
expect event request.completed client=rs-controller status=403 >= 1
expect watch rs-controller/pods closed
client rs-controller permit
run 90s
expect watch rs-controller/pods open
expect cache rs-controller/pods current`,
  },
  {
    name: 'refused connections are tried again until they are accepted',
    script: `client rs-controller refuse
watch rs-controller/pods cut
run 10s
expect event request.failed client=rs-controller >= 1
client rs-controller accept
run 90s
expect watch rs-controller/pods open`,
  },
  {
    name: 'a client moves to another API server with its next requests',
    head: 'set replicas 2\n',
    script: `client rs-controller switch b
watch rs-controller/pods cut
run 10s
expect event watch.opened noun=rs-controller/pods replica=b == 1`,
  },
  {
    name: 'an API server that skips bookmarks sends none, and sends them again',
    script: `apiserver a bookmarks off
run 3m0s
expect event watch.event.sent type=BOOKMARK == 0
apiserver a bookmarks on
run 2m0s
expect event watch.event.sent type=BOOKMARK >= 1`,
  },
  {
    name: 'without WatchList a modern Reflector falls back to a list',
    head: 'profile modern\n',
    script: `expect event reflector.list.started informer=rs-controller/pods == 0
apiserver a watchlist off
run 5s
program rs-controller restart
run 10s
expect event reflector.list.started informer=rs-controller/pods >= 1
expect cache rs-controller/pods current`,
  },
  {
    name: 'a request times out at the server',
    script: `client rs-controller fail 504 verb=create resource=pods
kubectl delete pod/nginx-*
run 30s
expect event request.completed status=504 client=rs-controller == 1
expect pods running == 3`,
  },
];

describe('faults', () => {
  test.each(rows)('$name', ({ head = '', script }) => {
    const session = played(`${head}${rolledOut}${script}\n`);
    expect(session.failures).toEqual([]);
  });

  test.each([
    ['watch rs-controller/pods halfopen', 'the watch is half open'],
    ['client rs-controller refuse', 'new connections are refused already'],
  ])('%s cannot be done twice', (statement, reason) => {
    const session = played(rolledOut);
    expect(session.act(statement).ok).toBe(true);
    expect(session.act(statement)).toMatchObject({ ok: false, error: [{ message: reason }] });
  });

  test.each([
    ['client rs-controller accept', 'no connections are refused there'],
    ['client rs-controller permit', 'nothing is forbidden to the client'],
    ['worker rs-controller/worker-9 stall 5s', 'no such worker'],
    ['handler nobody/pods slow 5s', 'no such informer'],
  ])('%s cannot be done before', (statement, reason) => {
    expect(played(rolledOut).act(statement)).toMatchObject({
      ok: false,
      error: [{ message: reason }],
    });
  });
});
