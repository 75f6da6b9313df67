/**
 * The script language: one statement a line, `#` comments, files as named blocks.
 *
 *     seed tombstone                       # settings stand at the head
 *     start rs-controller workers=2        # naming programs replaces the usual set
 *     file web.yaml <<EOF
 *     apiVersion: apps/v1
 *     EOF
 *     kubectl apply -f web.yaml            # people's actions are kubectl's
 *     until pods running == 3 within 30s
 *     watch rs-controller/pods cut         # faults begin with what they happen to
 *     expect relists rs-controller/pods >= 1
 *
 * Scenario files, the console, lesson steps, links, tests and cues of a talk are all read here. A
 * script with a fault is refused whole, with every fault's line, column and what was expected.
 */

import { fail, ok, type Result } from '#base/result.ts';
import { labFile } from '#script/library/lab_files.ts';
import { type Command, decodeCommand } from '#trace/command.ts';
import type { Predicate } from '#trace/command_predicate.ts';
import type { ScriptProblem } from '#trace/engine_port.ts';
import { type Action, actionFor, actions } from './actions.ts';
import { span } from './argument.ts';
import { Cursor, type ParseFault } from './cursor.ts';
import { readKubectl, type ScriptFile } from './kubectl_text.ts';
import { readPieces } from './pattern.ts';
import { readPredicate } from './predicate_text.ts';
import type { Script, Statement } from './script.ts';
import { readSourceLines, type SourceLine } from './source_lines.ts';
import { tokenize } from './token.ts';

/** Scripts longer than this are not read. */
export const mostScriptLength = 5_000_000;
/** Scripts of more statements are not read. */
export const mostStatements = 10_000;
/** No more faults than this are listed. */
const mostProblems = 20;

/** Reads a whole script, or says everything that is wrong with it. `file` is its name in messages. */
export function parseScript(
  text: string,
  file = 'script',
): Result<Script, readonly ScriptProblem[]> {
  if (text.length > mostScriptLength) {
    return fail([tooLong(file, `${mostScriptLength} characters`, `${text.length}`)]);
  }
  const lines = readSourceLines(text, file);
  if (!lines.ok) return fail([lines.error]);
  if (lines.value.length > mostStatements) {
    return fail([tooLong(file, `${mostStatements} statements`, `${lines.value.length}`)]);
  }
  return new ScriptReader(file, lines.value).read();
}

/** Reads one statement, with the blocks of the files it names. */
export function parseStatement(
  text: string,
  file = 'statement',
): Result<Statement, readonly ScriptProblem[]> {
  const script = parseScript(text, file);
  if (!script.ok) return script;
  const [statement, second] = script.value.statements;
  if (statement === undefined) {
    return fail([problemAt(file, { line: 1, column: 1 }, 'a statement', undefined)]);
  }
  if (second !== undefined) {
    return fail([problemAt(file, second, 'one statement only', second.text)]);
  }
  return ok(statement);
}

/** Reads a predicate as `expect` takes it. */
export function parsePredicate(
  text: string,
  file = 'predicate',
): Result<Predicate, readonly ScriptProblem[]> {
  const statement = parseStatement(`expect ${text}`, file);
  if (!statement.ok) {
    const shift = 'expect '.length;
    return fail(
      statement.error.map((problem) => ({
        ...problem,
        column: Math.max(1, problem.column - shift),
      })),
    );
  }
  const { command } = statement.value;
  return command.kind === 'expect'
    ? ok(command.predicate)
    : fail([problemAt(file, statement.value, 'a predicate', text)]);
}

class ScriptReader {
  readonly #file: string;
  readonly #lines: readonly SourceLine[];
  readonly #problems: ScriptProblem[] = [];
  readonly #files = new Map<string, ScriptFile & { readonly line: number }>();

  constructor(file: string, lines: readonly SourceLine[]) {
    this.#file = file;
    this.#lines = lines;
  }

