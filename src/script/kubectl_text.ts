/** kubectl's own command lines, read into commands and written back. Files come from the script's blocks. */

import type { Command, CommandOf } from '#trace/command.ts';
import type { Cursor } from './cursor.ts';
import { pluralOf, singularOf } from './resource_names.ts';
import { quoteWord } from './token.ts';

/** A file of the script, or what stood below the statement for `-f -`. */
export interface ScriptFile {
  readonly name: string;
  readonly content: string;
}

/** A command of kubectl. */
export type KubectlCommand = Extract<Command, { readonly kind: `kubectl.${string}` }>;

type Target = CommandOf<'kubectl.scale'>['target'];
type Flags = Readonly<Record<string, string | true>>;

/** What was on the line besides the verb: words in order, and flags by their long names. */
interface Line {
  readonly words: readonly string[];
  readonly flags: Flags;
}

const longNames: Readonly<Record<string, string>> = {
  f: 'filename',
  n: 'namespace',
  l: 'selector',
  o: 'output',
  p: 'patch',
};

const switches: ReadonlySet<string> = new Set(['all', 'overwrite']);

interface Verb {
  readonly flags: readonly string[];
  readonly usage: string;
  readonly build: (line: Line, files: Files) => Built;
}

/** The command, or what is missing. */
type Built = KubectlCommand | string;
type Files = (name: string) => ScriptFile | undefined;

const manifestUsage = '-f FILE [-n NAMESPACE]';
const target = 'a resource and a name such as deployment web or deployment/web';

const verbs: Readonly<Record<string, Verb>> = {
  apply: manifestVerb('kubectl.apply'),
  create: manifestVerb('kubectl.create'),
  replace: manifestVerb('kubectl.replace'),
  delete: {
    flags: ['filename', 'selector', 'all', 'namespace'],
    usage: '(-f FILE | TYPE NAME… | TYPE -l SELECTOR | TYPE --all)',
    build: buildDelete,
  },
  scale: {
    flags: ['replicas', 'namespace'],
    usage: 'TYPE/NAME --replicas=N',
    build: ({ words, flags }) => {
      const found = oneTarget(words);
      if (found === undefined) return target;
      const { replicas } = flags;
      if (typeof replicas !== 'string' || !/^\d{1,4}$/.test(replicas)) return '--replicas=N';
      return withNamespace(
        { kind: 'kubectl.scale', target: found, replicas: Number(replicas) },
        flags,
      );
    },
  },
  label: changeVerb('kubectl.label'),
  annotate: changeVerb('kubectl.annotate'),
  patch: {
    flags: ['type', 'patch', 'subresource', 'namespace'],
    usage: 'TYPE NAME --type=merge -p JSON [--subresource=status]',
    build: buildPatch,
  },
  get: {
    flags: ['selector', 'output', 'namespace'],
    usage: 'TYPE [NAME] [-l SELECTOR] [-o wide|yaml|json|name]',
    build: buildGet,
  },
};

/** kubectl's verbs with what follows them, for completion and help. */
export const kubectlVerbs: readonly { readonly verb: string; readonly usage: string }[] =
  Object.entries(verbs).map(([verb, { usage }]) => ({ verb, usage }));

/** Reads what follows `kubectl`. */
export function readKubectl(cursor: Cursor, files: Files): KubectlCommand | undefined {
  const name = cursor.take(...Object.keys(verbs));
  const verb = name === undefined ? undefined : verbs[name];
  if (verb === undefined) return undefined;
  const line = readLine(cursor, verb);
  if (line === undefined) return undefined;
  const built = verb.build(line, files);
  return typeof built === 'string' ? cursor.wants(built) : built;
}

/** The command line. Files are only named: the printer of the whole statement adds their blocks. */
export function writeKubectl(command: KubectlCommand): string {
  const words = ['kubectl', command.kind.slice('kubectl.'.length), ...bodyOf(command)];
  if (command.namespace !== undefined) words.push('-n', quoteWord(command.namespace));
  return words.join(' ');
}

