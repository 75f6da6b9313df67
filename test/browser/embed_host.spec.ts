/**
 * Pages of other sites with embeds in them: what is theirs stays theirs, every command of the protocol does
 * what it says, and nobody but the right page is heard.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import type { EmbedParameters } from '#embed/parameters.ts';
import { commands, type EventDataOf, events } from '#embed/protocol.ts';
import type { CommandName, EventName } from '#embed/protocol_names.ts';
import { snippet } from '#embed/snippets.ts';
import { recordProblem } from '#trace/shape.ts';
import {
  complaintsOf,
  type Host,
  type HostPages,
  document as pageOf,
  serve,
} from './host_pages.ts';

/** The element as a page's scripts have it. */
type Lab = HTMLElement & {
  readonly state: EventDataOf<'state'> | undefined;
} & Readonly<Record<CommandName, (parameters?: object) => Promise<object>>>;

type State = EventDataOf<'state'>;

const repository = join(import.meta.dirname, '../..');

const hosts: Host[] = [];

test.afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop();
});

async function open(page: Page, pages: HostPages): Promise<string> {
  const host = await serve(pages);
  hosts.push(host);
  await page.goto(`${host.origin}/`);
  return host.origin;
}

/** The lines for an element, as the configurator writes them. */
function element(site: string | undefined, more: Partial<EmbedParameters> = {}): string {
  const { scenario = 'opening' } = more;
  const parameters = { lang: 'en', ...more } as const;
  return snippet('element', {
    site: `${site}/`,
    parameters,
    language: 'en',
    heightPx: 420,
    title: scenario,
  });
}

function stateOf(page: Page, index = 0): Promise<State | undefined> {
  return page
    .locator('informer-lab')
    .nth(index)
    .evaluate((lab) => (lab as Lab).state);
}

async function ready(page: Page, index = 0): Promise<void> {
  await expect
    .poll(async () => (await stateOf(page, index))?.phase, { timeout: 30_000 })
    .toBe('ready');
}

/** Calls a method of an element; a rejection is what it rejected with. */
function call(page: Page, command: CommandName, parameters?: object): Promise<object> {
  return page
    .locator('informer-lab')
    .first()
    .evaluate(
      (lab, [name, given]) =>
        (lab as Lab)[name as CommandName](given).catch((error: Error & { detail?: object }) => ({
          rejected: error.detail ?? error.message,
        })),
      [command, parameters] as const,
    );
}

