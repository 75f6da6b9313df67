/**
 * `bench seek`: how long it takes to stand at any hop of a run of 100,000 events, and to act there. Both as
 * the page does it: the stage is read whole; an act waits for the engine's answer and the folded view.
 */

import { type Duration, instant } from '#base/time.ts';
import { EngineHost } from '#session/engine_host.ts';
import { recordOf } from '#session/session.ts';
import type { EngineReply, RunRecord } from '#trace/engine_port.ts';
import { why } from '#view-model/causality.ts';
import { ParkedViews } from '#view-model/parked_views.ts';
import { readStage } from '#view-model/read_stage.ts';
import { RunView } from '#view-model/run_view.ts';
import type { Figure } from './bench.ts';
import { processorSeconds } from './processor_time.ts';

const length = 100_000;
const seeks = 2_000;
const acts = 12;

/** A Deployment that grows and shrinks again and again. */
const script = `seed bench
file web.yaml <<EOF
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 40
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.14.2
EOF
run 2s
kubectl apply -f web.yaml
until pods running == 40 within 200s
${Array.from({ length: 14 }, (_, index) => (index % 2 === 0 ? 10 : 40))
  .map(
    (count) =>
      `kubectl scale deployment/web --replicas=${count}\nuntil pods running == ${count} within 200s`,
  )
  .join('\nrun 10s\n')}
`;

export function benchSeek(): readonly Figure[] {
  const page = new Page(recordFor(script));
  const { view } = page;
  const times: number[] = [];
  for (let seek = 0; seek < seeks; seek++) {
    const cursor = 1 + ((seek * 7_919) % length);
    times.push(1_000 * processorSeconds(() => void [readStage(view, cursor), why(view, cursor)]));
  }
  const acted: number[] = [];
  for (let act = 0; act < acts; act++) {
    page.rest();
    const seq = 1 + ((act * 48_271 + 9_999) % length);
    // What the reader waits: collecting garbage beside it on other cores is not waited for.
    const start = performance.now();
    page.act(seq, 2 + act);
    acted.push(performance.now() - start);
  }
  const conditions = `${view.length.toLocaleString('en')} events, level full`;
  return [
    {
      name: 'seek',
      conditions: `${conditions}, processor time, ${seeks} hops all over the run, the stage and one "why?" read whole`,
      value: nearly(times, 0.95),
      unit: 'ms at the 95th percentile',
      most: 16,
    },
    {
      name: 'act in the past',
      conditions: `${conditions}, by the clock, ${acts} places all over the run, engine and view one after another`,
      value: Math.max(...acted),
      unit: 'ms at most',
      most: 500,
    },
  ];
}

/** The page's half and the engine's half on one thread. */
class Page {
  readonly view = new RunView();
  readonly #parked = new ParkedViews();
  readonly #host = new EngineHost();
  #fork = new RunView();

  constructor(record: RunRecord) {
    this.#host.answer({ kind: 'open', run: 1, record }, (reply) => this.#take(reply));
    const { length: found } = this.view;
    if (found < length) throw new Error(`expected ${length} events, got ${found}`);
  }

  /** All that is done in idle moments. */
  rest(): void {
    const until = instant(0);
    this.#host.answer({ kind: 'advance', run: 1, until, mostEvents: 0 }, () => undefined);
    while (this.#host.rest());
    while (this.#parked.fill(this.view));
  }

  act(seq: number, run: number): void {
    const statement = 'program gc crash';
    const ahead = 100_000_000 as Duration;
    let answered = false;
    this.#host.answer({ kind: 'act', from: 1, run, seq, statement, ahead }, (reply) => {
      this.#take(reply);
      answered ||= reply.kind === 'ready';
    });
    if (!answered) throw new Error(`expected an answer to the act at ${seq}`);
  }

  #take(reply: EngineReply): void {
    if (reply.kind === 'events') {
      (reply.run === 1 ? this.view : this.#fork).append(reply.events, reply.objects);
    } else if (reply.kind === 'forked') {
      this.#fork = this.#parked.prefix(this.view, reply.shared);
    }
  }
}

function recordFor(text: string): RunRecord {
  const record = recordOf(text);
  if (!record.ok) throw new Error(record.error.map(({ message }) => message).join('; '));
  return record.value;
}

/** The value that `share` of the numbers do not exceed. */
function nearly(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((left, right) => left - right);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
}
