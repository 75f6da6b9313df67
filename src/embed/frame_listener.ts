/**
 * The frame's end of the embed protocol. It hears a hello only from the window that holds the frame and, if
 * the frame's address names an origin, only from that origin; everything else goes through the port that
 * came with the hello, which nobody else has.
 */

import { unreachable } from '#base/unreachable.ts';
import type { EmbedEvent, EmbedState } from './embed_controller.ts';
import { doCommand, type FrameParts } from './frame_commands.ts';
import { mostCommandsPerSecond, type ProtocolError } from './protocol.ts';
import { type EventMessage, isHello, type Listening, readCommand } from './protocol_messages.ts';
import { commandNames, eventNames, listeningType, protocolName } from './protocol_names.ts';

/** The window that the player is in, as far as the protocol needs one. */
export interface FrameWindow {
  readonly parent: Pick<Window, 'postMessage'>;
  readonly addEventListener: (type: 'message', listener: (event: MessageEvent) => void) => void;
  readonly removeEventListener: (type: 'message', listener: (event: MessageEvent) => void) => void;
  readonly requestAnimationFrame: (done: () => void) => number;
  readonly setTimeout: (done: () => void, ms: number) => number;
  readonly performance: Pick<Performance, 'now'>;
}

export interface FrameOptions extends FrameParts {
  readonly window: FrameWindow;
  /** The only origin that may talk to the frame; without it, any page that holds the frame. */
  readonly origin: string | undefined;
  /** Tells the height that the page needs, now and whenever it changes. */
  readonly watchHeight?: (changed: (height: number) => void) => () => void;
}

type Told = Pick<EventMessage, 'event' | 'data'>;

/** A frame that nobody draws still tells within this time. */
const undrawnMs = 250;

/** Listens for hosts, and says so to the window that holds the frame. The returned function ends it. */
export function listenToHost(options: FrameOptions): () => void {
  const { window, origin } = options;
  const hosts = new Set<HostConnection>();
  const hear = (message: MessageEvent): void => {
    if (message.source !== window.parent) return;
    if (origin !== undefined && message.origin !== origin) return;
    const [port] = message.ports;
    if (!isHello(message.data) || port === undefined) return;
    // A host that says hello again has lost its port, or has another one now.
    for (const before of hosts) before.close();
    hosts.clear();
    const host = new HostConnection(port, options);
    if (message.data.protocols.includes(protocolName)) {
      hosts.add(host);
      host.start();
    } else {
      host.refuse(message.data.protocols);
    }
  };
  window.addEventListener('message', hear);
  const listening: Listening = { type: listeningType, protocols: [protocolName] };
  window.parent.postMessage(listening, origin ?? '*');
  return () => {
    window.removeEventListener('message', hear);
    for (const host of hosts) host.close();
    hosts.clear();
  };
}

/** One host, at the other end of a port. */
class HostConnection {
  readonly #port: MessagePort;
  readonly #options: FrameOptions;
  readonly #endings: (() => void)[] = [];
  /** What is told at the next frame, the latest of each event. */
  readonly #waiting = new Map<string, Told>();
  #scheduled = false;
  #isReady = false;
  #hop: number | undefined;
  #secondBegan = Number.NEGATIVE_INFINITY;
  #commandsInSecond = 0;

  constructor(port: MessagePort, options: FrameOptions) {
    this.#port = port;
    this.#options = options;
  }

  start(): void {
    const { controller, watchHeight } = this.#options;
    this.#port.onmessage = (message) => void this.#hear(message.data);
    const { scenario } = controller.state();
    const names = { commands: commandNames, events: eventNames };
    this.#tell({ event: 'connected', data: { protocol: protocolName, scenario, ...names } });
    this.#endings.push(controller.subscribe((event) => this.#retell(event)));
    this.#ready(controller.state());
    if (controller.state().phase === 'failed') {
      this.#tellError({ code: 'failed', message: 'the player could not start', fatal: true });
    }
    if (watchHeight !== undefined) {
      const changed = (height: number): void =>
        this.#tellSoon({ event: 'resize', data: { height: Math.ceil(height) } });
      this.#endings.push(watchHeight(changed));
    }
  }

