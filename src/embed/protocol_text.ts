/** The embed protocol in print: one line per name for the pinned list, tables for the documentation. */

import type { Shape } from '#trace/shape.ts';
import { commands, errorCodes, events, fieldText } from './protocol.ts';
import { helloType, listeningType, protocolName } from './protocol_names.ts';

/** A command with its parameters and its answer, or an event with its data. */
export interface ProtocolRow {
  readonly name: string;
  readonly about: string;
  readonly takes: Shape;
  readonly gives: Shape | undefined;
}

/** Everything that other people's pages rely on, as text to be compared line by line. */
export function pinnedProtocol(): string {
  const lines = [
    `protocol ${protocolName}`,
    `window message ${helloType}`,
    `window message ${listeningType}`,
    ...commandRows().flatMap(({ name, takes, gives }) => [
      `command ${name}`,
      ...fields(takes, `command ${name} parameter`),
      ...fields(gives ?? {}, `command ${name} answer`),
    ]),
    ...eventRows().flatMap(({ name, takes }) => [
      `event ${name}`,
      ...fields(takes, `event ${name} data`),
    ]),
    ...Object.keys(errorCodes).map((code) => `error ${code}`),
  ];
  return `${lines.join('\n')}\n`;
}

/** The tables of the documentation, in Markdown. */
export function documentedProtocol(): string {
  const commandTable = commandRows().map(
    ({ name, takes, gives, about }) =>
      `| \`${name}\` | ${listed(takes)} | ${listed(gives ?? {})} | ${about} |`,
  );
  const eventTable = eventRows().map(
    ({ name, takes, about }) => `| \`${name}\` | ${listed(takes)} | ${about} |`,
  );
  const errorTable = Object.entries(errorCodes).map(
    ([code, about]) => `| \`${code}\` | ${about} |`,
  );
  return [
    '### Commands',
    '',
    '| command | parameters | answer | what it does |',
    '| --- | --- | --- | --- |',
    ...commandTable,
    '',
    '### Events',
    '',
    '| event | data | when |',
    '| --- | --- | --- |',
    ...eventTable,
    '',
    '### Errors',
    '',
    '| code | why |',
    '| --- | --- |',
    ...errorTable,
    '',
  ].join('\n');
}

export function commandRows(): readonly ProtocolRow[] {
  return Object.entries(commands).map(([name, { about, parameters, answer }]) => ({
    name,
    about,
    takes: parameters,
    gives: answer,
  }));
}

export function eventRows(): readonly ProtocolRow[] {
  return Object.entries(events).map(([name, { about, data }]) => ({
    name,
    about,
    takes: data,
    gives: undefined,
  }));
}

function fields(shape: Shape, prefix: string): readonly string[] {
  return Object.entries(shape).map(([name, field]) => `${prefix} ${fieldText(name, field)}`);
}

function listed(shape: Shape): string {
  const all = Object.entries(shape).map(([name, field]) => `\`${fieldText(name, field)}\``);
  return all.length === 0 ? '–' : all.join('<br>');
}
