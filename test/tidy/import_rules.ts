/** Reads the imports of a file and says which of them the layer table or the style forbids. */

import { type Layer, layerTable } from './layer_table.ts';
import type { TextFile } from './repository_files.ts';

export interface ImportFound {
  readonly specifier: string;
  readonly line: number;
  readonly typeOnly: boolean;
}

const importForms = [
  /^\s*(?:import|export)\s+(type\s)?[^'"`;]*?\bfrom\s+['"]([^'"]+)['"]/gm,
  /^\s*import\s+()['"]([^'"]+)['"]/gm,
  /\bimport\s*\(\s*()['"]([^'"]+)['"]/g,
  /\bnew\s+URL\(\s*()['"]([^'"]+)['"],\s*import\.meta\.url/g,
];

/** Blanks comments out, keeping every line where it was. */
function withoutComments(text: string): string {
  const blank = (comment: string) => comment.replace(/[^\n]/g, ' ');
  return text.replace(/\/\*[\s\S]*?\*\//g, blank).replace(/^\s*\/\/.*$/gm, blank);
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

export function importsOf(text: string): readonly ImportFound[] {
  const code = withoutComments(text);
  return importForms.flatMap((form) =>
    [...code.matchAll(form)].map((match) => ({
      specifier: match[2] ?? '',
      line: lineOf(code, match.index + match[0].search(/\S/)),
      typeOnly: match[1] !== undefined && match[1] !== '',
    })),
  );
}

/** The layer a file belongs to: its folder in src, or `lessons`. */
export function layerOf(path: string): string | undefined {
  const [top, folder] = path.split('/');
  if (top === 'lessons') return 'lessons';
  return top === 'src' ? folder : undefined;
}

function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

function matches(pattern: string, name: string): boolean {
  if (pattern === '*') return !name.startsWith('node:');
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name;
}

/** What is wrong with the way an import is written, whatever the layers. */
function formFault(specifier: string): string | undefined {
  if (specifier.startsWith('../')) return 'use #layer/path.ts, never ../';
  if (specifier.startsWith('./') && specifier.slice(2).includes('/')) {
    return './ is for the own directory: use #layer/path.ts';
  }
  const own = specifier.startsWith('./') || specifier.startsWith('#');
  if (own && !/\.[a-z]+(\?[a-z&]+)?$/.test(specifier)) return 'name the file with its extension';
  return undefined;
}

function layerFault(found: ImportFound, from: string, layer: Layer): string | undefined {
  const { specifier, typeOnly } = found;
  if (specifier.startsWith('./')) return undefined;
  if (specifier.startsWith('#')) {
    const target = specifier.slice(1).split('/')[0] ?? '';
    if (target === from || layer.layers.includes(target)) return undefined;
    if (typeOnly && layer.typesOf?.includes(target)) return undefined;
    return `${from} may not import ${target}`;
  }
  const name = packageOf(specifier);
  if (layer.packages.some((pattern) => matches(pattern, name))) return undefined;
  return `${from} may not import the package ${name}`;
}

function exportFaults({ path, text }: TextFile): readonly string[] {
  const code = withoutComments(text);
  const faults: string[] = [];
  for (const match of code.matchAll(/^\s*export\s+\*/gm)) {
    faults.push(`${path}:${lineOf(code, match.index)}: export the names one by one, not *`);
  }
  if (path.endsWith('.config.ts')) return faults;
  for (const match of code.matchAll(/^\s*export\s+default\b/gm)) {
    faults.push(`${path}:${lineOf(code, match.index)}: export by name, not default`);
  }
  return faults;
}

/** Every fault of one file, each as `path:line: what to do`. */
export function importFaults(file: TextFile): readonly string[] {
  const from = layerOf(file.path);
  const layer = from === undefined ? undefined : layerTable[from];
  const faults = importsOf(file.text).flatMap((found) => {
    const wrong =
      formFault(found.specifier) ?? (from && layer ? layerFault(found, from, layer) : undefined);
    return wrong === undefined
      ? []
      : [`${file.path}:${found.line}: "${found.specifier}": ${wrong}`];
  });
  const homeless = from !== undefined && layer === undefined ? [`${file.path}: no such layer`] : [];
  return [...homeless, ...faults, ...exportFaults(file)];
}
