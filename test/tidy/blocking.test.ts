import { createVirtualFileSystem } from 'typescript/unstable/fs';
import { describe, expect, test } from 'vitest';
import { findForgottenYields } from './forgotten_yield.ts';
import { repository } from './repository_files.ts';

test.each([
  ['engine', 5],
  ['lessons', 0],
  ['test', 5],
])('no generator of the %s is left without being run', (name, fewestFiles) => {
  const report = findForgottenYields(`${repository}/.config/tsconfig.${name}.json`);
  expect(report.fileCount).toBeGreaterThanOrEqual(fewestFiles);
  expect(report.faults.map((fault) => fault.replace(`${repository}/`, ''))).toEqual([]);
});

const declarations = `
type Blocking<T> = Generator<string, T, void>;
declare function sleep(n: number): Blocking<void>;
declare function ready(): Blocking<boolean>;
declare function spawn(name: string, body: Blocking<void>): void;
declare function onAdd(handler: (key: string) => void): void;
declare function check(condition: unknown): void;
declare const queue: { get(): Blocking<string>; size(): number } | undefined;
declare const map: Map<string, string>;
function* items(): Generator<string> { yield 'a'; }
`;

const forgotten = [
  'sleep(1);',
  'const done = ready();',
  'if (ready()) { yield "x"; }',
  'if (!ready()) { yield "x"; }',
  'check(ready());',
  'queue?.get();',
  'yield sleep(1) as never;',
  'onAdd(() => sleep(1));',
  'onAdd((key) => { sleep(key.length); });',
  'void sleep(1);',
];

const run = [
  'yield* sleep(1);',
  'const done = yield* ready();',
  'if (!(yield* ready())) return;',
  'spawn("a", sleep(1));',
  'const later = () => sleep(1); yield* later();',
  'const again = (): Blocking<void> => { return sleep(1); }; yield* again();',
  'yield* (queue === undefined ? sleep(1) : sleep(2));',
  'for (const item of items()) check(item);',
  'check([...items()]);',
  'Array.from(items());',
  'map.get("a"); queue?.size();',
  'sleep(1).next();',
  'const body: Blocking<void> = sleep(1); spawn("a", body);',
  '// blocking: started by the next line\nconst body = sleep(1); spawn("a", body);',
];

/** One project holds all the planted lines, each in a process's body in a file of its own. */
function faultsByLine(lines: readonly string[]): ReadonlyMap<string, number> {
  const fileOf = (index: number) => `/planted/line_${index}.ts`;
  const body = (line: string) => `export function* body(): Blocking<void> {\n${line}\n}\n`;
  const sources = lines.map((line, index) => [fileOf(index), `${declarations}${body(line)}`]);
  const fs = createVirtualFileSystem({
    '/planted/tsconfig.json': '{"compilerOptions":{"target":"es2023","strict":true,"types":[]}}',
    ...Object.fromEntries(sources),
  });
  const report = findForgottenYields('/planted/tsconfig.json', { cwd: '/planted', fs });
  expect(report.fileCount).toBe(lines.length);
  const count = (index: number) =>
    report.faults.filter((fault) => fault.startsWith(`${fileOf(index)}:`)).length;
  return new Map(lines.map((line, index) => [line, count(index)]));
}

describe('a planted call', () => {
  const faults = faultsByLine([...forgotten, ...run]);

  test.each(forgotten)('is reported: %s', (line) => {
    expect(faults.get(line)).toBe(1);
  });

  test.each(run)('is fine: %s', (line) => {
    expect(faults.get(line)).toBe(0);
  });
});
