/** The conditions in a CustomResourceDefinition's status: how far it has come. */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { listAt, textAt } from '#apiserver/registry/members.ts';
import { parseTime } from '#base/epoch.ts';
import type { JsonObject } from '#base/json.ts';
import type { Instant } from '#base/time.ts';

export type ConditionType = 'NamesAccepted' | 'Established' | 'Terminating';

export interface Condition {
  readonly type: ConditionType;
  readonly status: 'True' | 'False';
  readonly reason: string;
  readonly message: string;
}

export function isConditionTrue(definition: Unstructured, type: ConditionType): boolean {
  return textAt(conditionOf(definition, type), 'status') === 'True';
}

export function conditionOf(definition: Unstructured, type: ConditionType): JsonObject | undefined {
  const found = listAt(definition, 'status', 'conditions').find(
    (condition) => textAt(condition, 'type') === type,
  );
  return found as JsonObject | undefined;
}

/** When the condition last changed between true and false. */
export function transitionOf(definition: Unstructured, type: ConditionType): Instant | undefined {
  return parseTime(textAt(conditionOf(definition, type), 'lastTransitionTime'));
}

/** The conditions with one of them as it is now. Its time stays if its status does. */
export function withCondition(
  conditions: readonly unknown[],
  condition: Condition,
  time: string,
): JsonObject[] {
  const all = conditions as readonly JsonObject[];
  const old = all.find((each) => textAt(each, 'type') === condition.type);
  if (old === undefined) {
    const { type, status, reason, message } = condition;
    return [...all, { type, status, lastTransitionTime: time, reason, message }];
  }
  const same = textAt(old, 'status') === condition.status;
  const lastTransitionTime = same ? textAt(old, 'lastTransitionTime') : time;
  return all.map((each) => (each === old ? { ...each, ...condition, lastTransitionTime } : each));
}
