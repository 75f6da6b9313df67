import { expect, test } from 'vitest';
import type { EmbedState } from '#embed/embed_controller.ts';
import { type FrameWindow, listenToHost } from '#embed/frame_listener.ts';
import {
  commands,
  type EventDataOf,
  errorShape,
  events,
  mostCommandsPerSecond,
} from '#embed/protocol.ts';
import type { EventMessage, ReplyMessage } from '#embed/protocol_messages.ts';
import { type CommandName, commandNames, protocolName } from '#embed/protocol_names.ts';
import { recordProblem } from '#trace/shape.ts';
import { type RecordedController, readyState, recordedController } from './recorded_controller.ts';

const site = 'https://blog.example';

type FromFrame = EventMessage | ReplyMessage;

/** A frame and the page around it, in one thread: what is posted between the windows is written down. */
class Frame {
  readonly posted: unknown[][] = [];
  readonly profiles: string[] = [];
  readonly controller: RecordedController;
  readonly #listeners = new Set<(event: MessageEvent) => void>();
  readonly #drawn: (() => void)[] = [];
  readonly parent: FrameWindow['parent'];
  readonly stop: () => void;
  now = 0;

  constructor(origin?: string, opening: EmbedState = readyState) {
    this.controller = recordedController(opening);
    this.parent = { postMessage: (...posted: unknown[]) => void this.posted.push(posted) };
    const window: FrameWindow = {
      parent: this.parent,
      addEventListener: (_type, listener) => void this.#listeners.add(listener),
      removeEventListener: (_type, listener) => void this.#listeners.delete(listener),
      requestAnimationFrame: (done) => this.#drawn.push(done),
      setTimeout: () => 0,
      performance: { now: () => this.now },
    };
    this.stop = listenToHost({
      window,
      origin,
      controller: this.controller,
      page: { link: () => `${site}/app`, openProfile: (profile) => this.profiles.push(profile) },
    });
  }

  /** What a page says to this window. */
  hear(data: unknown, from: { source?: unknown; origin?: string; ports?: MessagePort[] }): void {
    const { source = this.parent, origin = site, ports = [] } = from;
    for (const listener of this.#listeners) {
      listener({ data, source, origin, ports } as unknown as MessageEvent);
    }
  }

  draw(): void {
    for (const done of this.#drawn.splice(0)) done();
  }
}

/** The host's end of a port. */
class Host {
  readonly heard: FromFrame[] = [];
  readonly #port: MessagePort;
  #last = 0;

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }) => void this.heard.push(data as FromFrame);
  }

  static greet(frame: Frame, from: { source?: unknown; origin?: string } = {}): Host {
    const { port1, port2 } = new MessageChannel();
    const hello = { type: 'informer-lab.hello', protocols: [protocolName, 'informer-lab/2'] };
    frame.hear(hello, { ...from, ports: [port2] });
    return new Host(port1);
  }

  post(data: unknown): void {
    this.#port.postMessage(data);
  }

  /** What the frame replies to a command. */
  async ask(command: string, parameters?: object): Promise<ReplyMessage | undefined> {
    const id = ++this.#last;
    this.post({ protocol: protocolName, type: 'command', id, command, parameters });
    await this.settled();
    return this.heard.find(
      (message): message is ReplyMessage => message.type === 'reply' && message.id === id,
    );
  }

  /** Everything that has been posted has arrived: whatever came after it as well. */
  async settled(): Promise<void> {
    for (let turn = 0; turn < 4; turn++) await new Promise((done) => setTimeout(done, 0));
  }

  told(): readonly EventMessage[] {
    return this.heard.filter((message): message is EventMessage => message.type === 'event');
  }

  names(): readonly string[] {
    return this.told().map(({ event }) => event);
  }

  close(): void {
    this.#port.close();
  }
}

interface Row {
  readonly command: CommandName;
  readonly parameters?: object;
  readonly asked: readonly (readonly unknown[])[];
  readonly answer?: object;
}

