import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readFile, repository } from '#test/tidy/repository_files.ts';
import { ConsumerProject } from './consumer_project.ts';

const installed = 'node_modules/informer-lab';
const examples = [...readFile('README.md').text.matchAll(/```js\n([\s\S]*?)```/g)].map(
  ([, code = '']) => code,
);

let project: ConsumerProject;
beforeAll(() => {
  project = new ConsumerProject();
});
afterAll(() => project.remove());

describe('the package', () => {
  test('holds its modules, their types, its licence and its notices, and nothing else', () => {
    const others = project.files.filter((file) => !/^lib\/types\/.+\.d\.ts$/.test(file));
    expect(others).toEqual([
      'LICENSE',
      'NOTICE',
      'README.md',
      'lib/client-go.js',
      'lib/informer-lab.js',
      'lib/observer.js',
      ...others.filter((file) => /^lib\/shared\/\w+\.js$/.test(file)),
      'lib/third-party-notices.txt',
      'package.json',
    ]);
    expect(project.files.length).toBeGreaterThan(others.length + 50);
  });

  test('brings nothing else with it', () => {
    expect(readdirSync(project.path('node_modules')).filter((name) => !/^\./.test(name))).toEqual([
      'informer-lab',
    ]);
  });

  test('has the notices of the packages whose code is inside', () => {
    const notices = readFileSync(project.path(`${installed}/lib/third-party-notices.txt`), 'utf8');
    expect(notices).toContain('yaml 2.9.1 (ISC)');
    expect(notices.match(/^\S+ \d+\.\d+\.\d+ \(/gm)).toHaveLength(1);
  });
});

describe('its modules', () => {
  const modules = (): readonly string[] =>
    project.files.filter((file) => file.endsWith('.js')).map((file) => `./${installed}/${file}`);
  const plainly = { allowJs: true, checkJs: true, strict: false, module: 'esnext' };
  const unknownNames = (files: readonly string[]): readonly string[] =>
    project
      .typeProblems({ ...plainly, moduleResolution: 'bundler', maxNodeModuleJsDepth: 0 }, files)
      .filter((line) => /Cannot find name/.test(line))
      // The word for a class in a comment of yaml's.
      .filter((line) => !line.includes("'Class'"));

  test('name nothing that only a page or only Node has', () => {
    expect(unknownNames(modules())).toEqual([]);
  });

  test('would be found out if they did', () => {
    project.write('planted.js', 'setTimeout(() => document.title, process.pid);\n');
    expect(unknownNames(['./planted.js'])).toHaveLength(3);
  });

  test('fetch nothing and read no file', () => {
    const texts = modules().map((file) => readFileSync(project.path(file), 'utf8'));
    const imported = texts.flatMap((text) =>
      [...text.matchAll(/^(?:import|export)\b[^;]*?from "([^"]+)";/gm)].map(([, from]) => from),
    );
    expect(imported.length).toBeGreaterThan(3);
    expect(imported.filter((from) => !from?.startsWith('./'))).toEqual([]);
    expect(texts.filter((text) => /\bimport\(|\brequire\(/.test(text))).toEqual([]);
  });
});

describe('a project that has installed it', () => {
  test('gets the hash of `lab hash`, from a script and from its record', () => {
    project.write(
      'hash.js',
      `import { readFileSync } from 'node:fs';
       import { decodeTrace, hashOfTrace, replay, runScript } from 'informer-lab';
       const { value: run } = runScript(readFileSync(process.argv[2], 'utf8'));
       const { value: again } = replay(JSON.parse(JSON.stringify(run.record)));
       const { value: trace } = decodeTrace([...run.lines()].join('\\n'));
       console.log(run.hash, again.hash, hashOfTrace(trace));`,
    );
    const script = join(repository, 'test/scripts/tombstone.lab');
    const tsx = join(repository, 'node_modules/tsx/dist/cli.mjs');
    const words = [tsx, 'src/cli/lab.ts', 'hash', script];
    const [hash] = execFileSync(process.execPath, words, { cwd: repository, encoding: 'utf8' })
      .trim()
      .split(' ');
    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect(project.run('hash.js', script).trim()).toBe(`${hash} ${hash} ${hash}`);
  });

  test('can run the examples of the README as they stand', () => {
    expect(examples).toHaveLength(2);
    const [reading, writing] = examples.map((code, index) => {
      project.write(`example-${index}.js`, code);
      return project.run(`example-${index}.js`);
    });
    const lines = reading?.trim().split('\n') ?? [];
    expect(lines[2]).toContain('quiet');
    expect(lines.at(-2)).toBe('true');
    expect(Number(lines.at(-1))).toBeGreaterThan(50);
    expect(writing?.trim().split('\n').at(-1)).toBe('reconcile default/greeting');
  });

  const strictly = { strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false };
  test.each([
    { name: 'a bundler', options: { module: 'esnext', moduleResolution: 'bundler' } },
    { name: 'Node', options: { module: 'node16', moduleResolution: 'node16' } },
  ])('has types that hold for $name, without a DOM', ({ options }) => {
    project.write('console.d.ts', 'declare const console: { log(...data: unknown[]): void };\n');
    examples.forEach((code, index) => {
      project.write(`example-${index}.ts`, code);
    });
    project.write('uses.ts', uses);
    const files = ['console.d.ts', 'example-0.ts', 'example-1.ts', 'uses.ts'];
    expect(project.typeProblems({ ...strictly, ...options }, files)).toEqual([]);
  });

  test('is told of a type that does not fit', () => {
    project.write(
      'wrong.ts',
      "import { runScript } from 'informer-lab';\nrunScript('', { profile: 'v0.1' });\n",
    );
    const options = { ...strictly, module: 'node16', moduleResolution: 'node16' };
    expect(project.typeProblems(options, ['wrong.ts']).join('\n')).toContain('"v0.1"');
  });
});

/** Types that the examples do not name. */
const uses = `
import type { EventOf, RunRecord, TraceEvent } from 'informer-lab';
import { decodeCommand, eventKinds, parseDuration, profiles } from 'informer-lab';
import type { cache, Proc, Sim, Unstructured } from 'informer-lab/client-go';
import { Channel, errors, wait } from 'informer-lab/client-go';
import { readStage, RunView, type StageView, whyNot } from 'informer-lab/observer';

export function labels(event: TraceEvent): string {
  switch (event.kind) {
    case 'queue.refused':
      return event.data.reason;
    default:
      return event.kind;
  }
}
export const refused = (event: EventOf<'queue.refused'>): string => event.data.key;
export function* relay(sim: Sim, indexer: cache.Indexer): Proc<readonly Unstructured[]> {
  const channel = new Channel<Unstructured>(sim, { name: 'relay', capacity: 1 });
  for (const obj of indexer.list()) yield* channel.send(obj);
  const obj = yield* channel.receive();
  return obj === undefined ? [] : [obj];
}
export const conflict: boolean = errors.isConflict(undefined);
export const jittered = wait.jitter;
export const stage = (view: RunView): StageView => readStage(view, view.lastSeq);
export const nothing = whyNot(new RunView(), { key: 'default/web' }, 0)?.seq;
export const command = decodeCommand({ kind: 'run', lasting: parseDuration('3s') });
export const kinds: number = eventKinds.length + Object.keys(profiles).length;
export const script = (record: RunRecord): string => record.script;
`;
