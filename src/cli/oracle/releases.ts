/** The client-go releases that the oracle runs, one per preset, each pinned by its own module file. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '#base/assert.ts';
import type { ProfileName } from '#trace/profile.ts';

const repository = join(import.meta.dirname, '../../..');

/** Where the Go module lies. */
export const oracleFolder = join(repository, 'test/oracle');

export interface Release {
  readonly preset: ProfileName;
  /** The module file, in the oracle's folder. */
  readonly moduleFile: string;
  /** The build tag that chooses the release's own Go files; the newest needs none. */
  readonly tag: string | undefined;
  /** The built oracle, in the oracle's folder. */
  readonly binary: string;
}

export const releases: readonly Release[] = [
  { preset: 'classic', moduleFile: 'v0.32.mod', tag: 'release_0_32', binary: 'bin/v0.32' },
  { preset: 'inOrder', moduleFile: 'v0.34.mod', tag: 'release_0_34', binary: 'bin/v0.34' },
  { preset: 'watchList', moduleFile: 'v0.35.mod', tag: 'release_0_35', binary: 'bin/v0.35' },
  { preset: 'modern', moduleFile: 'go.mod', tag: undefined, binary: 'bin/newest' },
];

/** `client-go v0.37.2`, as its module file pins it. */
export function pinnedVersion(release: Release): string {
  const text = readFileSync(join(oracleFolder, release.moduleFile), 'utf8');
  const version = /k8s\.io\/client-go (v[0-9.]+)/.exec(text)?.[1];
  assert(version !== undefined, `${release.moduleFile} must pin client-go`);
  return `client-go ${version}`;
}
