/** Files for other programs are opened by those programs, or by readers of their formats that are not ours. */

import { createRequire } from 'node:module';
import { expect, test } from '@playwright/test';
import * as v from 'valibot';
import { exported } from './exporting.ts';
import { openStage, pause } from './stage.ts';

const load = createRequire(import.meta.url);
const mermaid = load.resolve('@mermaid-js/tiny/dist/mermaid.tiny.js');

/** What Mermaid's own parser and painter make of a diagram. */
interface Diagram {
  readonly type: string;
  readonly actors: readonly string[];
  readonly messages: number;
  readonly notes: number;
  readonly drawn: string;
}

test('Mermaid reads and draws the sequence diagram of each program', async ({ page, context }) => {
  await openStage(page);
  await pause(page);
  const reader = await context.newPage();
  await reader.goto('about:blank');
  await reader.addScriptTag({ path: mermaid });
  for (const program of ['rs-controller', 'kubelet']) {
    const file = await exported(page, 'Sequence diagram', async (dialog) => {
      await dialog.getByLabel('Program', { exact: true }).selectOption(program);
      await dialog.getByLabel('Range', { exact: true }).selectOption('between');
      await dialog.getByLabel('From hop').fill('600');
      await dialog.getByLabel('To hop').fill('900');
    });
    const text = file.bytes.toString('utf8');
    const lines = text.split('\n').map((line) => line.trim());
    const declared = lines.filter((line) => line.startsWith('participant '));
    const sent = lines.filter((line) => /^p\d+->>p\d+: /.test(line));
    const noted = lines.filter((line) => line.startsWith('Note over'));
    const diagram = await reader.evaluate(async (source): Promise<Diagram> => {
      const { mermaid: tool } = globalThis as unknown as { mermaid: MermaidTool };
      await tool.parse(source);
      const { type, db } = await tool.mermaidAPI.getDiagramFromText(source);
      const { svg } = await tool.render('drawn', source);
      const arrows = db
        .getMessages()
        .filter(({ from, to }) => from !== undefined && to !== undefined);
      const isNote = ({ placement }: { placement?: unknown }) => placement !== undefined;
      return {
        type,
        actors: [...db.getActors().values()].map(({ description }) => description),
        messages: arrows.filter((message) => !isNote(message)).length,
        notes: arrows.filter(isNote).length,
        drawn: svg,
      };
    }, text);
    expect(diagram.type).toBe('sequence');
    expect(diagram.actors).toHaveLength(declared.length);
    expect(diagram.actors.length).toBeGreaterThan(2);
    expect(diagram.actors).toContain('kube-apiserver');
    expect(diagram.messages).toBe(sent.length);
    expect(diagram.messages).toBeGreaterThan(10);
    expect(diagram.notes).toBe(noted.length);
    expect(diagram.drawn).toContain('kube-apiserver');
    expect(diagram.drawn).toContain(program);
  }
});

interface MermaidTool {
  /** Rejects what it cannot read. */
  readonly parse: (text: string) => Promise<unknown>;
  readonly mermaidAPI: {
    readonly getDiagramFromText: (text: string) => Promise<{
      readonly type: string;
      readonly db: {
        readonly getActors: () => ReadonlyMap<string, { readonly description: string }>;
        readonly getMessages: () => readonly {
          readonly from?: string;
          readonly to?: string;
          readonly placement?: unknown;
        }[];
      };
    }>;
  };
  readonly render: (id: string, text: string) => Promise<{ readonly svg: string }>;
}

