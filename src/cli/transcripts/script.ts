/** The scripts in test/golden/apiserver: requests and watches that are put to the real API server and to ours. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';

/** Where scripts and transcripts lie. */
export const transcriptFolder = join(import.meta.dirname, '../../../test/golden/apiserver');

export interface ScriptOptions {
  /** The control plane's controllers run beside the server. What they write comes in no fixed order: versions are then not ranked. */
  readonly controllers?: boolean;
  /** `metadata.managedFields` are compared too; they are left out otherwise. */
  readonly managedFields?: boolean;
}

export interface Script {
  readonly about: string;
  readonly options?: ScriptOptions;
  readonly cases: readonly ScriptCase[];
}

export interface ScriptCase {
  readonly name: string;
  /** Why ours is not held to it: it is about kinds that are not simulated, and settles a question. */
  readonly beyond?: string;
  readonly steps: readonly Step[];
}

/** A request as a script writes it; `$ns` and what was captured stands in its strings. */
export interface RequestStep {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: JsonValue;
  /** The body as raw text, instead of `body`. */
  readonly text?: string;
  /** Variables, and where in the answer's body they are: `metadata.resourceVersion`, `items.0.metadata.name`. */
  readonly capture?: Readonly<Record<string, string>>;
  /** Only these parts of the answer's body are recorded: for documents that are long. */
  readonly select?: readonly Selection[];
}

/** A part of a body: the value at a place, or the members of the list there that have these values. */
export interface Selection {
  readonly from: string;
  readonly where?: Readonly<Record<string, JsonValue>>;
}

/** When `eventually` is content with an answer: all that is given must hold. */
export interface Until {
  readonly status?: number;
  readonly field?: string;
  readonly equals?: JsonValue;
  readonly absent?: boolean;
}

export type Step =
  | ({ readonly do: 'request' } & RequestStep)
  | ({ readonly do: 'eventually'; readonly until: Until } & RequestStep)
  | {
      readonly do: 'watch';
      readonly as: string;
      readonly path: string;
      readonly query?: Readonly<Record<string, string>>;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      readonly do: 'read';
      readonly watch: string;
      readonly events: number;
      /** How long to wait for them; `5s` if it is left out. */
      readonly within?: string;
      readonly capture?: Readonly<Record<string, string>>;
    }
  | { readonly do: 'close'; readonly watch: string }
  | { readonly do: 'wait'; readonly for: string }
  | { readonly do: 'server'; readonly action: 'compact' | 'restart' }
  | { readonly do: 'repeat'; readonly times: number; readonly steps: readonly Step[] };

export interface Topic {
  readonly topic: string;
  readonly script: Script;
}

const ending = '.script.json';

/** Every script whose topic begins with `only`, by topic. What is wrong with one is thrown. */
export function readTopics(only = ''): readonly Topic[] {
  return readdirSync(transcriptFolder)
    .filter((file) => file.endsWith(ending) && file.startsWith(only))
    .sort()
    .map((file) => {
      const topic = file.slice(0, -ending.length);
      const text = readFileSync(join(transcriptFolder, file), 'utf8');
      return { topic, script: checkedScript(topic, JSON.parse(text)) };
    });
}

const requestMembers = [
  'do',
  'method',
  'path',
  'query',
  'headers',
  'body',
  'text',
  'capture',
  'select',
];

/** What a step may say. */
const members: Readonly<Record<Step['do'], readonly string[]>> = {
  request: requestMembers,
  eventually: [...requestMembers, 'until'],
  watch: ['do', 'as', 'path', 'query', 'headers'],
  read: ['do', 'watch', 'events', 'within', 'capture'],
  close: ['do', 'watch'],
  wait: ['do', 'for'],
  server: ['do', 'action'],
  repeat: ['do', 'times', 'steps'],
};

/** What each step must say. */
const needed: Readonly<Record<Step['do'], readonly string[]>> = {
  request: ['method', 'path'],
  eventually: ['method', 'path', 'until'],
  watch: ['as', 'path'],
  read: ['watch', 'events'],
  close: ['watch'],
  wait: ['for'],
  server: ['action'],
  repeat: ['times', 'steps'],
};

/** The script, if it says nothing that nobody would understand. */
export function checkedScript(topic: string, value: JsonValue): Script {
  const wrong = (what: string): never => {
    throw new Error(`${topic}${ending}: ${what}`);
  };
  if (!isJsonObject(value)) return wrong('is no object');
  unknownMember(value, ['about', 'options', 'cases'], (name) => wrong(`knows no "${name}"`));
  if (typeof value['about'] !== 'string') wrong('does not say what it is about');
  if (isJsonObject(value['options'])) {
    const known = ['controllers', 'managedFields'];
    unknownMember(value['options'], known, (name) => wrong(`knows no option "${name}"`));
  }
  const names = new Set<string>();
  const script = value as unknown as Script;
  for (const { name, steps } of script.cases) {
    if (names.has(name)) wrong(`has two cases "${name}"`);
    names.add(name);
    checkSteps(steps as unknown as readonly JsonObject[], (what) => wrong(`${name}: ${what}`));
  }
  return script;
}

function checkSteps(steps: readonly JsonObject[], wrong: (what: string) => void): void {
  for (const step of steps) {
    const verb = String(step['do']);
    const known = members[verb as Step['do']];
    if (known === undefined) {
      wrong(`knows no step "${verb}"`);
      continue;
    }
    unknownMember(step, known, (name) => wrong(`"${verb}" knows no "${name}"`));
    for (const name of needed[verb as Step['do']]) {
      if (step[name] === undefined) wrong(`"${verb}" needs "${name}"`);
    }
    if (verb === 'repeat') checkSteps(step['steps'] as unknown as readonly JsonObject[], wrong);
  }
}

function unknownMember(
  value: JsonObject,
  known: readonly string[],
  tell: (name: string) => void,
): void {
  for (const name of Object.keys(value)) if (!known.includes(name)) tell(name);
}
