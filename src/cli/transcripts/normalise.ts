/**
 * The one normaliser of transcripts, applied alike to what the real API server answered and to what ours
 * did: whatever no two runs have in common (uids, versions, times, random names) becomes a name for it.
 * What stands word for word in the script stays as it is.
 */

import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import type { Exchange } from './exchange.ts';

export interface NormaliserContext {
  /** The namespace of the case; it becomes `$ns` again. */
  readonly namespace: string;
  /** The text of the case in its script. */
  readonly script: string;
  /** Versions become their rank within the case, `rv1` the oldest; otherwise each becomes `rv`. */
  readonly ranked: boolean;
  /** Keeps `managedFields`. */
  readonly managedFields: boolean;
}

export function normalise(
  exchanges: readonly Exchange[],
  context: NormaliserContext,
): readonly Exchange[] {
  const plain = exchanges.map((each) => plainValue(each as unknown as JsonValue, context));
  const names = new Names(context);
  for (const each of plain) names.learn(each);
  const rewrite = names.rewriter();
  return plain.map((each) => rewritten(each, rewrite) as unknown as Exchange);
}

/** Members in their order, tokens decoded, and without what is not compared. */
function plainValue(value: JsonValue, context: NormaliserContext): JsonValue {
  if (Array.isArray(value)) return value.map((each) => plainValue(each, context));
  if (!isJsonObject(value)) return value;
  const members = Object.keys(value)
    .filter((name) => value[name] !== undefined)
    .filter((name) => context.managedFields || name !== 'managedFields')
    .sort()
    .map((name): [string, JsonValue] => {
      const member = value[name] ?? null;
      if (name === 'continue' && typeof member === 'string') return [name, decodedToken(member)];
      if (name === 'cells' && Array.isArray(member)) return [name, member.map(agelessCell)];
      if (name === 'columnDefinitions' && Array.isArray(member)) {
        return [name, member.map((each) => plainValue(plainColumn(each, context), context))];
      }
      if (isNodePort(name, member, context)) return [name, 'nodePort'];
      return [name, plainValue(member, context)];
    });
  return Object.fromEntries(members);
}

/**
 * The description of a built-in kind's column is a sentence of upstream's documentation, which ours does
 * not repeat; a case that defines a kind is held to the descriptions as well.
 */
function plainColumn(column: JsonValue, { script }: NormaliserContext): JsonValue {
  if (!isJsonObject(column) || script.includes('customresourcedefinitions')) return column;
  const { description: _description, ...rest } = column;
  return rest;
}

function isNodePort(name: string, value: JsonValue, { script }: NormaliserContext): boolean {
  const port = name === 'nodePort' || name === 'healthCheckNodePort';
  return port && typeof value === 'number' && value > 0 && !script.includes(String(value));
}

/** How old something is depends on how fast the machine is. */
function agelessCell(cell: JsonValue): JsonValue {
  return typeof cell === 'string' && /^(\d+[smhdy])+$/.test(cell) ? 'AGE' : cell;
}

/** A continue token, readable: `continue 17 "ns/name\0"`. */
function decodedToken(token: string): string {
  try {
    const { rv, start } = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as {
      rv: number;
      start: string;
    };
    return `continue ${rv} ${JSON.stringify(start)}`;
  } catch {
    return token;
  }
}

const uid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const time = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g;
const clusterAddress = /\b10\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/g;
/** Names of Events end in the time they were made at. */
const eventSuffix = /\.[0-9a-f]{16}\b/g;

/** A refused change of a pod ends in the difference of two Go structs, which only Go has. */
const structDifference = /(if it was previously negative\))\n.*$/s;

