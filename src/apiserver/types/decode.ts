/**
 * What Go's JSON decoder makes of a value of a known type, and what its encoder writes of it afterwards: unknown
 * fields are dropped, what is empty is left out where the type says so, and all else is there.
 */

import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import type { FieldType, GoType, ScalarType, StructType } from './go_type.ts';
import { shortName } from './go_type.ts';
import { canonicalQuantity } from './quantity.ts';
import { timeFault, wholeSeconds } from './time_text.ts';

export interface Decoded {
  readonly value: JsonObject;
  /** What the decoder stumbled over first. */
  readonly error: string | undefined;
  /** Where that was: `['spec', 'containers', 0, 'name']`. */
  readonly errorAt: Path;
  /** Paths of members that the type does not have: `spec.containers[0].foo`. */
  readonly unknown: readonly string[];
}

/** The members and items on the way to a value. */
export type Path = readonly (string | number)[];

/** Reads an object of the type; `converting` as from a value that was decoded before. */
export function decodeStruct(
  type: StructType,
  value: JsonObject,
  how: 'decoding' | 'converting' = 'decoding',
): Decoded {
  const decoder = new Decoder(how);
  const decoded = decoder.struct(type, value, root);
  const { error, errorAt, unknown } = decoder;
  return { value: decoded, error, errorAt, unknown };
}

/** Where the decoder is: a member of a struct or map, or an item of a list, of what is above. */
interface Place {
  readonly above: Place | undefined;
  /** The struct whose field this is. */
  readonly struct: StructType | undefined;
  readonly field: FieldType | undefined;
  readonly step: string | number;
}

const root: Place = { above: undefined, struct: undefined, field: undefined, step: '' };

const mostUnknown = 100;

class Decoder {
  error: string | undefined;
  errorAt: Path = [];
  readonly unknown: string[] = [];
  readonly #how: 'decoding' | 'converting';

  constructor(how: 'decoding' | 'converting') {
    this.#how = how;
  }

  struct(type: StructType, value: JsonObject, place: Place): JsonObject {
    const encoded: Record<string, JsonValue> = {};
    const names = Object.keys(value);
    for (const name of this.#how === 'decoding' ? names : inOrder(type, names)) {
      const member = value[name];
      const field = type.fields.get(name);
      if (field === undefined) this.#unknown(place, name);
      else if (member !== undefined && member !== null) {
        const there = { above: place, struct: type, field, step: name };
        const decoded = this.#value(field.type, member, there);
        const written = decoded === undefined ? undefined : encodedField(field, decoded);
        if (written !== undefined) encoded[name] = written;
      }
    }
    for (const field of type.alwaysWritten) {
      if (encoded[field.name] === undefined) encoded[field.name] = absentField(field);
    }
    return encoded;
  }

