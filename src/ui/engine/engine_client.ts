/**
 * The page's end of the engine's port. Whether a worker or the same thread answers cannot be told
 * from here: requests are plain JSON in, replies are plain JSON out.
 */

import type { EngineReply, EngineRequest } from '#trace/engine_port.ts';
import { engineVersion } from '#trace/engine_version.ts';

/** What reaches the page: a reply, or that the engine itself broke. */
export interface EngineListener {
  readonly replied: (reply: EngineReply) => void;
  readonly broke: (message: string) => void;
}

/** A connection to one engine. */
export interface EngineClient {
  /** Which engine it is. */
  readonly version: string;
  readonly send: (request: EngineRequest) => void;
  readonly listen: (listener: EngineListener) => () => void;
  readonly close: () => void;
}

/** An engine in a web worker. */
export function workerClient(worker: Worker, version = engineVersion): EngineClient {
  const listeners = new Set<EngineListener>();
  worker.onmessage = (message: MessageEvent<EngineReply>) => {
    for (const listener of listeners) listener.replied(message.data);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    for (const listener of listeners) listener.broke(event.message || 'the engine did not start');
  };
  worker.onmessageerror = () => {
    for (const listener of listeners) listener.broke('the engine sent something unreadable');
  };
  return {
    version,
    send: (request) => worker.postMessage(request),
    listen: (listener) => subscribe(listeners, listener),
    close: () => worker.terminate(),
  };
}

/** An engine on this thread: `answer` is given each request and a way to reply. */
export function localClient(
  answer: (request: EngineRequest, reply: (reply: EngineReply) => void) => void,
): EngineClient {
  const listeners = new Set<EngineListener>();
  const reply = (value: EngineReply): void => {
    for (const listener of listeners) listener.replied(value);
  };
  return {
    version: engineVersion,
    send: (request) => queueMicrotask(() => answer(request, reply)),
    listen: (listener) => subscribe(listeners, listener),
    close: () => listeners.clear(),
  };
}

function subscribe(listeners: Set<EngineListener>, listener: EngineListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
