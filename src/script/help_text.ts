/** What a console says when it is asked for help: of everything, of kubectl, and of one verb. */

import { actions } from './actions.ts';
import {
  type KubectlFlag,
  type KubectlFlagName,
  kubectlFlags,
  kubectlVerb,
  kubectlVerbs,
} from './kubectl_verbs.ts';
import { predicateForms } from './predicate_forms.ts';
import { tokenize } from './token.ts';

/** The text that a line asks for; `undefined` if it is no call for help. */
export function helpFor(line: string): string | undefined {
  const tokens = tokenize(line);
  const words = tokens.ok ? tokens.value.map(({ text }) => text) : [];
  const asks = words.some((word) => word === '--help' || word === '-h');
  const [first, ...rest] = words.filter((word) => word !== '--help' && word !== '-h');
  if (first === 'help') return helpOn(rest);
  if (first === undefined) return asks ? helpOn([]) : undefined;
  if (first === 'kubectl' && (asks || rest.length === 0 || rest[0] === 'help')) {
    return helpOn(['kubectl', ...rest.filter((word) => word !== 'help')]);
  }
  return asks ? helpOn([first, ...rest]) : undefined;
}

function helpOn(words: readonly string[]): string {
  const [first, second] = words;
  if (first === undefined) return overview();
  if (first === 'kubectl' && second === undefined) return kubectlHelp();
  const name = first === 'kubectl' ? (second ?? '') : first;
  const verb = kubectlVerb(name);
  if (verb !== undefined) return verbHelp(verb.verb);
  const usages = actions.map(({ usage }) => usage).filter((usage) => usage.split(' ')[0] === name);
  if (usages.length === 0) return `There is no command ${JSON.stringify(name)}. Try help.`;
  const forms = name === 'expect' || name === 'until' ? predicateHelp() : [];
  return [...usages, ...forms].join('\n');
}

function overview(): string {
  const others = actions
    .filter(({ kind, moment }) => !kind.startsWith('kubectl.') && moment === 'any')
    .map(({ usage }) => `  ${usage}`);
  return [
    'Commands of kubectl:',
    ...columns(kubectlVerbs.map(({ verb, about }) => [verb, about])),
    '',
    'What can happen to the cluster:',
    ...others,
    '',
    'Of the console itself: help [COMMAND], clear, history.',
    'Tab completes, ↑ and ↓ bring earlier lines back, Ctrl R searches them, Ctrl C ends what goes on.',
  ].join('\n');
}

function predicateHelp(): readonly string[] {
  return [
    '',
    'PREDICATE is one of these:',
    ...columns(predicateForms.map(({ usage, about }) => [usage, about])),
  ];
}

function kubectlHelp(): string {
  return [
    'kubectl VERB … sends the requests that the real kubectl sends, and prints what it prints.',
    '',
    ...columns(kubectlVerbs.map(({ verb, about }) => [verb, about])),
    '',
    'kubectl VERB --help tells of one. -v=6, 7 or 8 shows the requests.',
  ].join('\n');
}

function verbHelp(name: string): string {
  const verb = kubectlVerb(name);
  if (verb === undefined) return '';
  const lines = [verb.about, '', `Usage: kubectl ${verb.verb} ${verb.usage}`.trimEnd()];
  if (verb.subcommands.length > 0) lines.push(`Subcommands: ${verb.subcommands.join(', ')}`);
  lines.push('', ...columns(verb.flags.map((flag) => [flagHead(flag), kubectlFlags[flag].about])));
  return lines.join('\n');
}

function flagHead(name: KubectlFlagName): string {
  const flag: KubectlFlag = kubectlFlags[name];
  const short = flag.short === undefined ? '' : `-${flag.short}, `;
  const worth = flag.values?.join('|') ?? flag.value ?? '';
  return `${short}--${name}${flag.isSwitch === true ? '' : `=${worth}`}`;
}

function columns(rows: readonly (readonly [head: string, about: string])[]): readonly string[] {
  const width = Math.min(34, Math.max(...rows.map(([head]) => head.length)));
  return rows.map(([head, about]) => `  ${head.padEnd(width)}  ${about}`);
}