  refuse(protocols: readonly string[]): void {
    const theirs = protocols.join(', ').slice(0, 200) || 'nothing';
    const message = `this frame speaks ${protocolName}, the host speaks ${theirs}`;
    this.#tellError({ code: 'protocol', message, fatal: true });
    // What has been posted is delivered all the same.
    this.#port.close();
  }

  close(): void {
    for (const end of this.#endings) end();
    this.#endings.length = 0;
    this.#waiting.clear();
    this.#port.onmessage = null;
    this.#port.close();
  }

  async #hear(data: unknown): Promise<void> {
    const read = readCommand(data);
    if (!read.ok) {
      this.#refuseCommand(read.error);
      return;
    }
    const { id, command } = read.value;
    if (this.#isTooMuch()) {
      const message = `more than ${mostCommandsPerSecond} commands within a second`;
      this.#refuseCommand({ code: 'busy', message, fatal: false, id, command });
      return;
    }
    const outcome = await doCommand(this.#options, read.value);
    if (outcome.ok) {
      this.#port.postMessage({ protocol: protocolName, type: 'reply', id, answer: outcome.value });
    } else {
      this.#refuseCommand({ ...outcome.error, id, command });
    }
  }

  #isTooMuch(): boolean {
    const now = this.#options.window.performance.now();
    if (now - this.#secondBegan >= 1000) {
      this.#secondBegan = now;
      this.#commandsInSecond = 0;
    }
    this.#commandsInSecond++;
    return this.#commandsInSecond > mostCommandsPerSecond;
  }

  #refuseCommand(error: ProtocolError): void {
    const { id } = error;
    this.#tellError(error);
    if (id === undefined) return;
    this.#port.postMessage({ protocol: protocolName, type: 'reply', id, error });
  }

  #retell(event: EmbedEvent): void {
    switch (event.kind) {
      case 'ready':
        this.#ready(event.state);
        return;
      case 'changed':
        this.#changed(event.state);
        return;
      case 'caption':
        this.#tellSoon({ event: 'caption', data: { caption: event.caption, hop: event.hop } });
        return;
      case 'mark': {
        const { mark, label, hop } = event;
        this.#tell({ event: 'mark', data: { mark, label, hop } });
        return;
      }
      case 'ended':
        this.#flush();
        this.#tell({ event: 'ended', data: { hop: event.hop } });
        return;
      case 'touched':
        this.#tell({ event: 'engine', data: {} });
        return;
      case 'error':
        this.#tellError({ code: 'failed', message: event.message, fatal: event.fatal });
        return;
      default:
        unreachable(event);
    }
  }

  #ready(state: EmbedState): void {
    if (this.#isReady || state.phase !== 'ready') return;
    this.#isReady = true;
    const { scenario, title, range } = state;
    this.#tell({ event: 'ready', data: { scenario, title, range, state } });
  }

  #changed(state: EmbedState): void {
    this.#tellSoon({ event: 'state', data: { ...state } });
    if (state.hop === this.#hop) return;
    this.#hop = state.hop;
    const { hop, at, fraction } = state;
    this.#tellSoon({ event: 'hop', data: { hop, at, fraction } });
  }

  #tellError(error: ProtocolError): void {
    this.#tell({ event: 'error', data: { ...error } });
  }

  /** Tells at the next frame; what else is to be told of the same event until then takes its place. */
  #tellSoon(told: Told): void {
    this.#waiting.set(told.event, told);
    if (this.#scheduled) return;
    this.#scheduled = true;
    const { window } = this.#options;
    let isTold = false;
    const tell = (): void => {
      if (isTold) return;
      isTold = true;
      this.#flush();
    };
    window.requestAnimationFrame(tell);
    window.setTimeout(tell, undrawnMs);
  }

  #flush(): void {
    this.#scheduled = false;
    for (const told of this.#waiting.values()) this.#tell(told);
    this.#waiting.clear();
  }

  #tell({ event, data }: Told): void {
    this.#port.postMessage({ protocol: protocolName, type: 'event', event, data });
  }
}
