/**
 * The language of manifests: what is wrong in a text and exactly where, what may be written at a place of it, and
 * what a field is. It reads the text; an API server's own answers come from `ManifestHelp`.
 */

import { isJsonObject, type JsonObject } from '#base/json.ts';
import type { Words } from '#messages/en/ui/words.ts';
import { readManifests } from '#script/manifests.ts';
import type { FieldFault, FieldHelp, FieldPath, HelpWith, ManifestHelp } from './manifest_help.ts';
import {
  type ManifestDocument,
  type ManifestText,
  readManifestText,
  type Stretch,
} from './manifest_text.ts';

/** Something that can be written, in place of what stands there. */
export interface Offer {
  readonly label: string;
  readonly insert: string;
  /** A field's type and whether it is required. */
  readonly detail: string;
  readonly about: string | undefined;
  readonly kind: 'field' | 'value';
}

export interface Offers extends Stretch {
  readonly offers: readonly Offer[];
}

export interface TextFault extends Stretch {
  readonly message: string;
}

export interface FieldText extends Stretch {
  /** The field's path and type, then what else there is to say. */
  readonly lines: readonly string[];
}

export type ManifestWords = Words['manifests'];

export interface LanguageOptions {
  /** The CustomResourceDefinitions that the cluster has. */
  readonly definitions: () => readonly JsonObject[];
  readonly words: ManifestWords;
}

export class ManifestLanguage {
  readonly #helpWith: HelpWith;
  readonly #inRun: () => readonly JsonObject[];
  readonly #words: ManifestWords;
  #help: { readonly key: string; readonly help: ManifestHelp } | undefined;

  constructor(helpWith: HelpWith, about: LanguageOptions) {
    this.#helpWith = helpWith;
    this.#inRun = about.definitions;
    this.#words = about.words;
  }

