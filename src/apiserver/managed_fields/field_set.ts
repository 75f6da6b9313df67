/**
 * Sets of paths into an object, as `managedFields` writes them. A step is `f:name` (a member), `k:{…}` (a list's
 * item by its keys), `v:…` (an item that is a value) or `i:0`. A path may be in the set, and lead to others.
 */

import { canonicalJson, isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import { deducedType, type MergeType } from './merge_type.ts';

export type Path = readonly string[];

export class FieldSet {
  /** The steps that end here and are in the set. */
  readonly members: ReadonlySet<string>;
  /** What lies beyond a step. None is empty. */
  readonly children: ReadonlyMap<string, FieldSet>;

  constructor(members: ReadonlySet<string> = new Set(), children: Iterable<Child> = []) {
    this.members = members;
    this.children = new Map([...children].filter(([, child]) => !child.isEmpty()));
  }

  static of(paths: Iterable<Path>): FieldSet {
    const members = new Set<string>();
    const beyond = new Map<string, Path[]>();
    for (const path of paths) {
      const [step, ...rest] = path;
      if (step === undefined) continue;
      if (rest.length === 0) members.add(step);
      else beyond.set(step, [...(beyond.get(step) ?? []), rest]);
    }
    return new FieldSet(
      members,
      [...beyond].map(([step, rest]) => [step, FieldSet.of(rest)] as const),
    );
  }

  /** From an entry's `fieldsV1`. */
  static parse(fields: unknown): FieldSet {
    const members = new Set<string>();
    const children: Child[] = [];
    for (const [step, beyond] of Object.entries(isJsonObject(fields) ? fields : {})) {
      if (step === '.') continue;
      const steps = isJsonObject(beyond) ? Object.keys(beyond) : [];
      if (steps.length === 0 || steps.includes('.')) members.add(step);
      children.push([step, FieldSet.parse(beyond)]);
    }
    return new FieldSet(members, children);
  }

  /** As an entry's `fieldsV1`. */
  print(): JsonObject {
    const fields: Record<string, JsonObject> = {};
    for (const step of [...new Set([...this.members, ...this.children.keys()])].sort()) {
      const beyond = this.children.get(step);
      const self: JsonObject = this.members.has(step) && beyond !== undefined ? { '.': {} } : {};
      fields[step] = { ...self, ...beyond?.print() };
    }
    return fields;
  }

  isEmpty(): boolean {
    return this.members.size === 0 && this.children.size === 0;
  }

  has(path: Path): boolean {
    const [step = '', ...rest] = path;
    if (rest.length === 0) return this.members.has(step);
    return this.children.get(step)?.has(rest) ?? false;
  }

  beyond(step: string): FieldSet {
    return this.children.get(step) ?? noFields;
  }

  /** Every path of the set: shorter ones first, in the order of their steps. */
  paths(): readonly Path[] {
    const own = [...this.members].sort(compareSteps).map((step) => [step]);
    const further = [...this.children].sort(([a], [b]) => compareSteps(a, b));
    return [
      ...own,
      ...further.flatMap(([step, child]) => child.paths().map((rest) => [step, ...rest])),
    ];
  }

  union(other: FieldSet): FieldSet {
    const steps = new Set([...this.children.keys(), ...other.children.keys()]);
    return new FieldSet(
      new Set([...this.members, ...other.members]),
      [...steps].map((step) => [step, this.beyond(step).union(other.beyond(step))] as const),
    );
  }

  intersection(other: FieldSet): FieldSet {
    return new FieldSet(
      new Set([...this.members].filter((step) => other.members.has(step))),
      this.#mapped((step, child) => child.intersection(other.beyond(step))),
    );
  }

  /** Without the very paths of `other`; what lies beyond them stays. */
  difference(other: FieldSet): FieldSet {
    return new FieldSet(
      new Set([...this.members].filter((step) => !other.members.has(step))),
      this.#mapped((step, child) => child.difference(other.beyond(step))),
    );
  }

  /** Without the paths of `other` and everything beyond them. */
  recursiveDifference(other: FieldSet): FieldSet {
    const kept = this.#mapped((step, child) => child.recursiveDifference(other.beyond(step)));
    return new FieldSet(
      new Set([...this.members].filter((step) => !other.members.has(step))),
      kept.filter(([step]) => !other.members.has(step)),
    );
  }

  /** With every member that the schema names and that leads to a path of the set. */
  withNamedFields(given: MergeType): FieldSet {
    const type = deducedType(given, undefined);
    const members = new Set(this.members);
    if (type.kind === 'map') {
      for (const step of this.children.keys()) {
        if (step.startsWith('f:') && type.field(step.slice(2)) !== undefined) members.add(step);
      }
    }
    return new FieldSet(
      members,
      this.#mapped((step, child) => child.withNamedFields(typeBeyond(type, step))),
    );
  }

  #mapped(change: (step: string, child: FieldSet) => FieldSet): readonly Child[] {
    return [...this.children].map(([step, child]) => [step, change(step, child)] as const);
  }
}

type Child = readonly [step: string, beyond: FieldSet];

export const noFields = new FieldSet();

function typeBeyond(type: MergeType, step: string): MergeType {
  if (type.kind === 'list') return type.item;
  if (type.kind !== 'map') return { kind: 'any' };
  return type.field(step.slice(2)) ?? type.others ?? { kind: 'any' };
}

export function memberStep(name: string): string {
  return `f:${name}`;
}

export function keyStep(keys: JsonObject): string {
  return `k:${canonicalJson(keys)}`;
}

export function valueStep(value: JsonValue): string {
  return `v:${canonicalJson(value)}`;
}

/** `.spec.containers[name="web"].image`. */
export function pathText(path: Path): string {
  return path.map(stepText).join('');
}

export function stepText(step: string): string {
  const rest = step.slice(2);
  switch (step[0]) {
    case 'f':
      return `.${rest}`;
    case 'k': {
      const keys = Object.entries(JSON.parse(rest) as JsonObject);
      return `[${keys.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',')}]`;
    }
    case 'v':
      return `[=${rest}]`;
    default:
      return `[${rest}]`;
  }
}

const stepOrder = 'fkvi';

/** Members come before keys, keys before values; each by its text. */
function compareSteps(left: string, right: string): number {
  const kinds = stepOrder.indexOf(left[0] ?? '') - stepOrder.indexOf(right[0] ?? '');
  if (kinds !== 0) return kinds;
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
