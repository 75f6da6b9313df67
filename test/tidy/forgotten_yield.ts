/**
 * Finds calls of generator functions whose generator nobody runs. A blocking operation called
 * without `yield*` is silently nothing, and neither the compiler nor the linter minds.
 *
 * A generator is in good hands when it is delegated to (`yield*`), iterated, driven by hand, or
 * given to a place whose type asks for a generator. Anything else is reported, unless the line or
 * the one before carries `// blocking: <reason>`.
 */

import type { CallExpression, Expression, Node, SourceFile } from 'typescript/unstable/ast';
import {
  isArrowFunction,
  isAsExpression,
  isCallExpression,
  isConditionalExpression,
  isElementAccessExpression,
  isForOfStatement,
  isNonNullExpression,
  isParenthesizedExpression,
  isPropertyAccessExpression,
  isReturnStatement,
  isSatisfiesExpression,
  isSpreadElement,
  isYieldExpression,
} from 'typescript/unstable/ast/is';
import { API, type Checker, type Type } from 'typescript/unstable/sync';

const generatorTypes = [
  'Blocking',
  'Generator',
  'Iterable',
  'IterableIterator',
  'Iterator',
  'IteratorObject',
  'Proc',
];

const started = ['Blocking', 'Generator', 'Proc'];

export interface ForgottenYieldReport {
  readonly fileCount: number;
  readonly generatorCallCount: number;
  readonly faults: readonly string[];
}

function namesOf(type: Type | undefined): readonly string[] {
  if (type === undefined) return [];
  const members = type.isUnionType() ? type.getTypes() : [type];
  return members.flatMap((member) => {
    const names = [member.getAliasSymbol()?.name, member.getSymbol()?.name];
    return names.filter((name) => name !== undefined);
  });
}

/** The outermost expression that is still the same value: `(x)`, `x as T`, a branch of `a ? x : y`. */
function sameValue(node: Expression): Node {
  let value: Node = node;
  while (
    isParenthesizedExpression(value.parent) ||
    isAsExpression(value.parent) ||
    isSatisfiesExpression(value.parent) ||
    isNonNullExpression(value.parent) ||
    (isConditionalExpression(value.parent) && value.parent.condition !== value)
  ) {
    value = value.parent;
  }
  return value;
}

function isRun(value: Node): boolean {
  const { parent } = value;
  if (isYieldExpression(parent)) return parent.asteriskToken !== undefined;
  if (isForOfStatement(parent)) return parent.expression === value;
  return (
    isSpreadElement(parent) ||
    isPropertyAccessExpression(parent) ||
    isElementAccessExpression(parent)
  );
}

function isPassedOn(call: CallExpression, value: Node, checker: Checker): boolean {
  const wanted = checker.getContextualType(call);
  if (namesOf(wanted).some((name) => generatorTypes.includes(name))) return true;
  const returned =
    isReturnStatement(value.parent) ||
    (isArrowFunction(value.parent) && value.parent.body === value);
  return returned && wanted === undefined;
}

function excused(source: SourceFile, line: number): boolean {
  const lines = source.text.split('\n');
  return [lines[line - 1], lines[line]].some((text) => /\/\/ blocking: \S/.test(text ?? ''));
}

function callsIn(source: SourceFile): readonly CallExpression[] {
  const calls: CallExpression[] = [];
  const visit = (node: Node): undefined => {
    if (isCallExpression(node)) calls.push(node);
    node.forEachChild(visit);
  };
  source.forEachChild(visit);
  return calls;
}

function generatorCalls(source: SourceFile, checker: Checker): readonly CallExpression[] {
  const calls = callsIn(source);
  const types = calls.length === 0 ? [] : checker.getTypeAtLocation(calls);
  return calls.filter((_, index) => namesOf(types[index]).some((name) => started.includes(name)));
}

/** Looks through every file of a TypeScript project that lies below its own folders. */
export function findForgottenYields(
  projectFile: string,
  options: ConstructorParameters<typeof API>[0] = {},
): ForgottenYieldReport {
  const api = new API(options);
  try {
    const project = api.updateSnapshot({ openProjects: [projectFile] }).getProject(projectFile);
    if (project === undefined) throw new Error(`expected a TypeScript project at "${projectFile}"`);
    const { program, checker, rootFiles } = project;
    const faults: string[] = [];
    let generatorCallCount = 0;
    for (const file of rootFiles) {
      const source = program.getSourceFile(file);
      if (source === undefined) continue;
      for (const call of generatorCalls(source, checker)) {
        generatorCallCount += 1;
        const value = sameValue(call);
        if (isRun(value) || isPassedOn(call, value, checker)) continue;
        const { line } = source.getLineAndCharacterOfPosition(call.getStart());
        if (excused(source, line)) continue;
        faults.push(`${file}:${line + 1}: ${call.getText()} is never run: yield* it`);
      }
    }
    return { fileCount: rootFiles.length, generatorCallCount, faults };
  } finally {
    api.close();
  }
}
