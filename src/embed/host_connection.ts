/**
 * The host page's end of the embed protocol. It listens to the frame's window at the site's origin and to
 * nobody else, gives it a port, and keeps the commands that wait for an answer.
 */

import type { ProtocolError } from './protocol.ts';
import type { EventMessage, Hello, ReplyMessage } from './protocol_messages.ts';
import { type CommandName, helloType, listeningType, protocolName } from './protocol_names.ts';

/** What the frame tells, and that it answers at all. */
export interface HostListener {
  readonly told: (event: EventMessage['event'], data: EventMessage['data']) => void;
  /** The frame listens: it has been given a port. */
  readonly greeted: () => void;
}

/** An answer that says why something was not done. */
export class CommandError extends Error {
  readonly detail: ProtocolError;

  constructor(detail: ProtocolError) {
    super(detail.message);
    this.name = 'InformerLabError';
    this.detail = detail;
  }
}

interface Asked {
  readonly resolve: (answer: Readonly<Record<string, unknown>>) => void;
  readonly reject: (error: CommandError) => void;
}

export class HostConnection {
  readonly #frame: HTMLIFrameElement;
  readonly #origin: string;
  readonly #listener: HostListener;
  readonly #asked = new Map<number, Asked>();
  #port: MessagePort | undefined;
  #last = 0;

  /** `origin` is that of the site, which the frame's page must have. */
  constructor(frame: HTMLIFrameElement, origin: string, listener: HostListener) {
    this.#frame = frame;
    this.#origin = origin;
    this.#listener = listener;
    addEventListener('message', this.#hear);
  }

  /** Asks the frame to do something; rejects with a {@link CommandError} if it does not. */
  send(
    command: CommandName,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>> {
    return new Promise((resolve, reject) => {
      const id = ++this.#last;
      this.#asked.set(id, { resolve, reject });
      this.#port?.postMessage({ protocol: protocolName, type: 'command', id, command, parameters });
    });
  }

  close(): void {
    removeEventListener('message', this.#hear);
    this.#leave('the embed has gone');
  }

  readonly #hear = ({ source, origin, data }: MessageEvent): void => {
    if (source !== this.#frame.contentWindow || origin !== this.#origin) return;
    if (data?.type !== listeningType) return;
    this.#leave('the embed has been opened anew');
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data: message }: MessageEvent<EventMessage | ReplyMessage>) =>
      this.#read(message);
    const hello: Hello = { type: helloType, protocols: [protocolName] };
    this.#frame.contentWindow?.postMessage(hello, this.#origin, [port2]);
    this.#listener.greeted();
  };

  #read(message: EventMessage | ReplyMessage): void {
    if (message.type === 'event') {
      this.#listener.told(message.event, message.data);
      return;
    }
    const asked = this.#asked.get(message.id);
    this.#asked.delete(message.id);
    if ('error' in message) asked?.reject(new CommandError(message.error));
    else asked?.resolve(message.answer);
  }

  /** Nothing comes through this port any more. */
  #leave(message: string): void {
    this.#port?.close();
    this.#port = undefined;
    for (const { reject } of this.#asked.values()) {
      reject(new CommandError({ code: 'unavailable', message, fatal: false }));
    }
    this.#asked.clear();
  }
}
