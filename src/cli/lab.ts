/**
 * `npm run -s lab -- run|selfcheck|hash|export|link FILE…`: scripts without a page; `open LINK`; `keep-engines`; `lessons --check`; `new-lesson`; `claims`; `check-locale TAG`.
 * Exits 1 when something did not hold, 2 when the command line or a script cannot be read.
 */

import { parseArgs } from 'node:util';
import { parseDuration } from '#base/time.ts';
import type { Overrides } from '#session/settings.ts';
import { isProfileName } from '#trace/profile.ts';
import { printLocaleCheck, translations } from './lab_check_locale.ts';
import { checkClaims } from './lab_claims.ts';
import { type ExportFormat, exportFormats, exportScript } from './lab_export.ts';
import { hashScript } from './lab_hash.ts';
import { keepEngines, keepEnginesHelp } from './lab_keep_engines.ts';
import { checkLessons } from './lab_lessons.ts';
import { linkScript } from './lab_link.ts';
import { printNewLesson } from './lab_new_lesson.ts';
import { openLink } from './lab_open.ts';
import { runScript } from './lab_run.ts';
import type { LabOptions } from './lab_script.ts';
import { selfcheckScript } from './lab_selfcheck.ts';

const usage = `Usage:
  lab run FILE… [--profile classic|inOrder|watchList|modern] [--seed S] [--policy arrival|shuffle]
                [--until 60s] [--format text|ndjson]
  lab selfcheck FILE… [the same]
  lab hash FILE… [the same]
  lab export FILE --format ndjson|mermaid|perfetto|prometheus|text|svg [--from HOP] [--to HOP]
                [--program NAME] [the same]   (svg: one panel at the last hop; whole views: from the page)
  lab link FILE… [the same]
  lab open LINK…
  lab keep-engines --from PLACE --into FOLDER (--help tells more)
  lab lessons --check [NAME…]
  lab new-lesson L03 some-name
  lab claims
  lab check-locale TAG`;

/** The command line cannot be read. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

interface CommandLine {
  readonly command: string;
  readonly files: readonly string[];
  readonly options: Omit<LabOptions, 'format'>;
  readonly format: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly program: string | undefined;
  readonly check: boolean;
  readonly into: string | undefined;
  readonly help: boolean;
}

function readOptions(): CommandLine {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      profile: { type: 'string' },
      seed: { type: 'string' },
      policy: { type: 'string' },
      until: { type: 'string' },
      format: { type: 'string', default: 'text' },
      from: { type: 'string' },
      to: { type: 'string' },
      program: { type: 'string' },
      into: { type: 'string' },
      help: { type: 'boolean', default: false },
      check: { type: 'boolean', default: false },
    },
  });
  const { profile, seed, policy, format, program } = values;
  if (profile !== undefined && !isProfileName(profile))
    throw new UsageError(`unknown profile ${profile}`);
  if (policy !== undefined && policy !== 'arrival' && policy !== 'shuffle') {
    throw new UsageError(`unknown policy ${policy}`);
  }
  const until = values.until === undefined ? undefined : parseDuration(values.until);
  if (values.until !== undefined && (until === undefined || until < 0)) {
    throw new UsageError(`expected a duration such as 60s after --until, got ${values.until}`);
  }
  const overrides: Overrides = { profile, seed, policy };
  const [command = '', ...files] = positionals;
  const options = { overrides, until };
  const { from, to, check, into, help } = values;
  return { command, files, options, format, from, to, program, check, into, help };
}

function hopOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new UsageError(`expected a hop such as 12 after ${name}, got ${text}`);
}

function exported(line: CommandLine): (file: string) => number {
  const { options, program, format } = line;
  const range = { from: hopOf(line.from, '--from'), to: hopOf(line.to, '--to') };
  const known = exportFormats.find((each): each is ExportFormat => each === format);
  if (known === undefined) throw new UsageError(`unknown format ${format}`);
  return (file) => exportScript(file, { ...options, ...range, program, format: known });
}

function runFormat(format: string): LabOptions['format'] {
  if (format === 'text' || format === 'ndjson') return format;
  throw new UsageError(`unknown format ${format}`);
}

const commands: Readonly<Record<string, (file: string, options: LabOptions) => number>> = {
  run: runScript,
  selfcheck: selfcheckScript,
  hash: hashScript,
  link: linkScript,
  open: (link) => openLink(link),
};

function played({ command, options, format }: CommandLine): (file: string) => number {
  const act = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (act === undefined) throw new UsageError(`unknown command ${JSON.stringify(command)}`);
  const known = { ...options, format: runFormat(format) };
  return (file) => act(file, known);
}

async function kept({ from, into, help }: CommandLine): Promise<number> {
  if (help) {
    process.stdout.write(keepEnginesHelp);
    return 0;
  }
  if (from === undefined || into === undefined) {
    throw new UsageError('expected --from and --into after keep-engines');
  }
  return await keepEngines({ from, into });
}

async function main(): Promise<number> {
  const line = readOptions();
  const { command, files, check } = line;
  if (command === 'lessons') {
    if (!check) throw new UsageError('expected --check after lessons');
    return await checkLessons(files);
  }
  if (command === 'check-locale') {
    const [tag = ''] = files;
    const locale = Object.hasOwn(translations, tag) ? translations[tag] : undefined;
    if (locale !== undefined) return await printLocaleCheck(locale);
    throw new UsageError(
      `expected one of ${Object.keys(translations)}, got ${JSON.stringify(tag)}`,
    );
  }
  if (command === 'new-lesson') {
    const [id = '', slug = ''] = files;
    return printNewLesson(id, slug);
  }
  if (command === 'keep-engines') return await kept(line);
  if (command === 'claims') return await checkClaims();
  const act = command === 'export' ? exported(line) : played(line);
  if (files.length === 0) throw new UsageError('expected a file');
  return Math.max(...files.map(act));
}

try {
  process.exitCode = await main();
} catch (error) {
  const isUsage =
    error instanceof UsageError ||
    (error instanceof TypeError &&
      'code' in error &&
      String(error.code).startsWith('ERR_PARSE_ARGS'));
  if (!isUsage) throw error;
  process.stderr.write(`${error.message}\n${usage}\n`);
  process.exitCode = 2;
}
