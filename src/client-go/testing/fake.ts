/**
 * A client that reaches no server: each call is written down as an action and handed along a chain of
 * reactors until one of them answers it.
 *
 * @upstream kubernetes/client-go testing/fake.go
 * @diverges There is no object tracker: what would keep objects is the simulated API server.
 * @diverges A reactor cannot block, and there are no proxy actions.
 */

import type { Unstructured } from '#apimachinery/pkg/apis/meta/v1/unstructured/unstructured.ts';
import { cloneJson } from '#base/json.ts';
import { ok, type Result } from '#base/result.ts';

/** One call of a client. */
export interface Action {
  readonly verb: string;
  /** The plural; empty if the call names none. */
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly object?: Unstructured;
}

/** `undefined` passes the action on, with whatever was changed in its object. */
export type ReactionFunc = (
  action: Action,
) => Result<Unstructured | undefined, { readonly message: string }> | undefined;

interface Reactor {
  readonly verb: string;
  readonly resource: string;
  readonly react: ReactionFunc;
}

export class Fake {
  readonly #reactors: Reactor[] = [];
  #actions: Action[] = [];

  /** Asked after those that are there. `*` stands for every verb, or for every resource. */
  addReactor(verb: string, resource: string, react: ReactionFunc): void {
    this.#reactors.push({ verb, resource, react });
  }

  /** Asked before those that are there. */
  prependReactor(verb: string, resource: string, react: ReactionFunc): void {
    this.#reactors.unshift({ verb, resource, react });
  }

  /** Writes the action down as it came, then lets the reactors have their own copy of it. */
  invokes(
    action: Action,
    defaultObject?: Unstructured,
  ): Result<Unstructured | undefined, { readonly message: string }> {
    this.#actions.push(copyOf(action));
    const given = copyOf(action);
    for (const reactor of this.#reactors) {
      if (!handles(reactor, given)) continue;
      const answer = reactor.react(given);
      if (answer !== undefined) return answer;
    }
    return ok(defaultObject);
  }

  actions(): readonly Action[] {
    return this.#actions;
  }

  clearActions(): void {
    this.#actions = [];
  }

  isWatchListSemanticsUnSupported(): boolean {
    return true;
  }
}

/** True if `resource`, as a reactor names it, covers the action: `pods`, `pods/status`, or `*`. */
export function resourceCovers(resource: string, action: Action): boolean {
  if (resource === '*') return true;
  if (resource === action.resource) return true;
  const [plural, subresource] = resource.split('/');
  return (
    subresource !== undefined && plural === action.resource && subresource === action.subresource
  );
}

function handles({ verb, resource }: Reactor, action: Action): boolean {
  if (verb !== '*' && verb !== action.verb) return false;
  return resourceCovers(resource, action);
}

function copyOf(action: Action): Action {
  const { object } = action;
  return object === undefined ? action : { ...action, object: cloneJson(object) };
}
