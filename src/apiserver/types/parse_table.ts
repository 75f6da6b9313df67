/**
 * Reads the generated table of Go types. A line holds a struct: its name, `@a` if apply owns it as a whole, and
 * its fields, each the embedded structs that hold it with `/` behind them, `name`, `?` for omitempty, `!` for omitzero, `:` and Go's type, then `~` with the first two
 * letters of each patch strategy and the merge key, `@(keys)` for a set or a map list or `@a` for an atomic map,
 * and `=` with the default. Lines that begin with `=` name types that are scalars; `NAME = TYPE` names a map or list.
 */

import { assert } from '#base/assert.ts';
import type { FieldType, GoType, ScalarForm, StructType } from './go_type.ts';

const scalarForms: Readonly<Record<string, ScalarForm>> = {
  string: 'string',
  bool: 'bool',
  int: 'int64',
  int32: 'int32',
  int64: 'int64',
  uint8: 'uint8',
  uint16: 'uint16',
  float64: 'float64',
  '[]uint8': 'bytes',
  'resource.Quantity': 'Quantity',
  'intstr.IntOrString': 'IntOrString',
  'v1.Time': 'Time',
  'v1.MicroTime': 'MicroTime',
  'v1.FieldsV1': 'any',
  'v1.JSON': 'any',
  'v1.JSONSchemaPropsOrArray': 'any',
  'v1.JSONSchemaPropsOrBool': 'any',
  'v1.JSONSchemaPropsOrStringArray': 'any',
};

const strategyOfLetters = { me: 'merge', re: 'retainKeys', rp: 'replace' } as const;

const fieldPattern =
  /^([^?!:]+)(\??)(!?):([^~@=]+)(?:~([a-z]+)\(([^)]*)\))?(?:@\(([^)]*)\))?(@a)?(?:=(.*))?$/;

/** Every struct of the table by its name. */
export function parseTable(table: string): ReadonlyMap<string, StructType> {
  return new TableReader(table).read();
}

interface GrowingStruct extends StructType {
  readonly fields: Map<string, FieldType>;
  readonly alwaysWritten: FieldType[];
}

class TableReader {
  readonly #lines: readonly string[];
  readonly #scalars = new Map<string, ScalarForm>();
  readonly #aliases = new Map<string, string>();
  readonly #structs = new Map<string, GrowingStruct>();

  constructor(table: string) {
    this.#lines = table.split('\n').filter((line) => line !== '');
    for (const [name, form] of Object.entries(scalarForms)) this.#scalars.set(name, form);
  }

  read(): ReadonlyMap<string, StructType> {
    for (const line of this.#lines) this.#announce(line);
    for (const line of this.#lines) this.#fill(line);
    return this.#structs;
  }

  /** Types are known by name before their fields are read, because they may contain themselves. */
  #announce(line: string): void {
    const [name = '', ...rest] = line.split(' ');
    if (rest[0] === '=') {
      this.#aliases.set(name, rest[1] ?? '');
      return;
    }
    if (!name.startsWith('=')) {
      const atomic = rest[0] === '@a';
      this.#structs.set(name, {
        kind: 'struct',
        name,
        fields: new Map(),
        alwaysWritten: [],
        atomic,
      });
      return;
    }
    const form = scalarForms[name.slice(1)];
    assert(form !== undefined, `expected a scalar form, got ${name}`);
    for (const scalar of rest) this.#scalars.set(scalar, form);
  }

  #fill(line: string): void {
    const [name = '', ...rest] = line.split(' ');
    const struct = this.#structs.get(name);
    if (struct === undefined) return;
    for (const text of rest) {
      if (text === '@a' || text === '') continue;
      const field = this.#field(text);
      struct.fields.set(field.name, field);
      if (isAlwaysWritten(field)) struct.alwaysWritten.push(field);
    }
  }

  #field(text: string): FieldType {
    const match = fieldPattern.exec(text);
    assert(match !== null, `expected a field, got ${text}`);
    const [, path = '', omitEmpty, omitZero, type = '', letters, mergeKey, keys, atomic] = match;
    const embedded = path.split('/');
    const name = embedded.pop() ?? '';
    return {
      name,
      embedded,
      type: this.#type(type.startsWith('*') ? type.slice(1) : type),
      pointer: type.startsWith('*'),
      omitEmpty: omitEmpty === '?',
      omitZero: omitZero === '!',
      patchStrategies: strategies(letters ?? ''),
      patchMergeKey: mergeKey ?? '',
      listType: listTypeOf(keys),
      listMapKeys: keys === undefined || keys === '' ? [] : keys.split(','),
      atomicMap: atomic !== undefined,
      default: match[9],
    };
  }

  #type(name: string): GoType {
    const form = this.#scalars.get(name);
    if (form !== undefined) return { kind: 'scalar', name, form };
    const alias = this.#aliases.get(name);
    if (alias !== undefined) return { ...this.#type(alias), name };
    if (name.startsWith('[]')) return { kind: 'list', name, item: this.#type(name.slice(2)) };
    if (name.startsWith('map[')) {
      return { kind: 'map', name, value: this.#type(name.slice(name.indexOf(']') + 1)) };
    }
    const struct = this.#structs.get(name.startsWith('*') ? name.slice(1) : name);
    assert(struct !== undefined, `expected a type of the table, got ${name}`);
    return struct;
  }
}

/** Structs and times cannot be empty in Go, only zero. */
function isAlwaysWritten({ type, pointer, omitEmpty, omitZero }: FieldType): boolean {
  const neverEmpty =
    type.kind === 'struct' ||
    (type.kind === 'scalar' && (type.form === 'Time' || type.form === 'MicroTime'));
  return neverEmpty && !pointer ? !omitZero : !omitEmpty;
}

function strategies(letters: string): FieldType['patchStrategies'] {
  const found: FieldType['patchStrategies'][number][] = [];
  for (let index = 0; index < letters.length; index += 2) {
    const two = letters.slice(index, index + 2) as keyof typeof strategyOfLetters;
    const strategy = strategyOfLetters[two];
    assert(strategy !== undefined, `expected a patch strategy, got ${two}`);
    found.push(strategy);
  }
  return found;
}

function listTypeOf(keys: string | undefined): FieldType['listType'] {
  if (keys === undefined) return 'atomic';
  return keys === '' ? 'set' : 'map';
}
