/** What each command does to the cluster. Commands that move time are the session's own. */

import { newForbidden, newResourceExpired } from '#apimachinery/pkg/api/errors/errors.ts';
import type { APIServer } from '#apiserver/api_server.ts';
import { failureResponse } from '#apiserver/handlers/response.ts';
import { injectedAnswer, injectedStatuses } from '#apiserver/injected_answer.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { type Duration, duration } from '#base/time.ts';
import { unreachable } from '#base/unreachable.ts';
import { parseAPIPath } from '#sim/api_address.ts';
import type { Program } from '#sim/program.ts';
import type { Command, CommandOf } from '#trace/command.ts';
import { codeProblem } from '#trace/program_code.ts';
import type { Cluster } from './cluster.ts';
import type { HeldNouns } from './held_nouns.ts';
import { stallInformer } from './stalled_informers.ts';

/** A command that acts on the cluster at once. */
export type Deed = Exclude<
  Command,
  {
    readonly kind:
      | 'seed'
      | 'profile'
      | 'policy'
      | 'set'
      | 'start'
      | 'allow'
      | 'run'
      | 'step'
      | 'until'
      | 'expect'
      | `kubectl.${string}`;
  }
>;

type Performed = Result<void, string>;
const done: Performed = ok(undefined);

/** Does it. A refusal changes nothing and says why. */
export function perform(cluster: Cluster, holds: HeldNouns, deed: Deed): Performed {
  switch (deed.kind) {
    case 'interrupt':
      cluster.kubectl.interrupt(deed.run);
      return done;
    case 'latency':
      setLatency(cluster, deed);
      return done;
    case 'choose':
      cluster.sim.chooser.decideNext(deed.point, deed.choice);
      return done;
    case 'watch.hold':
      return holds.hold(deed.noun);
    case 'watch.release':
      return holds.release(deed.noun);
    case 'watch.cut':
    case 'watch.halfopen':
    case 'watch.delay':
    case 'watch.swap':
    case 'watch.duplicate':
    case 'watch.drop':
    case 'informer.relist':
      return reworded(onStream(cluster, deed));
    case 'informer.stall':
      return stallInformer(cluster, deed);
    case 'handler.slow':
    case 'handler.panic':
    case 'worker.stall':
      return onCode(cluster, deed);
    case 'apiserver.restart':
    case 'apiserver.stop':
    case 'apiserver.start':
    case 'apiserver.hold':
    case 'apiserver.release':
    case 'apiserver.forget':
    case 'apiserver.inflight':
    case 'apiserver.bookmarks':
    case 'apiserver.watchlist':
      return onReplica(cluster.servers.get(deed.replica), deed);
    case 'etcd.compact': {
      const { revision = cluster.etcd.revision } = deed;
      if (revision > cluster.etcd.revision) return fail('that revision lies in the future');
      cluster.etcd.compact(revision, 'servers');
      return done;
    }
    case 'client.conflict':
    case 'client.fail':
    case 'client.lose':
    case 'client.refuse':
    case 'client.accept':
    case 'client.switch':
    case 'client.deny':
    case 'client.permit':
    case 'client.starve':
      return onClient(cluster, deed);
    case 'program.start':
    case 'program.stop':
    case 'program.crash':
    case 'program.crashmidway':
    case 'program.pause':
    case 'program.resume':
    case 'program.restart':
    case 'program.scrape':
    case 'program.clock':
    case 'program.code':
      return onProgram(cluster, deed);
    default:
      return unreachable(deed);
  }
}

function setLatency({ network, servers }: Cluster, { of, lasting }: CommandOf<'latency'>): void {
  const latency: Duration = duration(lasting);
  if (of === 'all' || of === 'request') network.setLatencies({ request: latency });
  if (of === 'all' || of === 'response') network.setLatencies({ response: latency });
  if (of === 'all' || of === 'watch') network.setLatencies({ frame: latency });
  for (const server of servers.values()) {
    if (of === 'watchcache') server.setWatchLag(latency);
    if (of === 'cachefill') server.setCacheFill(latency);
  }
}

type StreamDeed = CommandOf<
  | 'watch.cut'
  | 'watch.halfopen'
  | 'watch.delay'
  | 'watch.swap'
  | 'watch.duplicate'
  | 'watch.drop'
  | 'informer.relist'