function readLine(cursor: Cursor, verb: Verb): Line | undefined {
  const words: string[] = [];
  const flags: Record<string, string | true> = {};
  while (!cursor.atEnd) {
    const text = cursor.token?.text ?? '';
    const flag =
      cursor.token?.quoted === true && !text.startsWith('-') ? null : flagPattern.exec(text);
    if (flag === null) {
      words.push(text);
      cursor.index++;
      continue;
    }
    const name = longNames[flag[1] ?? ''] ?? flag[1] ?? '';
    if (!verb.flags.includes(name)) return cursor.wants(verb.flags.map(writtenFlag).join(', '));
    cursor.index++;
    const value =
      switches.has(name) && flag[2] === undefined ? true : (flag[2] ?? readValue(cursor));
    if (value === undefined) return cursor.wants(`a value for ${writtenFlag(name)}`);
    flags[name] = value;
  }
  return { words, flags };
}

const flagPattern = /^(?:--?)([a-z][a-z-]*)(?:=(.*))?$/s;

function readValue(cursor: Cursor): string | undefined {
  const text = cursor.token?.text;
  if (text !== undefined) cursor.index++;
  return text;
}

function writtenFlag(name: string): string {
  const short = Object.entries(longNames).find(([, long]) => long === name)?.[0];
  return short === undefined ? `--${name}` : `-${short}`;
}

function manifestVerb(kind: 'kubectl.apply' | 'kubectl.create' | 'kubectl.replace'): Verb {
  return {
    flags: ['filename', 'namespace'],
    usage: manifestUsage,
    build: ({ words, flags }, files) => {
      const file = fileOf(flags, files);
      if (typeof file === 'string') return file;
      if (words.length > 0) return 'nothing but -f FILE and -n NAMESPACE';
      return withNamespace({ kind, file }, flags);
    },
  };
}

function fileOf(flags: Flags, files: Files): ScriptFile | string {
  const name = flags['filename'];
  if (typeof name !== 'string') return '-f and the name of a file';
  const file = files(name);
  if (file !== undefined) return file;
  return name === '-'
    ? 'a block for -f -, begun by <<EOF at the end of the line'
    : `a file block named ${quoteWord(name)} in this script`;
}

function buildDelete({ words, flags }: Line, files: Files): Built {
  if (flags['filename'] !== undefined) {
    const file = fileOf(flags, files);
    if (typeof file === 'string') return file;
    return withNamespace({ kind: 'kubectl.delete', file }, flags);
  }
  const [type, ...names] = words;
  if (type === undefined) return `-f FILE, or ${target}`;
  const { selector } = flags;
  if (typeof selector === 'string' || flags['all'] === true) {
    if (names.length > 0 || type.includes('/')) return 'no name beside a selector or --all';
    const chosen = typeof selector === 'string' ? { selector } : { all: true };
    return withNamespace({ kind: 'kubectl.delete', resource: pluralOf(type), ...chosen }, flags);
  }
  const targets = targetsOf(words);
  return targets === undefined ? target : withNamespace({ kind: 'kubectl.delete', targets }, flags);
}

function buildPatch({ words, flags }: Line): Built {
  const found = oneTarget(words);
  if (found === undefined) return target;
  const { type, patch, subresource } = flags;
  if (type !== undefined && type !== 'merge') return '--type=merge, the only type of patch here';
  if (typeof patch !== 'string') return '-p and a JSON object';
  const value = parseJson(patch);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return `-p and a JSON object such as '{"spec":{"replicas":2}}'`;
  }
  if (subresource !== undefined && subresource !== 'status') return '--subresource=status';
  const command: KubectlCommand = { kind: 'kubectl.patch', target: found, patch: value };
  return withNamespace(subresource === undefined ? command : { ...command, subresource }, flags);
}

function buildGet({ words, flags }: Line): Built {
  const [type, ...names] = words.flatMap((text) => text.split('/'));
  if (type === undefined) return 'a resource such as pods';
  if (names.length > 1) return 'at most one name';
  const { selector, output } = flags;
  const outputs = ['wide', 'yaml', 'json', 'name'] as const;
  const chosen = outputs.find((each) => each === output);
  if (output !== undefined && chosen === undefined) return `-o ${outputs.join('|')}`;
  return withNamespace(
    {
      kind: 'kubectl.get',
      resource: pluralOf(type),
      ...(names[0] === undefined ? {} : { name: names[0] }),
      ...(typeof selector === 'string' ? { selector } : {}),
      ...(chosen === undefined ? {} : { output: chosen }),
    },
    flags,
  );
}

