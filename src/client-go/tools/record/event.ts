/**
 * How a component tells people what it does: an event is queued and the caller goes on at once; a
 * process per sink correlates and writes one event after the other. Events are lost without a word to
 * the caller when a queue is full, the source is too chatty, or the server does not want them.
 *
 * @upstream kubernetes/client-go tools/record/event.go
 * @diverges What upstream logs is in the trace; there are no loggers to pass around.
 * @diverges A recorder needs no scheme: an object must carry its own kind.
 * @diverges A watcher whose channel is closed ends, also in the releases where it ran in circles until the shutdown.
 * @diverges Messages know the few verbs of Go's fmt.Sprintf that events use.
 * @diverges The first retry's random part of the sleep is the chooser's (default: none).
 */

import { isStatusError } from '#apimachinery/pkg/api/errors/errors.ts';
import {
  type Broadcaster,
  type BroadcasterWatcher,
  newLongQueueBroadcaster,
} from '#apimachinery/pkg/watch/mux.ts';
import type { Event, Interface } from '#apimachinery/pkg/watch/watch.ts';
import { formatTime } from '#base/epoch.ts';
import type { JsonObject } from '#base/json.ts';
import type { Result } from '#base/result.ts';
import { type Duration, duration, seconds } from '#base/time.ts';
import type { Environment } from '#client-go/features/features.ts';
import {
  type CoreEvent,
  type EventSource,
  regardingKey,
} from '#client-go/kubernetes/typed/core/v1/event.ts';
import {
  type EventType,
  generateEventName,
  isKeyNotFoundError,
  validateEventType,
} from '#client-go/tools/record/util/util.ts';
import {
  getReference,
  type ObjectReference,
  type Referable,
} from '#client-go/tools/reference/ref.ts';
import { Channel, select } from '#sim/channel.ts';
import { background, type CancellableContext, type Context, withCancel } from '#sim/context.ts';
import type { Blocking, Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { Timer } from '#sim/timer.ts';
import type { Profile } from '#trace/profile.ts';
import { type CorrelatorOptions, EventCorrelator, nounsOf } from './events_cache.ts';

export const maxTriesPerEvent = 12;
export const defaultSleepDuration = seconds(10);
/** How many events may wait to be distributed, and for each watcher to be handled. */
export const maxQueuedEvents = 1000;

/** Why an event was not written. StatusError and RequestConstructionError are final, others are retried. */
export interface SinkError {
  readonly kind: string;
  readonly message: string;
}

/** Where events are written. */
export interface EventSink {
  readonly create: (event: CoreEvent) => Blocking<Result<CoreEvent, SinkError>>;
  /** Never called by a broadcaster. */
  readonly update: (event: CoreEvent) => Blocking<Result<CoreEvent, SinkError>>;
  readonly patch: (oldEvent: CoreEvent, data: JsonObject) => Blocking<Result<CoreEvent, SinkError>>;
}

/** What is to be said about an object. */
export interface Report {
  readonly type: EventType;
  /** Short and machine-readable: `ScalingReplicaSet`. */
  readonly reason: string;
  readonly message: string;
}

export interface FormattedReport extends Omit<Report, 'message'> {
  /** With Go's verbs: `Created pod: %v`. */
  readonly messageFmt: string;
  readonly args?: readonly unknown[];
}

/** Reports events. Returns before anything is written, and never says whether it will be. */
export interface EventRecorder {
  readonly event: (object: Referable | undefined, report: Report) => Blocking<void>;
  readonly eventf: (object: Referable | undefined, report: FormattedReport) => Blocking<void>;
  readonly annotatedEventf: (
    object: Referable | undefined,
    annotations: Readonly<Record<string, string>>,
    report: FormattedReport,
  ) => Blocking<void>;
}

export interface EventBroadcasterOptions {
  /** Prefixes the names of its processes: `rs-controller/events`. */
  readonly name: string;
  /** Its end shuts the broadcaster down. */
  readonly ctx?: Context;
  readonly correlator?: CorrelatorOptions;
  readonly sleepDuration?: Duration;
}

/** Handles one event; the watcher's next one waits until it returns. */
export type EventHandler = (event: CoreEvent) => Proc;

export interface EventBroadcaster {
  readonly startEventWatcher: (eventHandler: EventHandler) => Blocking<Interface>;
  /** Each call counts and combines for itself, from nothing. */
  readonly startRecordingToSink: (sink: EventSink) => Blocking<Interface>;
  readonly startLogging: (log: (line: string) => void) => Blocking<Interface>;
  readonly startStructuredLogging: (log: (line: string) => void) => Blocking<Interface>;
  readonly newRecorder: (source: EventSource) => EventRecorder;
  readonly shutdown: () => Blocking<void>;
}

export function newBroadcaster(
  environment: Environment,
  options: EventBroadcasterOptions,
): EventBroadcaster {
  return new EventBroadcasterImpl(environment, options);
}

class EventBroadcasterImpl implements EventBroadcaster {
  readonly #environment: Environment;
  readonly #sim: Sim;
  readonly #options: EventBroadcasterOptions;
  readonly #broadcaster: Broadcaster;
  readonly #cancelation: CancellableContext;
  #watchers = 0;

  constructor(environment: Environment, options: EventBroadcasterOptions) {
    const { sim } = environment;
    const { name, ctx } = options;
    this.#environment = environment;
    this.#sim = sim;
    this.#options = options;
    this.#broadcaster = newLongQueueBroadcaster(sim, {
      name,
      queueLength: maxQueuedEvents,
      fullChannelBehavior: 'DropIfChannelFull',
    });
    this.#cancelation = withCancel(sim, ctx ?? background(sim), `${name}.ctx`);
    if (ctx !== undefined) {
      sim.spawn(`${name}/shutdown`, this.#shutDownWhenCanceled(), { daemon: true });
    }
  }

  startEventWatcher(eventHandler: EventHandler): Blocking<Interface> {
    return this.#sim.call(this.#options.name, this.#startEventWatcher(eventHandler));
  }

  startRecordingToSink(sink: EventSink): Blocking<Interface> {
    const correlator = new EventCorrelator(this.#sim, this.#options.correlator);
    return this.startEventWatcher((event) => this.#recordToSink(sink, event, correlator));
  }

  startLogging(log: (line: string) => void): Blocking<Interface> {
    return this.#startLines(log, logLine);
  }

  startStructuredLogging(log: (line: string) => void): Blocking<Interface> {
    return this.#startLines(log, structuredLine);
  }

  newRecorder(source: EventSource): EventRecorder {
    const { eventNames } = this.#environment.profile;
    return new Recorder(this.#sim, { broadcaster: this.#broadcaster, source, eventNames });
  }

  shutdown(): Blocking<void> {
    return this.#sim.call(this.#options.name, this.#shutdown());
  }

  #startLines(
    log: (line: string) => void,
    lineOf: (event: CoreEvent) => string,
  ): Blocking<Interface> {
    return this.startEventWatcher(function* (event) {
      log(lineOf(event));
    });
  }

  *#startEventWatcher(eventHandler: EventHandler): Proc<Interface> {
    const watched = yield* this.#broadcaster.watch();
    if (!watched.ok) return emptyWatch(this.#sim, this.#options.name);
    const watcher = watched.value;
    const name = `${this.#options.name}/watcher-${++this.#watchers}`;
    this.#sim.spawn(name, this.#watch(watcher, eventHandler), { daemon: true });
    return watcher;
  }

  /** Between the context's end and a waiting event, the chooser decides which is seen first. */
  *#watch(watcher: BroadcasterWatcher, eventHandler: EventHandler): Proc {
    const { ctx } = this.#cancelation;
    const cases = [ctx.done.receiving(), watcher.resultChan().receiving()];
    for (;;) {
      const { index, value } = yield* select(this.#sim, cases);
      if (index === 0) {
        yield* watcher.stopAndWait();
        return;
      }
      if (value === undefined) return;
      yield* eventHandler(eventIn(value as Event));
    }
  }

  *#shutDownWhenCanceled(): Proc {
    yield* this.#cancelation.ctx.done.receive();
    yield* this.#broadcaster.shutdown();
  }

  *#shutdown(): Proc {
    yield* this.#broadcaster.shutdown();
    this.#cancelation.cancel();
  }

  *#recordToSink(sink: EventSink, event: CoreEvent, correlator: EventCorrelator): Proc {
    const sim = this.#sim;
    const { ctx } = this.#cancelation;
    const result = correlator.eventCorrelate(event);
    if (result.skip) return;
    const subject = regardingKey(event);
    const nouns = nounsOf(result.event);
    for (let tries = 1; ; tries++) {
      const written = yield* this.#recordEvent(sink, result, correlator);
      if (written.kind === 'done') return;
      const abandon = (message: string) =>
        sim.emit('event.abandoned', subject, { ...nouns, tries, message });
      if (written.kind === 'refused') {
        abandon(written.message);
        return;
      }
      if (tries >= maxTriesPerEvent) {
        abandon('Unable to write event (retry limit exceeded!)');
        return;
      }
      const delay = this.#sleepBeforeTry(tries);
      const { message } = written;
      sim.emit('event.retried', subject, { ...nouns, tries, delay, message });
      const timer = new Timer(sim, `${this.#options.name}.sleep`, delay);
      const { index } = yield* select(sim, [ctx.done.receiving(), timer.channel.receiving()]);
      if (index === 1) continue;
      timer.stop();
      abandon('Unable to write event (broadcaster is shut down)');
      return;
    }
  }

  /** Clients that were cut off together do not come back together: the first sleep is a part of the full one. */
  #sleepBeforeTry(tries: number): Duration {
    const sleep = this.#options.sleepDuration ?? defaultSleepDuration;
    if (tries > 1) return sleep;
    return duration(Math.trunc(sleep * this.#sim.chooser.jitter('record.firstRetry')));
  }

  /** Writes once. An event that has gone from the server is created again, with the count it had. */
  *#recordEvent(
    sink: EventSink,
    result: { readonly event: CoreEvent; readonly patch: JsonObject | undefined },
    correlator: EventCorrelator,
  ): Proc<Written> {
    const { event, patch } = result;
    const { count = 0 } = event;
    let verb: 'create' | 'patch' = 'patch';
    let answer = count > 1 && patch !== undefined ? yield* sink.patch(event, patch) : undefined;
    if (answer === undefined || (!answer.ok && isKeyNotFoundError(answer.error))) {
      verb = 'create';
      answer = yield* sink.create(withoutResourceVersion(event));
    }
    if (!answer.ok) return outcomeOf(answer.error);
    correlator.updateState(answer.value);
    this.#sim.emit('event.written', regardingKey(event), { ...nounsOf(answer.value), verb, count });
    return { kind: 'done' };
  }
}