/** What each command asks of the player, and what is answered. */
const rows: readonly Row[] = [
  { command: 'play', asked: [['play']] },
  { command: 'pause', asked: [['pause']] },
  { command: 'toggle', asked: [['play']] },
  { command: 'seek', parameters: { hop: 7 }, asked: [['seek', { kind: 'hop', hop: 7 }]] },
  { command: 'seek', parameters: { at: 9 }, asked: [['seek', { kind: 'instant', at: 9 }]] },
  {
    command: 'seek',
    parameters: { fraction: 0.5 },
    asked: [['seek', { kind: 'fraction', fraction: 0.5 }]],
  },
  { command: 'step', asked: [['step', 'hop', 'forward']] },
  { command: 'step', parameters: { grain: 'event' }, asked: [['step', 'event', 'forward']] },
  { command: 'back', asked: [['step', 'hop', 'back']] },
  { command: 'back', parameters: { grain: 'reconcile' }, asked: [['step', 'reconcile', 'back']] },
  {
    command: 'act',
    parameters: { statement: 'kubectl delete pod web-1' },
    asked: [['act', 'kubectl delete pod web-1']],
    answer: { forked: true, hop: 41 },
  },
  { command: 'setSpeed', parameters: { speed: 2 }, asked: [['setSpeed', 2]] },
  { command: 'setTheme', parameters: { theme: 'dark' }, asked: [['setTheme', 'dark']] },
  { command: 'setLanguage', parameters: { language: 'en' }, asked: [['setLanguage', 'en']] },
  { command: 'setProfile', parameters: { profile: 'modern' }, asked: [] },
  { command: 'setPanels', parameters: { panels: ['log'] }, asked: [['setPanels', ['log']]] },
  { command: 'setControls', parameters: { controls: 'none' }, asked: [['setControls', 'none']] },
  { command: 'getState', asked: [], answer: { state: readyState } },
  { command: 'getLink', asked: [], answer: { href: `${site}/app` } },
];

test('every command has a row', () => {
  expect(new Set(rows.map(({ command }) => command))).toEqual(new Set(commandNames));
});

test.each(rows)('$command $parameters does what it says', async (row) => {
  const frame = new Frame();
  const host = Host.greet(frame);
  const reply = await host.ask(row.command, row.parameters);
  expect(reply).toMatchObject({ answer: row.answer ?? {} });
  const { answer } = reply as { answer: object };
  expect(recordProblem(commands[row.command].answer, answer, '$')).toBeUndefined();
  expect(frame.controller.asked).toEqual(row.asked);
  expect(frame.profiles).toEqual(row.command === 'setProfile' ? ['modern'] : []);
  host.close();
});

test('it tells its parent that it listens, and the origin that it was given alone', () => {
  const listening = { type: 'informer-lab.listening', protocols: [protocolName] };
  expect(new Frame().posted).toEqual([[listening, '*']]);
  expect(new Frame(site).posted).toEqual([[listening, site]]);
});

test('a hello is answered with what the frame can do, and with how the player stands', async () => {
  const host = Host.greet(new Frame());
  await host.settled();
  expect(host.names()).toEqual(['connected', 'ready']);
  expect(host.told()[0]?.data).toMatchObject({ protocol: protocolName, commands: commandNames });
  expect(host.told()[1]?.data).toMatchObject({ range: { start: 20, end: 100 }, state: readyState });
  host.close();
});

test.each([
  ['another window than its parent', undefined, { source: {} }],
  ['another origin than the one it was given', site, { origin: 'https://elsewhere.example' }],
  ['no origin at all, where one was given', site, { origin: 'null' }],
])('a hello of %s is not heard', async (_name, origin, from) => {
  const frame = new Frame(origin);
  const host = Host.greet(frame, from);
  await host.ask('play');
  expect(host.heard).toEqual([]);
  expect(frame.controller.asked).toEqual([]);
  expect(frame.controller.listeners()).toBe(0);
  host.close();
});

test.each([
  ['a text of a slide show', 'slide:start'],
  ['a command without a port', { protocol: protocolName, type: 'command', id: 1, command: 'play' }],
  ['a hello without a port', { type: 'informer-lab.hello', protocols: [protocolName] }],
])('%s between the windows does nothing', (_name, data) => {
  const frame = new Frame();
  frame.hear(data, {});
  expect(frame.controller.asked).toEqual([]);
  expect(frame.posted).toHaveLength(1);
});

test('a host of another version is told which one is spoken, and nothing else', async () => {
  const frame = new Frame();
  const { port1, port2 } = new MessageChannel();
  frame.hear({ type: 'informer-lab.hello', protocols: ['informer-lab/2'] }, { ports: [port2] });
  const host = new Host(port1);
  await host.settled();
  expect(host.told()).toMatchObject([{ event: 'error', data: { code: 'protocol', fatal: true } }]);
  expect(frame.controller.listeners()).toBe(0);
  host.close();
});

