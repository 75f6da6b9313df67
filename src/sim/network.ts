/**
 * What travels between clients and API servers: requests, responses and watch streams, and where
 * people can delay, hold, reorder, duplicate, drop or cut them. Knows HTTP's outside, not Kubernetes.
 */

import type { JsonObject, JsonValue } from '#base/json.ts';
import type { Result } from '#base/result.ts';
import type { ObjectRef } from '#trace/event.ts';
import type { Channel } from './channel.ts';
import type { Context } from './context.ts';
import type { Blocking, Proc } from './process.ts';

/** A request as it stands on the wire. */
export interface HTTPRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/api/v1/namespaces/default/pods`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: JsonValue | undefined;
  /** The body as it was sent, where that may be anything: YAML, or no JSON at all. Then there is no `body`. */
  readonly text?: string | undefined;
}

/** Who asks, for the trace and for faults. */
export interface RequestOrigin {
  /** The program: `rs-controller`, `kubectl`. */
  readonly client: string;
  /** What a person would point at: `rs-controller/pods` for an informer's list or watch. */
  readonly noun: string;
}

/** A frame of a watch stream. */
export interface Frame {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: JsonObject;
}

/** What a server answers. Bodies are frozen; the network gives each client its own decoded copy. */
export type ServerResponse =
  | {
      readonly kind: 'body';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: JsonValue;
      /** The items of the list travel without their apiVersion and kind. */
      readonly bareItems?: boolean;
    }
  | { readonly kind: 'stream'; readonly stream: ServerStream };

/** The server's end of a watch: the network takes frames out as fast as the wire allows. */
export interface ServerStream {
  readonly frames: Channel<Frame>;
  /** Called when the client is gone. */
  readonly stop: () => void;
}

/** A request that has arrived. */
export interface ServerRequest extends HTTPRequest {
  /** `req-17`: also the name of the watch it may open. */
  readonly id: string;
  readonly origin: RequestOrigin;
  readonly replica: string;
}

/** A server behind an address. It handles each request in a process of its own. */
export interface Server {
  readonly name: string;
  readonly handle: (request: ServerRequest) => Proc<ServerResponse>;
}

/** Why there was no answer. */
export interface NetworkError {
  readonly kind: 'connection refused' | 'connection reset' | 'timeout' | 'EOF' | 'canceled';
  /** `dial tcp 10.96.0.1:443: connect: connection refused`. */
  readonly message: string;
}

/** The client's end of a watch, before decoding. */
export interface ClientStream {
  /** `req-17`. */
  readonly id: string;
  /** Closed at the end; {@link ending} then says how it ended. */
  readonly frames: Channel<ClientFrame>;
  readonly ending: () =>
    | 'open'
    | 'EOF'
    | 'unexpected EOF'
    | 'connection reset'
    | 'http2: client connection lost';
  /** Gives the stream up. */
  readonly stop: () => void;
}

/** A frame decoded for one client: the object is its own copy. */
export interface ClientFrame {
  readonly frame: number;
  readonly type: Frame['type'];
  readonly object: JsonObject;
  readonly ref: ObjectRef;
}

/** What a client receives. */
export type ClientResponse =
  | {
      readonly kind: 'body';
      readonly id: string;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: JsonValue;
    }
  | { readonly kind: 'stream'; readonly id: string; readonly stream: ClientStream };

/** A way to reach a server: what client-go's rest client is given. */
export interface Transport {
  readonly roundTrip: (
    ctx: Context,
    request: HTTPRequest,
    origin: RequestOrigin,
  ) => Blocking<Result<ClientResponse, NetworkError>>;
}
