import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createMachine, transition } from 'xstate';
import { compileMachine } from '#machines/compile.ts';
import type { MachineDefinition } from '#machines/definition.ts';
import { machineDefinitions } from '#machines/definitions.ts';
import { generateTables } from '#machines/generate.ts';
import { machineTables } from '#machines/generated_tables.ts';
import { machineNames } from '#machines/machine_catalog.ts';
import { acceptedEvents, initialState, nextState } from '#machines/transition_table.ts';

const nested: MachineDefinition = {
  id: 'nested',
  initial: 'off',
  on: { BREAK: '.broken' },
  states: {
    off: { on: { START: 'on' } },
    on: {
      initial: 'slow',
      on: { STOP: 'off', RESET: '.slow', JUMP: 'on.fast' },
      states: {
        slow: { on: { FASTER: 'fast' } },
        fast: { on: { STOP: 'slow', FASTER: 'fast' } },
      },
    },
    broken: {},
  },
};

const definitions = [...machineNames.map((name) => machineDefinitions[name]), nested];

/** A state's value as XState writes it: `on.fast` is `{on: 'fast'}`. */
function stateValue(state: string): unknown {
  return state
    .split('.')
    .reduceRight<unknown>(
      (inner, name) => (inner === undefined ? name : { [name]: inner }),
      undefined,
    );
}

function nameOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const [entry] = Object.entries(value as Readonly<Record<string, unknown>>);
  return entry === undefined ? '' : `${entry[0]}.${nameOf(entry[1])}`;
}

describe.each(definitions.map((definition) => ({ name: definition.id, definition })))(
  '$name',
  ({ definition }) => {
    const table = compileMachine(definition);
    const machine = createMachine(definition as unknown as Parameters<typeof createMachine>[0]);

    test('its table is what XState does in every state on every event', () => {
      const found: string[] = [];
      const expected: string[] = [];
      for (const state of table.states) {
        const snapshot = machine.resolveState({ value: stateValue(state) as string });
        for (const type of table.events) {
          const [after] = transition(machine, snapshot, { type });
          const target = snapshot.can({ type }) ? nameOf(after.value) : undefined;
          expected.push(`${state} ${type} ${target}`);
          found.push(`${state} ${type} ${nextState(table, state, type)}`);
        }
      }
      expect(found).toEqual(expected);
    });

    test('it begins where XState begins', () => {
      const value = machine.getInitialSnapshot({} as never).value;
      expect(initialState(table)).toBe(nameOf(value));
    });

    test('every state can be reached', () => {
      const reached = new Set([initialState(table)]);
      for (const state of reached) {
        for (const event of acceptedEvents(table, state)) {
          reached.add(nextState(table, state, event) ?? state);
        }
      }
      expect([...table.states].filter((state) => !reached.has(state))).toEqual([]);
    });
  },
);

test('the written tables are those of the definitions', () => {
  const path = join(import.meta.dirname, '../../src/machines/generated_tables.ts');
  expect(readFileSync(path, 'utf8')).toBe(generateTables());
  for (const name of machineNames) {
    expect(machineTables[name]).toEqual(compileMachine(machineDefinitions[name]));
  }
});

test('an unknown state or event is refused', () => {
  const table = machineTables.workItem;
  expect(nextState(table, 'idle', 'GOT')).toBeUndefined();
  expect(nextState(table, 'idle', 'NONSENSE')).toBeUndefined();
  expect(nextState(table, 'nowhere', 'ADDED')).toBeUndefined();
});
