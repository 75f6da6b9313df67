/** Commands in words. What is printed here parses back to the same commands. */

import { AssertionError } from '#base/assert.ts';
import { isLabFile } from '#script/library/lab_files.ts';
import type { Command } from '#trace/command.ts';
import type { Predicate } from '#trace/command_predicate.ts';
import { actionFor } from './actions.ts';
import { span } from './argument.ts';
import { isKubectl, type ScriptFile, writeKubectl } from './kubectl_text.ts';
import { writePieces } from './pattern.ts';
import { writePredicate } from './predicate_text.ts';
import { quoteWord } from './token.ts';

/** The one line of a command, without the block of a file that it names. */
export function printLine(command: Command): string {
  if (isKubectl(command)) return writeKubectl(command);
  if (command.kind === 'expect') return `expect ${writePredicate(command.predicate)}`;
  if (command.kind === 'until') {
    const within = command.within === undefined ? '' : ` within ${span.write(command.within)}`;
    return `until ${writePredicate(command.predicate)}${within}`;
  }
  const { pieces } = actionFor(command);
  if (pieces === undefined) throw new AssertionError(`expected a printer for ${command.kind}`);
  return writePieces(pieces, command as unknown as Readonly<Record<string, unknown>>);
}

/** A command as a statement that stands alone: with the block of its file, if it names one. */
export function printCommand(command: Command): string {
  const file = fileOf(command);
  if (file === undefined) return printLine(command);
  if (file.name === '-') return printInline(command, file);
  return isLabFile(file) ? printLine(command) : `${printFile(file)}${printLine(command)}`;
}

/** Commands as a script. A file used twice is written once. */
export function printScript(commands: readonly Command[]): string {
  const contents = new Map<string, string>();
  let text = '';
  for (const command of commands) {
    const file = fileOf(command);
    if (file === undefined || isLabFile(file)) text += `${printLine(command)}\n`;
    else if (file.name === '-') text += `${printInline(command, file)}\n`;
    else {
      const known = contents.get(file.name);
      if (known !== undefined && known !== file.content) {
        text += `${printInline(renamed(command, '-'), file)}\n`;
        continue;
      }
      if (known === undefined) text += printFile(file);
      contents.set(file.name, file.content);
      text += `${printLine(command)}\n`;
    }
  }
  return text;
}

/** A predicate as `expect` takes it. */
export function printPredicate(predicate: Predicate): string {
  return writePredicate(predicate);
}

/** `kubectl apply -f NAME` with the file's block: what a paste or a drop becomes. */
export function applyStatement(file: ScriptFile): string {
  return printCommand({ kind: 'kubectl.apply', file });
}

/** The same for `kubectl replace`: what an editor's save becomes. */
export function replaceStatement(file: ScriptFile): string {
  return printCommand({ kind: 'kubectl.replace', file });
}

function fileOf(command: Command): ScriptFile | undefined {
  return 'file' in command ? command.file : undefined;
}

function renamed(command: Command, name: string): Command {
  const file = fileOf(command);
  return file === undefined ? command : ({ ...command, file: { ...file, name } } as Command);
}

function printFile(file: ScriptFile): string {
  const terminator = terminatorFor(file.content);
  return `file ${quoteWord(file.name)} <<${terminator}\n${ended(file.content)}${terminator}\n`;
}

function printInline(command: Command, file: ScriptFile): string {
  const terminator = terminatorFor(file.content);
  return `${printLine(command)} <<${terminator}\n${ended(file.content)}${terminator}`;
}

function ended(content: string): string {
  return content === '' || content.endsWith('\n') ? content : `${content}\n`;
}

/** A word that is no line of the file. */
function terminatorFor(content: string): string {
  const lines = new Set(content.split('\n'));
  for (let count = 1; ; count++) {
    const word = count === 1 ? 'EOF' : `EOF${count}`;
    if (!lines.has(word)) return word;
  }
}
