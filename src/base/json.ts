/** Plain JSON values, their canonical text (sorted keys, no spaces), deep copies and deep freezing. */

import { AssertionError } from './assert.ts';

/** What JSON can say. */
export type JsonValue = null | boolean | number | string | JsonArray | JsonObject;
/** A JSON array that its holder must not change. */
export type JsonArray = readonly JsonValue[];
/** A JSON object that its holder must not change. */
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined;
}

/** A JSON object its holder owns and may change, as a decoded copy is in Go. */
export interface MutableJsonObject {
  [key: string]: JsonValue | MutableJsonObject | MutableJsonObject[] | undefined;
}

/** True for a JSON object (not an array, not null). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The canonical text: keys sorted by UTF-16 code unit, `undefined` members left out, no white space. */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') {
    const text = JSON.stringify(value);
    if (text === undefined) throw new AssertionError(`expected a JSON value, got ${typeof value}`);
    return text;
  }
  if (Array.isArray(value)) {
    let text = '[';
    for (let index = 0; index < value.length; index++) {
      if (index > 0) text += ',';
      text += canonicalJson(value[index] ?? null);
    }
    return `${text}]`;
  }
  const object = value as Readonly<Record<string, unknown>>;
  let text = '{';
  for (const key of sortedKeys(object)) {
    const member = object[key];
    if (member === undefined) continue;
    text += `${text.length > 1 ? ',' : ''}${quoted(key)}:${canonicalJson(member)}`;
  }
  return `${text}}`;
}

/** Most keys are in order already, and looking is cheaper than sorting. */
function sortedKeys(object: Readonly<Record<string, unknown>>): readonly string[] {
  const keys = Object.keys(object);
  for (let index = 1; index < keys.length; index++) {
    if ((keys[index] as string) < (keys[index - 1] as string)) return keys.sort();
  }
  return keys;
}

/** Longer texts are left to the platform. */
const shortText = 40;

/** The text in quotes. Short plain texts, which most are, need no escaping. */
function quoted(text: string): string {
  if (text.length > shortText) return JSON.stringify(text);
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x20 || unit > 0x7e || unit === 0x22 || unit === 0x5c) return JSON.stringify(text);
  }
  return `"${text}"`;
}

/** A deep copy that shares nothing with its source. */
export function cloneJson<T>(value: T): T {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(cloneJson) as T;
  const copy: Record<string, unknown> = {};
  for (const key in value) {
    const member = value[key];
    if (member !== undefined) copy[key] = cloneJson(member);
  }
  return copy as T;
}

/** Freezes a value and everything in it, in place, and returns it. */
export function freezeJson<T>(value: T): T {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const member of Object.values(value)) freezeJson(member);
  return value;
}

/** Deep equality of two JSON values; a missing member equals an `undefined` one. */
export function equalJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return false;
  }
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((member, index) => equalJson(member, right[index]));
  }
  const before = left as Readonly<Record<string, unknown>>;
  const after = right as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(before)) if (!equalJson(before[key], after[key])) return false;
  for (const key of Object.keys(after)) {
    if (before[key] === undefined && after[key] !== undefined) return false;
  }
  return true;
}
