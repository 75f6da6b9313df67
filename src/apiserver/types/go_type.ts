/**
 * The shapes of Go's types, as far as a client can notice them: what decodes into them, what an encoder leaves
 * out, and how patches and server-side apply merge them.
 */

/** How the JSON of a value without members of its own is read. */
export type ScalarForm =
  | 'string'
  | 'bool'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint16'
  | 'float64'
  | 'bytes'
  | 'Quantity'
  | 'IntOrString'
  | 'Time'
  | 'MicroTime'
  /** Any JSON value, kept as it is. */
  | 'any';

export interface ScalarType {
  readonly kind: 'scalar';
  /** As Go prints it: `v1.RestartPolicy`. */
  readonly name: string;
  readonly form: ScalarForm;
}

export interface MapType {
  readonly kind: 'map';
  /** `map[string]string`. */
  readonly name: string;
  readonly value: GoType;
}

export interface ListType {
  readonly kind: 'list';
  /** `[]v1.Container`. */
  readonly name: string;
  readonly item: GoType;
}

export interface StructType {
  readonly kind: 'struct';
  /** `v1.PodSpec`. */
  readonly name: string;
  /** By JSON name, in Go's order; embedded structs are part of their holder. */
  readonly fields: ReadonlyMap<string, FieldType>;
  /** The fields that Go's encoder writes even if nothing is said of them. */
  readonly alwaysWritten: readonly FieldType[];
  /** Server-side apply owns it as a whole (`x-kubernetes-map-type: atomic`). */
  readonly atomic: boolean;
}

export type GoType = ScalarType | MapType | ListType | StructType;

export interface FieldType {
  readonly name: string;
  /** The embedded structs that it stands in, as error texts name them. */
  readonly embedded: readonly string[];
  readonly type: GoType;
  /** A pointer: absent and zero differ. */
  readonly pointer: boolean;
  readonly omitEmpty: boolean;
  readonly omitZero: boolean;
  /** Of strategic merge patches. */
  readonly patchStrategies: readonly ('merge' | 'replace' | 'retainKeys')[];
  /** `''` for lists of primitives. */
  readonly patchMergeKey: string;
  /** Of server-side apply. Maps and structs: `granular` unless they are owned as a whole. */
  readonly listType: 'atomic' | 'set' | 'map';
  readonly listMapKeys: readonly string[];
  readonly atomicMap: boolean;
  /** The published default, which also stands for a missing key of a list's item. */
  readonly default: string | undefined;
}

/** `Container` of `v1.Container`. */
export function shortName(type: GoType): string {
  return type.name.slice(type.name.lastIndexOf('.') + 1);
}