  read(): Result<Script, readonly ScriptProblem[]> {
    for (const line of this.#lines) if (isFileLine(line)) this.#readFile(line);
    const statements: Statement[] = [];
    let begun = false;
    for (const line of this.#lines) {
      if (isFileLine(line)) continue;
      const statement = this.#readStatement(line);
      if (statement === undefined) continue;
      const isHead = actionFor(statement.command).moment === 'head';
      if (isHead && begun) {
        this.#report(
          statement,
          'this at the head of the script, before anything happens',
          undefined,
        );
      }
      begun ||= !isHead;
      statements.push(statement);
    }
    if (this.#problems.length > 0) {
      const ordered = this.#problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
      return fail(ordered.slice(0, mostProblems));
    }
    const files = [...this.#files.values()].map(({ name, content }) => ({ name, content }));
    return ok({ file: this.#file, statements, files });
  }

  #readFile(line: SourceLine): void {
    const fault = fileFault(line);
    const name = line.tokens[1];
    if (fault !== undefined)
      this.#report({ line: line.line, column: fault.column }, fault.expected, fault.found);
    else if (name !== undefined && line.block !== undefined) {
      const { content, line: firstLine } = line.block;
      if (this.#files.has(name.text)) {
        const place = { line: line.line, column: name.column };
        this.#report(place, 'a name that no other file of this script has', name.text);
      }
      this.#files.set(name.text, { name: name.text, content, line: firstLine });
    }
  }

  #readStatement(line: SourceLine): Statement | undefined {
    const cursor = new Cursor(line.tokens, line.endColumn);
    let named: number | undefined;
    const files = (name: string): ScriptFile | undefined => {
      if (name === '-' && line.block !== undefined) {
        named = line.block.line;
        return { name, content: line.block.content };
      }
      const file = this.#files.get(name);
      named = file?.line;
      return file === undefined ? labFile(name) : { name, content: file.content };
    };
    const command = readCommand(cursor, files);
    if (command === undefined) {
      const { column, expected, found } = cursor.fault();
      this.#report({ line: line.line, column }, expected, found);
      return undefined;
    }
    if (line.block !== undefined && named !== line.block.line) {
      this.#report(
        { line: line.line, column: line.endColumn },
        'a block only after file NAME or -f -',
      );
      return undefined;
    }
    const column = line.tokens[0]?.column ?? 1;
    const text = line.tokens.map((token) => token.text).join(' ');
    const statement = { command, text, line: line.line, column };
    return named === undefined ? statement : { ...statement, fileLine: named };
  }

  #report(
    place: { readonly line: number; readonly column: number },
    expected: string,
    found?: string,
  ): void {
    this.#problems.push(problemAt(this.#file, place, expected, found));
  }
}

/** What is wrong with a line that begins with `file`. */
function fileFault(line: SourceLine): ParseFault | undefined {
  const [, name, extra] = line.tokens;
  const column = line.endColumn;
  if (name === undefined) return { column, expected: 'a name for the file', found: undefined };
  if (extra !== undefined) {
    return { column: extra.column, expected: 'nothing between name and <<EOF', found: extra.text };
  }
  if (line.block !== undefined) return undefined;
  return { column, expected: '<<EOF and the file below, ended by EOF', found: undefined };
}

function isFileLine(line: SourceLine): boolean {
  return line.tokens[0]?.text === 'file';
}

/** Reads one command; the cursor is then at the end, or knows what was expected. */
function readCommand(
  cursor: Cursor,
  files: (name: string) => ScriptFile | undefined,
): Command | undefined {
  if (cursor.bare === 'kubectl') {
    cursor.index++;
    return atEnd(cursor, readKubectl(cursor, files));
  }
  for (const action of actions) {
    const command = cursor.attempt(() => atEnd(cursor, readAction(action, cursor)));
    if (command !== undefined) return command;
  }
  cursor.wants('kubectl');
  cursor.wants('file');
  return undefined;
}

function readAction(action: Action, cursor: Cursor): Command | undefined {
  if (action.pieces !== undefined) {
    const members = readPieces(action.pieces, cursor);
    if (members === undefined) return undefined;
    const command = decodeCommand({ kind: action.kind, ...members });
    return command.ok ? command.value : cursor.wants(command.error.reason);
  }
  if (action.kind !== 'expect' && action.kind !== 'until') return undefined;
  if (cursor.take(action.kind) === undefined) return undefined;
  const predicate = readPredicate(cursor);
  if (predicate === undefined) return undefined;
  if (action.kind === 'expect') return { kind: 'expect', predicate };
  if (cursor.take('within') === undefined) return { kind: 'until', predicate };
  const within = cursor.read(span.what, span.read);
  return within === undefined ? undefined : { kind: 'until', predicate, within };
}

function atEnd(cursor: Cursor, command: Command | undefined): Command | undefined {
  if (command === undefined || cursor.atEnd) return command;
  return cursor.wants('the end of the line');
}

function problemAt(
  file: string,
  place: { readonly line: number; readonly column: number },
  expected: string,
  found: string | undefined,
): ScriptProblem {
  const message = `expected ${expected}${found === undefined ? '' : `, got ${shown(found)}`}`;
  return { file, line: place.line, column: place.column, expected, message };
}

function tooLong(file: string, most: string, got: string): ScriptProblem {
  const expected = `at most ${most}`;
  return { file, line: 1, column: 1, expected, message: `expected ${expected}, got ${got}` };
}

function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}

/** True if the text is one line of readable words; for editors that colour a line at a time. */
export function isReadableLine(text: string): boolean {
  return tokenize(text).ok;
}
