/** What may come next on a line of kubectl's: verbs, flags and their values, types, and names that there are. */

import { labFileNames } from '#script/library/lab_files.ts';
import {
  findFlag,
  type KubectlFlag,
  type KubectlFlagName,
  type KubectlVerb,
  kubectlFlags,
  kubectlVerb,
  kubectlVerbs,
  writtenFlag,
} from './kubectl_verbs.ts';
import { knownResources, pluralOf, singularOf } from './resource_names.ts';
import type { World } from './world.ts';

/** Every word that may stand behind `words`, the first of which is `kubectl`. */
export function afterKubectl(
  words: readonly string[],
  world: World,
  files: readonly string[],
): readonly string[] {
  const [, name, ...rest] = words;
  if (name === undefined) return kubectlVerbs.map((each) => each.verb);
  const verb = kubectlVerb(name);
  if (verb === undefined) return [];
  const last = rest.at(-1) ?? '';
  const awaited = awaitedBy(last);
  if (awaited !== undefined) return valuesOf(awaited, world, files);
  const plain = plainWords(rest);
  const flags = verb.flags.flatMap((flag) => writtenForms(flag));
  return [...afterPlainWords(verb, plain, world), ...flags];
}

/** The flag whose value comes next, if one does. */
function awaitedBy(last: string): KubectlFlagName | undefined {
  if (!last.startsWith('-') || last.includes('=')) return undefined;
  const name = findFlag(last.replace(/^--?/, ''));
  if (name === undefined) return undefined;
  const flag: KubectlFlag = kubectlFlags[name];
  return flag.isSwitch === true ? undefined : name;
}

function valuesOf(
  name: KubectlFlagName,
  world: World,
  files: readonly string[],
): readonly string[] {
  if (name === 'filename') return [...files, ...labFileNames];
  if (name === 'namespace') return namesOf('namespaces', world);
  const flag: KubectlFlag = kubectlFlags[name];
  return flag.values ?? flag.suggestions ?? [];
}

/** `-n`, `--namespace`; a value that is one of a few is offered with its flag. */
function writtenForms(name: KubectlFlagName): readonly string[] {
  const flag: KubectlFlag = kubectlFlags[name];
  if (flag.isSwitch === true) {
    return flag.short === undefined ? [`--${name}`] : [writtenFlag(name), `--${name}`];
  }
  const values = (flag.values ?? flag.suggestions ?? []).map((value) => `--${name}=${value}`);
  return [...(flag.short === undefined ? [] : [`-${flag.short}`]), `--${name}=`, ...values];
}

/** The words that are neither flags nor values of flags. */
function plainWords(words: readonly string[]): readonly string[] {
  return words.filter(
    (word, index) => !word.startsWith('-') && awaitedBy(words[index - 1] ?? '') === undefined,
  );
}

function afterPlainWords(
  verb: KubectlVerb,
  words: readonly string[],
  world: World,
): readonly string[] {
  const [first, ...rest] = words;
  switch (verb.verb) {
    case 'create':
      return first === undefined ? verb.subcommands : [];
    case 'set':
    case 'rollout':
      return first === undefined ? verb.subcommands : typesAndNames(rest, world);
    case 'apply':
    case 'replace':
    case 'events':
    case 'api-resources':
    case 'api-versions':
    case 'version':
      return [];
    default:
      return typesAndNames(words, world);
  }
}

function typesAndNames(words: readonly string[], world: World): readonly string[] {
  const [type] = words;
  if (type === undefined || type.includes('/')) {
    const objects = [...world.server.keys()].map(targetOf);
    const taken = new Set(words);
    const free = objects.filter((each) => !taken.has(each));
    return type === undefined ? [...typesIn(world), ...free] : free;
  }
  const taken = new Set(words.slice(1));
  return namesOf(pluralOf(type), world).filter((name) => !taken.has(name));
}

/** Well-known types by both of their names, and those of which there are objects. */
function typesIn(world: World): readonly string[] {
  const present = [...world.server.keys()].map((key) => key.split('/')[0] ?? '');
  return [...knownResources.map(singularOf), ...knownResources, ...present];
}

function namesOf(resource: string, world: World): readonly string[] {
  const names = [...world.server.keys()]
    .filter((key) => key.startsWith(`${resource}/`))
    .map((key) => key.split('/').at(-1) ?? '');
  return [...new Set(names)];
}

/** `pods/default/web-1` as kubectl names it: `pod/web-1`. */
function targetOf(key: string): string {
  const parts = key.split('/');
  return `${singularOf(parts[0] ?? '')}/${parts.at(-1) ?? ''}`;
}
