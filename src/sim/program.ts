/** A program is a killable group of processes with its own memory and clients, such as a controller manager. */

import type { Process } from './process.ts';

export type ProgramState = 'running' | 'paused' | 'stopped' | 'crashed';

export class Program {
  readonly name: string;
  state: ProgramState = 'running';
  /** How much more than the cluster's time its clock shows. */
  clockSkew = 0;
  readonly processes = new Set<Process>();
  /** Processes that would run if the program were not paused. */
  readonly heldBack: Process[] = [];
  /** Told when the program is gone, so that its connections can be reset. */
  readonly atEnd: (() => void)[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** True once it has stopped or crashed: nothing of it will ever run again. */
  get ended(): boolean {
    return this.state === 'stopped' || this.state === 'crashed';
  }
}
