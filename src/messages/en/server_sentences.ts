/** English for requests, the API server, its watch caches and the watch streams. */

import { lasting } from '#messages/lasting.ts';
import type { Sentences } from '#messages/locale.ts';
import { aside, because, counted, keyed } from './phrases.ts';
import { reasons } from './reasons.ts';

export const serverSentences = {
  'request.sent': ({ noun, verb, method, url, replica, request, accept }) => {
    const form = /;as=(\w+)/.exec(accept ?? '')?.[1];
    const wanted = form === undefined ? '' : `, wanted as ${form}`;
    return `${noun} sends ${verb.toUpperCase()} to API server ${replica}: ${method} ${url} (${request})${wanted}.`;
  },
  'request.received': ({ request, replica }) => `API server ${replica} receives ${request}.`,
  'request.answered': ({ request, replica, status, reason, message, items, resourceVersion }) => {
    const what = items === undefined ? '' : ` with ${counted(items, 'object')}`;
    const where = resourceVersion === undefined ? '' : ` at ${resourceVersion}`;
    const answer = `${status}${reason === undefined ? '' : ` ${reason}`}`;
    return `API server ${replica} answers ${request}: ${answer}${what}${where}${because(message)}.`;
  },
  'request.completed': ({ request, client, status, reason, lasted }) =>
    `${client} has its answer to ${request} after ${lasting(lasted)}: ${status}${aside(reason)}.`,
  'request.failed': ({ request, client, error, lasted }) =>
    `${client} gets no answer to ${request} after ${lasting(lasted)}: ${error}.`,
  'request.lost': ({ request, part }) =>
    part === 'request'
      ? `${request} was lost before it reached the API server.`
      : `The answer to ${request} was lost: the server did it, the client does not know.`,

  'etcd.committed': ({ revision, type, key }) =>
    `etcd commits revision ${revision}: ${type} ${key}.`,
  'etcd.unchanged': ({ key, revision, reason }) =>
    `The write to ${key} changes nothing, and stays at ${revision}: ${reasons[reason]}.`,
  'etcd.compacted': ({ revision }) =>
    `etcd is compacted: its history before revision ${revision} is gone.`,
  'watchcache.applied': ({ replica, revision, type, key }) =>
    `API server ${replica}'s watch cache takes over revision ${revision}: ${type} ${key}.`,
  'watchcache.evicted': ({ replica, resource, oldest }) =>
    `API server ${replica} can serve watches of ${resource} only from ${oldest} on.`,
  'replica.started': ({ replica, revision }) =>
    `API server ${replica} starts; its watch caches begin empty at revision ${revision}.`,
  'replica.stopped': ({ replica }) => `API server ${replica} stops.`,
  'replica.held': ({ replica }) =>
    `API server ${replica} is held: its watch caches no longer follow etcd.`,
  'replica.features': ({ replica, bookmarks, watchList }) =>
    `API server ${replica} sends ${bookmarks ? '' : 'no '}bookmarks to quiet watches, and serves ${watchList ? 'streamed lists' : 'no streamed lists (WatchList is off)'}.`,
  'replica.released': ({ replica }) => `API server ${replica} catches up with etcd.`,

  'watch.opened': ({ watch, noun, resource, resourceVersion, timeoutSeconds, sendInitialEvents }) =>
    `${watch} opens: ${noun} watches ${resource} from resourceVersion ${keyed(resourceVersion, '""')}` +
    `${sendInitialEvents ? ', with its initial events,' : ''} for at most ${timeoutSeconds} s.`,
  'watch.event.sent': ({ watch, type, key, resourceVersion }) =>
    type === 'BOOKMARK'
      ? `${watch} sends a BOOKMARK: everything up to ${resourceVersion} has been sent.`
      : `${watch} sends ${type} ${key} at ${resourceVersion}.`,
  'watch.event.skipped': ({ watch, key, resourceVersion, reason }) =>
    `${watch} passes over ${key} at ${resourceVersion}: ${reasons[reason]}.`,
  'watch.event.held': ({ watch, type, key, position }) =>
    `${type} ${key} is held on ${watch}, ${position === 0 ? 'next to be delivered' : `${position} before it`}.`,
  'watch.event.swapped': ({ watch, type, key, with: other }) =>
    `On ${watch}, ${type} ${key} changes places with message ${other}.`,
  'watch.event.duplicated': ({ watch, type, key, copy }) =>
    `On ${watch}, ${type} ${key} is duplicated as message ${copy}.`,
  'watch.event.dropped': ({ watch, type, key, reason }) =>
    `On ${watch}, ${type} ${keyed(key, 'without an object')} is lost: ${reasons[reason]}.`,
  'watch.event.delivered': ({ noun, type, key, resourceVersion }) =>
    type === 'BOOKMARK'
      ? `A BOOKMARK at ${resourceVersion} reaches ${noun}.`
      : `${type} ${keyed(key, '')} at ${resourceVersion} reaches ${noun}.`.replace('  ', ' '),
  'watch.held': ({ noun }) => `The watch of ${noun} is held: what is sent waits on the wire.`,
  'watch.severed': ({ noun }) =>
    `The connection of ${noun}'s watch is half open: nothing arrives any more, and neither end knows.`,
  'watch.delayed': ({ noun, lasting: by }) =>
    by === 0
      ? `Messages of ${noun}'s watch are as fast as others again.`
      : `Each message of ${noun}'s watch takes ${lasting(by)} longer.`,
  'watch.released': ({ noun, waiting }) =>
    `The watch of ${noun} is released; ${counted(waiting, 'message')} waited.`,
  'watch.ended': ({ watch, noun, reason }) =>
    `The server ends ${watch}, the watch of ${noun}${because(reason)}.`,
  'watch.closed': ({ watch, noun, reason, events, lasted }) =>
    `${noun} closes ${watch} after ${counted(events, 'event')} in ${lasting(lasted)}${because(reason)}.`,
} as const satisfies Partial<Sentences>;
