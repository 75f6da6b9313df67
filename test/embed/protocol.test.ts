import { expect, test } from 'vitest';
import { commands, events } from '#embed/protocol.ts';
import { isHello, readCommand } from '#embed/protocol_messages.ts';
import { commandNames, eventNames, protocolName } from '#embed/protocol_names.ts';
import { documentedProtocol, pinnedProtocol } from '#embed/protocol_text.ts';
import { readFile } from '#test/tidy/repository_files.ts';

/** The pinned list without the rule that stands above it. */
function pinned(): string {
  return readFile('test/embed/protocol.txt').text.replace(/^(#.*\n|\n)*/, '');
}

test('what other pages rely on is what is pinned: see the rule in protocol.txt before changing it', () => {
  expect(pinnedProtocol()).toBe(pinned());
});

test('every name has its row', () => {
  expect(Object.keys(commands).toSorted()).toEqual([...commandNames].toSorted());
  expect(Object.keys(events).toSorted()).toEqual([...eventNames].toSorted());
});

test('the documentation has the tables that are printed from the code', () => {
  const { text } = readFile('.github/EMBED.md');
  const [, written = ''] = text.split(/<!-- (?:end of )?protocol[^>]*-->\n/);
  expect(written.trim()).toBe(documentedProtocol().trim());
});

const command = (name: string, parameters?: unknown) => ({
  protocol: protocolName,
  type: 'command',
  id: 7,
  command: name,
  ...(parameters === undefined ? {} : { parameters }),
});

test.each([
  ['nothing', undefined, 'message', undefined],
  ['a text', 'play', 'message', undefined],
  ['no id', { ...command('play'), id: undefined }, 'message', undefined],
  ['an id that is no number', { ...command('play'), id: '7' }, 'message', undefined],
  ['another version', { ...command('play'), protocol: 'informer-lab/2' }, 'message', undefined],
  ['another type', { ...command('play'), type: 'event' }, 'message', undefined],
  ['an unknown command', command('fly'), 'command', undefined],
  ['a command that every object has', command('toString'), 'command', undefined],
  ['an unknown parameter', command('play', { to: 7 }), 'parameter', 'parameters.to'],
  ['a list as parameters', command('play', []), 'parameter', 'parameters'],
  ['no place to seek', command('seek', {}), 'parameter', 'parameters'],
  ['two places to seek', command('seek', { hop: 1, fraction: 1 }), 'parameter', 'parameters'],
  ['half a hop', command('seek', { hop: 0.5 }), 'parameter', 'parameters.hop'],
  ['a speed of 0', command('setSpeed', { speed: 0 }), 'parameter', 'parameters.speed'],
  ['no speed', command('setSpeed'), 'parameter', 'parameters.speed'],
  ['an unknown theme', command('setTheme', { theme: 'red' }), 'parameter', 'parameters.theme'],
  [
    'an unknown panel',
    command('setPanels', { panels: ['stage', 'chart'] }),
    'parameter',
    'parameters.panels[1]',
  ],
  ['an empty statement', command('act', { statement: '' }), 'parameter', 'parameters.statement'],
  [
    'a statement too long',
    command('act', { statement: 'x'.repeat(65_537) }),
    'parameter',
    'parameters.statement',
  ],
])('%s is no command, and the error says why', (_name, message, code, path) => {
  const read = readCommand(message);
  expect(read.ok ? undefined : read.error.code).toBe(code);
  expect(read.ok ? undefined : read.error.path).toBe(path);
  expect(read.ok ? '' : read.error.message).not.toBe('');
});

test.each([
  ['without parameters', command('play')],
  ['with an empty list of panels', command('setPanels', { panels: [] })],
  ['with one place', command('seek', { at: 0 })],
])('a command %s is read', (_name, message) => {
  expect(readCommand(message).ok).toBe(true);
});

test.each([
  ['a text, as slides send them', 'slide:start', false],
  ['nothing', null, false],
  ['no versions', { type: 'informer-lab.hello' }, false],
  ['versions that are no texts', { type: 'informer-lab.hello', protocols: [1] }, false],
  ['a later version', { type: 'informer-lab.hello', protocols: ['informer-lab/9'] }, true],
])('%s as a hello: %s', (_name, data, hello) => {
  expect(isHello(data)).toBe(hello);
});