  /** `undefined` for what does not fit. */
  #value(type: GoType, value: JsonValue, place: Place): JsonValue | undefined {
    switch (type.kind) {
      case 'scalar':
        return this.#scalar(type, value, place);
      case 'struct':
        if (!isJsonObject(value)) return this.#misfit(value, type, place);
        return this.struct(type, value, place);
      case 'list':
        if (!Array.isArray(value)) return this.#misfit(value, type, place);
        return value.map(
          (item: JsonValue, index) => this.#item(type.item, item, beneath(place, index)) ?? null,
        );
      case 'map': {
        if (!isJsonObject(value)) return this.#misfit(value, type, place);
        const members: Record<string, JsonValue> = {};
        for (const key of Object.keys(value)) {
          const decoded = this.#item(type.value, value[key] ?? null, beneath(place, key));
          if (decoded !== undefined) members[key] = decoded;
        }
        return members;
      }
    }
  }

  /** Inside lists and maps, null is the zero value. */
  #item(type: GoType, value: JsonValue, place: Place): JsonValue | undefined {
    return value === null ? zeroOf(type) : this.#value(type, value, place);
  }

  #scalar(type: ScalarType, value: JsonValue, place: Place): JsonValue | undefined {
    switch (type.form) {
      case 'any':
        return value;
      case 'string':
        return typeof value === 'string' ? value : this.#misfit(value, type, place);
      case 'bool':
        return typeof value === 'boolean' ? value : this.#misfit(value, type, place);
      case 'Quantity':
        return this.#quantity(value, place);
      case 'IntOrString':
        if (typeof value === 'string') return value;
        return this.#integer({ ...type, name: 'int32' }, value, { place, limit: int32Limit });
      case 'Time':
      case 'MicroTime':
        return this.#time(type, value, place);
      case 'bytes':
        if (typeof value !== 'string') return this.#misfit(value, type, place);
        return this.#bytes(value, place);
      case 'float64':
        return typeof value === 'number' ? value : this.#misfit(value, type, place);
      case 'int32':
        return this.#integer(type, value, { place, limit: int32Limit });
      case 'uint8':
        return this.#integer(type, value, { place, limit: [0, 255] });
      case 'uint16':
        return this.#integer(type, value, { place, limit: [0, 65_535] });
      case 'int64':
        return this.#integer(type, value, { place, limit: [-int64Limit, int64Limit] });
    }
  }

  #integer(
    type: ScalarType,
    value: JsonValue,
    within: { readonly place: Place; readonly limit: readonly [number, number] },
  ): JsonValue | undefined {
    const { place, limit } = within;
    if (typeof value !== 'number') return this.#misfit(value, type, place);
    const [least, most] = limit;
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    this.#mistyped(`number ${value}`, type.name, place);
    return undefined;
  }

  #quantity(value: JsonValue, place: Place): JsonValue | undefined {
    const text = typeof value === 'string' ? value.trim() : JSON.stringify(value);
    const canonical = canonicalQuantity(text);
    if (canonical === undefined) {
      const fault =
        text === ''
          ? "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
          : quantityFault(text);
      this.#stumble(fault, place);
    }
    return canonical;
  }

  #time(type: ScalarType, value: JsonValue, place: Place): JsonValue | undefined {
    if (typeof value !== 'string') {
      this.#mistyped(jsonType(value), 'string', place);
      return undefined;
    }
    const fault = timeFault(value, type.form === 'MicroTime');
    if (fault !== undefined) {
      this.#stumble(fault, place);
      return undefined;
    }
    return type.form === 'Time' ? wholeSeconds(value) : value;
  }

  #bytes(text: string, place: Place): JsonValue | undefined {
    const bad = firstBadBase64(text);
    if (bad === undefined) return text.replaceAll(/[\r\n]/g, '');
    this.#stumble(`illegal base64 data at input byte ${bad}`, place);
    return undefined;
  }

  #misfit(value: JsonValue, type: GoType, place: Place): undefined {
    if (this.#how === 'converting') this.#stumble(conversionFault(value, type), place);
    this.#mistyped(jsonType(value), type.name, place);
    return undefined;
  }

  #mistyped(what: string, type: string, place: Place): void {
    if (this.#how === 'converting') {
      this.#stumble(`json: cannot unmarshal ${what} into Go value of type ${type}`, place);
      return;
    }
    const where = `Go struct field ${structOf(place)}.${fieldsOf(place)}`;
    this.#stumble(`json: cannot unmarshal ${what} into ${where} of type ${type}`, place);
  }

  /** Only the first fault is told, as in Go. */
  #stumble(error: string, place: Place): void {
    if (this.error !== undefined) return;
    this.error = error;
    this.errorAt = pathOf(place);
  }

  #unknown(place: Place, name: string): void {
    const path = strictPath(beneath(place, name));
    if (this.unknown.length < mostUnknown && !this.unknown.includes(path)) this.unknown.push(path);
  }
}

const int32Limit = [-2_147_483_648, 2_147_483_647] as const;
/** Beyond Go's 64 bits, as near as a JSON number comes. */
const int64Limit = 2_147_483_648 * 4_294_967_296;

/** A member as Go's encoder writes it; `undefined` if it leaves it out. */
function encodedField(field: FieldType, value: JsonValue): JsonValue | undefined {
  const { type, pointer, omitEmpty, omitZero } = field;
  if (pointer) return value;
  if (type.kind === 'struct') return omitZero && isZeroStruct(type, value) ? undefined : value;
  return omitEmpty && isEmpty(value) ? undefined : value;
}

/** What is written of a field of which nothing is said, if it is always written. */
function absentField({ pointer, type }: FieldType): JsonValue {
  return pointer ? null : zeroOf(type);
}

