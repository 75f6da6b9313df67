/** A process is a goroutine: a generator that the kernel resumes until it parks, ends or panics. */

import { type Causes, noCauses } from './causes.ts';
import type { Program } from './program.ts';

/** What a parked process waits for, told to people in deadlock reports. */
export interface Wait {
  /** `to receive from rs-controller/pods.addCh`. */
  readonly describe: () => string;
  /** The process that alone could end the wait, where there is one: a lock's holder. */
  readonly holder?: () => Process | undefined;
}

/** A body of code that may block. Written as `function*`; called with `yield*`. */
export type Proc<T = void> = Generator<Wait, T, unknown>;

/** A blocking operation. It does nothing until it is entered by `yield*`. */
export interface Blocking<T> {
  [Symbol.iterator](): Iterator<Wait, T, unknown>;
}

export type ProcessState = 'runnable' | 'running' | 'waiting' | 'ended' | 'killed';

export class Process {
  state: ProcessState = 'runnable';
  /** What it waits for while `waiting`. */
  wait: Wait | undefined = undefined;
  /** What its pending operation returns when it is resumed. */
  resume: unknown = undefined;
  /** The ambient causes: what led to what it does now. */
  causes: Causes = noCauses;
  /** The events' `actor`, and the name in every error. */
  readonly name: string;
  readonly program: Program | undefined;
  /** A daemon may still be parked when everything else has ended. */
  readonly daemon: boolean;
  readonly body: Proc<unknown>;
  /** Called once, when it ends or is killed. */
  readonly atEnd: (() => void)[] = [];
  /** How many locks it holds. */
  locks = 0;
  /** Ends early what keeps it from running while it holds no lock. See `Sim.stall`. */
  stall: { readonly cancel: () => boolean } | undefined = undefined;
  /** It could run, and is kept from it by its stall. */
  heldBack = false;

  constructor(options: {
    readonly name: string;
    readonly body: Proc<unknown>;
    readonly program: Program | undefined;
    readonly daemon: boolean;
    readonly causes: Causes;
  }) {
    this.name = options.name;
    this.body = options.body;
    this.program = options.program;
    this.daemon = options.daemon;
    this.causes = options.causes;
  }

  /** False once it has ended or was killed: nothing may wake it any more. */
  get alive(): boolean {
    return this.state !== 'ended' && this.state !== 'killed';
  }

  get stalled(): boolean {
    return this.stall !== undefined;
  }

  /** `rs-controller/worker-1 waits to receive from …`. */
  describe(): string {
    return this.wait === undefined
      ? `${this.name} is ${this.state}`
      : `${this.name} waits ${this.wait.describe()}`;
  }
}
