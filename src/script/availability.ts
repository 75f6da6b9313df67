/** Whether a command could be done now, judged by the trace alone: what is greyed out, and why. */

import type { Command } from '#trace/command.ts';
import type { World } from './world.ts';

/** Why something cannot be done now: a closed list, for the message catalogue. */
export type Unavailability =
  | 'no such watch'
  | 'the watch is closed'
  | 'the watch is held'
  | 'the watch is half open'
  | 'the watch is not held'
  | 'fewer than two messages are on the wire there'
  | 'no message is on the wire there'
  | 'no such informer'
  | 'the informer is not stalled'
  | 'no such replica'
  | 'the replica has stopped'
  | 'the replica runs'
  | 'the replica is held'
  | 'the replica is not held'
  | 'no such program'
  | 'no such worker'
  | 'new connections are refused already'
  | 'no connections are refused there'
  | 'nothing is forbidden to the client'
  | 'the program has ended'
  | 'the program runs'
  | 'the program is paused'
  | 'the program is not paused'
  | 'that revision lies in the future';

/** Why the command cannot be done now; `undefined` if it can. */
export function unavailability(command: Command, world: World): Unavailability | undefined {
  switch (command.kind) {
    case 'watch.cut':
    case 'watch.halfopen':
    case 'watch.delay':
    case 'watch.hold':
    case 'watch.release':
    case 'watch.swap':
    case 'watch.duplicate':
    case 'watch.drop':
      return ofWatch(command, world);
    case 'informer.relist':
      if (!world.informers.has(command.informer)) return 'no such informer';
      return world.watchOf(command.informer)?.open === true ? undefined : 'the watch is closed';
    case 'informer.stall': {
      const informer = world.informers.get(command.informer);
      if (informer === undefined) return 'no such informer';
      if (command.lasting === 0 && !informer.stalled) return 'the informer is not stalled';
      return ofLife(world, programOf(command.informer));
    }
    case 'handler.slow':
    case 'handler.panic':
      if (!world.informers.has(command.informer)) return 'no such informer';
      return ofLife(world, programOf(command.informer));
    case 'worker.stall': {
      const program = world.workers.get(command.worker);
      return program === undefined ? 'no such worker' : ofLife(world, program);
    }
    case 'apiserver.restart':
    case 'apiserver.stop':
    case 'apiserver.start':
    case 'apiserver.hold':
    case 'apiserver.release':
    case 'apiserver.forget':
    case 'apiserver.inflight':
    case 'apiserver.bookmarks':
    case 'apiserver.watchlist':
      return ofReplica(command, world);
    case 'program.start':
    case 'program.stop':
    case 'program.crash':
    case 'program.crashmidway':
    case 'program.clock':
    case 'program.code':
    case 'program.pause':
    case 'program.resume':
    case 'program.restart':
    case 'program.scrape':
      return ofProgram(command, world);
    case 'client.refuse':
      return world.refusedClients.has(command.client)
        ? 'new connections are refused already'
        : undefined;
    case 'client.accept':
      return world.refusedClients.has(command.client)
        ? undefined
        : 'no connections are refused there';
    case 'client.permit':
      return world.deniedClients.has(command.client)
        ? undefined
        : 'nothing is forbidden to the client';
    case 'client.starve':
      return ofLife(world, command.client);
    case 'client.switch':
      return world.replicas.has(command.replica) ? undefined : 'no such replica';
    case 'etcd.compact':
      return (command.revision ?? 0) > world.revision
        ? 'that revision lies in the future'
        : undefined;
    default:
      return undefined;
  }
}

function programOf(noun: string): string {
  return noun.slice(0, noun.indexOf('/'));
}

/** Why nothing can be done to the code of a program. */
function ofLife(world: World, program: string): Unavailability | undefined {
  const state = world.programs.get(program);
  if (state === undefined) return 'no such program';
  return state === 'stopped' || state === 'crashed' ? 'the program has ended' : undefined;
}

type WatchCommand = Extract<Command, { readonly kind: `watch.${string}` }>;
type ReplicaCommand = Extract<Command, { readonly kind: `apiserver.${string}` }>;
type ProgramCommand = Extract<Command, { readonly kind: `program.${string}` }>;

function ofWatch(command: WatchCommand, world: World): Unavailability | undefined {
  const watch = world.watchOf(command.noun);
  if (watch === undefined) return 'no such watch';
  switch (command.kind) {
    case 'watch.hold':
      return watch.open && watch.held ? 'the watch is held' : undefined;
    case 'watch.release':
      return undefined;
    case 'watch.halfopen':
      if (!watch.open) return 'the watch is closed';
      return watch.severed ? 'the watch is half open' : undefined;
    case 'watch.cut':
    case 'watch.delay':
      return watch.open ? undefined : 'the watch is closed';
    case 'watch.swap':
      if (!watch.open) return 'the watch is closed';
      return watch.waiting.size < command.position + 2
        ? 'fewer than two messages are on the wire there'
        : undefined;
    case 'watch.duplicate':
    case 'watch.drop':
      if (!watch.open) return 'the watch is closed';
      return watch.waiting.size <= command.position ? 'no message is on the wire there' : undefined;
  }
}

function ofReplica(command: ReplicaCommand, world: World): Unavailability | undefined {
  const { replica } = command;
  const running = world.replicas.get(replica);
  if (running === undefined) return 'no such replica';
  const held = world.heldReplicas.has(replica);
  switch (command.kind) {
    case 'apiserver.restart':
      return undefined;
    case 'apiserver.start':
      return running ? 'the replica runs' : undefined;
    case 'apiserver.stop':
      return running ? undefined : 'the replica has stopped';
    case 'apiserver.hold':
      if (!running) return 'the replica has stopped';
      return held ? 'the replica is held' : undefined;
    case 'apiserver.release':
      return held ? undefined : 'the replica is not held';
    case 'apiserver.forget':
      return running ? undefined : 'the replica has stopped';
    case 'apiserver.inflight':
      return undefined;
    case 'apiserver.bookmarks':
    case 'apiserver.watchlist':
      return running ? undefined : 'the replica has stopped';
  }
}

function ofProgram(command: ProgramCommand, world: World): Unavailability | undefined {
  // Code can be chosen before a program was ever started; whether it fits is told by the program.
  if (command.kind === 'program.code') return undefined;
  const state = world.programs.get(command.program);
  const ended = state === 'stopped' || state === 'crashed';
  if (command.kind === 'program.start') {
    return state === undefined || ended ? undefined : 'the program runs';
  }
  if (state === undefined) return 'no such program';
  switch (command.kind) {
    case 'program.restart':
      return undefined;
    case 'program.resume':
      return state === 'paused' ? undefined : 'the program is not paused';
    case 'program.pause':
    case 'program.scrape':
      if (ended) return 'the program has ended';
      return state === 'paused' ? 'the program is paused' : undefined;
    case 'program.stop':
    case 'program.crash':
    case 'program.crashmidway':
    case 'program.clock':
      return ended ? 'the program has ended' : undefined;
  }
}
