/** What can be done to an API server, to the etcd and the network behind it, and to requests like one. */

import type { StageView } from '#view-model/stage_view.ts';
import type { RequestNoun } from './noun.ts';
import { isDown } from './program_verbs.ts';
import { type Verb, verb } from './verb.ts';
import { forgetting } from './watch_verbs.ts';

export function apiserverVerbs(replica: string, stage: StageView): readonly (readonly Verb[])[] {
  const view = stage.server.replicas.find((each) => each.replica === replica);
  const down = view?.running !== true && 'it is not running';
  const up = view?.running === true && 'it is running';
  const of = (verbs: string): string => `apiserver ${replica} ${verbs}`;
  const held = view?.held === true;
  return [
    [
      verb('apiserver.restart', { label: 'Restart', statement: of('restart'), impossible: down }),
      verb('apiserver.stop', { label: 'Stop', statement: of('stop'), impossible: down }),
      verb('apiserver.start', { label: 'Start', statement: of('start'), impossible: up }),
    ],
    [
      verb('apiserver.hold', {
        label: 'Let its cache fall behind',
        statement: of('hold'),
        impossible: down || (held && 'its cache is held already'),
      }),
      verb('apiserver.release', {
        label: 'Let its cache catch up',
        statement: of('release'),
        impossible: down || (!held && 'its cache is not held'),
      }),
      ...watchedResources(replica, stage).map((resource) => forgetting(replica, resource, down)),
      verb('etcd.compact', { label: 'Compact etcd', statement: 'etcd compact' }),
    ],
    features(replica, stage),
    limits(replica, down),
  ];
}

/** What somebody watches there and what exists. */
function watchedResources(replica: string, { server }: StageView): readonly string[] {
  const watched = server.watches.filter((watch) => watch.replica === replica);
  const existing = server.resources
    .filter(({ objects }) => objects.total > 0)
    .map(({ resource }) => resource);
  return existing.filter((name) => watched.some(({ resource }) => resource === name));
}

function features(replica: string, stage: StageView): readonly Verb[] {
  const view = stage.server.replicas.find((each) => each.replica === replica);
  const down = view?.running !== true && 'it is not running';
  const bookmarks = view?.bookmarks ?? true;
  const watchList = view?.watchList ?? true;
  const of = (verbs: string): string => `apiserver ${replica} ${verbs}`;
  return [
    verb('apiserver.bookmarks', {
      label: 'Skip bookmarks',
      statement: of('bookmarks off'),
      impossible: down || (!bookmarks && 'it sends none'),
    }),
    verb('apiserver.bookmarks', {
      label: 'Send bookmarks',
      statement: of('bookmarks on'),
      impossible: down || (bookmarks && 'it sends them'),
    }),
    verb('apiserver.watchlist', {
      label: 'Restart without WatchList',
      statement: of('watchlist off'),
      impossible: down || (!watchList && 'it runs without WatchList'),
    }),
    verb('apiserver.watchlist', {
      label: 'Restart with WatchList',
      statement: of('watchlist on'),
      impossible: down || (watchList && 'it runs with WatchList'),
    }),
  ];
}

function limits(replica: string, down: string | false): readonly Verb[] {
  return [
    verb('apiserver.inflight', {
      label: 'Work on one write at a time',
      statement: `apiserver ${replica} inflight mutating 1`,
      impossible: down,
    }),
    verb('apiserver.inflight', {
      label: 'Work on any number of writes',
      statement: `apiserver ${replica} inflight mutating 0`,
      impossible: down,
    }),
    verb('latency', { label: 'Slow network: 1 s a hop', statement: 'latency 1s' }),
    verb('latency', { label: 'Quick network: 30 ms a hop', statement: 'latency 30ms' }),
  ];
}

const answers: readonly (readonly [status: number, label: string])[] = [
  [409, 'Conflict (409)'],
  [410, 'Expired (410)'],
  [429, 'Too many requests (429)'],
  [500, 'Internal error (500)'],
  [503, 'Unavailable (503)'],
  [504, 'Timeout (504)'],
];

/** What can happen to the next request like this one: its own answer may be on its way already. */
export function requestVerbs(request: RequestNoun, stage: StageView): readonly (readonly Verb[])[] {
  const { client, verb: asked, resource } = request;
  const down = client !== 'kubectl' && isDown(client, stage);
  const next = `the next ${asked} of ${resource}`;
  const knows = statementVerbs.has(asked);
  const impossible = down || (!knows && `nothing can be ordered for a ${asked}`);
  const ordered = knows ? asked : 'get';
  return [
    answers.map(([status, label]) =>
      verb('client.fail', {
        label: `${label} for ${next}`,
        statement: `client ${client} fail ${status} verb=${ordered} resource=${resource}`,
        impossible,
      }),
    ),
    [
      verb('client.deny', {
        label: `Deny it to ${asked} ${resource}`,
        statement: `client ${client} deny ${ordered} ${resource}`,
        impossible,
      }),
    ],
  ];
}

/** Verbs of requests that a statement can name. */
const statementVerbs: ReadonlySet<string> = new Set([
  'create',
  'get',
  'list',
  'update',
  'patch',
  'delete',
  'watch',
]);
