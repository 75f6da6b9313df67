/** A server of scripted answers: what each list gives, and watches that the test feeds by hand. */

import { fromStatus } from '#apimachinery/pkg/api/errors/errors.ts';
import type { ListOptions, Status, StatusReason } from '#apimachinery/pkg/apis/meta/v1/types.ts';
import type {
  Unstructured,
  UnstructuredList,
} from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import type { Event, Interface } from '#apimachinery/pkg/watch/watch.ts';
import { assert } from '#base/assert.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { ListerWatcher, ListWatchError } from '#client-go/tools/cache/listwatch.ts';
import { Channel } from '#sim/channel.ts';
import type { Context } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';

/** A list's answer: objects at a resourceVersion, perhaps with a token, or a failure. */
export type ListAnswer =
  | { readonly version: number | string; readonly items?: Unstructured[]; readonly next?: string }
  | { readonly error: ListWatchError };

/** What opening a watch gives. */
export type WatchAnswer =
  | 'open'
  | { readonly error: ListWatchError }
  | ((watch: FakeWatch) => void);

export interface Script {
  /** In the order of the requests; the last one is given again and again. */
  readonly lists?: readonly ListAnswer[];
  readonly watches?: readonly WatchAnswer[];
  /** Called when a list arrives, before it is answered. */
  readonly beforeList?: () => Proc;
  readonly supportsWatchList?: boolean;
}

export const connectionRefused: ListWatchError = {
  kind: 'connection refused',
  message: 'dial tcp 10.96.0.1:443: connect: connection refused',
};

export function status(code: number, reason: StatusReason, message: string): Status {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    code,
  };
}

export function statusError(code: number, reason: StatusReason, message = 'boom'): ListWatchError {
  return fromStatus(status(code, reason, message));
}

export class FakeWatch implements Interface {
  stopped = false;
  readonly #result: Channel<Event>;

  constructor(sim: Sim, name: string) {
    this.#result = new Channel(sim, { name, capacity: 10_000 });
  }

  resultChan(): Channel<Event> {
    return this.#result;
  }

  stop(): void {
    this.stopped = true;
    if (!this.#result.closed) this.#result.close();
  }

  add(...objects: readonly Unstructured[]): this {
    for (const object of objects) this.#send({ type: 'ADDED', object });
    return this;
  }

  modify(...objects: readonly Unstructured[]): this {
    for (const object of objects) this.#send({ type: 'MODIFIED', object });
    return this;
  }

  delete(object: Unstructured): this {
    return this.#send({ type: 'DELETED', object });
  }

  bookmark(version: number, initialEventsEnd: boolean | string = false): this {
    const annotations =
      initialEventsEnd === false ? {} : { 'k8s.io/initial-events-end': String(initialEventsEnd) };
    const metadata = { resourceVersion: String(version), annotations };
    return this.#send({ type: 'BOOKMARK', object: { apiVersion: 'v1', kind: 'Pod', metadata } });
  }

  error(object: Status): this {
    return this.#send({ type: 'ERROR', object });
  }

  /** The server's end goes away in good order. */
  close(): void {
    if (!this.#result.closed) this.#result.close();
  }

  #send(event: Event): this {
    assert(this.#result.trySend(event), 'the fake watch must have room');
    return this;
  }
}

export class FakeListerWatcher implements ListerWatcher {
  readonly watches: FakeWatch[] = [];
  /** What was asked, in words. */
  readonly lines: string[] = [];
  readonly #sim: Sim;
  readonly #script: Script;
  readonly #told: (line: string) => void;
  #lists = 0;
  #watches = 0;

  constructor(sim: Sim, script: Script, told: (line: string) => void = () => undefined) {
    this.#sim = sim;
    this.#script = script;
    this.#told = told;
  }

  /** The watch that was opened last. */
  get watching(): FakeWatch {
    const last = this.watches.at(-1);
    assert(last !== undefined, 'a watch must have been opened');
    return last;
  }

  isWatchListSemanticsUnSupported(): boolean {
    return this.#script.supportsWatchList === false;
  }

  *list(_ctx: Context, options: ListOptions): Proc<Result<UnstructuredList, ListWatchError>> {
    const { lists = [{ version: 1 }], beforeList } = this.#script;
    const number = ++this.#lists;
    const { resourceVersion = '', limit = 0 } = options;
    const token = options.continue ?? '';
    this.#tell(`LIST#${number} rv="${resourceVersion}" limit=${limit} cont="${token}"`);
    if (beforeList !== undefined) yield* beforeList();
    const answer = lists[Math.min(number, lists.length) - 1] ?? { version: 1 };
    if ('error' in answer) return fail(answer.error);
    const metadata = {
      resourceVersion: String(answer.version),
      ...(answer.next === undefined ? {} : { continue: answer.next }),
    };
    const items = (answer.items ?? []).map((item) => structuredClone(item));
    return ok({ apiVersion: 'v1', kind: 'PodList', metadata, items });
  }

  *watch(_ctx: Context, options: ListOptions): Proc<Result<Interface, ListWatchError>> {
    const { watches = ['open'] } = this.#script;
    const number = ++this.#watches;
    const initial = options.sendInitialEvents === true ? ' sie' : '';
    this.#tell(`WATCH#${number} rv="${options.resourceVersion ?? ''}"${initial}`);
    const answer = watches[Math.min(number, watches.length) - 1] ?? 'open';
    if (typeof answer === 'object') return fail(answer.error);
    const watch = new FakeWatch(this.#sim, `watch-${number}`);
    this.watches.push(watch);
    if (typeof answer === 'function') answer(watch);
    return ok(watch);
  }

  #tell(line: string): void {
    this.lines.push(line);
    this.#told(line);
  }
}
