/** A ListerWatcher that answers as a script says, with the same texts as the Go oracle's. */

import {
  fromStatus,
  newForbidden,
  newGenericServerResponse,
  newGone,
  newInternalError,
  newResourceExpired,
  newTooLargeResourceVersion,
  newTooManyRequests,
  type StatusError,
} from '#apimachinery/pkg/api/errors/errors.ts';
import {
  initialEventsAnnotationKey,
  type ListOptions,
} from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type { UnstructuredList } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { unreadable } from '#apimachinery/pkg/watch/streamwatcher.ts';
import type { Event, Interface } from '#apimachinery/pkg/watch/watch.ts';
import { assert } from '#base/assert.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { after } from '#base/time.ts';
import type { ListerWatcher, ListWatchError } from '#client-go/tools/cache/listwatch.ts';
import { Channel } from '#sim/channel.ts';
import type { Context } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import { type Bench, textsOf } from './bench.ts';
import { parseDuration, parsePod } from './notation.ts';

const pods = { group: '', resource: 'pods' };

/** What a request is answered with instead. */
export function scriptedError(name: string): ListWatchError {
  switch (name) {
    case 'expired':
      return newResourceExpired('too old resource version');
    case 'gone':
      return newGone('gone');
    case 'tooManyRequests':
      return newTooManyRequests('slow down', 1);
    case 'internal':
      return newInternalError('boom');
    case 'tooLarge':
      return newTooLargeResourceVersion(99, 10, 1);
    case 'forbidden':
      return newForbidden(pods, '', 'not allowed');
    case 'invalid':
      return newGenericServerResponse({
        code: 422,
        verb: 'watch',
        resource: pods,
        name: '',
        serverMessage: 'sendInitialEvents is forbidden',
        retryAfterSeconds: 0,
        isUnexpectedResponse: true,
      });
    case 'connectionRefused':
      return { kind: 'connection refused', message: 'dial tcp: connection refused' };
    case 'eof':
      return { kind: 'EOF', message: 'EOF' };
    case 'unexpectedEOF':
      return { kind: 'unexpected EOF', message: 'unexpected EOF' };
    case 'undecodable':
      return fromStatus(unreadable({ type: 'ODD', object: {} }).object);
    default:
      return { kind: 'other', message: name };
  }
}

/** `ADDED ns/a@5`, `END @9`, `ERROR expired`. */
function parseEvent(text: string): Event {
  const space = text.indexOf(' ');
  const type = text.slice(0, space);
  const rest = text.slice(space + 1);
  if (type === 'END') {
    const object = parsePod(rest);
    object.metadata.annotations = { [initialEventsAnnotationKey]: 'true' };
    return { type: 'BOOKMARK', object };
  }
  if (type !== 'ERROR') return { type, object: parsePod(rest) } as Event;
  const error = scriptedError(rest) as StatusError;
  const metadata = {};
  const plain = { kind: 'Status', apiVersion: 'v1', metadata, status: 'Failure', message: rest };
  return { type: 'ERROR', object: error.errStatus ?? plain } as Event;
}

/** One open watch. It may be closed from either end. */
class Stream implements Interface {
  readonly #events: Channel<Event>;

  constructor(bench: Bench) {
    this.#events = new Channel(bench.sim, { name: 'stream', capacity: 10_000 });
  }

  resultChan(): Channel<Event> {
    return this.#events;
  }