type Written =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused' | 'failed'; readonly message: string };

/** What a server says is final; what the network says is not. */
function outcomeOf(error: SinkError): Written {
  if (error.kind === 'RequestConstructionError') {
    return {
      kind: 'refused',
      message: `Unable to construct event (will not retry!): ${error.message}`,
    };
  }
  if (isStatusError(error)) {
    return {
      kind: 'refused',
      message: `Server rejected event (will not retry!): ${error.message}`,
    };
  }
  return {
    kind: 'failed',
    message: `Unable to write event (may retry after sleeping): ${error.message}`,
  };
}

class Recorder implements EventRecorder {
  readonly #sim: Sim;
  readonly #options: RecorderOptions;

  constructor(sim: Sim, options: RecorderOptions) {
    this.#sim = sim;
    this.#options = options;
  }

  event(object: Referable | undefined, report: Report): Blocking<void> {
    return this.#sim.call('event', this.#generateEvent(object, undefined, report));
  }

  eventf(object: Referable | undefined, report: FormattedReport): Blocking<void> {
    return this.event(object, formatted(report));
  }

  annotatedEventf(
    object: Referable | undefined,
    annotations: Readonly<Record<string, string>>,
    report: FormattedReport,
  ): Blocking<void> {
    return this.#sim.call('event', this.#generateEvent(object, annotations, formatted(report)));
  }