function isEmpty(value: JsonValue): boolean {
  if (value === null || value === '' || value === 0 || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function isZeroStruct(type: StructType, value: JsonValue): boolean {
  return JSON.stringify(value) === JSON.stringify(zeroOf(type));
}

/** What an absent value of the type is written as. */
function zeroOf(type: GoType): JsonValue {
  switch (type.kind) {
    case 'list':
    case 'map':
      return null;
    case 'struct':
      return Object.fromEntries(
        type.alwaysWritten.map((field) => [field.name, absentField(field)] as const),
      );
    case 'scalar':
      return zeroOfScalar(type);
  }
}

function zeroOfScalar(type: ScalarType): JsonValue {
  switch (type.form) {
    case 'string':
      return '';
    case 'bool':
      return false;
    case 'Quantity':
      return '0';
    case 'Time':
    case 'MicroTime':
    case 'bytes':
    case 'any':
      return null;
    default:
      return 0;
  }
}

/** The fields of the type come first, in its order. */
function inOrder(type: StructType, names: readonly string[]): readonly string[] {
  const known = [...type.fields.keys()].filter((name) => names.includes(name));
  return [...known, ...names.filter((name) => !type.fields.has(name)).sort()];
}

/** Why a decoded value does not become one of the type. */
function conversionFault(value: JsonValue, type: GoType): string {
  const kind = goKind(value);
  switch (type.kind) {
    case 'struct':
      return `cannot restore struct from: ${kind}`;
    case 'list':
      return `cannot restore slice from ${kind}`;
    case 'map':
      return `cannot restore map from ${kind}`;
    case 'scalar': {
      const numeric = kind === 'int64' || kind === 'float64';
      if (type.form === 'bytes') return `cannot restore slice from ${kind}`;
      if (kind === 'int64' && type.form === 'string') return `cannot convert int64 to ${type.name}`;
      if (numeric && /int|float/.test(type.form)) return `cannot convert ${kind} to ${type.name}`;
      return `unrecognized type: ${type.form}`;
    }
  }
}

function goKind(value: JsonValue): string {
  if (Array.isArray(value)) return 'slice';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'map';
}

function beneath(above: Place, step: string | number): Place {
  return { above, struct: undefined, field: undefined, step };
}

/** The struct of the nearest field. */
function structOf(place: Place): string {
  for (let at: Place | undefined = place; at !== undefined; at = at.above) {
    if (at.struct !== undefined) return shortName(at.struct);
  }
  return '';
}

/** The fields on the way, without indices and keys: `spec.containers.image`. */
function fieldsOf(place: Place): string {
  const names: string[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.above) {
    if (at.field !== undefined) names.unshift(...at.field.embedded, at.field.name);
  }
  return names.join('.');
}

function pathOf(place: Place): Path {
  return place.above === undefined ? [] : [...pathOf(place.above), place.step];
}

/** The same with them: `spec.containers[0].image`. */
function strictPath(place: Place): string {
  if (place.above === undefined) return '';
  const before = strictPath(place.above);
  if (typeof place.step === 'number') return `${before}[${place.step}]`;
  return before === '' ? place.step : `${before}.${place.step}`;
}

/** An object with its members in the order in which Go writes them. */
export function inGoOrder(type: GoType, value: JsonValue): JsonValue {
  if (type.kind === 'list' && Array.isArray(value)) {
    return value.map((item: JsonValue) => inGoOrder(type.item, item));
  }
  if (!isJsonObject(value)) return value;
  const names =
    type.kind === 'struct' ? inOrder(type, Object.keys(value)) : Object.keys(value).sort();
  const typeOfMember = (name: string) => {
    if (type.kind === 'map') return type.value;
    return type.kind === 'struct' ? type.fields.get(name)?.type : undefined;
  };
  return Object.fromEntries(
    names.map((name) => {
      const member = value[name] ?? null;
      const known = typeOfMember(name);
      return [name, known === undefined ? member : inGoOrder(known, member)] as const;
    }),
  );
}

/** How Go calls what stands in the JSON. */
export function jsonType(value: JsonValue): string {
  if (Array.isArray(value)) return 'array';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function quantityFault(text: string): string {
  const format =
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
  return /^[+-]?[0-9.]+[eEinumkKMGTP]+$/.test(text) ? "unable to parse quantity's suffix" : format;
}

/** The place of the first character that is not base64, as Go counts it. */
function firstBadBase64(text: string): number | undefined {
  let sextets = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index] ?? '';
    if (character === '\r' || character === '\n') continue;
    if (character === '=') return badPadding(text, { index, sextets });
    if (!/[A-Za-z0-9+/]/.test(character)) return index;
    sextets++;
  }
  return sextets % 4 === 0 ? undefined : text.length - (sextets % 4);
}

function badPadding(
  text: string,
  at: { readonly index: number; readonly sextets: number },
): number | undefined {
  const rest = text.slice(at.index).replaceAll(/[\r\n]/g, '');
  const wanted = ['', '', '==', '='][at.sextets % 4] ?? '';
  if (wanted === '') return at.index;
  if (rest === wanted) return undefined;
  return rest.startsWith(wanted) ? at.index + wanted.length : text.length;
}
