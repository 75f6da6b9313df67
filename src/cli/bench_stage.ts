/**
 * `bench stage`: the stage in a real browser, playing with 500 tokens on their way, and opening on 10,000
 * objects. Each figure is the median of five runs.
 */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { ensureChromium } from '#cli/bootstrap/chromium.mjs';
import { createSession, recordOf } from '#session/session.ts';
import type { RunRecord } from '#trace/engine_port.ts';
import { RunView } from '#view-model/run_view.ts';
import { readTokens } from '#view-model/tokens.ts';
import type { Figure } from './bench.ts';

const repository = join(import.meta.dirname, '../..');
const vite = join(repository, 'node_modules/vite/bin/vite.js');
const rounds = 5;
const tokens = 500;
const objects = 10_000;
const playedMs = 4_000;

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const swarm = `seed bench
latency watch 20s
file web.yaml <<EOF
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 250
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: 'nginx:1.14.2'}]}
EOF
run 2s
kubectl apply -f web.yaml
run 100s
`;

/** A file may hold so many objects. */
const objectsPerFile = 1_000;

const files = Array.from({ length: objects / objectsPerFile }, (_, file) => {
  const manifests = Array.from(
    { length: objectsPerFile },
    (__, index) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c${file * objectsPerFile + index}}`,
  );
  return `file many-${file}.yaml <<EOF\n${manifests.join('\n---\n')}\nEOF\n`;
});

const crowd = `seed bench
start gc
${files.join('')}run 2s
${files.map((_, file) => `kubectl create -f many-${file}.yaml\n`).join('')}run 1s
`;

export async function benchStage(): Promise<readonly Figure[]> {
  await done([vite, 'build', '--logLevel', 'error']);
  const port = await freePort();
  const server = spawn(
    process.execPath,
    [vite, 'preview', '--host', '127.0.0.1', '--port', String(port), '--strictPort'],
    { cwd: repository, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const executablePath = await ensureChromium();
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    await once(server.stdout, 'data');
    const address = `http://127.0.0.1:${port}/`;
    return [...(await benchTokens(browser, address)), await benchObjects(browser, address)];
  } finally {
    await browser.close();
    server.kill();
  }
}

async function benchTokens(browser: Browser, address: string): Promise<readonly Figure[]> {
  const { record, seq, most } = crowdedPlace();
  const script: number[] = [];
  const long: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const page = await openAt(browser, address, { record, seq });
    await page.evaluate('frames_.length = 0; long_.length = 0');
    await page.keyboard.press('Space');
    await page.waitForTimeout(playedMs);
    const measured = (await page.evaluate('({ frames: frames_, long: long_ })')) as Measured;
    script.push(nearly(measured.frames, 0.95));
    long.push(measured.long.filter((lasted) => lasted > 50).length);
    await page.close();
  }
  const conditions = `Chromium headless, ${most} tokens on their way, ${playedMs / 1000} s of playing, median of ${rounds}`;
  return [
    {
      name: 'stage: script time per frame',
      conditions,
      value: nearly(script, 0.5),
      unit: 'ms at the 95th percentile',
      most: 16,
    },
    {
      name: 'stage: tasks over 50 ms',
      conditions,
      value: nearly(long, 0.5),
      unit: 'tasks',
      most: 0,
    },
  ];
}

async function benchObjects(browser: Browser, address: string): Promise<Figure> {
  const record = recordFor(crowd);
  const painted: number[] = [];
  const page = await openAt(browser, address, { record, seq: Number.MAX_SAFE_INTEGER });
  for (let round = 0; round < rounds; round++) {
    await page.keyboard.press('3');
    await page.waitForTimeout(200);
    painted.push((await page.evaluate(untilPainted)) as number);
  }
  await page.close();
  return {
    name: 'stage: first paint',
    conditions: `Chromium headless, ${objects.toLocaleString('en')} objects, from the key to the second frame, median of ${rounds}`,
    value: nearly(painted, 0.5),
    unit: 'ms',
    most: 1_000,
  };
}

interface Measured {
  readonly frames: readonly number[];
  readonly long: readonly number[];
}

/**
 * Runs in the page before its own scripts. What a frame's callback has scheduled for the end of its task is
 * part of the frame: it runs before the microtask that takes the time.
 */
const measuring = `
  globalThis.frames_ = [];
  globalThis.long_ = [];
  const next = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => next((time) => {
    const start = performance.now();
    callback(time);
    queueMicrotask(() => frames_.push(performance.now() - start));
  });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) long_.push(entry.duration);
  }).observe({ entryTypes: ['longtask'] });
`;

/** Presses the key of the stage and waits until its second frame. */
const untilPainted = `new Promise((resolve) => {
  const start = performance.now();
  document.dispatchEvent(new KeyboardEvent('keydown', { key: '1', bubbles: true }));
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
})`;

/** Opens a run at a place of it, paused, on a page that measures its frames. */
async function openAt(
  browser: Browser,
  address: string,
  place: { readonly record: RunRecord; readonly seq: number },
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript({ content: measuring });
  const body = Buffer.from(JSON.stringify(place)).toString('base64url');
  await page.goto(`${address}#run=1.${body}`);
  await page
    .locator('[data-testid="hop"][aria-busy="false"]')
    .filter({ hasText: /hop [1-9]/ })
    .waitFor({ timeout: 180_000 });
  await page.waitForTimeout(3_000);
  return page;
}

/** Where the swarm is densest. */
function crowdedPlace(): {
  readonly record: RunRecord;
  readonly seq: number;
  readonly most: number;
} {
  const record = recordFor(swarm);
  const session = createSession(record);
  if (!session.ok) throw new Error(session.error.map(({ message }) => message).join('; '));
  session.value.play();
  const view = new RunView();
  view.append(session.value.store.events, session.value.store.objects.entries());
  for (let seq = 1; seq < view.lastSeq; seq += 50) {
    const count = readTokens(view, view.pace.shownAt(seq)).length;
    if (count >= tokens) return { record, seq, most: count };
  }
  throw new Error(`expected ${tokens} tokens on their way at once`);
}

function recordFor(script: string): RunRecord {
  const record = recordOf(script);
  if (!record.ok) throw new Error(record.error.map(({ message }) => message).join('; '));
  return record.value;
}

async function done(words: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, words, { cwd: repository, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${words[1]} ended with ${code}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('expected a port');
  return address.port;
}

/** The value that `share` of the numbers do not exceed. */
function nearly(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