  stop(): void {
    if (!this.#events.closed) this.#events.close();
  }

  send(texts: readonly string[]): void {
    for (const text of texts) {
      if (this.#events.closed) return;
      assert(this.#events.trySend(parseEvent(text)), 'a stream must have room');
    }
  }
}

export class ScriptedServer implements ListerWatcher {
  readonly #bench: Bench;
  readonly #unsupported: boolean;
  readonly #lists: JsonObject[];
  readonly #watchLists: JsonObject[];
  readonly #watches: JsonObject[];
  #current: Stream | undefined;

  constructor(bench: Bench, options: JsonObject) {
    this.#bench = bench;
    this.#unsupported = options['watchListUnsupported'] === true;
    this.#lists = answersOf(options['lists']);
    const { watchLists } = options;
    this.#watchLists = watchLists === undefined ? this.#lists : answersOf(watchLists);
    this.#watches = answersOf(options['watches']);
  }

  /** The stream that was opened last. */
  get current(): Stream | undefined {
    return this.#current;
  }

  isWatchListSemanticsUnSupported(): boolean {
    return this.#unsupported;
  }

  *list(ctx: Context, options: ListOptions): Proc<Result<UnstructuredList, ListWatchError>> {
    this.#bench.record('wire', {
      request: 'LIST',
      resourceVersion: options.resourceVersion,
      match: options.resourceVersionMatch,
      limit: options.limit === 0 ? undefined : options.limit,
      continue: options.continue,
    });
    const answer = this.#lists.shift();
    if (answer === undefined) {
      yield* ctx.done.receive();
      return fail({ kind: 'other', message: 'the script has ended' });
    }
    if (answer['after'] !== undefined) yield* this.#bench.sim.sleep(parseDuration(answer['after']));
    if (typeof answer['error'] === 'string') return fail(scriptedError(answer['error']));
    const { resourceVersion, continue: token } = answer;
    const metadata: UnstructuredList['metadata'] = {
      resourceVersion: String(resourceVersion ?? ''),
    };
    if (typeof token === 'string') metadata.continue = token;
    const items = textsOf(answer, 'items').map(parsePod);
    return ok({ apiVersion: 'v1', kind: 'PodList', metadata, items });
  }

  *watch(_ctx: Context, options: ListOptions): Proc<Result<Interface, ListWatchError>> {
    const streamed = options.sendInitialEvents === true;
    const { timeoutSeconds } = options;
    const isRandom = timeoutSeconds !== undefined && timeoutSeconds >= 300 && timeoutSeconds < 600;
    this.#bench.record('wire', {
      request: 'WATCH',
      resourceVersion: options.resourceVersion,
      match: options.resourceVersionMatch,
      sendInitialEvents: streamed ? true : undefined,
      bookmarks: options.allowWatchBookmarks === true,
      timeout: isRandom ? '300..600' : timeoutSeconds,
    });
    return streamed ? this.#watchList() : this.#plainWatch();
  }

  #plainWatch(): Result<Interface, ListWatchError> {
    const answer = this.#watches.shift() ?? {};
    if (typeof answer['error'] === 'string') return fail(scriptedError(answer['error']));
    const opened = this.#open();
    opened.send(textsOf(answer, 'events'));
    if (answer['closeAfter'] !== undefined) {
      const { sim } = this.#bench;
      sim.schedule(after(sim.now, parseDuration(answer['closeAfter'])), () => opened.stop());
    } else if (answer['close'] === true) opened.stop();
    return ok(opened);
  }

  #watchList(): Result<Interface, ListWatchError> {
    const answer = this.#watchLists.shift();
    if (typeof answer?.['error'] === 'string') return fail(scriptedError(answer['error']));
    const opened = this.#open();
    if (answer === undefined) return ok(opened);
    const { sim } = this.#bench;
    const delay = answer['after'] === undefined ? 0 : parseDuration(answer['after']);
    sim.schedule(after(sim.now, delay as ReturnType<typeof parseDuration>), () => {
      opened.send(streamedEvents(answer));
      if (answer['close'] === true) opened.stop();
    });
    return ok(opened);
  }

  #open(): Stream {
    this.#current = new Stream(this.#bench);
    return this.#current;
  }
}

function answersOf(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function streamedEvents(answer: JsonObject): readonly string[] {
  if (answer['events'] !== undefined) return textsOf(answer, 'events');
  const added = textsOf(answer, 'items').map((item) => `ADDED ${item}`);
  return [...added, `END @${String(answer['resourceVersion'] ?? '')}`];
}
