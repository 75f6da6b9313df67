/**
 * A script's head as settings: read from its text, and written back into it with everything else left as
 * it stands. Latencies are settings as long as nothing has happened; later they are acts.
 */

import type { Duration } from '#base/time.ts';
import { formatDuration } from '#base/time.ts';
import type { ProfileName } from '#trace/profile.ts';
import { latencies } from './actions.ts';
import { type HeadOptionName, headOptionNames } from './head_options.ts';
import { parseScript } from './parse.ts';
import { programNames } from './program_names.ts';
import type { Statement } from './script.ts';
import { quoteWord } from './token.ts';

export type LatencyName = (typeof latencies)[number];

/** A program that starts with the cluster. Empty text leaves a choice to the program. */
export interface StartSetting {
  readonly program: string;
  readonly workers: string;
  readonly resync: string;
}

/** Everything that a head can settle, as text. What is empty is left as it usually is. */
export interface HeadSettings {
  readonly profile: ProfileName;
  readonly seed: string;
  readonly policy: 'arrival' | 'shuffle';
  readonly options: Readonly<Partial<Record<HeadOptionName, string>>>;
  readonly latencies: Readonly<Partial<Record<LatencyName, string>>>;
  readonly programs: readonly StartSetting[];
}

/** The programs of a cluster whose script names none. */
export const usualStarts: readonly StartSetting[] = programNames
  .filter(({ usual }) => usual)
  .map(({ name }) => ({ program: name, workers: '', resync: '' }));

/** The head of a script that can be read; `usual` says what it does not settle itself. */
export function readHead(
  text: string,
  usual: Pick<HeadSettings, 'profile' | 'seed' | 'policy'>,
): HeadSettings {
  let settings: HeadSettings = { ...usual, options: {}, latencies: {}, programs: [] };
  for (const { command } of headStatements(text)) {
    switch (command.kind) {
      case 'seed':
        settings = { ...settings, seed: command.seed };
        break;
      case 'profile':
        settings = { ...settings, profile: command.profile as ProfileName };
        break;
      case 'policy':
        settings = { ...settings, policy: command.policy };
        break;
      case 'set': {
        const options = { ...settings.options, [command.option]: command.value };
        settings = { ...settings, options };
        break;
      }
      case 'latency': {
        const lasting = formatDuration(command.lasting as Duration);
        settings = { ...settings, latencies: { ...settings.latencies, [command.of]: lasting } };
        break;
      }
      case 'start': {
        const { program, workers, resync } = command;
        const start = {
          program,
          workers: workers === undefined ? '' : String(workers),
          resync: resync === undefined ? '' : formatDuration(resync as Duration),
        };
        settings = { ...settings, programs: [...settings.programs, start] };
        break;
      }
      default:
        break;
    }
  }
  return settings.programs.length > 0 ? settings : { ...settings, programs: usualStarts };
}

/** The script with these settings in place of those that it had. */
export function writeHead(text: string, settings: HeadSettings): string {
  const lines = text.split(/\r?\n/);
  const statements = headStatements(text);
  const settled = new Set(statements.map(({ line }) => line));
  const allowed = allowances(text);
  const kept = lines.filter((_, index) => !settled.has(index + 1) && !allowed.has(index + 1));
  const firstLine = kept.findIndex((line) => !/^\s*(#.*)?$/.test(line));
  const start = firstLine < 0 ? kept.length : firstLine;
  return [
    ...kept.slice(0, start),
    ...headLines(settings, statements),
    ...lines.filter((_, index) => allowed.has(index + 1)),
    ...latencyLines(settings),
    ...kept.slice(start),
  ].join('\n');
}

/** The statements that are settings. None in a script that cannot be read. */
function headStatements(text: string): readonly Statement[] {
  const script = parseScript(text);
  if (!script.ok) return [];
  const found: Statement[] = [];
  for (const statement of script.value.statements) {
    const { kind } = statement.command;
    if (kind === 'allow') continue;
    if (!settling.has(kind)) break;
    found.push(statement);
  }
  return found;
}

const settling: ReadonlySet<string> = new Set([
  'seed',
  'profile',
  'policy',
  'set',
  'start',
  'latency',
]);

/** They must go on standing before latencies, which end the head. */
function allowances(text: string): ReadonlySet<number> {
  const script = parseScript(text);
  if (!script.ok) return new Set();
  const all = script.value.statements.filter(({ command }) => command.kind === 'allow');
  return new Set(all.map(({ line }) => line));
}

function headLines(settings: HeadSettings, before: readonly Statement[]): readonly string[] {
  const { profile, seed, policy, options, programs } = settings;
  const had = (kind: string): boolean => before.some(({ command }) => command.kind === kind);
  const lines = [`seed ${quoteWord(seed)}`];
  if (profile !== 'classic' || had('profile')) lines.push(`profile ${profile}`);
  if (policy !== 'arrival' || had('policy')) lines.push(`policy ${policy}`);
  for (const name of headOptionNames) {
    const value = options[name] ?? '';
    if (value !== '') lines.push(`set ${name} ${value}`);
  }
  if (!had('start') && isUsual(programs)) return lines;
  for (const { program, workers, resync } of programs) {
    const more = `${workers === '' ? '' : ` workers=${workers}`}${resync === '' ? '' : ` resync=${resync}`}`;
    lines.push(`start ${program}${more}`);
  }
  return lines;
}

function isUsual(programs: readonly StartSetting[]): boolean {
  return JSON.stringify(programs) === JSON.stringify(usualStarts);
}

/** `all` first: what is said of one part afterwards holds for that part. */
function latencyLines(settings: HeadSettings): readonly string[] {
  const lines: string[] = [];
  for (const name of latencies) {
    const value = settings.latencies[name] ?? '';
    if (value !== '') lines.push(name === 'all' ? `latency ${value}` : `latency ${name} ${value}`);
  }
  return lines;
}
