/** kubectl's own command lines, read into commands and written back. Files come from the script's blocks. */

import type { Command } from '#trace/command.ts';
import type { Cursor } from './cursor.ts';
import {
  findFlag,
  type KubectlFlag,
  type KubectlFlagName,
  type KubectlVerb,
  type KubectlVerbName,
  kubectlFlags,
  kubectlVerb,
  kubectlVerbs,
  writtenFlag,
} from './kubectl_verbs.ts';
import { quoteWord } from './token.ts';

/** A file of the script, or what stood below the statement for `-f -`. */
export interface ScriptFile {
  readonly name: string;
  readonly content: string;
}

/** A command of kubectl. */
export type KubectlCommand = Extract<Command, { readonly kind: `kubectl.${string}` }>;

/** A flag that was given, by its long name. */
export interface GivenFlag {
  readonly name: string;
  readonly value: string;
}

type Files = (name: string) => ScriptFile | undefined;

/** True for a command of kubectl. */
export function isKubectl(command: Command): command is KubectlCommand {
  return command.kind.startsWith('kubectl.');
}

/** The verb of a command: `get`. */
export function verbOfCommand({ kind }: KubectlCommand): KubectlVerbName {
  return kind.slice('kubectl.'.length) as KubectlVerbName;
}

/** The last value that a flag was given. */
export function flagValue(command: KubectlCommand, name: KubectlFlagName): string | undefined {
  return command.flags?.findLast((each) => each.name === name)?.value;
}

/** Reads what follows `kubectl`. */
export function readKubectl(cursor: Cursor, files: Files): KubectlCommand | undefined {
  const name = cursor.take(...kubectlVerbs.map(({ verb }) => verb));
  const verb = name === undefined ? undefined : kubectlVerb(name);
  if (verb === undefined) return undefined;
  const line = readLine(cursor, verb);
  if (line === undefined) return undefined;
  const fault = lineFault(verb, line);
  if (fault !== undefined) return cursor.wants(fault);
  const named = line.flags.find((flag) => flag.name === 'filename')?.value;
  const file = named === undefined ? undefined : files(named);
  if (named !== undefined && file === undefined) return cursor.wants(missingFile(named));
  return {
    kind: `kubectl.${verb.verb}`,
    ...(line.words.length === 0 ? {} : { words: line.words }),
    ...kept(line.flags),
    ...(file === undefined ? {} : { file }),
  };
}

/** The command line. Files are only named: the printer of the whole statement adds their blocks. */
export function writeKubectl(command: KubectlCommand): string {
  const all = command.words ?? [];
  const end = all.indexOf('--');
  const words = end < 0 ? all : all.slice(0, end);
  const file = command.file === undefined ? [] : ['-f', quoteWord(command.file.name)];
  const parts = ['kubectl', verbOfCommand(command), ...words.map(quoteWord), ...file];
  for (const { name, value } of command.flags ?? []) parts.push(...flagWords(name, value));
  if (end >= 0) parts.push(...all.slice(end).map(quoteWord));
  return parts.join(' ');
}

interface Line {
  readonly words: readonly string[];
  readonly flags: readonly GivenFlag[];
}

/** What was on the line besides the verb: words in order, and flags by their long names. */
function readLine(cursor: Cursor, verb: KubectlVerb): Line | undefined {
  const words: string[] = [];
  const flags: GivenFlag[] = [];
  let onlyWords = false;
  while (!cursor.atEnd) {
    const text = cursor.token?.text ?? '';
    if (onlyWords || text === '-' || !text.startsWith('-')) {
      words.push(text);
      cursor.index++;
    } else if (text === '--') {
      onlyWords = true;
      words.push(text);
      cursor.index++;
    } else {
      const flag = readFlag(cursor, verb);
      if (flag === undefined) return undefined;
      flags.push(flag);
    }
  }
  return { words, flags };
}

function readFlag(cursor: Cursor, verb: KubectlVerb): GivenFlag | undefined {
  const parts = partsOfFlag(cursor.token?.text ?? '');
  const name = findFlag(parts.name);
  if (name === undefined || !verb.flags.includes(name)) {
    return cursor.wants(verb.flags.map(writtenFlag).join(', '));
  }
  const flag: KubectlFlag = kubectlFlags[name];
  cursor.index++;
  const value = parts.value ?? (flag.isSwitch === true ? 'true' : nextWord(cursor));
  if (value === undefined) return cursor.wants(`a value for ${writtenFlag(name)}`);
  const fault = valueFault(name, value);
  return fault === undefined ? { name, value } : cursor.wants(fault);
}

/** `--replicas=3`, `-l=app=web`, `-owide`, `-v8`. */
function partsOfFlag(text: string): { readonly name: string; readonly value?: string } {
  const long = /^--([^=]+)(?:=(.*))?$/s.exec(text);
  if (long !== null) {
    return { name: long[1] ?? '', ...(long[2] === undefined ? {} : { value: long[2] }) };
  }
  const name = text.slice(1, 2);
  const rest = text.slice(2);
  if (rest === '') return { name };
  return { name, value: rest.startsWith('=') ? rest.slice(1) : rest };
}

function nextWord(cursor: Cursor): string | undefined {
  const text = cursor.token?.text;
  if (text !== undefined) cursor.index++;
  return text;
}

