/** The part of JSONPath that people write on kubectl's line: members, indices, `[*]`, and `[?(@.a=="b")]`. */

import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';

/** Every value that the path reaches; braces and the first dot may be left out. */
export function fieldAt(object: JsonObject, path: string): readonly JsonValue[] {
  let found: readonly JsonValue[] = [object];
  for (const step of stepsOf(path)) found = found.flatMap((value) => take(value, step));
  return found;
}

/** The steps of a path; undefined if it is none. */
export function isPath(path: string): boolean {
  const inner = bare(path);
  return (
    inner ===
    stepsOf(path)
      .map(({ text }) => text)
      .join('')
  );
}

interface Step {
  readonly text: string;
  readonly member?: string;
  readonly index?: number;
  readonly all?: boolean;
  readonly filter?: { readonly path: string; readonly value: string };
}

function bare(path: string): string {
  const inner = path.replace(/^\{/, '').replace(/\}$/, '');
  return inner.startsWith('.') || inner.startsWith('[') ? inner : `.${inner}`;
}

const stepPattern =
  /\.((?:[^.[\]\\]|\\.)+)|\[(\*|-?\d+)\]|\['([^']*)'\]|\[\?\(@\.([\w.]+)\s*==\s*["']([^"']*)["']\)\]/g;

function stepsOf(path: string): readonly Step[] {
  const steps: Step[] = [];
  for (const match of bare(path).matchAll(stepPattern)) {
    const [text, member, index, quoted, filter, value] = match;
    if (member !== undefined) steps.push({ text, member: member.replaceAll('\\', '') });
    else if (quoted !== undefined) steps.push({ text, member: quoted });
    else if (index === '*') steps.push({ text, all: true });
    else if (index !== undefined) steps.push({ text, index: Number(index) });
    else if (filter !== undefined)
      steps.push({ text, filter: { path: filter, value: value ?? '' } });
  }
  return steps;
}

function take(value: JsonValue, step: Step): readonly JsonValue[] {
  if (step.member !== undefined) {
    const found = isJsonObject(value) ? value[step.member] : undefined;
    return found === undefined ? [] : [found];
  }
  if (!Array.isArray(value)) return [];
  const list: readonly JsonValue[] = value;
  if (step.all === true) return list;
  const { filter, index } = step;
  if (filter !== undefined) {
    return list.filter(
      (each) =>
        isJsonObject(each) &&
        fieldAt(each, filter.path).some((one) => String(one) === filter.value),
    );
  }
  const item = list.at(index ?? 0);
  return item === undefined ? [] : [item];
}
