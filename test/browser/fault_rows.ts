/**
 * For each action that is a fault: the scene in which it is possible, where its menu hangs, and what it
 * leads to, as the stage, the log and the timeline show it. Rows of one scene are done one after the other.
 */

import type { Honesty } from '#script/actions.ts';
import { openingScene } from '#script/scenes/opening_scene.ts';
import type { CommandKind } from '#trace/command_shapes.ts';

/** What was read, before and now. */
export type Change = (before: string, now: string) => boolean;

export interface FaultRow {
  /** Of two rows with the same action, what the second is about. */
  readonly about?: string;
  readonly kind: CommandKind;
  readonly honesty: Honesty;
  /** The menu: `What can be done to …`. */
  readonly noun: string;
  readonly verb: string;
  readonly statement: string;
  /** What is typed into the console so that the fault meets something, line by line. */
  readonly drive?: readonly string[];
  /** A box, the `history` in it, its `frames`, or the card of a program; and what is new there. */
  readonly stage: readonly [place: string, text: RegExp | Change];
  /**
   * How it is new: it stands there in the end and did not before, unless it stands only at the hop that the
   * log tells of and `passes`, or stood there before and is `gone`.
   */
  readonly stays?: 'passes' | 'gone';
  /** A sentence that the log did not have before. */
  readonly log: string;
  /** A sentence that the log had already, and has once more. */
  readonly again?: string;
  /** A mark of the timeline that is new. */
  readonly mark: string;
}

export interface FaultScene {
  readonly name: string;
  readonly script: string;
  readonly rows: readonly FaultRow[];
}

/** The opening scene, when the Deployment has its five pods. */
const grown = openingScene.slice(0, openingScene.indexOf('run 10s\nkubectl delete'));
const twoReplicas = grown.replace('latency 30ms', 'set replicas 2\nlatency 30ms');
const pairOfReplicas = `seed leader
start elected-a
start elected-b
latency 30ms
run 5s
expect leader kube-system/elected == elected-a
`;
const pods = 'watch rs-controller/pods';
const client = 'client rs-controller';
const scaleTo = (count: number): string => `kubectl scale deployment/web --replicas=${count}`;
const touch = 'kubectl delete pod/web-* --wait=false';

type Said = Omit<FaultRow, 'kind' | 'honesty' | 'mark'> &
  Partial<Pick<FaultRow, 'honesty' | 'mark'>>;

/** Most faults happen in real clusters, and the act itself is a mark of the timeline. */
function row(kind: CommandKind, said: Said): FaultRow {
  return {
    kind,
    honesty: 'real',
    mark: `command ${said.statement.split(' ').slice(0, 3).join(' ')}`,
    ...said,
  };
}

/** The same messages, one after the other, and not as before. */
function inAnotherOrder(before: string, now: string): boolean {
  const sorted = (text: string) => text.split('; ').toSorted().join('; ');
  return before !== now && sorted(before) === sorted(now);
}

function withoutTheFirst(before: string, now: string): boolean {
  return before !== now && before.split('; ').slice(1).join('; ') === now;
}

const contract = { honesty: 'breaks-contract' } as const;

