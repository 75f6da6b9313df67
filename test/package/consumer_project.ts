/** An empty project in a folder of its own, with our package installed from its file and nothing else. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '#test/tidy/repository_files.ts';

const compiler = join(repository, 'node_modules/typescript/bin/tsc');

export class ConsumerProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'informer-lab-consumer-'));
  /** What is in the package's file. */
  readonly files: readonly string[];

  /** Packs and installs. Whatever would have to be fetched makes it fail. */
  constructor() {
    const words = ['pack', '--json', '--pack-destination', this.folder];
    const packed = npm(words, repository);
    const [{ filename, files }] = JSON.parse(packed.slice(packed.indexOf('[\n')));
    this.files = files.map(({ path }: { readonly path: string }) => path).sort();
    this.write('package.json', '{ "name": "consumer", "private": true, "type": "module" }\n');
    npm(['install', '--offline', '--no-audit', '--no-fund', `./${filename}`], this.folder);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  write(name: string, text: string): void {
    writeFileSync(this.path(name), text);
  }

  /** Runs a script of the project with plain Node and returns what it printed. */
  run(name: string, ...words: readonly string[]): string {
    return execFileSync(process.execPath, [name, ...words], { cwd: this.folder, encoding: 'utf8' });
  }

  /** What the compiler finds wrong with files of the project; nothing if they are right. */
  typeProblems(options: object, files: readonly string[]): readonly string[] {
    const compilerOptions = { target: 'es2022', lib: ['es2023'], types: [], noEmit: true };
    const config = { compilerOptions: { ...compilerOptions, ...options }, files };
    this.write('tsconfig.json', JSON.stringify(config));
    try {
      execFileSync(process.execPath, [compiler, '-p', 'tsconfig.json', '--pretty', 'false'], {
        cwd: this.folder,
        encoding: 'utf8',
      });
      return [];
    } catch (error) {
      const { stdout } = error as { readonly stdout: string };
      return stdout.trim().split('\n');
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

function npm(words: readonly string[], cwd: string): string {
  return execFileSync('npm', words, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
}