test('a page with three embeds keeps its scroll, its focus and its keys', async ({
  page,
  baseURL,
}) => {
  const complaints = complaintsOf(page);
  await page.setViewportSize({ width: 1000, height: 700 });
  const text = '<p style="height:260px">Some text of the page itself.</p>';
  const tall = '<p style="height:1600px">More text.</p>';
  await open(page, {
    '/': pageOf(`
      <p><a id="before" href="#before">before</a></p>
      <textarea id="note"></textarea>
      ${text}${element(baseURL)}
      ${text}${element(baseURL, { scenario: 'preset/tombstone', autoplay: true })}
      ${tall}${element(baseURL, { scenario: 'exhibit/B04-tombstone' })}
      <p id="mark"><a id="after" href="#after">after</a></p>${tall}
      <script>
        window.shifted = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) window.shifted += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
      </script>`),
  });
  const stands = () =>
    page.evaluate(() => ({
      scroll: scrollY,
      focus: document.activeElement?.id,
      mark: document.getElementById('mark')?.offsetTop,
      shifted: (window as Window & { shifted?: number }).shifted,
    }));
  await page.locator('#note').focus();
  const opened = await stands();
  expect(opened).toMatchObject({ scroll: 0, focus: 'note', shifted: 0 });
  await page.keyboard.type('Typing goes on while it loads', { delay: 30 });
  await ready(page);
  await page.keyboard.type(', and after that.', { delay: 5 });
  expect(await stands()).toEqual(opened);
  // Far below, nothing has been loaded.
  const frames = () =>
    page
      .locator('informer-lab')
      .evaluateAll((labs) => labs.map((lab) => lab.shadowRoot?.querySelectorAll('iframe').length));
  expect((await frames())[2]).toBe(0);

  await page.locator('informer-lab').evaluateAll(async (labs) => {
    await Promise.all(labs.map((lab) => (lab as Lab).play()));
    await Promise.all(labs.map((lab) => (lab as Lab).act({ statement: 'kubectl get pods' })));
    await Promise.all(labs.map((lab) => (lab as Lab).seek({ fraction: 0.5 })));
  });
  expect(await frames()).toEqual([1, 1, 1]);
  await page.keyboard.type(' Here, too.', { delay: 5 });
  expect(await stands()).toEqual(opened);
  await expect(page.locator('#note')).toHaveValue(
    'Typing goes on while it loads, and after that. Here, too.',
  );

  await page.locator('#note').evaluate((note) => note.blur());
  const scrolled = () => page.evaluate(() => scrollY);
  await page.keyboard.press('Space');
  await expect.poll(scrolled).toBeGreaterThan(300);
  const afterSpace = await scrolled();
  await page.keyboard.press('ArrowUp');
  await expect.poll(scrolled).toBeLessThan(afterSpace);
  await page.keyboard.press('Home');
  await expect.poll(scrolled).toBe(0);
  await page.locator('informer-lab').first().hover();
  await page.mouse.wheel(0, 400);
  await expect.poll(scrolled).toBeGreaterThan(200);

  // A whole stage has many stops: what is left is enough to see where Tab leads.
  await page
    .locator('informer-lab')
    .evaluateAll((labs) =>
      Promise.all(labs.map((lab) => (lab as Lab).setPanels({ panels: ['caption', 'timeline'] }))),
    );
  expect(await tabbedThrough(page)).toEqual(['note', 'lab 0', 'lab 1', 'lab 2', 'after']);
  await page.keyboard.press('Shift+Tab');
  expect(await focused(page)).toBe('lab 2');
  expect(complaints).toEqual([]);
});

/** An id of the page, or which of its embeds holds the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    const lab = [...document.querySelectorAll('informer-lab')].findIndex((each) =>
      each.contains(activeElement),
    );
    return lab < 0 ? (activeElement?.id ?? '') : `lab ${lab}`;
  });
}

/** Where Tab leads from the first link to the last, each stop once. */
async function tabbedThrough(page: Page): Promise<readonly string[]> {
  await page.locator('#before').focus();
  const stops: string[] = [];
  for (let presses = 0; presses < 200 && stops.at(-1) !== 'after'; presses++) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (stops.at(-1) !== stop) stops.push(stop);
  }
  return stops;
}

interface Row {
  readonly command: CommandName;
  readonly parameters?: object;
  /** What the answer is, if it is not empty. */
  readonly answer?: object;
  /** How the player stands soon after. */
  readonly stands: (state: State, before: State) => boolean;
}

const anyState = (): boolean => true;

