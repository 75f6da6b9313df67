/**
 * The player's frame inside `<informer-lab>`: made when it is asked for, shown when the player is ready, and
 * taken out again, with a word about it, when it does not answer.
 */

import { frameAddress } from './frame_address.ts';
import { frameSandbox } from './frame_sandbox.ts';
import { CommandError, HostConnection } from './host_connection.ts';
import type { EventDataOf, ProtocolError } from './protocol.ts';
import type { EventMessage } from './protocol_messages.ts';
import type { CommandName, EventName } from './protocol_names.ts';

/** What is said in the page around the frame. */
export interface FrameWords {
  readonly title: (scenario: string) => string;
  readonly failed: string;
  readonly open: string;
}

export interface FramePlace {
  /** The element, whose attributes say what to play. */
  readonly host: HTMLElement;
  /** Where the frame goes; its class `running` shows it. */
  readonly shadow: HTMLElement;
  /** The folder that `embed.js` came from. */
  readonly base: string;
  readonly words: () => FrameWords;
  readonly told: (event: EventName, data: EventMessage['data']) => void;
}

/** A frame that has loaded says that it listens within this time, */
const silentMs = 8_000;
/** and one that does not even load has this long. */
const longestLoadMs = 60_000;

type Waiting = { readonly ready: () => void; readonly failed: (error: Error) => void };

export class FramedPlayer {
  readonly #place: FramePlace;
  #phase: 'idle' | 'loading' | 'running' | 'failed' = 'idle';
  #frame: HTMLIFrameElement | undefined;
  #connection: HostConnection | undefined;
  #timer: number | undefined;
  /** The page in the frame has been heard of since it was loaded. */
  #isHeard = false;
  #waiting: readonly Waiting[] = [];

  constructor(place: FramePlace) {
    this.#place = place;
  }

  get isRunning(): boolean {
    return this.#phase === 'running';
  }

  get isLoaded(): boolean {
    return this.#frame !== undefined;
  }

  /** Makes the frame, if there is none. */
  load(): void {
    if (this.#frame !== undefined) return;
    const { shadow, base } = this.#place;
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', frameSandbox);
    frame.referrerPolicy = 'no-referrer';
    // Nothing in it can be reached by Tab before it is shown.
    frame.inert = true;
    frame.src = this.#address();
    frame.onload = () => {
      if (!this.#isHeard) this.#expectWithin(silentMs);
      this.#isHeard = false;
    };
    this.#frame = frame;
    this.#phase = 'loading';
    this.#connection = new HostConnection(frame, new URL(base).origin, {
      greeted: () => {
        clearTimeout(this.#timer);
        this.#isHeard = true;
        this.#phase = 'loading';
      },
      told: (event, data) => this.#told(event, data),
    });
    this.nameFrame();
    this.#expectWithin(longestLoadMs);
    shadow.querySelector('p')?.remove();
    shadow.append(frame);
  }

  /** Takes the frame out; whoever waits for it is told why. */
  unload(reason: string): void {
    clearTimeout(this.#timer);
    this.#connection?.close();
    this.#connection = undefined;
    this.#frame?.remove();
    this.#frame = undefined;
    this.#phase = 'idle';
    this.#isHeard = false;
    this.#place.shadow.classList.remove('running');
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { failed } of waiting) failed(unavailable(reason));
  }

  /** Asks the player for something, and loads it first if need be. */
  async send(command: CommandName, parameters: object): Promise<object> {
    if (this.#phase !== 'running') {
      await new Promise<void>((ready, failed) => {
        this.#waiting = [...this.#waiting, { ready, failed }];
        this.load();
      });
    }
    if (this.#connection === undefined) throw unavailable('the embed has gone');
    return this.#connection.send(command, { ...parameters });
  }

  /** Gives the frame its title, for screen readers. */
  nameFrame(): void {
    const { host, words } = this.#place;
    const scenario = host.getAttribute('scenario') ?? '';
    const title = host.getAttribute('label') ?? words().title(scenario.replace(/^.*\//, ''));
    if (this.#frame !== undefined) this.#frame.title = title;
  }

  #address(): string {
    const { host, base } = this.#place;
    const attribute = (name: string): string | null => host.getAttribute(name);
    return frameAddress({ base, attribute, origin: location.origin });
  }

  #expectWithin(ms: number): void {
    clearTimeout(this.#timer);
    const message = 'the page in the frame did not answer';
    const failed = (): void => this.#fail({ code: 'unavailable', message, fatal: true });
    this.#timer = setTimeout(failed, ms);
  }

  #told(event: EventName, data: EventMessage['data']): void {
    if (event === 'error' && (data as EventDataOf<'error'>).fatal) {
      this.#fail(data as EventDataOf<'error'>);
      return;
    }
    if (event === 'ready') this.#run();
    this.#place.told(event, data);
  }

  #run(): void {
    this.#phase = 'running';
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { ready } of waiting) ready();
    const { host } = this.#place;
    // Whoever is on the poster's link stays there.
    if (host.contains(document.activeElement)) {
      host.addEventListener('focusout', () => queueMicrotask(() => this.#reveal()), { once: true });
    } else {
      this.#reveal();
    }
  }

  #reveal(): void {
    if (this.#phase !== 'running' || this.#frame === undefined) return;
    this.#frame.inert = false;
    this.#place.shadow.classList.add('running');
  }

  #fail(error: ProtocolError): void {
    const { shadow, words, told } = this.#place;
    this.unload(error.message);
    this.#phase = 'failed';
    const note = document.createElement('p');
    note.setAttribute('role', 'status');
    const link = document.createElement('a');
    link.href = this.#address();
    link.target = '_blank';
    link.rel = 'noopener';
    link.textContent = words().open;
    note.append(words().failed, ' ', link);
    shadow.querySelector('p')?.remove();
    shadow.append(note);
    told('error', { ...error });
  }
}

function unavailable(message: string): CommandError {
  return new CommandError({ code: 'unavailable', message, fatal: true });
}
