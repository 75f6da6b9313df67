import { createVirtualFileSystem } from 'typescript/unstable/fs';
import { describe, expect, test } from 'vitest';
import { findForgottenYields } from './forgotten_yield.ts';
import { repository } from './repository_files.ts';

test.each(['engine', 'lessons'])('no generator of the %s is left without being run', (name) => {
  const { faults } = findForgottenYields(`${repository}/.config/tsconfig.${name}.json`);
  expect(faults.map((fault) => fault.replace(`${repository}/`, ''))).toEqual([]);
});

test('the engine has files to look at', () => {
  const { fileCount } = findForgottenYields(`${repository}/.config/tsconfig.engine.json`);
  expect(fileCount).toBeGreaterThan(5);
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

/** The planted line stands in a process's body. */
function faultsOf(line: string): readonly string[] {
  const files = {
    '/planted/tsconfig.json': '{"compilerOptions":{"target":"es2023","strict":true,"types":[]}}',
    '/planted/a.ts': `${declarations}export function* body(): Blocking<void> {\n${line}\n}\n`,
  };
  const fs = createVirtualFileSystem(files);
  const report = findForgottenYields('/planted/tsconfig.json', { cwd: '/planted', fs });
  expect(report.fileCount).toBe(1);
  return report.faults;
}

describe('a planted call is reported:', () => {
  test.each([
    ['sleep(1);'],
    ['const done = ready();'],
    ['if (ready()) { yield "x"; }'],
    ['if (!ready()) { yield "x"; }'],
    ['check(ready());'],
    ['queue?.get();'],
    ['yield sleep(1) as never;'],
    ['onAdd(() => sleep(1));'],
    ['onAdd((key) => { sleep(key.length); });'],
    ['void sleep(1);'],
  ])('%s', (line) => {
    expect(faultsOf(line)).toHaveLength(1);
  });
});

describe('a planted call is fine:', () => {
  test.each([
    ['yield* sleep(1);'],
    ['const done = yield* ready();'],
    ['if (!(yield* ready())) return;'],
    ['spawn("a", sleep(1));'],
    ['const later = () => sleep(1); yield* later();'],
    ['const again = (): Blocking<void> => { return sleep(1); }; yield* again();'],
    ['yield* (queue === undefined ? sleep(1) : sleep(2));'],
    ['for (const item of items()) check(item);'],
    ['check([...items()]);'],
    ['Array.from(items());'],
    ['map.get("a"); queue?.size();'],
    ['sleep(1).next();'],
    ['const body: Blocking<void> = sleep(1); spawn("a", body);'],
    ['// blocking: started by the next line\nconst body = sleep(1); spawn("a", body);'],
  ])('%s', (line) => {
    expect(faultsOf(line)).toEqual([]);
  });
});
