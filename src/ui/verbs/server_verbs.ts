/** What can be done to an API server, to the etcd and the network behind it, and to requests like one. */

import type { StageView } from '#view-model/stage_view.ts';
import type { RequestNoun } from './noun.ts';
import { isDown } from './program_verbs.ts';
import { type Say, type Verb, verb } from './verb.ts';
import { forgetting } from './watch_verbs.ts';

export function apiserverVerbs(replica: string, stage: StageView): readonly (readonly Verb[])[] {
  const view = stage.server.replicas.find((each) => each.replica === replica);
  const down: Say | false = view?.running !== true && ((words) => words.reasons.notRunning);
  const up: Say | false = view?.running === true && ((words) => words.reasons.running);
  const of = (verbs: string): string => `apiserver ${replica} ${verbs}`;
  const held = view?.held === true;
  return [
    [
      verb('apiserver.restart', {
        label: ({ labels }) => labels.restart,
        statement: of('restart'),
        impossible: down,
      }),
      verb('apiserver.stop', {
        label: ({ labels }) => labels.stop,
        statement: of('stop'),
        impossible: down,
      }),
      verb('apiserver.start', {
        label: ({ labels }) => labels.start,
        statement: of('start'),
        impossible: up,
      }),
    ],
    [
      verb('apiserver.hold', {
        label: ({ labels }) => labels.fallBehind,
        statement: of('hold'),
        impossible: down || (held && ((words) => words.reasons.cacheHeld)),
      }),
      verb('apiserver.release', {
        label: ({ labels }) => labels.catchUp,
        statement: of('release'),
        impossible: down || (!held && ((words) => words.reasons.cacheNotHeld)),
      }),
      ...watchedResources(replica, stage).map((resource) => forgetting(replica, resource, down)),
      verb('etcd.compact', { label: ({ labels }) => labels.compact, statement: 'etcd compact' }),
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
  const down: Say | false = view?.running !== true && ((words) => words.reasons.notRunning);
  const bookmarks = view?.bookmarks ?? true;
  const watchList = view?.watchList ?? true;
  const of = (verbs: string): string => `apiserver ${replica} ${verbs}`;
  return [
    verb('apiserver.bookmarks', {
      label: ({ labels }) => labels.bookmarksOff,
      statement: of('bookmarks off'),
      impossible: down || (!bookmarks && ((words) => words.reasons.sendsNone)),
    }),
    verb('apiserver.bookmarks', {
      label: ({ labels }) => labels.bookmarksOn,
      statement: of('bookmarks on'),
      impossible: down || (bookmarks && ((words) => words.reasons.sendsThem)),
    }),
    verb('apiserver.watchlist', {
      label: ({ labels }) => labels.watchListOff,
      statement: of('watchlist off'),
      impossible: down || (!watchList && ((words) => words.reasons.withoutWatchList)),
    }),
    verb('apiserver.watchlist', {
      label: ({ labels }) => labels.watchListOn,
      statement: of('watchlist on'),
      impossible: down || (watchList && ((words) => words.reasons.withWatchList)),
    }),
  ];
}

function limits(replica: string, down: Say | false): readonly Verb[] {
  return [
    verb('apiserver.inflight', {
      label: ({ labels }) => labels.oneWrite,
      statement: `apiserver ${replica} inflight mutating 1`,
      impossible: down,
    }),
    verb('apiserver.inflight', {
      label: ({ labels }) => labels.anyWrites,
      statement: `apiserver ${replica} inflight mutating 0`,
      impossible: down,
    }),
    verb('latency', { label: ({ labels }) => labels.slowNetwork, statement: 'latency 1s' }),
    verb('latency', { label: ({ labels }) => labels.quickNetwork, statement: 'latency 30ms' }),
  ];
}

const answers = [409, 410, 429, 500, 503, 504] as const;

/** What can happen to the next request like this one: its own answer may be on its way already. */
export function requestVerbs(request: RequestNoun, stage: StageView): readonly (readonly Verb[])[] {
  const { client, verb: asked, resource } = request;
  const down: Say | false = client !== 'kubectl' && isDown(client, stage);
  const knows = statementVerbs.has(asked);
  const impossible: Say | false =
    down || (!knows && ((words) => words.reasons.notOrderable(asked)));
  const ordered = knows ? asked : 'get';
  return [
    answers.map((status) =>
      verb('client.fail', {
        label: ({ labels }) => labels[`answer${status}`](labels.nextRequest(asked, resource)),
        statement: `client ${client} fail ${status} verb=${ordered} resource=${resource}`,
        impossible,
      }),
    ),
    [
      verb('client.deny', {
        label: ({ labels }) => labels.deny(`${asked} ${resource}`),
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
