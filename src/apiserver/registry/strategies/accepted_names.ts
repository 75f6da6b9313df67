/** Which of the names that a CustomResourceDefinition asks for it gets: the first to ask has them. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { listAt, objectAt, textAt } from '#apiserver/registry/members.ts';
import { equalJson, type JsonObject, type JsonValue } from '#base/json.ts';
import { type Condition, isConditionTrue, withCondition } from './definition_conditions.ts';

/** True if the status shows the names that the spec asks for. */
export function hasNamesAsAsked(definition: Unstructured): boolean {
  return equalJson(
    objectAt(definition, 'spec', 'names'),
    objectAt(definition, 'status', 'acceptedNames'),
  );
}

/** The definition's status once its names are weighed against those of the others in its group. */
export function namedStatus(
  definition: Unstructured,
  others: readonly Unstructured[],
  time: string,
): JsonObject {
  const { names, condition } = weighNames(definition, others);
  const status = objectAt(definition, 'status') ?? {};
  let conditions = withCondition(listAt(status, 'conditions'), condition, time);
  if (!isConditionTrue(definition, 'Established')) {
    conditions = withCondition(conditions, waiting(condition), time);
  }
  return { ...status, acceptedNames: names, conditions };
}

function waiting(names: Condition): Condition {
  const base = { type: 'Established', status: 'False' } as const;
  if (names.status === 'True') {
    return { ...base, reason: 'Installing', message: 'the initial names have been accepted' };
  }
  return { ...base, reason: 'NotAccepted', message: 'not all names are accepted' };
}

interface Weighed {
  readonly names: JsonObject;
  readonly condition: Condition;
}

function weighNames(definition: Unstructured, others: readonly Unstructured[]): Weighed {
  const taken = takenNames([definition, ...others]);
  const wanted = objectAt(definition, 'spec', 'names') ?? {};
  const had = objectAt(definition, 'status', 'acceptedNames') ?? {};
  const names: Record<string, JsonValue | undefined> = { ...had };
  let conflict: { readonly reason: string; readonly message: string } | undefined;
  const weigh = (member: string, used: ReadonlySet<string>, reason: string) => {
    const name = textAt(wanted, member);
    if (name === textAt(had, member) || !used.has(name)) names[member] = wanted[member];
    else conflict = { reason, message: inUse(name) };
  };
  weigh('plural', taken.resources, 'PluralConflict');
  weigh('singular', taken.resources, 'SingularConflict');
  const clash = shortNameClash(wanted, had, taken.resources);
  if (clash === undefined) names['shortNames'] = wanted['shortNames'];
  else conflict = { reason: 'ShortNamesConflict', message: clash };
  weigh('kind', taken.kinds, 'KindConflict');
  weigh('listKind', taken.kinds, 'ListKindConflict');
  names['categories'] = wanted['categories'];
  return { names: names as JsonObject, condition: namesCondition(conflict) };
}

function namesCondition(
  conflict: { readonly reason: string; readonly message: string } | undefined,
): Condition {
  if (conflict !== undefined) return { type: 'NamesAccepted', status: 'False', ...conflict };
  const message = 'no conflicts found';
  return { type: 'NamesAccepted', status: 'True', reason: 'NoConflicts', message };
}

function shortNameClash(
  wanted: JsonObject,
  had: JsonObject,
  used: ReadonlySet<string>,
): string | undefined {
  const own = new Set(listAt(had, 'shortNames'));
  const clashes = listAt(wanted, 'shortNames')
    .filter((name) => !own.has(name) && used.has(String(name)))
    .map((name) => inUse(String(name)));
  if (clashes.length === 0) return undefined;
  return clashes.length === 1 ? clashes[0] : `[${clashes.join(', ')}]`;
}

function inUse(name: string): string {
  return `${JSON.stringify(name)} is already in use`;
}

/** All names that definitions of a group have by now. */
function takenNames(definitions: readonly Unstructured[]) {
  const resources = new Set<string>();
  const kinds = new Set<string>();
  for (const definition of definitions) {
    const names = objectAt(definition, 'status', 'acceptedNames');
    const all = [textAt(names, 'plural'), textAt(names, 'singular')];
    for (const name of [...all, ...listAt(names, 'shortNames').map(String)]) resources.add(name);
    for (const name of [textAt(names, 'kind'), textAt(names, 'listKind')]) kinds.add(name);
  }
  return { resources, kinds };
}
