/** The text of generated_tables.ts: every machine's transition table, ready to be looked up. */

import { compileMachine } from './compile.ts';
import { machineDefinitions } from './definitions.ts';
import { machineNames } from './machine_catalog.ts';
import type { TransitionTable } from './transition_table.ts';

/** The file's whole text, as the formatter would write it. */
export function generateTables(): string {
  const tables = machineNames.map((name) => {
    const table = compileMachine(machineDefinitions[name]);
    return `  ${name}: {\n${body(table)}  },\n`;
  });
  return `${head}${tables.join('')}};\n`;
}

const head = `/** Written by \`npm run tables\` from the definitions beside it: change those. */

import type { MachineName } from './machine_catalog.ts';
import type { TransitionTable } from './transition_table.ts';

// biome-ignore format: one row of \`next\` per state.
export const machineTables: Readonly<Record<MachineName, TransitionTable>> = {
`;

function body(table: TransitionTable): string {
  const width = table.events.length;
  const rows = table.states.map(
    (state, index) =>
      `      ${table.next.slice(index * width, (index + 1) * width).join(', ')}, // ${state}\n`,
  );
  return (
    `    id: '${table.id}',\n` +
    `    initial: ${table.initial},\n` +
    `    states: [${quoted(table.states)}],\n` +
    `    events: [${quoted(table.events)}],\n` +
    `    next: [\n${rows.join('')}    ],\n`
  );
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(', ');
}
