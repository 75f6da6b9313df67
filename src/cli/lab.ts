/**
 * `npm run -s lab -- run|selfcheck|hash FILE…`: scripts without a page; `lessons --check`; `new-lesson`; `claims`; `check-locale TAG`.
 * Exits 1 when something did not hold, 2 when the command line or a script cannot be read.
 */

import { parseArgs } from 'node:util';
import { parseDuration } from '#base/time.ts';
import type { Overrides } from '#session/settings.ts';
import { isProfileName } from '#trace/profile.ts';
import { printLocaleCheck, translations } from './lab_check_locale.ts';
import { checkClaims } from './lab_claims.ts';
import { hashScript } from './lab_hash.ts';
import { checkLessons } from './lab_lessons.ts';
import { printNewLesson } from './lab_new_lesson.ts';
import { runScript } from './lab_run.ts';
import type { LabOptions } from './lab_script.ts';
import { selfcheckScript } from './lab_selfcheck.ts';

const usage = `Usage:
  lab run FILE… [--profile classic|inOrder|watchList|modern] [--seed S] [--policy arrival|shuffle]
                [--until 60s] [--format text|ndjson]
  lab selfcheck FILE… [the same]
  lab hash FILE… [the same]
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
  readonly options: LabOptions;
  readonly check: boolean;
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
      check: { type: 'boolean', default: false },
    },
  });
  const { profile, seed, policy, format } = values;
  if (profile !== undefined && !isProfileName(profile))
    throw new UsageError(`unknown profile ${profile}`);
  if (policy !== undefined && policy !== 'arrival' && policy !== 'shuffle') {
    throw new UsageError(`unknown policy ${policy}`);
  }
  if (format !== 'text' && format !== 'ndjson') throw new UsageError(`unknown format ${format}`);
  const until = values.until === undefined ? undefined : parseDuration(values.until);
  if (values.until !== undefined && (until === undefined || until < 0)) {
    throw new UsageError(`expected a duration such as 60s after --until, got ${values.until}`);
  }
  const overrides: Overrides = { profile, seed, policy };
  const [command = '', ...files] = positionals;
  return { command, files, options: { overrides, until, format }, check: values.check };
}

const commands: Readonly<Record<string, (file: string, options: LabOptions) => number>> = {
  run: runScript,
  selfcheck: selfcheckScript,
  hash: hashScript,
};

async function main(): Promise<number> {
  const { command, files, options, check } = readOptions();
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
  if (command === 'claims') return await checkClaims();
  const act = Object.hasOwn(commands, command) ? commands[command] : undefined;
  if (act === undefined) throw new UsageError(`unknown command ${JSON.stringify(command)}`);
  if (files.length === 0) throw new UsageError('expected a file');
  return Math.max(...files.map((file) => act(file, options)));
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