>;

function onStream(
  { network }: Cluster,
  deed: StreamDeed,
): Result<void, { readonly message: string }> {
  switch (deed.kind) {
    case 'watch.cut':
      return network.cut(deed.noun, deed.how);
    case 'watch.halfopen':
      return network.sever(deed.noun);
    case 'watch.delay':
      return network.delay(deed.noun, duration(deed.lasting));
    case 'watch.swap':
      return network.swap(deed.noun, deed.position);
    case 'watch.duplicate':
      return network.duplicate(deed.noun, deed.position);
    case 'watch.drop':
      return network.drop(deed.noun, deed.position);
    case 'informer.relist': {
      const { errStatus } = newResourceExpired('too old resource version');
      return network.inject(deed.informer, { type: 'ERROR', object: { ...errStatus } });
    }
    default:
      return unreachable(deed);
  }
}

function reworded(result: Result<void, { readonly message: string }>): Performed {
  return result.ok ? result : fail(result.error.message);
}

type ReplicaDeed = Extract<Deed, { readonly kind: `apiserver.${string}` }>;

function onReplica(server: APIServer | undefined, deed: ReplicaDeed): Performed {
  if (server === undefined) return fail('no such replica');
  switch (deed.kind) {
    case 'apiserver.restart':
      server.restart();
      return done;
    case 'apiserver.stop':
      server.stop();
      return done;
    case 'apiserver.start':
      server.start();
      return done;
    case 'apiserver.hold':
      return server.hold() ? done : fail('the replica does not run, or is held');
    case 'apiserver.release':
      return server.release() ? done : fail('the replica is not held');
    case 'apiserver.forget': {
      const { resource, count } = deed;
      return server.shrinkWindow(resource, count) ? done : fail('the replica has no cache of that');
    }
    case 'apiserver.inflight':
      server.setMaxInFlight({ [deed.requests]: deed.limit });
      return done;
    case 'apiserver.bookmarks':
      server.setBookmarks(deed.sending === 'on');
      return done;
    case 'apiserver.watchlist':
      server.setWatchList(deed.gate === 'on');
      return done;
    default:
      return unreachable(deed);
  }
}

type ClientDeed = Extract<Deed, { readonly kind: `client.${string}` }>;

function onClient(cluster: Cluster, deed: ClientDeed): Performed {
  const { network, servers, sim } = cluster;
  const { client } = deed;
  switch (deed.kind) {
    case 'client.conflict': {
      const verb = client === 'kubectl' ? 'patch' : 'update';
      for (let n = 0; n < deed.times; n++) {
        network.answerNext({ client, verb }, injectedAnswer(sim, 409));
      }
      return done;
    }
    case 'client.fail': {
      const status = injectedStatuses.find((each) => each === deed.status);
      if (status === undefined) return fail(`one of the statuses ${injectedStatuses.join(', ')}`);
      const { verb, resource } = deed;
      for (let n = 0; n < deed.times; n++) {
        network.answerNext({ client, verb, resource }, injectedAnswer(sim, status));
      }
      return done;
    }
    case 'client.lose':
      network.loseNext({ client }, deed.part);
      return done;
    case 'client.refuse':
      network.refuse({ client });
      sim.emit('client.refused', client, { client });
      return done;
    case 'client.accept': {
      const accepted = network.accept({ client });
      if (accepted.ok) sim.emit('client.accepted', client, { client });
      return reworded(accepted);
    }
    case 'client.switch':
      if (!servers.has(deed.replica)) return fail('no such replica');
      network.route(client, deed.replica);
      sim.emit('client.switched', client, { client, replica: deed.replica });
      return done;
    case 'client.deny':
      deny(cluster, deed);
      return done;
    case 'client.permit':
      if (!network.faults.permit(client)) return fail('nothing is forbidden to the client');
      sim.emit('client.permitted', client, { client });
      return done;
    case 'client.starve': {
      const { requests } = deed;
      if (cluster.faultsOf(client)?.starve(sim, requests) !== true) {
        return fail('the client has no limit of its own');
      }
      sim.emit('client.starved', client, { client, requests });
      return done;
    }
    default:
      return unreachable(deed);
  }
}