function changeVerb(kind: 'kubectl.label' | 'kubectl.annotate'): Verb {
  return {
    flags: ['overwrite', 'namespace'],
    usage: 'TYPE NAME KEY=VALUE… KEY-… [--overwrite]',
    build: ({ words, flags }) => {
      const isChange = (text: string) => text.includes('=') || text.endsWith('-');
      const found = oneTarget(words.filter((text) => !isChange(text)));
      if (found === undefined) return target;
      const changes = words.filter(isChange).map(changeOf);
      if (changes.length === 0) return 'KEY=VALUE to set or KEY- to remove';
      const overwrite = flags['overwrite'] === true || flags['overwrite'] === 'true';
      return withNamespace({ kind, target: found, changes, overwrite }, flags);
    },
  };
}

function changeOf(text: string): { readonly name: string; readonly value?: string } {
  const at = text.indexOf('=');
  return at < 0
    ? { name: text.slice(0, -1) }
    : { name: text.slice(0, at), value: text.slice(at + 1) };
}

function targetsOf(words: readonly string[]): readonly Target[] | undefined {
  if (words.some((text) => text.includes('/'))) {
    const targets = words.map((text) => {
      const [type = '', name = '', ...rest] = text.split('/');
      return {
        resource: pluralOf(type),
        name,
        fine: type !== '' && name !== '' && rest.length === 0,
      };
    });
    return targets.every(({ fine }) => fine)
      ? targets.map(({ resource, name }) => ({ resource, name }))
      : undefined;
  }
  const [type, ...names] = words;
  if (type === undefined || names.length === 0) return undefined;
  return names.map((name) => ({ resource: pluralOf(type), name }));
}

function oneTarget(words: readonly string[]): Target | undefined {
  const targets = targetsOf(words);
  return targets?.length === 1 ? targets[0] : undefined;
}

function withNamespace(command: KubectlCommand, flags: Flags): KubectlCommand {
  const { namespace } = flags;
  return typeof namespace === 'string' ? { ...command, namespace } : command;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function bodyOf(command: KubectlCommand): readonly string[] {
  switch (command.kind) {
    case 'kubectl.apply':
    case 'kubectl.create':
    case 'kubectl.replace':
      return ['-f', quoteWord(command.file.name)];
    case 'kubectl.delete':
      return deleteBody(command);
    case 'kubectl.scale':
      return [writeTarget(command.target), `--replicas=${command.replicas}`];
    case 'kubectl.label':
    case 'kubectl.annotate': {
      const changes = command.changes.map(({ name, value }) =>
        quoteWord(value === undefined ? `${name}-` : `${name}=${value}`),
      );
      return [
        writeTarget(command.target),
        ...changes,
        ...(command.overwrite ? ['--overwrite'] : []),
      ];
    }
    case 'kubectl.patch': {
      const patch = ['--type=merge', '-p', quoteWord(JSON.stringify(command.patch))];
      const sub = command.subresource === undefined ? [] : [`--subresource=${command.subresource}`];
      return [writeTarget(command.target), ...patch, ...sub];
    }
    case 'kubectl.get':
      return getBody(command);
  }
}

function deleteBody(command: CommandOf<'kubectl.delete'>): readonly string[] {
  if (command.file !== undefined) return ['-f', quoteWord(command.file.name)];
  if (command.targets !== undefined) return command.targets.map(writeTarget);
  const resource = command.resource ?? '';
  return command.selector === undefined
    ? [resource, '--all']
    : [resource, '-l', quoteWord(command.selector)];
}

function getBody(command: CommandOf<'kubectl.get'>): readonly string[] {
  const words = [command.resource];
  if (command.name !== undefined) words.push(quoteWord(command.name));
  if (command.selector !== undefined) words.push('-l', quoteWord(command.selector));
  if (command.output !== undefined) words.push('-o', command.output);
  return words;
}

function writeTarget({ resource, name }: Target): string {
  return quoteWord(`${singularOf(resource)}/${name}`);
}
