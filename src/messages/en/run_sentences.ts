/** English for what concerns the run itself: commands, checks, programs, processes, the kernel. */

import { lasting } from '#messages/lasting.ts';
import type { Sentences } from '#messages/locale.ts';
import { because, counted } from './phrases.ts';

export const runSentences = {
  'run.started': ({ profile, seed, policy, level }) =>
    `A run begins: profile ${profile}, seed "${seed}", ${policy} order, level ${level}.`,
  'command.applied': ({ text }) => `Command: ${text}`,
  'command.refused': ({ text, reason }) => `The command "${text}" was refused: ${reason}.`,
  'expect.checked': ({ text, held, found }) =>
    held ? `Expected and found: ${text}.` : `Expected ${text}, but found ${found}.`,
  'invariant.broken': ({ invariant, detail }) => `Invariant "${invariant}" is broken: ${detail}.`,

  'kubectl.started': ({ run, line }) => `${run} starts: ${line}`,
  'kubectl.printed': ({ run, text }) => `${run} prints: ${text.trimEnd()}`,
  'kubectl.ended': ({ run, code }) =>
    code === 0 ? `${run} is done.` : `${run} has failed, with exit code ${code}.`,

  'program.started': ({ program }) => `${program} starts.`,
  'program.paused': ({ program }) => `${program} is paused: none of its goroutines runs.`,
  'program.resumed': ({ program }) => `${program} goes on.`,
  'program.crashed': ({ program, message }) =>
    `${program} crashed; everything it had in memory is gone${because(message)}.`,
  'program.stopped': ({ program }) => `${program} has stopped.`,
  'program.scraped': ({ program, exposition }) => {
    const told = exposition
      .split('\n')
      .filter((line) => /^[^#]/.test(line) && !/_bucket\{/.test(line));
    return `${program} tells its metrics: ${told.length === 0 ? 'none yet' : told.join(', ')}.`;
  },
  'program.clock.set': ({ program, skew }) =>
    skew === 0
      ? `${program}'s clock shows the cluster's time.`
      : `${program}'s clock is ${lasting(Math.abs(skew))} ${skew > 0 ? 'ahead of' : 'behind'} the cluster's time.`,
  'program.code.set': ({ program, slot, pieces }) =>
    `From its next start on, ${program} runs ${pieces.join(', then ')} at ${slot}.`,
  'program.reported': ({ program, dial, value }) => `${program} shows ${dial} ${value}.`,
  'process.started': ({ process }) => `Goroutine ${process} starts.`,
  'process.ended': ({ process }) => `Goroutine ${process} ends.`,
  'process.panicked': ({ process, message, handled }) =>
    `${process} panicked${because(message)}; ${handled ? 'the panic was handled' : 'nobody recovered it'}.`,
  'chooser.chose': ({ point, options, choice, origin }) =>
    `Go leaves ${point} open: choice ${choice} of ${options} (${origin}).`,
  'lock.waited': ({ lock, holder }, { actor }) =>
    `${actor} waits for the lock ${lock}${holder === undefined ? '' : `, which ${holder} holds`}.`,
  'lock.acquired': ({ lock, waited }, { actor }) =>
    `${actor} gets the lock ${lock} after ${lasting(waited)}.`,

  'client.throttled': ({ client, wait }) =>
    `${client}'s client has no token left: its request waits ${lasting(wait)}.`,
  'client.starved': ({ client, requests }) =>
    `${counted(requests, 'request')} of ${client} ${requests === 1 ? 'stands' : 'stand'} in line for a token before all others.`,
  'client.refused': ({ client }) => `New connections of ${client} are refused; open streams go on.`,
  'client.accepted': ({ client }) => `${client} can connect again.`,
  'client.denied': ({ client, verb, resource }) =>
    `${client} may no longer ${verb} ${resource}: the API server answers 403.`,
  'client.permitted': ({ client }) => `${client} may do again what it was forbidden.`,
  'client.switched': ({ client, replica }) =>
    `${client}'s next requests go to API server ${replica}; open streams stay where they are.`,
  'retry.conflict': ({ attempt, delay, message }, { actor }) =>
    `${actor} retries after a conflict, attempt ${attempt}, in ${lasting(delay)}${because(message)}.`,
  'broadcast.dropped': ({ broadcaster, watcher, type }) =>
    `${broadcaster} dropped ${type} for watcher ${watcher}: its channel was full.`,

  'event.recorded': ({ component, type, eventReason, message }) =>
    `${component} records a ${type} Event, ${eventReason}${because(message)}.`,
  'event.dropped': ({ event, reason }) =>
    `Event ${event} was lost on its way to a sink: ${reason}.`,
  'event.aggregated': ({ event, into, similar }) =>
    `Event ${event} becomes part of ${into}, with ${counted(similar, 'similar one')}.`,
  'event.counted': ({ event, count }) => `Event ${event} has now happened ${count} times.`,
  'event.skipped': ({ event, count }) =>
    `Event ${event} is not written, the spam filter's bucket is empty; its count is ${count}.`,
  'event.written': ({ component, event, verb, count }) =>
    `${component} writes Event ${event} (${verb}, count ${count}).`,
  'event.retried': ({ event, tries, delay, message }) =>
    `Writing Event ${event} failed ${counted(tries, 'time')}; again in ${lasting(delay)}${because(message)}.`,
  'event.abandoned': ({ event, tries, message }) =>
    `Event ${event} is given up after ${counted(tries, 'try', 'tries')}${because(message)}.`,

  'leader.refused': ({ lock, identity, holder }) =>
    `${identity} may not take the lease ${lock}: ${holder} holds it.`,
  'leader.failed': ({ lock, identity, operation, message }) =>
    `${identity} could not ${operation} the lease ${lock}${because(message)}.`,
  'leader.acquired': ({ lock, identity, transitions }) =>
    `${identity} acquired the lease ${lock} (${counted(transitions, 'transition')}).`,
  'leader.renewed': ({ lock, identity, path }) =>
    `${identity} renewed the lease ${lock} (${path} path).`,
  'leader.observed': ({ lock, identity, holder }) =>
    `${identity} sees that ${holder === '' ? 'nobody' : holder} holds the lease ${lock}; its duration counts from now.`,
  'leader.changed': ({ identity, holder }) =>
    `OnNewLeader is called in ${identity}: ${holder === '' ? 'nobody' : holder} leads.`,
  'leader.waiting': ({ identity, delay }) =>
    `${identity} tries for the lease again in ${lasting(delay)}.`,
  'leader.lost': ({ lock, identity, message }) =>
    `${identity} lost the lease ${lock}${because(message)}.`,
  'leader.released': ({ lock, identity }) => `${identity} released the lease ${lock}.`,
  'leader.stopped': ({ identity, led }) =>
    `OnStoppedLeading is called in ${identity}${led ? '' : ', which never led'}.`,

  'retrywatch.started': ({ watcher, resourceVersion }) =>
    `RetryWatcher ${watcher} starts at resourceVersion ${resourceVersion}.`,
  'retrywatch.interrupted': ({ watcher, message, delay }) =>
    `RetryWatcher ${watcher} lost its watch${because(message)}; again in ${lasting(delay)}.`,
  'retrywatch.ended': ({ watcher, message }) => `RetryWatcher ${watcher} ended${because(message)}.`,
} as const satisfies Partial<Sentences>;