/** In this order, on one embed. */
const rows: readonly Row[] = [
  { command: 'pause', stands: ({ playing }) => !playing },
  { command: 'toggle', stands: ({ playing }) => playing },
  { command: 'seek', parameters: { fraction: 0.5 }, stands: ({ fraction }) => near(fraction, 0.5) },
  { command: 'pause', stands: ({ playing }) => !playing },
  { command: 'step', stands: ({ hop, playing }, before) => hop > before.hop && !playing },
  { command: 'back', stands: ({ hop, playing }, before) => hop < before.hop && !playing },
  {
    command: 'step',
    parameters: { grain: 'event' },
    stands: ({ hop }, before) => hop > before.hop,
  },
  {
    command: 'back',
    parameters: { grain: 'reconcile' },
    stands: ({ hop }, before) => hop < before.hop,
  },
  { command: 'seek', parameters: { fraction: 0 }, stands: ({ hop, range }) => hop === range.start },
  { command: 'setSpeed', parameters: { speed: 2 }, stands: ({ speed }) => speed === 2 },
  { command: 'setTheme', parameters: { theme: 'dark' }, stands: ({ theme }) => theme === 'dark' },
  {
    command: 'setLanguage',
    parameters: { language: 'zh-CN' },
    stands: ({ language }) => language === 'zh-CN',
  },
  {
    command: 'setLanguage',
    parameters: { language: 'en' },
    stands: ({ language }) => language === 'en',
  },
  {
    command: 'setPanels',
    parameters: { panels: ['stage', 'caption'] },
    stands: ({ panels }) => panels.toSorted().join() === 'caption,stage',
  },
  {
    command: 'setControls',
    parameters: { controls: 'minimal' },
    stands: ({ controls }) => controls === 'minimal',
  },
  {
    command: 'getState',
    answer: { state: expect.objectContaining({ phase: 'ready' }) },
    stands: anyState,
  },
  { command: 'getLink', answer: { href: expect.stringContaining('http') }, stands: anyState },
  {
    command: 'act',
    parameters: { statement: 'kubectl scale deployment web --replicas=4' },
    answer: { forked: expect.any(Boolean), hop: expect.any(Number) },
    stands: ({ source }) => source === 'engine',
  },
  { command: 'play', stands: ({ playing }) => playing },
  {
    command: 'setProfile',
    parameters: { profile: 'modern' },
    stands: ({ profile, speed, theme }) => profile === 'modern' && speed === 2 && theme === 'dark',
  },
];

function near(value: number, wanted: number): boolean {
  return Math.abs(value - wanted) < 0.05;
}

/** The names after a word in the pinned list. */
function pinned(word: 'command' | 'event'): readonly string[] {
  const list = readFileSync(join(repository, 'test/embed/protocol.txt'), 'utf8');
  return [...list.matchAll(new RegExp(`^${word} (\\w+)$`, 'gm'))].map(([, name = '']) => name);
}

test('every pinned command has its row', () => {
  expect(pinned('command').length).toBeGreaterThan(10);
  expect(new Set(rows.map(({ command }) => command))).toEqual(new Set(pinned('command')));
});

test('every command does what it says, and every event is told', async ({ page, baseURL }) => {
  await page.setViewportSize({ width: 1000, height: 700 });
  await open(page, {
    '/': pageOf(`
      <script>
        window.told = [];
        for (const name of ${JSON.stringify(pinned('event'))}) {
          addEventListener('informer-lab-' + name, ({ detail }) => told.push([name, detail]));
        }
      </script>
      ${element(baseURL)}`),
  });
  await ready(page);
  for (const { command, parameters, answer = {}, stands } of rows) {
    const before = (await stateOf(page)) as State;
    const answered = await call(page, command, parameters);
    expect([command, answered]).toEqual([command, answer]);
    expect(recordProblem(commands[command].answer, answered, command)).toBeUndefined();
    await expect
      .poll(async () => stands((await stateOf(page)) as State, before), {
        message: `${command} ${JSON.stringify(parameters ?? {})}`,
        timeout: 20_000,
      })
      .toBe(true);
  }

  expect(await call(page, 'act', { statement: 'fly away' })).toMatchObject({
    rejected: { code: 'refused', problems: [{ line: 1 }] },
  });
  expect(await call(page, 'seek', { hop: 'x' })).toMatchObject({
    rejected: { code: 'parameter', path: 'parameters.hop' },
  });
  await call(page, 'setSpeed', { speed: 100 });
  await call(page, 'seek', { fraction: 0.9 });
  await call(page, 'play');
  const told = () =>
    page.evaluate(() => (window as Window & { told?: [EventName, object][] }).told ?? []);
  await expect.poll(async () => (await told()).some(([name]) => name === 'ended')).toBe(true);
  const all = await told();
  expect(new Set(all.map(([name]) => name))).toEqual(new Set(pinned('event')));
  for (const [name, data] of all) {
    expect([name, recordProblem(events[name].data, data, '$')]).toEqual([name, undefined]);
  }
});

