/** What is weighed, as a server would send it. */

import { gzipSync } from 'node:zlib';

/** A file, or a part of a bundle, and its bytes after gzip at its highest level. */
export interface Weighed {
  readonly name: string;
  readonly bytes: number;
}

export function gzipped(content: string | Uint8Array): number {
  return gzipSync(content, { level: 9 }).length;
}

export function sumOf(parts: readonly Weighed[]): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0);
}
