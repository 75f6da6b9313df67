/** English for what two runs did where they part. */

import { counted } from '#messages/en/phrases.ts';

export const parting = {
  both: (left: string, right: string) => `${left}; ${right}.`,
  nothing: (run: string) => `${run} has nothing to match it`,
  other: (run: string, kind: string) => `${run} ${kind}`,
  answered: (run: string, answer: string) => `${run} is answered ${answer}`,
  unanswered: (run: string, error: string) => `${run} gets no answer: ${error}`,
  queues: (run: string, delta: string) => `${run} queues ${delta}`,
  applies: (run: string, delta: string) => `${run} applies ${delta}`,
  adds: (run: string, key: string) => `${run} adds ${key} to the Indexer`,
  updates: (run: string, key: string) => `${run} updates ${key} in the Indexer`,
  deletes: (run: string, key: string) => `${run} deletes ${key} from the Indexer`,
  replaces: (run: string, objects: number) =>
    `${run} replaces the whole Indexer, with ${counted(objects, 'object')}`,
  calls: (run: string, callback: string, key: string) => `${run} calls ${callback} for ${key}`,
  enqueues: (run: string, key: string) => `${run} adds ${key} to the work queue`,
  reconciled: (run: string, key: string, result: string) =>
    `${run} ends a reconcile of ${key}: ${result}`,
  listsLatest: (run: string, resource: string) =>
    `${run} lists ${resource} at the most recent resourceVersion`,
  lists: (run: string, resource: string, version: string) =>
    `${run} lists ${resource} at resourceVersion ${version}`,
  streams: (run: string, resource: string) =>
    `${run} opens a WATCH of ${resource} with sendInitialEvents`,
  watches: (run: string, resource: string, version: string) =>
    `${run} opens a WATCH of ${resource} from resourceVersion ${version}`,
  sends: (run: string, request: string) => `${run} sends ${request}`,
};
