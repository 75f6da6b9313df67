/** Checks that a port file names the upstream file it mirrors, and that nothing else claims to. */

import type { TextFile } from './repository_files.ts';

/** The layers that mirror an upstream repository file for file. */
const mirrors: Readonly<Record<string, string>> = {
  'src/client-go/': 'kubernetes/client-go',
  'src/apimachinery/': 'kubernetes/apimachinery',
};

/**
 * Upstream generates these folders, one file per kind; ours name any file of the same folder.
 */
const generated = ['applyconfigurations', 'dynamic', 'informers', 'kubernetes', 'listers'];

export interface Address {
  readonly repository: string;
  readonly path: string;
}

export function addressesOf(text: string): readonly Address[] {
  return [...text.matchAll(/^\s*\*\s*@upstream\s+(\S+)\s+(\S+)\s*$/gm)].map((match) => ({
    repository: match[1] ?? '',
    path: match[2] ?? '',
  }));
}

function topFolder(path: string): string {
  return path.split('/')[0] ?? '';
}

export function addressFault({ path, text }: TextFile): string | undefined {
  const addresses = addressesOf(text);
  const mirror = Object.entries(mirrors).find(([folder]) => path.startsWith(folder));
  if (mirror === undefined) {
    return addresses.length === 0 ? undefined : `${path}: only port files carry @upstream`;
  }
  const [folder, repository] = mirror;
  const expected = path.slice(folder.length).replace(/\.tsx?$/, '.go');
  const home = addresses.filter((address) => address.repository === repository);
  if (home.some((address) => address.path === expected)) return undefined;
  const top = topFolder(expected);
  const named = home.some((address) => topFolder(address.path) === top);
  if (generated.includes(top) && named) return undefined;
  return `${path}: its header must say "@upstream ${repository} ${expected}"`;
}