test('another hello takes the place of the one before', async () => {
  const frame = new Frame();
  const before = Host.greet(frame);
  const after = Host.greet(frame);
  expect(frame.controller.listeners()).toBe(1);
  expect(await before.ask('play')).toBeUndefined();
  expect(await after.ask('pause')).toBeDefined();
  expect(frame.controller.asked).toEqual([['pause']]);
  after.close();
});

test.each([
  ['an unknown command', 'fly', {}, { code: 'command' }],
  ['a wrong parameter', 'seek', { hop: 'x' }, { code: 'parameter', path: 'parameters.hop' }],
  [
    'a statement that is refused',
    'act',
    { statement: 'x' },
    { code: 'refused', problems: [{ line: 1, column: 3, message: 'expected a verb' }] },
  ],
  ['a language that is not there', 'setLanguage', { language: 'zh-CN' }, { code: 'unavailable' }],
])('%s is told as an error and replied with it', async (_name, command, parameters, error) => {
  const host = Host.greet(new Frame());
  const reply = await host.ask(command, parameters);
  expect(reply).toMatchObject({ error: { ...error, id: 1, fatal: false } });
  const told = host.told().find(({ event }) => event === 'error');
  expect(told?.data).toEqual((reply as { error: object }).error);
  expect(recordProblem(errorShape, told?.data, '$')).toBeUndefined();
  host.close();
});

test('what has no id is told as an error only', async () => {
  const host = Host.greet(new Frame());
  host.post('play');
  await host.settled();
  expect(host.heard.at(-1)).toMatchObject({ event: 'error', data: { code: 'message' } });
  host.close();
});

test('too many commands within a second are refused, and done again in the next', async () => {
  const frame = new Frame();
  const host = Host.greet(frame);
  for (let id = 0; id < mostCommandsPerSecond; id++) {
    host.post({ protocol: protocolName, type: 'command', id: id + 1000, command: 'pause' });
  }
  expect(await host.ask('play')).toMatchObject({ error: { code: 'busy' } });
  expect(frame.controller.asked).toHaveLength(mostCommandsPerSecond);
  frame.now = 1000;
  expect(await host.ask('play')).toMatchObject({ answer: {} });
  host.close();
});

test('of many changes within a frame only the latest is told', async () => {
  const frame = new Frame();
  const host = Host.greet(frame);
  for (const hop of [41, 42, 43]) {
    frame.controller.tell({ kind: 'changed', state: { ...readyState, hop } });
    frame.controller.tell({ kind: 'caption', caption: `sentence ${hop}`, hop });
  }
  await host.settled();
  expect(host.names()).toEqual(['connected', 'ready']);
  frame.draw();
  frame.draw();
  await host.settled();
  expect(host.told().slice(2)).toMatchObject([
    { event: 'state', data: { hop: 43 } },
    { event: 'hop', data: { hop: 43 } },
    { event: 'caption', data: { caption: 'sentence 43' } },
  ]);
  host.close();
});

test('everything that is told has its shape, and nothing is told late', async () => {
  const frame = new Frame(undefined, { ...readyState, phase: 'loading' });
  const host = Host.greet(frame);
  const { tell } = frame.controller;
  tell({ kind: 'ready', state: readyState });
  tell({ kind: 'touched' });
  tell({ kind: 'mark', mark: 'command', label: 'kubectl delete pod web-1', hop: 44 });
  tell({ kind: 'changed', state: { ...readyState, hop: 100, ended: true } });
  tell({ kind: 'ended', hop: 100 });
  tell({ kind: 'error', message: 'broken', fatal: true });
  await host.settled();
  expect(host.names()).toEqual([
    'connected',
    'ready',
    'engine',
    'mark',
    'state',
    'hop',
    'ended',
    'error',
  ]);
  for (const { event, data } of host.told()) {
    expect([event, recordProblem(events[event].data, data, '$')]).toEqual([event, undefined]);
  }
  const error: Partial<EventDataOf<'error'>> = { code: 'failed', fatal: true };
  expect(host.told().at(-1)?.data).toMatchObject(error);
  host.close();
});

test('a frame that stops listening lets its player go', async () => {
  const frame = new Frame();
  const host = Host.greet(frame);
  frame.stop();
  expect(frame.controller.listeners()).toBe(0);
  expect(await host.ask('play')).toBeUndefined();
  expect(frame.controller.asked).toEqual([]);
});