export const faultScenes: readonly FaultScene[] = [
  {
    name: 'an open watch',
    script: grown,
    rows: [
      row('watch.cut', {
        noun: pods,
        verb: 'Cut the stream',
        statement: `${pods} cut EOF`,
        stage: ['reflector', /lists · watches\s*1 · 2/],
        log: 'unexpected EOF',
      }),
      row('informer.relist', {
        noun: 'informer rs-controller/pods',
        verb: 'Force a relist',
        statement: 'informer rs-controller/pods relist',
        stage: ['reflector', /lists · watches\s*2 · /],
        log: 'too old resource version',
        mark: 'relist rs-controller/pods',
      }),
      row('watch.delay', {
        noun: pods,
        verb: 'Delay each message by 3 s',
        statement: `${pods} delay 3s`,
        stage: ['server', /\+3\.0 s/],
        log: 'takes 3s longer',
        mark: 'fault req-',
      }),
      row('watch.halfopen', {
        noun: pods,
        verb: 'Half-open: lose the path, tell nobody',
        statement: `${pods} halfopen`,
        stage: ['server', /half open/],
        log: 'is half open: nothing arrives any more',
        mark: 'fault req-',
      }),
      row('watch.hold', {
        noun: pods,
        verb: 'Hold messages back',
        statement: `${pods} hold`,
        stage: ['server', /held/],
        log: 'is held: what is sent waits on the wire',
        mark: 'fault req-',
      }),
    ],
  },
  {
    name: 'messages that wait',
    script: `${grown}${pods} hold\n${touch}\n${touch}\nrun 3s\n`,
    rows: [
      row('watch.duplicate', {
        ...contract,
        noun: 'message 1 of rs-controller/pods',
        verb: 'Duplicate',
        statement: `${pods} duplicate 0`,
        stage: ['frames', /(web-\S+ version \d+); \1/],
        log: 'is duplicated as message',
        mark: 'fault pods/default/web-',
      }),
      row('watch.swap', {
        ...contract,
        noun: 'message 2 of rs-controller/pods',
        verb: 'Swap with the one behind',
        statement: `${pods} swap 1`,
        stage: ['frames', inAnotherOrder],
        log: 'changes places with message',
        mark: 'fault pods/default/web-',
      }),
      row('watch.drop', {
        ...contract,
        noun: 'message 1 of rs-controller/pods',
        verb: 'Drop',
        statement: `${pods} drop 0`,
        stage: ['frames', withoutTheFirst],
        log: 'is lost',
      }),
      row('watch.release', {
        noun: pods,
        verb: 'Release the stream',
        statement: `${pods} release`,
        stage: ['server', /held/],
        stays: 'gone',
        log: 'is released',
      }),
    ],
  },
  {
    name: 'code that runs',
    script: grown,
    rows: [
      row('informer.stall', {
        noun: 'informer rs-controller/pods',
        verb: 'Stall what pops the queue for 30 s',
        statement: 'informer rs-controller/pods stall 30s',
        stage: ['queue', /nobody pops/],
        log: 'does not run for 30s; the Reflector goes on',
        mark: 'fault rs-controller/pods',
      }),
      row('handler.slow', {
        noun: 'handlers of rs-controller/pods',
        verb: 'Slow: each call takes 5 s',
        statement: 'handler rs-controller/pods slow 5s',
        stage: ['handlers', /each call takes\s*5\.0 s/],
        log: 'Each call of a handler of rs-controller/pods takes 5s',
        mark: 'fault rs-controller/pods',
      }),
      row('worker.stall', {
        noun: 'worker rs-controller/worker-1',
        verb: 'Stall its next reconcile for 30 s',
        statement: 'worker rs-controller/worker-1 stall 30s',
        drive: [scaleTo(6)],
        stage: ['workers', /stands still/],
        log: 'stands still with',
        mark: 'fault default/web-',
      }),
      row('handler.panic', {
        noun: 'handlers of rs-controller/pods',
        verb: 'Panic at the next call',
        statement: 'handler rs-controller/pods panic',
        drive: [touch],
        stage: ['workers', /crashed/],
        log: 'injected panic',
        mark: 'crash rs-controller',
      }),
    ],
  },
  {
    name: 'an API server that runs',
    script: grown,
    rows: [
      row('apiserver.bookmarks', {
        noun: 'API server a',
        verb: 'Skip bookmarks',
        statement: 'apiserver a bookmarks off',
        stage: ['server', /no bookmarks/],
        log: 'sends no bookmarks to quiet watches',
        mark: 'fault a',
      }),
      row('apiserver.forget', {
        noun: 'API server a',
        verb: 'Shrink the window of pods',
        statement: 'apiserver a forget pods',
        stage: ['history', /outside the watch cache window/],
        log: 'can serve watches of pods only from',
      }),
      row('apiserver.inflight', {
        noun: 'API server a',
        verb: 'Work on one write at a time',
        statement: 'apiserver a inflight mutating 1',
        drive: [scaleTo(9)],
        stage: ['server', /429/],
        stays: 'passes',
        log: ': 429',
      }),
      row('etcd.compact', {
        noun: 'API server a',
        verb: 'Compact etcd',
        statement: 'etcd compact',
        stage: ['history', /compacted from etcd/],
        log: 'etcd is compacted',
        mark: 'fault etcd',
      }),
      row('apiserver.hold', {
        noun: 'API server a',
        verb: 'Let its cache fall behind',
        statement: 'apiserver a hold',
        stage: ['server', /cache is behind/],
        log: 'its watch caches no longer follow etcd',
        mark: 'fault a',
      }),
      row('apiserver.release', {
        noun: 'API server a',
        verb: 'Let its cache catch up',
        statement: 'apiserver a release',
        stage: ['server', /cache is behind/],
        stays: 'gone',
        log: 'catches up with etcd',
      }),
      row('apiserver.restart', {
        noun: 'API server a',
        verb: 'Restart',
        statement: 'apiserver a restart',
        stage: ['server', /down/],
        stays: 'passes',
        log: 'API server a stops',
        mark: 'fault a',
      }),
      row('apiserver.watchlist', {
        noun: 'API server a',
        verb: 'Restart without WatchList',
        statement: 'apiserver a watchlist off',
        stage: ['server', /no WatchList/],
        log: 'serves no streamed lists',
        mark: 'fault a',
      }),
      row('apiserver.stop', {
        noun: 'API server a',
        verb: 'Stop',
        statement: 'apiserver a stop',
        stage: ['server', /down/],
        log: 'connection refused',
        mark: 'fault a',
      }),
      row('apiserver.start', {
        noun: 'API server a',
        verb: 'Start',
        statement: 'apiserver a start',
        stage: ['server', /down/],
        stays: 'gone',
        log: 'Command: apiserver a start',
        again: 'its watch caches begin empty',
      }),
      row('latency', {
        noun: 'API server a',
        verb: 'Slow network: 1 s a hop',
        statement: 'latency 1s',
        drive: ['kubectl get pod/nonesuch'],
        stage: ['server', /404 NotFound/],
        stays: 'passes',
        log: 'after 2s: 404',
      }),
    ],
  },
  {
    name: 'a client that asks',
    script: grown,
    rows: [
      row('client.starve', {
        noun: 'rs-controller',
        verb: 'Starve it of tokens: 100 requests go first',
        statement: `${client} starve`,
        drive: [scaleTo(9)],
        stage: ['workers', /waits/],
        stays: 'passes',
        log: 'has no token left',
        mark: 'fault rs-controller',
      }),
      row('client.conflict', {
        noun: 'kubelet',
        verb: 'Conflict (409) on its next write',
        statement: 'client kubelet conflict',
        drive: [touch],
        stage: ['server', /409 Conflict/],
        stays: 'passes',
        log: 'Operation cannot be fulfilled on pods',
        mark: 'conflict 409 Conflict',
      }),
      row('client.fail', {
        noun: 'rs-controller',
        verb: 'Time out its next request (504)',
        statement: `${client} fail 504`,
        drive: [scaleTo(7)],
        stage: ['server', /504 Timeout/],
        stays: 'passes',
        log: '504 Timeout',
      }),
      row('client.lose', {
        noun: 'rs-controller',
        verb: 'Lose the next response',
        statement: `${client} lose response`,
        drive: [scaleTo(8)],
        stage: ['server', /answer lost/],
        stays: 'passes',
        log: 'the server did it, the client does not know',
        mark: 'fault req-',
      }),
      row('client.deny', {
        noun: 'informer rs-controller/pods',
        verb: 'Deny it to list',
        statement: `${client} deny list pods`,
        stage: ['workers', /list pods\s*denied \(403\)/],
        log: 'rs-controller may no longer list pods',
        mark: 'fault rs-controller',
      }),
      row('client.permit', {
        noun: 'rs-controller',
        verb: 'Allow all that was denied',
        statement: `${client} permit`,
        stage: ['workers', /denied/],
        stays: 'gone',
        log: 'may do again what it was forbidden',
      }),
      row('client.refuse', {
        noun: 'rs-controller',
        verb: 'Refuse its connections',
        statement: `${client} refuse`,
        stage: ['workers', /its connections are\s*refused/],
        log: 'New connections of rs-controller are refused',
        mark: 'fault rs-controller',
      }),
      row('client.accept', {
        noun: 'rs-controller',
        verb: 'Accept its connections',
        statement: `${client} accept`,
        stage: ['workers', /its connections are/],
        stays: 'gone',
        log: 'rs-controller can connect again',
      }),
    ],
  },
  {
    name: 'programs that run',
    script: grown,
    rows: [
      row('program.clock', {
        noun: 'rs-controller',
        verb: 'Set its clock 5 min ahead',
        statement: 'program rs-controller clock ahead 5m0s',
        stage: ['workers', /its clock is\s*5 m 0 s ahead/],
        log: 'clock is 5m0s ahead of',
        mark: 'fault rs-controller',
      }),
      row('program.pause', {
        noun: 'rs-controller',
        verb: 'Pause',
        statement: 'program rs-controller pause',
        stage: ['workers', /paused/],
        log: 'none of its goroutines runs',
      }),
      row('program.resume', {
        noun: 'rs-controller',
        verb: 'Resume',
        statement: 'program rs-controller resume',
        stage: ['workers', /busy/],
        log: 'rs-controller goes on',
      }),
      row('program.restart', {
        noun: 'rs-controller',
        verb: 'Restart',
        statement: 'program rs-controller restart',
        stage: ['workers', /stopped/],
        stays: 'passes',
        log: 'rs-controller has stopped',
      }),
      row('program.crashmidway', {
        noun: 'rs-controller',
        verb: 'Crash between two writes',
        statement: 'program rs-controller crashmidway',
        drive: [scaleTo(7)],
        stage: ['workers', /crashed/],
        log: 'killed between two writes',
        mark: 'crash rs-controller',
      }),
      row('program.crash', {
        noun: 'deployment-controller',
        verb: 'Crash',
        statement: 'program deployment-controller crash',
        stage: ['program deployment-controller', /crashed/],
        log: 'deployment-controller crashed',
        mark: 'crash deployment-controller',
      }),
      row('program.stop', {
        noun: 'scheduler',
        verb: 'Stop',
        statement: 'program scheduler stop',
        stage: ['program scheduler', /stopped/],
        log: 'scheduler has stopped',
      }),
    ],
  },
  {
    name: 'a leader and who stands by',
    script: pairOfReplicas,
    rows: [
      row('program.pause', {
        about: 'pause a leader',
        noun: 'elected-a',
        verb: 'Pause',
        statement: 'program elected-a pause',
        // The lease outlasts what is simulated at once.
        drive: Array.from({ length: 4 }, () => 'kubectl get configmaps'),
        stage: ['program elected-b', /leads/],
        log: 'elected-b acquired the lease',
        mark: 'new leader elected-b',
      }),
    ],
  },
  {
    name: 'two API servers',
    script: twoReplicas,
    rows: [
      row('client.switch', {
        noun: 'rs-controller',
        verb: 'Switch it to API server b',
        statement: `${client} switch b`,
        stage: ['workers', /it asks API server\s*b/],
        log: 'next requests go to API server b',
        mark: 'fault rs-controller',
      }),
    ],
  },
];

/** Every row. */
export const faultRows: readonly FaultRow[] = faultScenes.flatMap(({ rows }) => rows);

/** What a row is about: its action, or what the second row of an action says. */
export function nameOf({ kind, about }: FaultRow): string {
  return about ?? kind;
}