/** What role-based access control answers a service account that may not do that. */
function deny({ network, sim }: Cluster, deed: CommandOf<'client.deny'>): void {
  const { client, verb, resource } = deed;
  network.faults.deny({ client, verb, resource }, (request) => {
    const { group = '', namespace = '', name = '' } = parseAPIPath(request.path) ?? {};
    const where = namespace === '' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
    const why =
      `User "system:serviceaccount:kube-system:${client}" cannot ${verb} resource ` +
      `"${resource}" in API group "${group}" ${where}`;
    return failureResponse(newForbidden({ group, resource }, name, why));
  });
  sim.emit('client.denied', client, { client, verb, resource });
}

type CodeDeed = CommandOf<'handler.slow' | 'handler.panic' | 'worker.stall'>;

function onCode(cluster: Cluster, deed: CodeDeed): Performed {
  const noun = deed.kind === 'worker.stall' ? deed.worker : deed.informer;
  const faults = cluster.faultsOf(noun.slice(0, noun.indexOf('/')));
  if (faults === undefined) return fail('the program has ended');
  switch (deed.kind) {
    case 'handler.slow': {
      const { informer, lasting } = deed;
      faults.slow(informer, duration(lasting));
      cluster.sim.emit('handler.slowed', informer, { informer, lasting });
      return done;
    }
    case 'handler.panic':
      faults.panicNext(deed.informer);
      return done;
    case 'worker.stall':
      faults.stallNext(deed.worker, duration(deed.lasting));
      return done;
    default:
      return unreachable(deed);
  }
}

type ProgramDeed = Extract<Deed, { readonly kind: `program.${string}` }>;

function onProgram(cluster: Cluster, deed: ProgramDeed): Performed {
  const { sim } = cluster;
  const program = sim.programs.get(deed.program);
  if (deed.kind === 'program.start') {
    if (program !== undefined && !program.ended) return fail('the program runs');
    const { workers, resync } = deed;
    const every = resync === undefined ? undefined : duration(resync);
    cluster.startProgram({ program: deed.program, workers, resync: every });
    return done;
  }
  if (deed.kind === 'program.code') {
    const problem = codeProblem(deed.program, deed.slot, deed.pieces);
    if (problem !== undefined) return fail(problem);
    cluster.setCode(deed);
    return done;
  }
  if (program === undefined) return fail('no such program');
  if (deed.kind === 'program.restart') {
    sim.endProgram(program, 'stopped');
    cluster.startProgram({ program: deed.program });
    return done;
  }
  return deed.kind === 'program.scrape'
    ? scrape(cluster, program)
    : onRunningProgram(cluster, program, deed);
}

/** A program that is paused does not answer. */
function scrape(cluster: Cluster, { name, state, ended }: Program): Performed {
  if (ended) return fail('the program has ended');
  if (state === 'paused') return fail('the program is paused');
  const exposition = cluster.metricsOf(name);
  if (exposition === undefined) return fail('the program counts nothing: set metrics on');
  cluster.sim.emit('program.scraped', name, { program: name, exposition });
  return done;
}

function onRunningProgram(
  { sim, network }: Cluster,
  program: Program,
  deed: Exclude<
    ProgramDeed,
    CommandOf<'program.start' | 'program.restart' | 'program.scrape' | 'program.code'>
  >,
): Performed {
  if (program.ended) return fail('the program has ended');
  switch (deed.kind) {
    case 'program.stop':
      sim.endProgram(program, 'stopped');
      return done;
    case 'program.crash':
      sim.endProgram(program, 'crashed', 'killed');
      return done;
    case 'program.crashmidway':
      network.endAfterNext({ client: program.name, verb: 'write' }, () =>
        sim.endProgram(program, 'crashed', 'killed between two writes'),
      );
      return done;
    case 'program.clock': {
      const skew = deed.direction === 'ahead' ? deed.lasting : -deed.lasting;
      program.clockSkew = skew;
      sim.emit('program.clock.set', program.name, { program: program.name, skew });
      return done;
    }
    case 'program.pause':
      if (program.state === 'paused') return fail('the program is paused');
      sim.pauseProgram(program);
      return done;
    case 'program.resume':
      if (program.state !== 'paused') return fail('the program is not paused');
      sim.resumeProgram(program);
      return done;
    default:
      return unreachable(deed);
  }
}
