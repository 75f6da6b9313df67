/** English for work queues, controllers and their reconciles. */

import { lasting } from '#messages/lasting.ts';
import type { Sentences } from '#messages/locale.ts';
import { because, counted, keyed } from './phrases.ts';
import { reasons } from './reasons.ts';

export const queueSentences = {
  'queue.created': ({ queue, baseDelay, maxDelay }) =>
    `Work queue ${queue} is created` +
    `${baseDelay === undefined || maxDelay === undefined ? '' : `; failures wait from ${lasting(baseDelay)} up to ${lasting(maxDelay)}`}.`,
  'queue.added': ({ queue, key, depth }) =>
    `${key} enters the work queue ${queue}; ${counted(depth, 'key')} waiting.`,
  'queue.deduplicated': ({ queue, key, reason }) =>
    `${key} does not enter the work queue ${queue} again: ${reasons[reason]}.`,
  'queue.raised': ({ queue, key, priority, previous }) =>
    `${key} moves forward in ${queue}, from priority ${previous} to ${priority}.`,
  'queue.got': ({ queue, key, worker, waited }) =>
    `${worker} gets ${key} from ${queue} after ${lasting(waited)}.`,
  'queue.done': ({ queue, key, requeued, lasted }) =>
    requeued
      ? `Done(${key}) after ${lasting(lasted)}: added meanwhile, it enters ${queue} again.`
      : `Done(${key}) after ${lasting(lasted)} in ${queue}.`,
  'queue.delayed': ({ queue, key, delay }) => `${key} will enter ${queue} in ${lasting(delay)}.`,
  'queue.due': ({ queue, key }) => `${key} is due in ${queue}.`,
  'queue.ratelimited': ({ queue, key, failures, delay }) =>
    `${key} has failed ${counted(failures, 'time')} in ${queue}: it waits ${lasting(delay)}.`,
  'queue.forgotten': ({ queue, key, failures }) =>
    `${queue} forgets ${counted(failures, 'failure')} of ${key}.`,
  'queue.refused': ({ queue, key, reason }) => `${queue} refuses ${key}: ${reasons[reason]}.`,
  'queue.shutdown': ({ queue, drain }) =>
    `Work queue ${queue} shuts down${drain ? ', and waits for what is being processed' : ''}.`,

  'controller.started': ({ controller, workers, resource }) =>
    `Controller ${controller} starts ${counted(workers, 'worker')} for ${resource}.`,
  'controller.logged': ({ controller, message }) => `${controller}: ${message}`,
  'reconcile.started': ({ worker, key }) => `${worker} begins to reconcile ${key}.`,
  'reconcile.stalled': ({ worker, key, lasting: stall }) =>
    `${worker} stands still with ${key} in hand for ${lasting(stall)}.`,
  'reconcile.skipped': ({ controller, key, reason }) =>
    `${controller} does nothing for ${key}: ${reasons[reason]}.`,
  'reconcile.finished': ({ worker, key, result, error, lasted }) =>
    `${worker} has reconciled ${key} in ${lasting(lasted)}: ${result}${because(error)}.`,
  'lister.read': ({ informer, key, found, resourceVersion }, { actor }) =>
    `${actor} reads ${keyed(key, 'a list')} from the cache of ${informer}: ` +
    `${resourceVersion === undefined ? counted(found, 'object') : `version ${resourceVersion}`}, whatever the server has by now.`,
} as const satisfies Partial<Sentences>;
