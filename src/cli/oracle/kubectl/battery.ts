/** The battery of kubectl commands: what stands ready before each, and what happens while it runs. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonValue } from '#base/json.ts';

export const kubectlFolder = join(import.meta.dirname, '../../../../test/golden/kubectl');
export const batteryFile = join(kubectlFolder, 'battery.json');

/** One thing that is done beside the command: a request, or another command. */
export interface BatteryStep {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path?: string;
  readonly contentType?: string;
  readonly body?: JsonValue;
  readonly kubectl?: string;
  /** Milliseconds to wait first. */
  readonly after?: number;
}

export interface BatteryCase {
  readonly name: string;
  readonly setup?: readonly string[];
  readonly command: string;
  readonly during?: readonly BatteryStep[];
  /** The command is interrupted after so many milliseconds. */
  readonly endsAfter?: number;
  /** A program of sed's: what a person does in the editor. */
  readonly editor?: string;
  /** Nothing has been asked of discovery before. */
  readonly cold?: boolean;
  /** Why what is printed is not the same: then only the requests are compared. */
  readonly differs?: string;
}

export interface Battery {
  readonly files: Readonly<Record<string, string>>;
  readonly setups: Readonly<Record<string, readonly BatteryStep[]>>;
  readonly cluster: readonly BatteryStep[];
  /** Commands after which kubectl's caches are filled, as where it has been used today. */
  readonly warm: readonly string[];
  readonly cases: readonly BatteryCase[];
}

export function readBattery(): Battery {
  return JSON.parse(readFileSync(batteryFile, 'utf8')) as Battery;
}
