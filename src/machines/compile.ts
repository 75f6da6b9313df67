/** Turns a lifecycle's definition into its transition table. Nested states are named `outer.inner`. */

import { AssertionError, assert } from '#base/assert.ts';
import type { MachineDefinition, StateDefinition } from './definition.ts';
import type { TransitionTable } from './transition_table.ts';

interface Leaf {
  readonly name: string;
  /** Itself and what it stands in, innermost first. */
  readonly line: readonly Place[];
}

interface Place {
  /** `[]` for the machine itself. */
  readonly path: readonly string[];
  readonly state: StateDefinition;
}

/** States and events stand in the order in which the definition first names them. */
export function compileMachine(definition: MachineDefinition): TransitionTable {
  const leaves = leavesOf(definition, [], []);
  const states = leaves.map((leaf) => leaf.name);
  const events = [...new Set(eventsOf(definition))];
  const next = leaves.flatMap((leaf) =>
    events.map((event) => {
      const target = targetOf(definition, leaf, event);
      return target === undefined ? -1 : states.indexOf(target);
    }),
  );
  const initial = states.indexOf(enter(definition, [], definition).join('.'));
  assert(initial >= 0, `the initial state of ${definition.id} must be one of its states`);
  return { id: definition.id, initial, states, events, next };
}

function leavesOf(
  state: StateDefinition,
  path: readonly string[],
  outer: readonly Place[],
): readonly Leaf[] {
  const line = [{ path, state }, ...outer];
  if (state.states === undefined) return [{ name: path.join('.'), line }];
  return Object.entries(state.states).flatMap(([name, inner]) =>
    leavesOf(inner, [...path, name], line),
  );
}

function eventsOf(state: StateDefinition): readonly string[] {
  const inner = Object.values(state.states ?? {}).flatMap(eventsOf);
  return [...Object.keys(state.on ?? {}), ...inner];
}

/** The innermost state that knows the event decides. */
function targetOf(definition: MachineDefinition, leaf: Leaf, event: string): string | undefined {
  for (const { path, state } of leaf.line) {
    const target = state.on?.[event];
    if (target === undefined) continue;
    const base = target.startsWith('.') ? path : path.slice(0, -1);
    const names = target.replace(/^\./, '').split('.');
    const reached = [...base, ...names];
    return enter(definition, reached, stateAt(definition, reached)).join('.');
  }
  return undefined;
}

function stateAt(definition: MachineDefinition, path: readonly string[]): StateDefinition {
  let state: StateDefinition = definition;
  for (const name of path) {
    const inner: StateDefinition | undefined = state.states?.[name];
    if (inner === undefined) {
      throw new AssertionError(`expected ${definition.id} to have the state "${path.join('.')}"`);
    }
    state = inner;
  }
  return state;
}

/** Goes down to the first state without states of its own. */
function enter(
  definition: MachineDefinition,
  path: readonly string[],
  state: StateDefinition,
): readonly string[] {
  if (state.initial === undefined) return path;
  const inner = [...path, state.initial];
  return enter(definition, inner, stateAt(definition, inner));
}
