/**
 * The package's type declarations: those that `tsc -b` has made of the entries and of all that they
 * speak of, with our own `#layer/…` addresses turned into relative ones, which every consumer can follow.
 */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { entries, libraryFolder, repository } from './entries.ts';

/** Where the projects' declarations are, each below its own layers' folders. */
const projects = ['library', 'observer', 'engine'].map((project) =>
  join(repository, 'node_modules/.cache/tsc', project, 'src'),
);

const specifiers = /(\bfrom\s+|\bimport\s*\(\s*|^\s*import\s+)(['"])([^'"]+)\2/gm;

/** Copies them and returns their addresses below `types`. A package's types cannot be spoken of. */
export function writeDeclarations(): readonly string[] {
  const wanted = Object.values(entries).map((module) => `library/${module}.ts`);
  const written = new Set<string>();
  for (let module = wanted.pop(); module !== undefined; module = wanted.pop()) {
    if (written.has(module)) continue;
    written.add(module);
    const { text, needs } = relativeDeclaration(module, declarationOf(module));
    const file = join(libraryFolder, 'types', declarationName(module));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    wanted.push(...needs);
  }
  return [...written].map(declarationName).sort();
}

/** A declaration with relative addresses, and the modules that it names, from the top of `src`. */
export function relativeDeclaration(
  module: string,
  declaration: string,
): { readonly text: string; readonly needs: readonly string[] } {
  const needs: string[] = [];
  const text = declaration.replace(specifiers, (_whole, before, quote, specifier: string) => {
    const target = targetOf(module, specifier);
    needs.push(target);
    const way = relative(dirname(module), target).replace(/\.ts$/, '.js');
    return `${before}${quote}${way.startsWith('.') ? way : `./${way}`}${quote}`;
  });
  return { text: text.replace(/^\/\/# sourceMappingURL=.*$/m, ''), needs };
}

function targetOf(module: string, specifier: string): string {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('./')) return join(dirname(module), specifier);
  throw new Error(`${module}: expected types of our own, got those of ${specifier}`);
}

function declarationOf(module: string): string {
  const found = projects.map((project) => join(project, declarationName(module))).find(existsSync);
  if (found === undefined) throw new Error(`${module}: expected its declaration, found none`);
  return readFileSync(found, 'utf8');
}

function declarationName(module: string): string {
  return module.replace(/\.ts$/, '.d.ts');
}
