/** A script that was read: its statements in order, each with the place it stands at. */

import type { Command } from '#trace/command.ts';
import type { ScriptFile } from './kubectl_text.ts';

/** One statement of a script. */
export interface Statement {
  readonly command: Command;
  /** As it was written, without its comment. */
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
  /** The first line of the file that it names, if it names one. */
  readonly fileLine?: number;
}

/** A script without faults. */
export interface Script {
  /** The script's own name, for messages. */
  readonly file: string;
  readonly statements: readonly Statement[];
  /** Its file blocks, whether a statement names them or not. */
  readonly files: readonly ScriptFile[];
}