  *#generateEvent(
    object: Referable | undefined,
    annotations: Readonly<Record<string, string>> | undefined,
    report: Report,
  ): Proc {
    const { broadcaster, source } = this.#options;
    const { component = '' } = source;
    const drop = (event: string, reason: DropReason) =>
      this.#sim.emit('event.dropped', event, { component, event, reason });
    const reference = getReference(object);
    if (!reference.ok) {
      drop('', 'wrong type');
      return;
    }
    if (!validateEventType(report.type)) {
      drop(reference.value.name ?? '', 'unsupported event type');
      return;
    }
    const before = this.#sim.causes;
    const event = this.#makeEvent(reference.value, annotations, report);
    this.#sim.emit('event.recorded', regardingKey(event), {
      ...nounsOf(event),
      type: report.type,
      eventReason: report.reason,
      message: report.message,
    });
    const sent = yield* broadcaster.actionOrDrop({ type: 'ADDED', object: asObject(event) });
    if (!sent.ok) drop(nounsOf(event).event, 'stopped');
    else if (!sent.value) drop(nounsOf(event).event, 'buffer full');
    this.#sim.adopt(before);
  }

  #makeEvent(
    reference: ObjectReference,
    annotations: Readonly<Record<string, string>> | undefined,
    report: Report,
  ): CoreEvent {
    const { source } = this.#options;
    const now = formatTime(this.#sim.wallTime);
    const namespace = reference.namespace || 'default';
    const name = this.#nameFor(reference.name ?? '');
    return {
      apiVersion: 'v1',
      kind: 'Event',
      metadata:
        annotations === undefined
          ? { name, namespace }
          : { name, namespace, annotations: { ...annotations } },
      involvedObject: reference,
      reason: report.reason,
      message: report.message,
      source,
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
      type: report.type,
      reportingComponent: source.component ?? '',
      reportingInstance: source.host ?? '',
    };
  }

  #nameFor(refName: string): string {
    const random = this.#sim.random.stream('record.eventNames');
    const fallback = this.#options.eventNames === 'uuidIfInvalid' ? random : undefined;
    return generateEventName(refName, this.#sim.now, fallback);
  }
}

