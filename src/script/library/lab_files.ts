/** Files that every script has, without writing them: the lab's own kinds, and an object of each. */

import type { ScriptFile } from '#script/kubectl_text.ts';
import { bellerophonDefinition, bellerophonExample } from './bellerophon.ts';
import { emptyConfigMap } from './config_maps.ts';
import { fooDefinition, fooExample } from './foo.ts';
import { routeDefinition, routeExample } from './route.ts';
import { websiteDefinition, websiteExample } from './website.ts';

const contents: Readonly<Record<string, string>> = {
  'lab/foo-crd.yaml': fooDefinition,
  'lab/foo.yaml': fooExample,
  'lab/route-crd.yaml': routeDefinition,
  'lab/route.yaml': routeExample,
  'lab/bellerophon-crd.yaml': bellerophonDefinition,
  'lab/bellerophon.yaml': bellerophonExample,
  'lab/website-crd.yaml': websiteDefinition,
  'lab/website.yaml': websiteExample,
  'lab/a.yaml': emptyConfigMap('a'),
  'lab/b.yaml': emptyConfigMap('b'),
  'lab/c.yaml': emptyConfigMap('c'),
};

/** Every name, in order. */
export const labFileNames: readonly string[] = Object.keys(contents);

/** The lab's file of that name; a script's own file of the same name goes before it. */
export function labFile(name: string): ScriptFile | undefined {
  const content = Object.hasOwn(contents, name) ? contents[name] : undefined;
  return content === undefined ? undefined : { name, content };
}

/** True for a file that need not be written out, because every script has it. */
export function isLabFile({ name, content }: ScriptFile): boolean {
  return labFile(name)?.content === content;
}