/** Where texts speak of versions: what stands before the number, and the number. */
const versionTexts: readonly RegExp[] = [
  /(^continue )(\d+)(?= ")/g,
  /([Rr]esource ?[Vv]ersion: )(\d+)/g,
  /(too old resource version: \w+ \()(\d+)/g,
  /(ResourceVersion in (?:precondition|object meta): )(\d+)/g,
  /(ResourceVersion in (?:the precondition|record) \()(\d+)/g,
  /(\\*"resourceVersion\\*":\s*\\*")(\d+)/g,
];

type Rewrite = (text: string, member: string) => string;

/**
 * How far a server has got by itself. It may be ahead of what a case wrote, if something else was written
 * meanwhile; it counts as the last version that the case knows.
 */
const progressText = /(, current: )(\d+)/g;

/** What is known of a case by the name it is given. */
class Names {
  readonly #context: NormaliserContext;
  readonly #versions = new Set<string>();
  readonly #uids = new Map<string, string>();
  readonly #addresses = new Map<string, string>();
  readonly #generated = new Map<string, string>();

  constructor(context: NormaliserContext) {
    this.#context = context;
  }

  /** Looks for what is to be named, members in their order. */
  learn(value: JsonValue, member = ''): void {
    if (typeof value === 'string') this.#learnText(value, member);
    else if (Array.isArray(value)) for (const each of value) this.learn(each, member);
    else if (isJsonObject(value)) {
      this.#learnGenerated(value);
      for (const [name, each] of Object.entries(value)) {
        this.#learnText(name, '');
        this.learn(each ?? null, name);
      }
    }
  }

  #learnText(text: string, member: string): void {
    if (isVersion(text, member)) this.#versions.add(text);
    for (const pattern of versionTexts) {
      for (const [, , version = ''] of text.matchAll(pattern)) {
        if (version !== '0') this.#versions.add(version);
      }
    }
    this.#number(this.#uids, text.matchAll(uid), 'U');
    this.#number(this.#addresses, text.matchAll(clusterAddress), 'IP');
  }

  #number(known: Map<string, string>, found: Iterable<RegExpMatchArray>, letter: string): void {
    for (const [text] of found) {
      if (known.has(text) || this.#context.script.includes(text)) continue;
      known.set(text, `${letter}${known.size + 1}`);
    }
  }

  /** Names that the server, or a controller, made up. */
  #learnGenerated(value: JsonObject): void {
    const { generateName, name } = value;
    if (typeof generateName === 'string' && typeof name === 'string') {
      const base = name.replace(madeSuffix, '');
      if (base !== name && base !== '' && generateName.startsWith(base)) {
        this.#generated.set(name, `${base}xxxxx`);
      }
    }
    const hash = value['pod-template-hash'];
    if (typeof hash === 'string' && madeHash.test(hash) && !this.#context.script.includes(hash)) {
      this.#generated.set(hash, 'hash');
    }
  }

  rewriter(): Rewrite {
    const { namespace, script, ranked } = this.#context;
    const ranks = new Map(
      [...this.#versions]
        .sort((left, right) => (BigInt(left) < BigInt(right) ? -1 : 1))
        .map((version, index) => [version, ranked ? `rv${index + 1}` : 'rv']),
    );
    const reached = (version: string) => {
      const known = [...ranks.keys()].filter((each) => BigInt(each) <= BigInt(version)).at(-1);
      return ranks.get(known ?? '') ?? version;
    };
    const made = [...this.#generated].sort(([left], [right]) => right.length - left.length);
    const kept = (text: string, name: string) => (script.includes(text) ? text : name);
    return (text, member) => {
      if (isVersion(text, member)) return ranks.get(text) ?? text;
      let result = text.replace(structDifference, '$1');
      for (const pattern of versionTexts) {
        result = result.replace(
          pattern,
          (_, before: string, version: string) => `${before}${ranks.get(version) ?? version}`,
        );
      }
      for (const [name, plain] of made) result = result.replaceAll(name, plain);
      return result
        .replace(progressText, (_, before: string, version: string) => before + reached(version))
        .replace(uid, (each) => this.#uids.get(each) ?? each)
        .replace(clusterAddress, (each) => this.#addresses.get(each) ?? each)
        .replace(time, (each) => kept(each, 'T'))
        .replace(eventSuffix, (each) => kept(each, '.xxxxx'))
        .replaceAll(namespace, '$ns');
    };
  }
}

/** The letters that Kubernetes makes names of. */
const madeSuffix = /[bcdfghjklmnpqrstvwxz2456789]{5}$/;
const madeHash = /^[bcdfghjklmnpqrstvwxz2456789]{5,10}$/;

function isVersion(text: string, member: string): boolean {
  return member === 'resourceVersion' && /^[1-9]\d*$/.test(text);
}

function rewritten(value: JsonValue, rewrite: Rewrite, member = ''): JsonValue {
  if (typeof value === 'string') return rewrite(value, member);
  if (Array.isArray(value)) return value.map((each) => rewritten(each, rewrite, member));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([name, each]) => [
    rewrite(name, ''),
    rewritten(each ?? null, rewrite, name),
  ]);
  return Object.fromEntries(entries) as JsonValue;
}
