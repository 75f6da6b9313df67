/** A script made ready to run: every statement read, every manifest parsed, before anything happens. */

import { isJsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import { type KnowsKind, type Manifest, readManifests, unknownKinds } from '#script/manifests.ts';
import { parseScript, parseStatement } from '#script/parse.ts';
import type { Script, Statement } from '#script/script.ts';
import type { ScriptProblem } from '#trace/engine_port.ts';

/** A statement with the objects of its file. */
export interface ReadyStatement extends Statement {
  readonly manifests: readonly Manifest[];
}

export interface ReadyScript extends Script {
  readonly statements: readonly ReadyStatement[];
}

/** Reads a script and all its files. `knows` tells the kinds served from the start. */
export function compileScript(
  text: string,
  file: string,
  knows: KnowsKind,
): Result<ReadyScript, readonly ScriptProblem[]> {
  const script = parseScript(text, file);
  return script.ok ? prepare(script.value, knows, 'script') : script;
}

/** Reads one statement with its file; faults of the file are told by the file's own name and lines. */
export function compileStatement(
  text: string,
  knows: KnowsKind,
): Result<ReadyStatement, readonly ScriptProblem[]> {
  const statement = parseStatement(text);
  if (!statement.ok) return statement;
  const script = { file: 'statement', statements: [statement.value], files: [] };
  const ready = prepare(script, knows, 'file');
  if (!ready.ok) return ready;
  const [first] = ready.value.statements;
  return first === undefined ? fail([]) : ok(first);
}

/** Whether faults of a file are placed in the script that holds it or in the file itself. */
type Placing = 'script' | 'file';

function prepare(
  script: Script,
  knows: KnowsKind,
  placing: Placing,
): Result<ReadyScript, readonly ScriptProblem[]> {
  const problems: ScriptProblem[] = [];
  const statements = script.statements.map((statement) => {
    const manifests = manifestsOf(statement, script.file, placing);
    if (!manifests.ok) problems.push(...manifests.error);
    return { ...statement, manifests: manifests.ok ? manifests.value : [] };
  });
  const defined = definedKinds(statements.flatMap(({ manifests }) => manifests));
  const knowsAll: KnowsKind = (version, kind) =>
    knows(version, kind) || defined.has(`${version} ${kind}`);
  for (const { command, manifests } of statements) {
    const file =
      placing === 'script' || !('file' in command) ? script.file : fileName(command.file);
    problems.push(...unknownKinds(manifests, knowsAll, file));
  }
  return problems.length > 0
    ? fail(problems)
    : ok({ file: script.file, statements, files: script.files });
}

function fileName(file: { readonly name: string } | undefined): string {
  return file === undefined || file.name === '-' ? 'manifest' : file.name;
}

function manifestsOf(
  { command, fileLine }: Statement,
  file: string,
  placing: Placing,
): Result<readonly Manifest[], readonly ScriptProblem[]> {
  if (!('file' in command) || command.file === undefined) return ok([]);
  return readManifests(
    command.file,
    placing === 'script'
      ? { file, firstLine: fileLine ?? 1 }
      : { file: fileName(command.file), firstLine: 1 },
  );
}

/** The kinds that CustomResourceDefinitions among the manifests will add. */
function definedKinds(manifests: readonly Manifest[]): ReadonlySet<string> {
  const kinds = new Set<string>();
  for (const { kind, object } of manifests) {
    const { spec } = object;
    if (kind !== 'CustomResourceDefinition' || !isJsonObject(spec)) continue;
    const { group, names, versions } = spec;
    const name = isJsonObject(names) ? names['kind'] : undefined;
    if (!Array.isArray(versions)) continue;
    for (const version of versions) {
      if (isJsonObject(version))
        kinds.add(`${String(group)}/${String(version['name'])} ${String(name)}`);
    }
  }
  return kinds;
}