/** A page that says hello to each of its frames as the documentation has it, and keeps what they say. */
const bareHost = (site: string, frames: readonly string[]): string => `
  ${frames.map((address) => `<iframe src="${address}" width="600" height="300"></iframe>`).join('')}
  <script>
    window.heard = [];
    const frames = [...document.querySelectorAll('iframe')];
    window.greet = (frame, target) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => heard.push([frames.indexOf(frame), data]);
      frame.contentWindow.postMessage(
        { type: 'informer-lab.hello', protocols: ['informer-lab/1'] }, target, [port2]);
      return port1;
    };
    addEventListener('message', ({ source, origin, data }) => {
      const frame = frames.find((each) => each.contentWindow === source);
      heard.push([frames.indexOf(frame), data]);
      if (origin === '${site}' && data?.type === 'informer-lab.listening') {
        frame.port = greet(frame, origin);
      }
    });
  </script>`;

type Heard = readonly [frame: number, data: Readonly<Record<string, unknown>>];

test('a frame hears no page of another origin than the one it was given', async ({
  page,
  baseURL,
}) => {
  const other = `${baseURL}/embed.html?origin=https%3A%2F%2Felsewhere.example`;
  const own = `${baseURL}/embed.html`;
  await open(page, { '/': pageOf(bareHost(`${baseURL}`, [other, own])) });
  const heard = () => page.evaluate(() => (window as Window & { heard?: Heard[] }).heard ?? []);
  const connected = ([, { event }]: Heard) => event === 'connected';
  await expect.poll(async () => (await heard()).some(connected)).toBe(true);
  await page.evaluate(
    ([site]) => {
      const { greet } = window as unknown as {
        greet: (frame: HTMLIFrameElement | null, target: string) => MessagePort;
      };
      const [deaf, hearing] = document.querySelectorAll('iframe');
      const words = { protocol: 'informer-lab/1', type: 'command', parameters: {} };
      greet(deaf ?? null, `${site}`).postMessage({ ...words, id: 1, command: 'getState' });
      (hearing as HTMLIFrameElement & { port: MessagePort }).port.postMessage({
        ...words,
        id: 2,
        command: 'fly',
      });
      // What slides send to every frame is nothing to either.
      deaf?.contentWindow?.postMessage('slide:start', '*');
      hearing?.contentWindow?.postMessage('slide:start', '*');
    },
    [baseURL],
  );
  await expect.poll(async () => (await heard()).some(([, { id }]) => id === 2)).toBe(true);
  expect((await heard()).filter(([frame]) => frame === 0)).toEqual([]);
  const refusals = (await heard()).filter(
    ([, data]) => data['event'] === 'error' || data['id'] === 2,
  );
  expect(refusals).toMatchObject([
    [1, { type: 'event', data: { code: 'command' } }],
    [1, { type: 'reply', error: { code: 'command' } }],
  ]);
});

test('an element gives its port to no other frame', async ({ page, baseURL }) => {
  await open(page, {
    '/': pageOf(`<iframe src="/other.html" id="other"></iframe>${element(baseURL)}`),
    '/other.html': pageOf(`<script>
      window.ports = 0;
      addEventListener('message', ({ ports }) => { window.ports += ports.length; });
      setInterval(() => parent.postMessage(
        { type: 'informer-lab.listening', protocols: ['informer-lab/1'] }, '*'), 20);
    </script>`),
  });
  await ready(page);
  await call(page, 'getState');
  const other = page.frame({ url: /other\.html/ });
  expect(await other?.evaluate(() => (window as Window & { ports?: number }).ports)).toBe(0);
});

