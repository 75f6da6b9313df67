/** A text of manifests with its places: which document, which path lies where, and where a path lies. */

import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
} from 'yaml';
import { isJsonObject, type JsonObject } from '#base/json.ts';
import type { FieldPath } from './manifest_help.ts';

/** From an offset up to another. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface SyntaxFault extends Stretch {
  readonly message: string;
}

/** What lies at an offset. */
export interface Spot extends Stretch {
  /** Of the member or item there. */
  readonly path: FieldPath;
  readonly on: 'key' | 'value';
}

/** One document of a text. */
export interface ManifestDocument {
  readonly syntaxFaults: readonly SyntaxFault[];
  /** `undefined` if it cannot be read as an object. */
  readonly manifest: JsonObject | undefined;
  /** What lies at the offset, if this document has it. */
  readonly spotAt: (offset: number) => Spot | undefined;
  /** The key or item of a field as the server writes its path, or the nearest place around it. */
  readonly placeOf: (field: string, part: 'key' | 'value') => Stretch;
}

export interface ManifestText {
  readonly documents: readonly ManifestDocument[];
  readonly lineAt: (offset: number) => { readonly line: number; readonly column: number };
}

/** Reads a text, however unfinished. */
export function readManifestText(text: string): ManifestText {
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  const documents = Array.isArray(parsed) ? parsed : [];
  return {
    documents: documents.map((document) => documentOf(document, text.length)),
    lineAt: (offset) => {
      const { line, col } = lines.linePos(offset);
      return { line: Math.max(1, line), column: Math.max(1, col) };
    },
  };
}

function documentOf(document: Document.Parsed, length: number): ManifestDocument {
  const { contents } = document;
  return {
    syntaxFaults: document.errors.map(({ message, pos: [start, end] }) => ({
      message,
      start,
      end: Math.max(end, start + 1),
    })),
    manifest: objectOf(document),
    spotAt: (offset) => spotIn(contents, offset, []),
    placeOf: (field, part) =>
      placeIn(contents, { field, part, around: firstKey(contents, length) }),
  };
}

function objectOf(document: Document.Parsed): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(
      JSON.stringify(document.toJS({ maxAliasCount: 100 })) ?? 'null',
    );
    return isJsonObject(value) ? value : undefined;
  } catch {
    // Aliases that lead nowhere are told by whoever reads the manifests.
    return undefined;
  }
}

type Value = Node | null | undefined;

function spotIn(node: Value, offset: number, path: FieldPath): Spot | undefined {
  if (isMap(node)) {
    for (const pair of node.items) {
      const key = keyOf(pair);
      const there = [...path, key.text];
      if (isWithin(key, offset)) return { ...key, path: there, on: 'key' };
      const found = spotIn(pair.value as Value, offset, there);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      const found = spotIn(item as Value, offset, [...path, index]);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  const stretch = stretchOf(node);
  return stretch !== undefined && isWithin(stretch, offset)
    ? { ...stretch, path, on: 'value' }
    : undefined;
}

interface Search {
  /** What is left of the path. */
  readonly field: string;
  readonly part: 'key' | 'value';
  /** The nearest place so far. */
  readonly around: Stretch;
}

/** Goes down as far as the path leads. Keys may hold dots, so the longest that fits is taken. */
function placeIn(node: Value, search: Search): Stretch {
  const field = search.field.replace(/^\./, '');
  if (field === '' || field === '<nil>') return search.around;
  if (isSeq(node)) {
    const index = Number(/^\[(\d+)\]/.exec(field)?.[1] ?? 0);
    const item = node.items[index] as Value;
    const rest = field.replace(/^\[\d+\]/, '');
    const around = firstKey(item, undefined) ?? stretchOf(item) ?? search.around;
    return placeIn(item, { ...search, field: rest, around });
  }
  if (!isMap(node)) return search.around;
  const fitting = node.items
    .map((pair) => ({ pair, key: keyOf(pair), rest: restBehind(field, keyOf(pair).text) }))
    .filter((each) => each.rest !== undefined)
    .sort((one, other) => other.key.text.length - one.key.text.length)[0];
  if (fitting?.rest === undefined) return search.around;
  const { pair, key, rest } = fitting;
  const value = pair.value as Value;
  const last = rest === '' && search.part === 'value' && isScalar(value) && value.value !== null;
  const around = (last ? stretchOf(value) : undefined) ?? key;
  return placeIn(value, { ...search, field: rest, around });
}

/** What of a path lies behind its first member, if it is this one. */
function restBehind(field: string, key: string): string | undefined {
  if (key === '') return undefined;
  if (field.startsWith(`[${key}]`)) return field.slice(key.length + 2);
  if (!field.startsWith(key)) return undefined;
  const rest = field.slice(key.length);
  return rest === '' || rest.startsWith('.') || rest.startsWith('[') ? rest : undefined;
}

interface Key extends Stretch {
  readonly text: string;
}

function keyOf(pair: Pair): Key {
  const key = pair.key as Value;
  const stretch = stretchOf(key) ?? { start: 0, end: 0 };
  return { text: isScalar(key) ? String(key.value) : '', ...stretch };
}

function firstKey(node: Value, otherwise: number): Stretch;
function firstKey(node: Value, otherwise: undefined): Stretch | undefined;
function firstKey(node: Value, otherwise: number | undefined): Stretch | undefined {
  const first = isMap(node) ? node.items[0] : undefined;
  if (isPair(first)) {
    const { start, end } = keyOf(first);
    return { start, end };
  }
  return otherwise === undefined
    ? undefined
    : (stretchOf(node) ?? { start: 0, end: Math.min(1, otherwise) });
}

function stretchOf(node: Value): Stretch | undefined {
  if (node === null || node === undefined || isAlias(node) || node.range == null) return undefined;
  const [start, end] = node.range;
  return { start, end };
}

function isWithin({ start, end }: Stretch, offset: number): boolean {
  return offset >= start && offset <= end && end > start;
}
