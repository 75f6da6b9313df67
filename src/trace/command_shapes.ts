/**
 * Every command with its members: everything that a person, lesson, link, console or test can do to a
 * run. Nouns are those of the trace (see event_shapes.ts); durations are nanoseconds.
 */

import { predicate } from './command_predicate.ts';
import { count, list, oneOf, optional, record, text } from './shape.ts';

/** A file as it was given to kubectl: its name and its text. */
const file = record({ name: text, content: text });
/** Flags by their long names; a switch that is on says `true`. */
const kubectl = {
  words: optional(list(text)),
  flags: optional(list(record({ name: text, value: text }))),
  file: optional(file),
};
const watch = { noun: text };
const place = { ...watch, position: count };
const client = { client: text };
const program = { program: text };

export const commandShapes = {
  // The cluster, before anything happens.
  seed: { seed: text },
  profile: { profile: text },
  policy: { policy: oneOf('arrival', 'shuffle') },
  /** `set watch-window 100`. */
  set: { option: text, value: text },
  /** This program belongs to the cluster; naming one replaces the usual set. */
  start: { ...program, workers: optional(count), resync: optional(count) },
  /** The run is not failed by this invariant: the scene is about breaking it. */
  allow: { invariant: text },

  // Time, and what is asked of the run.
  run: { lasting: count },
  step: { count, grain: oneOf('hop', 'event', 'reconcile') },
  until: { predicate, within: optional(count) },
  expect: { predicate },
  /** Decides the next choice at a point that Go leaves open. */
  choose: { point: text, choice: count },

  // Faults.
  latency: { of: text, lasting: count },
  'watch.cut': { ...watch, how: oneOf('close', 'EOF', 'reset') },
  /** Both ends are there, but nothing arrives any more, and neither knows. */
  'watch.halfopen': { ...watch },
  /** Each of its messages takes so much longer; 0 for as long as others. */
  'watch.delay': { ...watch, lasting: count },
  'watch.hold': { ...watch },
  'watch.release': { ...watch },
  /** Exchanges the message at `position` with the one behind it. */
  'watch.swap': { ...place },
  'watch.duplicate': { ...place },
  'watch.drop': { ...place },
  'informer.relist': { informer: text },
  /** The goroutine that pops its queue does not run for so long; 0 ends that. */
  'informer.stall': { informer: text, lasting: count },
  /** Each call of its handlers takes so long from now on; 0 for no time. */
  'handler.slow': { informer: text, lasting: count },
  /** The next call of one of its handlers panics. */
  'handler.panic': { informer: text },
  /** Its next reconcile takes so much longer. */
  'worker.stall': { worker: text, lasting: count },
  'apiserver.restart': { replica: text },
  'apiserver.stop': { replica: text },
  'apiserver.start': { replica: text },
  'apiserver.hold': { replica: text },
  'apiserver.release': { replica: text },
  /** Its watch cache forgets all but the last `count` changes of a kind. */
  'apiserver.forget': { replica: text, resource: text, count },
  /** How many requests it works on at once; 0 for any number. */
  'apiserver.inflight': { replica: text, requests: oneOf('readonly', 'mutating'), limit: count },
  /** Whether it tells quiet watches how far they have come. */
  'apiserver.bookmarks': { replica: text, sending: oneOf('on', 'off') },
  /** It starts anew, with or without the WatchList feature gate. */
  'apiserver.watchlist': { replica: text, gate: oneOf('on', 'off') },
  'etcd.compact': { revision: optional(count) },
  'client.conflict': { ...client, times: count },
  'client.fail': {
    ...client,
    status: count,
    times: count,
    verb: optional(text),
    resource: optional(text),
  },
  'client.lose': { ...client, part: oneOf('request', 'response') },
  'client.refuse': { ...client },
  'client.accept': { ...client },
  /** Its requests go to that replica from now on; open streams stay where they are. */
  'client.switch': { ...client, replica: text },
  /** The API server forbids it that. Open streams go on. */
  'client.deny': { ...client, verb: text, resource: text },
  /** Ends every denial. */
  'client.permit': { ...client },
  /** So many requests of its own stand before all others for a token of its client. */
  'client.starve': { ...client, requests: count },
  'program.start': { ...program, workers: optional(count), resync: optional(count) },
  'program.stop': { ...program },
  'program.crash': { ...program },
  /** It crashes when it has written once more, before it can write again. */
  'program.crashmidway': { ...program },
  'program.pause': { ...program },
  'program.resume': { ...program },
  'program.restart': { ...program },
  'program.scrape': { ...program },
  /** From its next start on, these pieces stand in an open place of its code (see program_code.ts). */
  'program.code': { ...program, slot: text, pieces: list(text) },
  /** What its clock shows differs so much from the cluster's time. */
  'program.clock': { ...program, direction: oneOf('ahead', 'behind'), lasting: count },

  // kubectl: a line of words and flags, and the file that it names.
  'kubectl.get': kubectl,
  'kubectl.describe': kubectl,
  'kubectl.create': kubectl,
  'kubectl.apply': kubectl,
  'kubectl.replace': kubectl,
  'kubectl.edit': kubectl,
  'kubectl.patch': kubectl,
  'kubectl.label': kubectl,
  'kubectl.annotate': kubectl,
  'kubectl.set': kubectl,
  'kubectl.scale': kubectl,
  'kubectl.rollout': kubectl,
  'kubectl.delete': kubectl,
  'kubectl.wait': kubectl,
  'kubectl.events': kubectl,
  'kubectl.api-resources': kubectl,
  'kubectl.api-versions': kubectl,
  'kubectl.version': kubectl,
  /** Ctrl-C: ends a run of kubectl that goes on, such as `kubectl/3`. */
  interrupt: { run: text },
} as const;

/** The dotted name of a command. */
export type CommandKind = keyof typeof commandShapes;

/** Every command's kind, in the contract's order. */
export const commandKinds = Object.keys(commandShapes) as readonly CommandKind[];

/** True for a known command kind. */
export function isCommandKind(kind: string): kind is CommandKind {
  return Object.hasOwn(commandShapes, kind);
}