test('attributes change it while it runs; taken out and put back, it begins again', async ({
  page,
  baseURL,
}) => {
  const complaints = complaintsOf(page);
  await open(page, {
    '/': pageOf(`<script>
        window.opened = 0;
        addEventListener('informer-lab-connected', () => opened++);
      </script>${element(baseURL)}`),
  });
  await ready(page);
  const lab = page.locator('informer-lab');
  const opened = () => page.evaluate(() => (window as Window & { opened?: number }).opened);
  await lab.evaluate((each) => {
    each.setAttribute('theme', 'dark');
    each.setAttribute('speed', '5');
    each.setAttribute('panels', 'stage, timeline');
  });
  await expect
    .poll(async () => await stateOf(page))
    .toMatchObject({ theme: 'dark', speed: 5, panels: ['stage', 'timeline'] });
  expect(await opened()).toBe(1);
  await lab.evaluate((each) => {
    each.setAttribute('scenario', 'tombstone');
    each.setAttribute('end', '50%');
  });
  await expect.poll(async () => (await stateOf(page))?.scenario).toBe('preset/tombstone');
  expect(await opened()).toBe(2);

  const left = await lab.evaluate(async (each) => {
    const going = (each as Lab).act({ statement: 'kubectl get pods' });
    const told = going.then(
      () => 'done',
      (error: Error) => error.name,
    );
    each.remove();
    const alone = await (each as Lab).play().catch((error: Error) => error.message);
    const name = await told;
    const frames = each.shadowRoot?.querySelectorAll('iframe').length;
    document.body.append(each);
    return { name, alone, frames };
  });
  expect(left).toEqual({
    name: 'InformerLabError',
    alone: 'the embed is in no page',
    frames: 0,
  });
  await ready(page);
  expect(await opened()).toBe(3);
  await expect(lab.locator('iframe')).toHaveCount(1);
  await expect(lab.locator('iframe')).toHaveAttribute('title', /tombstone/);
  expect(complaints).toEqual([]);
});

test('where the frame does not answer, the poster stays and a line says so', async ({ page }) => {
  await page.clock.install();
  const script = readFileSync(join(repository, 'dist/embed.js'), 'utf8');
  await open(page, {
    '/': pageOf(`<script src="/embed.js"></script>
      <informer-lab scenario="tombstone" lang="en" id="lab"><a href="/app">A still picture</a></informer-lab>
      <script>
        lab.addEventListener('informer-lab-error', ({ detail }) => { window.failure = detail; });
      </script>`),
    '/embed.js': script,
  });
  const lab = page.locator('informer-lab');
  await expect(lab.locator('iframe')).toHaveCount(1);
  const played = call(page, 'play');
  await page.waitForLoadState('load');
  await page.clock.runFor(90_000);
  expect(await played).toMatchObject({ rejected: { code: 'unavailable' } });
  await expect(lab.getByRole('link', { name: 'A still picture' })).toBeVisible();
  await expect(lab.getByRole('status')).toContainText('could not be loaded');
  await expect(lab.getByRole('link', { name: 'Open it by itself' })).toHaveAttribute(
    'href',
    /\/embed\.html\?scenario=tombstone/,
  );
  await expect(lab.locator('iframe')).toHaveCount(0);
  const failure = () => page.evaluate(() => (window as Window & { failure?: object }).failure);
  expect(await failure()).toMatchObject({ code: 'unavailable', fatal: true });
});

test('a page that allows no inline style and nothing but this site runs it all the same', async ({
  page,
  baseURL,
}) => {
  const policy = `default-src 'none'; script-src ${baseURL}; frame-src ${baseURL}; img-src data:`;
  const complaints = complaintsOf(page);
  await open(page, {
    '/': pageOf(
      `<script src="${baseURL}/embed.js" async></script>
      <informer-lab scenario="opening" lang="en"><a href="/app">A picture</a></informer-lab>`,
      `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    ),
  });
  await ready(page);
  expect((await page.locator('informer-lab').boundingBox())?.height).toBe(520);
  await expect(page.getByText('A picture')).toBeHidden();
  expect(complaints).toEqual([]);
});
