/**
 * A run and a place in it as the hash of an address: `#run=1.<base64url of JSON>`. Whoever opens the
 * link sees the same hop. A link that cannot be read says where it breaks, and nothing of it is used.
 */

import { fail, ok, type Result } from '#base/result.ts';
import type { Words } from '#messages/en/ui/words.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import { formatVersion } from '#trace/event.ts';
import { runRecordShape } from '#trace/run_record_shape.ts';
import { count, decodeRecord, type Problem, record, type Shaped } from '#trace/shape.ts';

const linkVersion = '1';
const prefix = '#run=';

/** What a link says. */
export interface SharedPlace {
  readonly record: RunRecord;
  readonly seq: number;
}

/** Why a link cannot be followed. `position` counts characters of the hash from 1. */
export interface LinkProblem {
  readonly position: number;
  readonly say: SayProblem;
}

/** What is wrong with an address, in the language of the page. */
export type SayProblem = (words: Words['link']) => string;

const place = { record: record(runRecordShape), seq: count };

/** The hash that leads back to this place. */
export function encodeLink(shared: SharedPlace): string {
  const bytes = new TextEncoder().encode(JSON.stringify(shared));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  const body = btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  return `${prefix}${linkVersion}.${body}`;
}

/** What a hash says: nothing for an empty one. */
export function decodeLink(hash: string): Result<SharedPlace | undefined, LinkProblem> {
  if (hash === '' || hash === '#') return ok(undefined);
  if (!hash.startsWith(prefix)) {
    return fail({
      position: 2,
      say: (words) => words.notARun(shown(hash.slice(1))),
    });
  }
  const dot = hash.indexOf('.');
  const version = dot < 0 ? hash.slice(prefix.length) : hash.slice(prefix.length, dot);
  if (version !== linkVersion) {
    const position = prefix.length + 1;
    return fail({ position, say: (words) => words.version(linkVersion, shown(version)) });
  }
  return decodeBody(hash.slice(dot + 1), dot + 2);
}

function decodeBody(body: string, start: number): Result<SharedPlace, LinkProblem> {
  const wrong = body.search(/[^A-Za-z0-9_-]/);
  if (wrong >= 0) {
    const sign = body.charAt(wrong);
    return fail({ position: start + wrong, say: (words) => words.character(sign) });
  }
  const json = decodeText(body);
  if (json === undefined) {
    return fail({ position: start + body.length, say: (words) => words.cutOff });
  }
  const decoded = decodeRecord(place, json, '$');
  if (!decoded.ok) {
    const problem = explained(decoded.error);
    return fail({ position: start, say: (words) => words.misshapen(problem) });
  }
  if (decoded.value.record.version !== formatVersion) {
    const { version } = decoded.value.record;
    return fail({ position: start, say: (words) => words.format(version, formatVersion) });
  }
  return ok(asPlace(decoded.value));
}

function decodeText(body: string): unknown {
  try {
    const binary = atob(body.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** Numbers of positions become instants: the shape has checked that they are whole. */
function asPlace(value: Shaped<typeof place>): SharedPlace {
  return value as SharedPlace;
}

function explained(problem: Problem): string {
  return `${problem.path}: ${problem.reason}`;
}

function shown(value: string): string {
  return value.length > 24 ? `${value.slice(0, 24)}…` : value;
}
