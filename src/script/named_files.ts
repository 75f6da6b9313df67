/** Files that a run knows by name, so that a line can name one without bringing it along. */

import type { RunRecord } from '#trace/engine_port.ts';
import { isKubectl, verbOfCommand } from './kubectl_text.ts';
import { parseScript } from './parse.ts';
import { tokenize } from './token.ts';

/** The files of a run's script and of what was done by hand, by their names. */
export function filesOf(record: RunRecord): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const text of [record.script, ...record.acts.map(({ statement }) => statement)]) {
    const script = parseScript(text);
    if (!script.ok) continue;
    for (const { name, content } of script.value.files) files.set(name, content);
    for (const { command } of script.value.statements) {
      if (!isKubectl(command) || command.file === undefined) continue;
      if (verbOfCommand(command) !== 'edit' && command.file.name !== '-') {
        files.set(command.file.name, command.file.content);
      }
    }
  }
  return files;
}

/** The line with the file that it names, if the run knows it; otherwise the line itself. */
export function withFile(line: string, record: RunRecord): string {
  const tokens = tokenize(line);
  const words = tokens.ok ? tokens.value.map(({ text }) => text) : [];
  const at = words.findIndex((word) => word === '-f' || word === '--filename');
  const name = at < 0 ? undefined : words[at + 1];
  if (name === undefined || line.includes('\n')) return line;
  const file = filesOf(record).get(name);
  if (file === undefined) return line;
  let end = 'EOF';
  while (file.split('\n').includes(end)) end += '_';
  return `file ${name} <<${end}\n${file.replace(/\n*$/, '\n')}${end}\n${line}`;
}
