/** `kubectl wait`: until objects exist, are gone, or have a condition or a field. */

import { isNotFound } from '#apimachinery/pkg/api/errors/errors.ts';
import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { isJsonObject, type JsonObject } from '#base/json.ts';
import { type Duration, duration, milliseconds, parseDuration, seconds } from '#base/time.ts';
import { type CancellableContext, withCancel, withTimeout } from '#sim/context.ts';
import type { Proc } from '#sim/process.ts';
import { complaintOf, ownError } from './complaint.ts';
import { fine, type Invocation, type Outcome } from './invocation.ts';
import { fieldAt, isPath } from './json_path.ts';
import { type Info, pathOf, shownName, targetsOf, visit } from './targets.ts';
import { type Verdict, watchObject } from './watch_object.ts';

const usualPatience = seconds(30);
/** What a negative timeout means. */
const week = duration(7 * 24 * 3_600_000_000_000);

/** What is waited for. */
type Goal =
  | { readonly kind: 'create' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'condition'; readonly name: string; readonly status: string }
  | { readonly kind: 'field'; readonly path: string; readonly value: string | undefined };

export function* wait(invocation: Invocation): Proc<Outcome> {
  const goals = invocation.flags('for').map(goalOf);
  const wrong = goals.find((goal) => typeof goal === 'string');
  if (typeof wrong === 'string') return [ownError(wrong)];
  const patience = timeoutOf(invocation, usualPatience);
  if (patience === undefined) return [ownError('--timeout must be a duration such as 30s')];
  const wanted = goals.filter((goal) => typeof goal !== 'string');
  const limited = limitedContext(invocation, patience);
  try {
    return yield* waitFor(invocation, wanted, { patience, limited });
  } finally {
    limited.cancel();
  }
}

interface Patience {
  readonly patience: Duration;
  readonly limited: CancellableContext;
}

function* waitFor(
  invocation: Invocation,
  goals: readonly Goal[],
  { patience, limited }: Patience,
): Proc<Outcome> {
  const targets = yield* targetsOf(invocation, invocation.words);
  if (!targets.ok) return [targets.error];
  const isForDelete = goals.some(({ kind }) => kind === 'delete');
  let found = yield* visit(invocation, targets.value, { limit: '500' });
  if (goals.some(({ kind }) => kind === 'create')) {
    while (found.infos.length === 0) {
      if (limited.ctx.error !== undefined) return [ownError('timed out waiting for the condition')];
      yield* invocation.sim.sleep(milliseconds(500));
      found = yield* visit(invocation, targets.value, { limit: '500' });
    }
  }
  const { infos, faults } = found;
  const missing = isForDelete ? faults.filter((each) => !each.includes('(NotFound)')) : faults;
  if (missing.length > 0) return missing;
  if (infos.length === 0 && !isForDelete) return [ownError('no matching resources found')];
  for (const info of infos) {
    for (const goal of goals) {
      const fault = yield* reach(invocation, info, { goal, patience, limited });
      if (fault !== undefined) return [fault];
      invocation.out(`${shownName(info.resource, info.name)} condition met\n`);
    }
  }
  return fine;
}

function* reach(
  invocation: Invocation,
  info: Info,
  { goal, patience, limited }: Patience & { readonly goal: Goal },
): Proc<string | undefined> {
  switch (goal.kind) {
    case 'create':
      return undefined;
    case 'delete':
      return yield* waitUntilGone(invocation, info, { patience, limited });
    case 'condition':
    case 'field': {
      const { resource, namespace, name } = info;
      if (patience === 0) {
        const got = yield* invocation.object({ path: pathOf(resource, { namespace, name }) });
        if (!got.ok) return complaintOf(got.error);
        return isMet(goal, got.value)
          ? undefined
          : ownError(`condition not met for ${resource.resource}/${name}`);
      }
      const verdict = yield* watchObject(
        invocation,
        { resource, namespace, name, ctx: limited.ctx },
        {
          began: (object) =>
            object === undefined ? { done: true, fault: notFoundText(info) } : undefined,
          changed: (event) =>
            event.type !== 'ERROR' && event.type !== 'DELETED' && isMet(goal, event.object)
              ? { done: true }
              : undefined,
        },
      );
      return faultOf(verdict, info);
    }
  }
}

