/** A shape describes a plain JSON record once: TypeScript derives its type, the decoder its checks. */

import { fail, ok, type Result } from '#base/result.ts';

/** One field of a record: how to recognise it, and (for the compiler only) what type it has. */
export interface Field<T> {
  readonly what: string;
  readonly optional: boolean;
  /** Explains what is wrong with `value` found at `path`, or says nothing. */
  readonly problem: (value: unknown, path: string) => Problem | undefined;
  readonly type?: T;
}

/** Where a value is wrong and why, for a person. */
export interface Problem {
  /** A path such as `$.data.causes[2]`. */
  readonly path: string;
  /** `expected a string, got 7`. */
  readonly reason: string;
}

/** A record's fields by name. */
export type Shape = Readonly<Record<string, Field<unknown>>>;

/** The type of a record of shape `S`. */
export type Shaped<S extends Shape> = {
  readonly [K in keyof S as S[K]['optional'] extends true ? never : K]: TypeOf<S[K]>;
} & {
  readonly [K in keyof S as S[K]['optional'] extends true ? K : never]?: TypeOf<S[K]> | undefined;
};

type TypeOf<F> = F extends Field<infer T> ? T : never;
type Required<T> = Field<T> & { readonly optional: false };
type Optional<T> = Field<T> & { readonly optional: true };

export const text: Required<string> = primitive('a string', (value) => typeof value === 'string');
export const flag: Required<boolean> = primitive(
  'a boolean',
  (value) => typeof value === 'boolean',
);
/** A safe integer. */
export const count: Required<number> = primitive('a whole number', Number.isSafeInteger);
/** A finite number. */
export const quantity: Required<number> = primitive('a number', Number.isFinite);
/** Any JSON value. */
export const anything: Required<unknown> = primitive('a value', (value) => value !== undefined);

/** A field that may be missing. */
export function optional<T>(field: Required<T>): Optional<T> {
  return { ...field, optional: true };
}

/** A field with one of the given texts. */
export function oneOf<const T extends string>(...values: readonly T[]): Required<T> {
  return primitive(`one of ${values.join(', ')}`, (value) => values.includes(value as T));
}

/** A list of fields. */
export function list<T>(item: Required<T>): Required<readonly T[]> {
  return {
    what: `a list, each ${item.what}`,
    optional: false,
    problem: (value, path) => {
      if (!Array.isArray(value)) return { path, reason: `expected a list, got ${shown(value)}` };
      for (let index = 0; index < value.length; index++) {
        const problem = item.problem(value[index], `${path}[${index}]`);
        if (problem !== undefined) return problem;
      }
      return undefined;
    },
  };
}

/** A record inside a record. */
export function record<S extends Shape>(shape: S): Required<Shaped<S>> {
  return {
    what: 'an object',
    optional: false,
    problem: (value, path) => recordProblem(shape, value, path),
  };
}

/** What is wrong with `value` as a record of `shape`: a missing, unknown or ill-typed member. */
export function recordProblem(shape: Shape, value: unknown, path: string): Problem | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { path, reason: `expected an object, got ${shown(value)}` };
  }
  const members = value as Readonly<Record<string, unknown>>;
  for (const [name, field] of Object.entries(shape)) {
    const member = members[name];
    if (member === undefined) {
      if (!field.optional) {
        return { path: `${path}.${name}`, reason: `expected ${field.what}, got nothing` };
      }
      continue;
    }
    const problem = field.problem(member, `${path}.${name}`);
    if (problem !== undefined) return problem;
  }
  for (const name of Object.keys(members)) {
    if (!(name in shape)) return { path: `${path}.${name}`, reason: 'unknown member' };
  }
  return undefined;
}

/** `value` as a record of `shape`, or the first thing wrong with it. */
export function decodeRecord<S extends Shape>(
  shape: S,
  value: unknown,
  path: string,
): Result<Shaped<S>, Problem> {
  const problem = recordProblem(shape, value, path);
  return problem === undefined ? ok(value as Shaped<S>) : fail(problem);
}

function primitive<T>(what: string, accepts: (value: unknown) => boolean): Required<T> {
  return {
    what,
    optional: false,
    problem: (value, path) =>
      accepts(value) ? undefined : { path, reason: `expected ${what}, got ${shown(value)}` },
  };
}

function shown(value: unknown): string {
  const written = JSON.stringify(value) ?? String(value);
  return written.length > 60 ? `${written.slice(0, 57)}…` : written;
}
