/** A machine as a table: state × event → state. Looking a transition up costs an array access. */

/** `next[state * events.length + event]` is the state that follows, or -1 where the event is refused. */
export interface TransitionTable {
  readonly id: string;
  readonly initial: number;
  readonly states: readonly string[];
  readonly events: readonly string[];
  readonly next: readonly number[];
}

/** The state's name in the table, where a thing's life begins. */
export function initialState(table: TransitionTable): string {
  return table.states[table.initial] ?? '';
}

/** The state after `event`, or `undefined` if the machine refuses it in that state. */
export function nextState(
  table: TransitionTable,
  state: string,
  event: string,
): string | undefined {
  const from = table.states.indexOf(state);
  const by = table.events.indexOf(event);
  if (from < 0 || by < 0) return undefined;
  const to = table.next[from * table.events.length + by] ?? -1;
  return to < 0 ? undefined : table.states[to];
}

/** The events that a state accepts. */
export function acceptedEvents(table: TransitionTable, state: string): readonly string[] {
  return table.events.filter((event) => nextState(table, state, event) !== undefined);
}