/** Waits until an object is gone, or another has taken its name. The text of what went wrong, if anything. */
export function* waitUntilGone(
  invocation: Invocation,
  info: Info,
  options: Patience & { readonly uid?: string | undefined },
): Proc<string | undefined> {
  const { resource, namespace, name } = info;
  const { limited, patience, uid } = options;
  const got = yield* invocation.object(
    { path: pathOf(resource, { namespace, name }) },
    limited.ctx,
  );
  if (!got.ok) return isNotFound(got.error) ? undefined : complaintOf(got.error);
  if (uid !== undefined && got.value.metadata.uid !== uid) return undefined;
  if (patience === 0) return ownError(`condition not met for ${resource.resource}/${name}`);
  const verdict = yield* watchObject(
    invocation,
    { resource, namespace, name, ctx: limited.ctx },
    {
      began: (object) =>
        object === undefined || (uid !== undefined && object.metadata.uid !== uid)
          ? { done: true }
          : undefined,
      changed: (event) => (event.type === 'DELETED' ? { done: true } : undefined),
    },
  );
  return faultOf(verdict, info);
}

function faultOf(verdict: Verdict, { resource, name }: Info): string | undefined {
  return verdict === undefined
    ? ownError(`timed out waiting for the condition on ${resource.resource}/${name}`)
    : verdict.fault;
}

function notFoundText({ resource, name }: Info): string {
  const group = resource.group === '' ? '' : `.${resource.group}`;
  return `Error from server (NotFound): ${resource.resource}${group} "${name}" not found`;
}

/** A context that ends with the patience; with none at all it is only for looking once. */
export function limitedContext(invocation: Invocation, patience: Duration): CancellableContext {
  return patience === 0
    ? withCancel(invocation.sim, invocation.ctx, 'wait')
    : withTimeout(invocation.sim, invocation.ctx, { timeout: patience, name: 'wait' });
}

/** `--timeout` as a duration: a week if it is negative; undefined if it is none. */
export function timeoutOf(invocation: Invocation, usual: Duration): Duration | undefined {
  const text = invocation.flag('timeout');
  if (text === undefined) return usual;
  if (text.startsWith('-')) return week;
  return parseDuration(text);
}

function goalOf(text: string): Goal | string {
  const lower = text.toLowerCase();
  if (lower === 'delete' || lower === 'create') return { kind: lower };
  if (text.startsWith('condition=')) {
    const [name = '', status = 'true'] = text.slice('condition='.length).split('=');
    return { kind: 'condition', name, status };
  }
  if (text.startsWith('jsonpath=')) {
    const [path = '', value] = splitAtSingleEquals(text.slice('jsonpath='.length));
    if (!isPath(path))
      return `unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'`;
    return { kind: 'field', path, value: value?.replace(/^['"]|['"]$/g, '') };
  }
  return `unrecognized condition: ${JSON.stringify(text)}`;
}

/** A doubled `=` belongs to the path's own filter. */
function splitAtSingleEquals(text: string): readonly [path: string, value?: string] {
  const match = /(?<!=)=(?!=)/.exec(text);
  return match === null ? [text] : [text.slice(0, match.index), text.slice(match.index + 1)];
}

function isMet(
  goal: Extract<Goal, { kind: 'condition' | 'field' }>,
  object: Unstructured,
): boolean {
  return goal.kind === 'condition' ? hasCondition(goal, object) : hasField(goal, object);
}

function hasCondition(
  { name, status }: Extract<Goal, { kind: 'condition' }>,
  object: Unstructured,
): boolean {
  const state = (object as unknown as JsonObject)['status'];
  const conditions = isJsonObject(state) ? state['conditions'] : undefined;
  if (!Array.isArray(conditions)) return false;
  const condition = conditions
    .filter(isJsonObject)
    .find((each) => String(each['type']).toLowerCase() === name.toLowerCase());
  if (condition === undefined) return false;
  const observed =
    condition['observedGeneration'] ??
    (isJsonObject(state) ? state['observedGeneration'] : undefined);
  const { generation } = object.metadata;
  if (typeof observed === 'number' && generation !== undefined && observed < generation)
    return false;
  return String(condition['status']).toLowerCase() === status.toLowerCase();
}

function hasField(
  { path, value }: Extract<Goal, { kind: 'field' }>,
  object: Unstructured,
): boolean {
  const [found, ...others] = fieldAt(object as unknown as JsonObject, path);
  if (found === undefined || others.length > 0) return false;
  if (typeof found === 'object') return false;
  return value === undefined || String(found) === value;
}