interface RecorderOptions {
  readonly broadcaster: Broadcaster;
  readonly source: EventSource;
  readonly eventNames: Profile['eventNames'];
}

type DropReason = 'wrong type' | 'unsupported event type' | 'stopped' | 'buffer full';

function formatted(report: FormattedReport): Report {
  const { type, reason, messageFmt, args = [] } = report;
  return { type, reason, message: sprintf(messageFmt, args) };
}

/** An event is an object like any other to the broadcaster. */
function asObject(event: CoreEvent): Extract<Event, { type: 'ADDED' }>['object'] {
  return event as Extract<Event, { type: 'ADDED' }>['object'];
}

function eventIn(watched: Event): CoreEvent {
  return watched.object as unknown as CoreEvent;
}

function withoutResourceVersion(event: CoreEvent): CoreEvent {
  const { resourceVersion: _, ...metadata } = event.metadata;
  return { ...event, metadata };
}

function emptyWatch(sim: Sim, name: string): Interface {
  const result = new Channel<Event>(sim, { name: `${name}.emptyWatch` });
  result.close();
  return { stop: () => undefined, resultChan: () => result };
}

function logLine(event: CoreEvent): string {
  const { involvedObject: about, type, reason, message } = event;
  const fields = [
    `Kind:${quoted(about.kind)}`,
    `Namespace:${quoted(about.namespace)}`,
    `Name:${quoted(about.name)}`,
    `UID:${quoted(about.uid)}`,
    `APIVersion:${quoted(about.apiVersion)}`,
    `ResourceVersion:${quoted(about.resourceVersion)}`,
    `FieldPath:${quoted(about.fieldPath)}`,
  ];
  const object = `v1.ObjectReference{${fields.join(', ')}}`;
  return `Event(${object}): type: '${type}' reason: '${reason}' ${message}`;
}

function structuredLine(event: CoreEvent): string {
  const { involvedObject: about } = event;
  const { name = '', namespace = '' } = about;
  const object = namespace === '' ? name : `${namespace}/${name}`;
  const pairs = [
    `object=${quoted(object)}`,
    `fieldPath=${quoted(about.fieldPath)}`,
    `kind=${quoted(about.kind)}`,
    `apiVersion=${quoted(about.apiVersion)}`,
    `type=${quoted(event.type)}`,
    `reason=${quoted(event.reason)}`,
    `message=${quoted(event.message)}`,
  ];
  return `"Event occurred" ${pairs.join(' ')}`;
}

function quoted(text: string | undefined): string {
  return JSON.stringify(text ?? '');
}

/** Go's `fmt.Sprintf` with the verbs `%s %v %d %q %t %%`, and its complaints about missing arguments. */
export function sprintf(format: string, args: readonly unknown[]): string {
  let used = 0;
  const text = format.replaceAll(/%(.)?/g, (_, verb: string | undefined) => {
    if (verb === undefined) return '%!(NOVERB)';
    if (verb === '%') return '%';
    if (used >= args.length) return `%!${verb}(MISSING)`;
    return shownArgument(verb, args[used++]);
  });
  if (used >= args.length) return text;
  const extra = args.slice(used).map((arg) => `${goType(arg)}=${String(arg)}`);
  return `${text}%!(EXTRA ${extra.join(', ')})`;
}

function shownArgument(verb: string, argument: unknown): string {
  if (verb === 'q') return JSON.stringify(String(argument));
  if ('svdt'.includes(verb)) return String(argument);
  return `%!${verb}(${goType(argument)}=${String(argument)})`;
}

function goType(argument: unknown): string {
  if (typeof argument === 'number') return 'int';
  return typeof argument === 'boolean' ? 'bool' : 'string';
}