  /** Everything that is wrong with the text, from its beginning on. */
  faults(text: string): readonly TextFault[] {
    if (text.trim() === '') return [];
    const read = readManifestText(text);
    const help = this.#helpFor(read);
    const found = read.documents.flatMap((document) =>
      faultsIn(document, { help, words: this.#words }),
    );
    const told = readingFaults(text, read, found);
    return [...found, ...told].sort((one, other) => one.start - other.start);
  }

  /** What may be written where the cursor is. */
  offers(text: string, offset: number): Offers | undefined {
    const place = cursorPlace(text, offset);
    if (place === undefined) return undefined;
    const read = readManifestText(place.text);
    const document = read.documents.find((each) => each.spotAt(place.mark) !== undefined);
    const path = document?.spotAt(place.mark)?.path;
    if (document?.manifest === undefined || path === undefined) return undefined;
    const { manifest } = document;
    const help = this.#helpFor(readManifestText(text));
    const { start, end } = place;
    const offers =
      place.on === 'key'
        ? fieldOffers(
            { help, words: this.#words },
            { manifest, path: path.slice(0, -1), indent: place.indent },
          )
        : valueOffers(help, manifest, path);
    return offers.length === 0 ? undefined : { start, end, offers };
  }

  /** What the field at the offset is. */
  field(text: string, offset: number): FieldText | undefined {
    const read = readManifestText(text);
    const help = this.#helpFor(read);
    const words = this.#words;
    for (const { manifest, spotAt } of read.documents) {
      const spot = spotAt(offset);
      if (spot === undefined || manifest === undefined) continue;
      const field = help.field(manifest, spot.path);
      if (field === undefined) return undefined;
      const values = help.values(manifest, spot.path);
      const { start, end } = spot;
      const lines = [
        `${pathText(spot.path)}: ${fieldDetail(field, words)}`,
        ...(values.length === 0 ? [] : [words.oneOf(values)]),
        ...(field.about === undefined ? [] : [field.about]),
      ];
      return { start, end, lines };
    }
    return undefined;
  }

  /** With the definitions of the run and of the text itself. */
  #helpFor({ documents }: ManifestText): ManifestHelp {
    const own = documents.flatMap(({ manifest }) =>
      manifest?.['kind'] === 'CustomResourceDefinition' ? [manifest] : [],
    );
    const definitions = [...this.#inRun(), ...own];
    const key = JSON.stringify(definitions);
    if (this.#help?.key !== key) this.#help = { key, help: this.#helpWith(definitions) };
    return this.#help.help;
  }
}

/** What the server knows, and the words around it. */
interface Helped {
  readonly help: ManifestHelp;
  readonly words: ManifestWords;
}

function faultsIn(document: ManifestDocument, helped: Helped): readonly TextFault[] {
  const { syntaxFaults, manifest } = document;
  if (syntaxFaults.length > 0) return syntaxFaults;
  if (manifest === undefined) return [];
  const { kind, items } = manifest;
  if (kind !== 'List' || !Array.isArray(items))
    return faultsOf(document, manifest, { ...helped, at: '' });
  return items.flatMap((item: unknown, index) =>
    isJsonObject(item) ? faultsOf(document, item, { ...helped, at: `items[${index}].` }) : [],
  );
}

/** Of one object, which lies at `at` in its document. */
function faultsOf(
  { placeOf }: ManifestDocument,
  manifest: JsonObject,
  { help, words, at }: Helped & { readonly at: string },
): readonly TextFault[] {
  const { apiVersion, kind } = manifest;
  // What names no kind is told by whoever reads the manifests.
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  if (!help.kinds.some((each) => each.kind === kind && each.apiVersion === apiVersion)) {
    const message = words.unserved(kind, apiVersion);
    return [{ ...placeOf(`${at}kind`, 'value'), message }];
  }
  return help.faults(manifest).map((fault) => ({
    ...placeOf(`${at}${fault.field}`, partOf(fault)),
    message: fault.message,
  }));
}

function partOf({ what }: FieldFault): 'key' | 'value' {
  return what === 'value' ? 'value' : 'key';
}

/** What keeps a text from being read as manifests at all, unless it has been said of the same line. */
function readingFaults(
  text: string,
  read: ManifestText,
  found: readonly TextFault[],
): readonly TextFault[] {
  const manifests = readManifests({ name: 'manifest', content: text });
  if (manifests.ok) return [];
  const told = new Set(found.map(({ start }) => read.lineAt(start).line));
  const lines = text.split('\n');
  const starts: number[] = [];
  let start = 0;
  for (const line of lines) {
    starts.push(start);
    start += line.length + 1;
  }
  return manifests.error
    .filter(({ line }) => !told.has(line))
    .map(({ line, column, message }) => {
      const begin = (starts[line - 1] ?? 0) + column - 1;
      const end = (starts[line - 1] ?? 0) + (lines[line - 1]?.length ?? 1);
      return { start: begin, end: Math.max(begin + 1, end), message };
    });
}

// Completion.

interface CursorPlace extends Stretch {
  /** The text with a whole word where the cursor is. */
  readonly text: string;
  /** An offset within that word. */
  readonly mark: number;
  readonly on: 'key' | 'value';
  /** How far the keys of this mapping are indented. */
  readonly indent: number;
}

const word = 'completionStandsHere';
const keyLine = /^(\s*(?:-\s+)*)([\w./$-]*)$/;
const valueLine = /^(\s*(?:-\s+)*[\w./$-]+:\s+)(\S*)$/;

/** Puts a word where the cursor is, so that even an unfinished text can be read. */
function cursorPlace(text: string, offset: number): CursorPlace | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const newline = text.indexOf('\n', offset);
  const lineEnd = newline < 0 ? text.length : newline;
  const before = text.slice(lineStart, offset);
  const rest = /^[\w./$-]*/.exec(text.slice(offset, lineEnd))?.[0] ?? '';
  const key = keyLine.exec(before);
  if (key !== null) {
    const [, lead = '', typed = ''] = key;
    const behind = text.slice(offset + rest.length, lineEnd);
    const hasColon = /^\s*:/.test(behind);
    const start = offset - typed.length;
    const line = `${text.slice(lineStart, start)}${word}${hasColon ? behind : ':'}`;
    const whole = `${text.slice(0, lineStart)}${line}${text.slice(lineEnd)}`;
    const end = offset + rest.length + (hasColon ? behind.indexOf(':') + 1 : 0);
    return { text: whole, mark: start, on: 'key', indent: lead.length, start, end };
  }
  const value = valueLine.exec(before);
  if (value === null) return undefined;
  const [, lead = '', typed = ''] = value;
  const start = offset - typed.length;
  const whole = `${text.slice(0, start)}${word}${text.slice(lineEnd)}`;
  return { text: whole, mark: start, on: 'value', indent: lead.length, start, end: lineEnd };
}

function fieldOffers(
  { help, words }: Helped,
  at: { readonly manifest: JsonObject; readonly path: FieldPath; readonly indent: number },
): readonly Offer[] {
  const { manifest, path, indent } = at;
  const present = new Set(Object.keys(membersAt(manifest, path)));
  const all = help.fields(manifest, path);
  const known = all.length === 0 && path.length === 0 ? nameless : all;
  return [...known]
    .filter(({ name }) => !present.has(name))
    .sort((one, other) => Number(other.required) - Number(one.required))
    .map((field) => ({
      label: field.name,
      insert: insertOf(field, indent),
      detail: fieldDetail(field, words),
      about: field.about,
      kind: 'field',
    }));
}

/** The fields of an object of which nothing is known yet. */
const nameless: readonly FieldHelp[] = ['apiVersion', 'kind', 'metadata'].map((name) => ({
  name,
  type: name === 'metadata' ? 'ObjectMeta' : 'string',
  required: true,
  about: undefined,
  form: name === 'metadata' ? 'members' : 'value',
}));

function insertOf({ name, form }: FieldHelp, indent: number): string {
  const margin = ' '.repeat(indent);
  switch (form) {
    case 'value':
      return `${name}: `;
    case 'members':
      return `${name}:\n${margin}  `;
    case 'items':
      return `${name}:\n${margin}- `;
  }
}

function valueOffers(help: ManifestHelp, manifest: JsonObject, path: FieldPath): readonly Offer[] {
  return valuesAt(help, manifest, path).map((value) => ({
    label: value,
    insert: value,
    detail: '',
    about: undefined,
    kind: 'value',
  }));
}

function valuesAt(help: ManifestHelp, manifest: JsonObject, path: FieldPath): readonly string[] {
  const { apiVersion, kind } = manifest;
  if (path.length === 1 && path[0] === 'apiVersion') {
    const fitting = help.kinds.filter((each) => typeof kind !== 'string' || each.kind === kind);
    return [...new Set(fitting.map((each) => each.apiVersion))];
  }
  if (path.length === 1 && path[0] === 'kind') {
    const fitting = help.kinds.filter((each) => each.apiVersion === apiVersion);
    return (fitting.length === 0 ? help.kinds : fitting).map((each) => each.kind);
  }
  return help.values(manifest, path);
}

function membersAt(manifest: JsonObject, path: FieldPath): Readonly<Record<string, unknown>> {
  let found: unknown = manifest;
  for (const step of path) {
    if (typeof found !== 'object' || found === null) return {};
    found = (found as Record<string | number, unknown>)[step];
  }
  return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : {};
}

function fieldDetail(
  { type, required }: Pick<FieldHelp, 'type' | 'required'>,
  words: ManifestWords,
): string {
  return `${type}, ${required ? words.required : words.optional}`;
}

function pathText(path: FieldPath): string {
  return path.reduce<string>((before, step) => {
    if (typeof step === 'number') return `${before}[${step}]`;
    return before === '' ? step : `${before}.${step}`;
  }, '');
}