function valueFault(name: KubectlFlagName, value: string): string | undefined {
  const flag: KubectlFlag = kubectlFlags[name];
  if (flag.isSwitch === true) {
    return value === 'true' || value === 'false' ? undefined : `--${name}, =true or =false`;
  }
  const { values, pattern } = flag;
  if (name === 'type' || values === undefined) {
    return pattern === undefined || pattern.test(value) ? undefined : `--${name}=${flag.value}`;
  }
  return values.includes(value) ? undefined : `${writtenFlag(name)} ${values.join('|')}`;
}

/** What is missing from a line, if anything is; the rest is for kubectl to say when it runs. */
function lineFault({ verb, subcommands }: KubectlVerb, line: Line): string | undefined {
  const { words, flags } = line;
  const has = (name: KubectlFlagName) => flags.some((flag) => flag.name === name);
  const [first] = words;
  const hasFile = has('filename');
  switch (verb) {
    case 'apply':
    case 'replace':
      if (!hasFile) return '-f and the name of a file';
      return words.length > 0 ? 'nothing but -f FILE and flags' : undefined;
    case 'create':
      if (hasFile) return words.length > 0 ? 'nothing but -f FILE and flags' : undefined;
      return subcommands.includes(first ?? '')
        ? undefined
        : `-f and the name of a file, or one of ${subcommands.join(', ')}`;
    case 'set':
    case 'rollout':
      if (first === undefined || !subcommands.includes(first)) return subcommands.join(', ');
      return namesOne(words.slice(1)) || has('selector') ? undefined : target;
    case 'scale':
      if (!namesOne(words)) return target;
      return has('replicas') ? undefined : '--replicas=N';
    case 'edit':
      return namesOne(words) ? undefined : target;
    case 'label':
    case 'annotate':
      if (!namesOne(words.filter((word) => !isChange(word))) && !has('all') && !has('selector')) {
        return target;
      }
      return words.some(isChange) ? undefined : 'KEY=VALUE to set or KEY- to remove';
    case 'patch':
      return namesOne(words) ? patchFault(flags) : target;
    case 'wait':
      if (!has('for')) return '--for=condition=…, --for=delete or --for=jsonpath=…';
      return first === undefined && !hasFile ? target : undefined;
    case 'get':
    case 'describe':
      return first === undefined && !has('raw') && !hasFile ? 'a resource such as pods' : undefined;
    case 'delete':
      return deletionFault(words, { hasFile, many: has('all') || has('selector') });
    default:
      return undefined;
  }
}

const target = 'a resource and a name such as deployment web or deployment/web';

function deletionFault(
  words: readonly string[],
  { hasFile, many }: { readonly hasFile: boolean; readonly many: boolean },
): string | undefined {
  if (hasFile) return words.length > 0 ? 'nothing but -f FILE and flags' : undefined;
  if (words.length === 0) return `-f FILE, or ${target}`;
  if (!many) return namesOne(words) ? undefined : target;
  return words.length > 1 || words[0]?.includes('/') === true
    ? 'no name beside a selector or --all'
    : undefined;
}

/** Labels and annotations: `app=web` sets, `app-` removes. */
export function isChange(word: string): boolean {
  return word.includes('=') || (word.endsWith('-') && word.length > 1);
}

function namesOne(words: readonly string[]): boolean {
  const [first, second] = words;
  return first !== undefined && (/^[^/]+\/[^/]+$/.test(first) || second !== undefined);
}

function patchFault(flags: readonly GivenFlag[]): string | undefined {
  const given = (name: string) => flags.findLast((flag) => flag.name === name)?.value;
  const patch = given('patch');
  const type = given('type') ?? 'strategic';
  if (!['strategic', 'merge', 'json'].includes(type)) return '--type=strategic|merge|json';
  if (patch === undefined) return '-p and a JSON object';
  const value = parseJson(patch);
  const fits = type === 'json' ? Array.isArray(value) : isObject(value);
  if (fits) return undefined;
  return type === 'json'
    ? `-p and a JSON array such as '[{"op":"remove","path":"/spec/paused"}]'`
    : `-p and a JSON object such as '{"spec":{"replicas":2}}'`;
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function missingFile(name: string): string {
  return name === '-'
    ? 'a block for -f -, begun by <<EOF at the end of the line'
    : `a file block named ${quoteWord(name)} in this script`;
}

/** The flags that a command keeps: the file is a member of its own. */
function kept(flags: readonly GivenFlag[]): { readonly flags?: readonly GivenFlag[] } {
  const others = flags.filter(({ name }) => name !== 'filename');
  return others.length === 0 ? {} : { flags: others };
}

function flagWords(name: string, value: string): readonly string[] {
  const flag: KubectlFlag | undefined = kubectlFlags[name as KubectlFlagName];
  const short = flag?.short;
  if (flag?.isSwitch === true) {
    const written = short === undefined ? `--${name}` : `-${short}`;
    return [value === 'true' ? written : `--${name}=${value}`];
  }
  if (short === undefined) return [quoteWord(`--${name}=${value}`)];
  if (short === 'v') return [`-v=${value}`];
  return value === '' || value.startsWith('-')
    ? [quoteWord(`--${name}=${value}`)]
    : [`-${short}`, quoteWord(value)];
}
