/**
 * YAML and JSON manifests into objects, or every fault with its place. Only this file and yaml_body.ts need
 * the YAML parser, so that pages can load it when a manifest first appears.
 */

import { isMap, isPair, isScalar, LineCounter, parseAllDocuments, visit } from 'yaml';
import { isJsonObject, type JsonObject } from '#base/json.ts';
import { fail, ok, type Result } from '#base/result.ts';
import type { ScriptProblem } from '#trace/engine_port.ts';
import type { ScriptFile } from './kubectl_text.ts';

/** Files longer than this are refused. */
export const mostFileLength = 1_000_000;
/** A file may hold so many objects. */
export const mostObjects = 1_000;
const mostProblems = 20;

/** One object of a file. */
export interface Manifest {
  readonly object: JsonObject;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  /** Empty if the manifest names none. */
  readonly namespace: string;
  /** Where the object begins, in the file that messages speak of. */
  readonly line: number;
  readonly column: number;
}

/** Where the file's text stands: in a script, its lines are counted on from there. */
export interface FilePlace {
  /** The name in messages. */
  readonly file: string;
  /** The number of the first line. */
  readonly firstLine: number;
}

/** Tells the kinds that the cluster serves. */
export type KnowsKind = (apiVersion: string, kind: string) => boolean;

type Parsed = ReturnType<typeof parseAllDocuments>[number];

/** Reads every object of a file. Nothing is kept of a file with a fault. */
export function readManifests(
  file: ScriptFile,
  place: FilePlace = { file: file.name, firstLine: 1 },
): Result<readonly Manifest[], readonly ScriptProblem[]> {
  return new ManifestReader(file.content, place).read();
}

/** What is wrong with the kinds of manifests: those that the cluster does not serve. */
export function unknownKinds(
  manifests: readonly Manifest[],
  knows: KnowsKind,
  file: string,
): readonly ScriptProblem[] {
  const problems: ScriptProblem[] = [];
  for (const { apiVersion, kind, line, column } of manifests) {
    if (knows(apiVersion, kind)) continue;
    const message = `no matches for kind "${kind}" in version "${apiVersion}": ensure CRDs are installed first`;
    problems.push({ file, line, column, expected: 'a kind that the API server serves', message });
  }
  return problems.slice(0, mostProblems);
}

class ManifestReader {
  readonly #content: string;
  readonly #place: FilePlace;
  readonly #lines = new LineCounter();
  readonly #problems: ScriptProblem[] = [];
  readonly #manifests: Manifest[] = [];

  constructor(content: string, place: FilePlace) {
    this.#content = content;
    this.#place = place;
  }

  read(): Result<readonly Manifest[], readonly ScriptProblem[]> {
    if (this.#content.length > mostFileLength) {
      this.#report(0, `a file of at most ${mostFileLength} characters`, `${this.#content.length}`);
      return fail(this.#problems);
    }
    for (const document of this.#documents()) {
      if (this.#problems.length >= mostProblems) break;
      this.#readDocument(document);
    }
    if (this.#problems.length === 0 && this.#manifests.length === 0) {
      this.#report(0, 'at least one object', 'none');
    }
    const excess = this.#manifests[mostObjects];
    if (this.#problems.length === 0 && excess !== undefined) {
      const { file } = this.#place;
      const expected = `at most ${mostObjects} objects in a file`;
      const message = `expected ${expected}, got ${this.#manifests.length}`;
      this.#problems.push({ file, line: excess.line, column: excess.column, expected, message });
    }
    return this.#problems.length > 0 ? fail(this.#problems) : ok(this.#manifests);
  }

  #documents(): readonly Parsed[] {
    const documents = parseAllDocuments(this.#content, {
      lineCounter: this.#lines,
      prettyErrors: false,
    });
    return Array.isArray(documents) ? documents : [];
  }

