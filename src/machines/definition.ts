/**
 * What a lifecycle may say: an XState v5 machine of flat or nested states, without guards, `after`,
 * `always` or actions, so that it is exactly a table. A definition is plain data: XState itself is only
 * needed where a chart is drawn or the table is checked.
 */

import type { EventData, EventOf } from '#trace/event.ts';
import type { EventKind } from '#trace/event_shapes.ts';

/** One state: where each accepted event leads, and the states within it. */
export interface StateDefinition {
  /** A sibling's name; from a state with states, `.name` is one of its own. */
  readonly on?: Readonly<Record<string, string>>;
  readonly initial?: string;
  readonly states?: Readonly<Record<string, StateDefinition>>;
}

/** A config for XState's `createMachine`. */
export interface MachineDefinition extends StateDefinition {
  readonly id: string;
  readonly initial: string;
  readonly states: Readonly<Record<string, StateDefinition>>;
}

/** Every event name that a definition mentions. */
export type MachineEvent<D> = D extends { readonly on: infer On }
  ? (keyof On & string) | InnerEvent<D>
  : InnerEvent<D>;

type InnerEvent<D> = D extends { readonly states: infer States }
  ? { readonly [S in keyof States]: MachineEvent<States[S]> }[keyof States]
  : never;

/** The thing whose life goes on, and what happens to it. */
export interface Routed<E extends string = string> {
  readonly instance: string;
  readonly event: E;
}

/** What each kind of trace event is to a machine: kinds left out concern it not at all. */
export type Routes<E extends string> = {
  readonly [K in EventKind]?: (data: EventData<K>, event: EventOf<K>) => Routed<E> | undefined;
};