/** The Trace Event Format, as its document describes the phases that are used; nothing else may be there. */
const track = { pid: v.pipe(v.number(), v.integer()), tid: v.pipe(v.number(), v.integer()) };
const timed = {
  ...track,
  name: v.string(),
  cat: v.string(),
  ts: v.pipe(v.number(), v.minValue(0)),
};
const traceFile = v.strictObject({
  displayTimeUnit: v.picklist(['ms', 'ns']),
  traceEvents: v.array(
    v.variant('ph', [
      v.strictObject({
        ph: v.literal('M'),
        ...track,
        name: v.picklist(['process_name', 'thread_name']),
        args: v.strictObject({ name: v.pipe(v.string(), v.nonEmpty()) }),
      }),
      v.strictObject({
        ph: v.literal('X'),
        ...timed,
        dur: v.pipe(v.number(), v.minValue(0)),
        args: v.record(v.string(), v.union([v.string(), v.number()])),
      }),
      v.strictObject({
        ph: v.literal('i'),
        ...timed,
        s: v.picklist(['t', 'p', 'g']),
        args: v.record(v.string(), v.union([v.string(), v.number()])),
      }),
      v.strictObject({ ph: v.literal('s'), ...timed, id: v.number() }),
      v.strictObject({
        ph: v.literal('f'),
        ...timed,
        id: v.number(),
        bp: v.optional(v.literal('e')),
      }),
    ]),
  ),
});

test('the trace file for Perfetto keeps to its format, with a track for each goroutine', async ({
  page,
}) => {
  await openStage(page);
  await pause(page);
  const file = await exported(page, 'Trace events');
  const { traceEvents } = v.parse(traceFile, JSON.parse(file.bytes.toString('utf8')));
  const names = (kind: string) =>
    traceEvents.flatMap((event) =>
      event.ph === 'M' && event.name === kind ? [event.args.name] : [],
    );
  const programs = await page
    .locator('[data-program]')
    .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-program') ?? ''));
  expect(programs.length).toBeGreaterThan(3);
  expect(names('process_name')).toEqual(expect.arrayContaining([...programs, 'kube-apiserver']));
  const threads = names('thread_name');
  expect(new Set(threads).size).toBe(threads.length);
  expect(threads).toEqual(
    expect.arrayContaining(['rs-controller/worker-1', 'rs-controller/pods/reflector']),
  );
  const open = new Map<string, number[]>();
  const slices = traceEvents.filter((event) => event.ph === 'X');
  expect(slices.length).toBeGreaterThan(50);
  for (const { pid, tid, ts, dur } of slices.sort((a, b) => a.ts - b.ts || b.dur - a.dur)) {
    const ends = open.get(`${pid}/${tid}`) ?? [];
    open.set(`${pid}/${tid}`, ends);
    while (ends.length > 0 && (ends.at(-1) ?? 0) <= ts + 1e-6) ends.pop();
    expect(ts + dur).toBeLessThanOrEqual((ends.at(-1) ?? Number.POSITIVE_INFINITY) + 1e-6);
    ends.push(ts + dur);
  }
});

interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly metrics: readonly {
    readonly value?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly buckets?: Readonly<Record<string, string>>;
  }[];
}

const parsePrometheus: (text: string) => readonly Family[] = load('parse-prometheus-text-format');

test('a reader of Prometheus text finds the metrics by name, label and value', async ({ page }) => {
  await openStage(page);
  await pause(page);
  const file = await exported(page, 'Metrics');
  const families = parsePrometheus(file.bytes.toString('utf8'));
  const family = (name: string) => families.find((each) => each.name === name);
  expect(families.length).toBeGreaterThan(10);
  for (const { type, help } of families) {
    expect(['COUNTER', 'GAUGE', 'HISTOGRAM']).toContain(type);
    expect(help).not.toBe('');
  }
  const adds = family('workqueue_adds_total');
  expect(adds?.type).toBe('COUNTER');
  const own = adds?.metrics.find(({ labels }) => labels?.['name'] === 'rs-controller');
  expect(Number(own?.value)).toBeGreaterThan(0);
  const duration = family('workqueue_work_duration_seconds');
  expect(duration?.type).toBe('HISTOGRAM');
  const [histogram] = duration?.metrics ?? [];
  const buckets = Object.entries(histogram?.buckets ?? {})
    .map(([le, count]) => ({ le: Number(le.replace('+Inf', 'Infinity')), count: Number(count) }))
    .sort((left, right) => left.le - right.le);
  expect(buckets.length).toBeGreaterThan(5);
  expect(buckets.at(-1)?.le).toBe(Number.POSITIVE_INFINITY);
  for (const [index, { count }] of buckets.entries()) {
    expect(count).toBeGreaterThanOrEqual(buckets[index - 1]?.count ?? 0);
  }
});