  #readDocument(document: Parsed): void {
    if (document.errors.length > 0) {
      const [error] = document.errors;
      if (error !== undefined) {
        this.#report(error.pos[0], 'YAML that parses', undefined, sentence(error.message));
      }
      return;
    }
    const { contents } = document;
    if (contents === null || (isScalar(contents) && contents.value === null)) return;
    const offset = contents.range?.[0] ?? 0;
    if (!isMap(contents)) {
      this.#report(offset, 'an object such as a Pod', 'something else');
      return;
    }
    const object = this.#toObject(document, offset);
    if (object !== undefined) this.#take(object, contents, offset);
  }

  #toObject(document: Parsed, offset: number): JsonObject | undefined {
    const alias = badAlias(document);
    if (alias !== undefined) {
      this.#report(alias.offset, alias.expected);
      return undefined;
    }
    try {
      const object: unknown = JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: 100 })));
      return isJsonObject(object) ? object : undefined;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.#report(offset, 'YAML that can be resolved', undefined, message);
      return undefined;
    }
  }

  #take(object: JsonObject, contents: unknown, offset: number): void {
    const { apiVersion, kind } = object;
    if (typeof apiVersion !== 'string' || apiVersion === '') {
      this.#report(
        this.#offsetOf(contents, ['apiVersion'], offset),
        'apiVersion',
        shown(apiVersion),
      );
      return;
    }
    if (typeof kind !== 'string' || kind === '') {
      this.#report(this.#offsetOf(contents, ['kind'], offset), 'kind', shown(kind));
      return;
    }
    if (kind === 'List' && Array.isArray(object['items'])) {
      for (const [index, item] of object['items'].entries()) {
        const place = this.#offsetOf(contents, ['items', index], offset);
        if (isJsonObject(item)) this.#take(item, undefined, place);
        else this.#report(place, 'an object such as a Pod', shown(item));
      }
      return;
    }
    const { metadata } = object;
    if (!isJsonObject(metadata)) {
      this.#report(
        this.#offsetOf(contents, ['metadata'], offset),
        `metadata with a name for this ${kind}`,
        shown(metadata),
      );
      return;
    }
    const { name, namespace } = metadata;
    if (typeof name !== 'string' || name === '') {
      const place = this.#offsetOf(contents, ['metadata', 'name'], offset);
      this.#report(place, `metadata.name for this ${kind}`, shown(name));
      return;
    }
    if (namespace !== undefined && typeof namespace !== 'string') {
      const place = this.#offsetOf(contents, ['metadata', 'namespace'], offset);
      this.#report(place, 'a namespace in words', shown(namespace));
      return;
    }
    const { line, column } = this.#at(offset);
    this.#manifests.push({
      object,
      apiVersion,
      kind,
      name,
      namespace: namespace ?? '',
      line,
      column,
    });
  }

  /** Where a member stands; where the nearest thing around it stands if it does not exist. */
  #offsetOf(contents: unknown, path: readonly (string | number)[], otherwise: number): number {
    let node: unknown = contents;
    let offset = otherwise;
    for (const step of path) {
      if (!isMap(node)) break;
      const pair = node.items.find(
        (each) => isPair(each) && isScalar(each.key) && each.key.value === step,
      );
      if (pair === undefined) break;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    }
    return offset;
  }

  #at(offset: number): { readonly line: number; readonly column: number } {
    const { line, col } = this.#lines.linePos(offset);
    return { line: this.#place.firstLine + Math.max(1, line) - 1, column: Math.max(1, col) };
  }

  #report(offset: number, expected: string, found?: string, message?: string): void {
    const { line, column } = this.#at(offset);
    const got = found === undefined ? '' : `, got ${found}`;
    this.#problems.push({
      file: this.#place.file,
      line,
      column,
      expected,
      message: message ?? `expected ${expected}${got}`,
    });
  }
}

/** An alias that names nothing, or something that contains it. */
function badAlias(
  document: Parsed,
): { readonly offset: number; readonly expected: string } | undefined {
  let found: { readonly offset: number; readonly expected: string } | undefined;
  visit(document, {
    Alias(_, alias, ancestors) {
      const target = alias.resolve(document);
      const cyclic = target !== undefined && ancestors.some((each) => each === target);
      if (target !== undefined && !cyclic) return undefined;
      const expected = cyclic ? 'no alias inside its own anchor' : 'an alias of an anchor above';
      found = { offset: alias.range?.[0] ?? 0, expected };
      return visit.BREAK;
    },
  });
  return found;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function sentence(message: string): string {
  return `YAML does not parse: ${message}`;
}
