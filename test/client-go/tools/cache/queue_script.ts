/** Plays a few words on a queue and says what comes out of it. */

import { ok, type Result } from '#base/result.ts';
import type { Deltas } from '#client-go/tools/cache/delta_fifo.ts';
import type { KnownObjects, Queue } from '#client-go/tools/cache/fifo.ts';
import { metaNamespaceKeyFunc, newStore, type StoreError } from '#client-go/tools/cache/store.ts';
import type { Proc } from '#sim/process.ts';
import type { Sim } from '#sim/sim.ts';
import { laboratory, pod, running, shownDelta } from './fixture.ts';

/** `add a 5`, `replace a 5,b 6`, `resync`, `bookmark 7`, `pop`, `pop!` (tells init), `batch`, `synced`. */
export type Step = string;

export interface QueueScript {
  /** What the consumer has stored: `a 5,b 6`. Nothing is known if left out. */
  readonly known?: string;
  readonly steps: readonly Step[];
  readonly make: (sim: Sim, knownObjects: KnownObjects | undefined) => Queue;
}

/** What each `pop`, `batch` and `synced` gave, and then what was left. */
export function played(script: QueueScript): readonly string[] {
  const { sim } = laboratory();
  const store = newStore(metaNamespaceKeyFunc);
  for (const obj of objects(script.known ?? '')) store.add(obj);
  const queue = script.make(sim, script.known === undefined ? undefined : store);
  const lines: string[] = [];
  running(sim, function* () {
    for (const step of script.steps) {
      const line = yield* take(queue, step);
      if (line !== undefined) lines.push(line);
    }
    yield* queue.close();
    while (queue.depth() > 0) lines.push(yield* popped(queue, 'pop'));
  });
  return lines;
}

function objects(text: string) {
  return text
    .split(',')
    .filter((each) => each !== '')
    .map((each) => {
      const [name = '', version = ''] = each.split(' ');
      return pod(name, version);
    });
}

function* take(queue: Queue, step: Step): Proc<string | undefined> {
  const [verb, ...rest] = step.split(' ');
  const text = rest.join(' ');
  const [obj = pod('none', 0)] = objects(text);
  switch (verb) {
    case 'add':
      yield* queue.add(obj);
      return undefined;
    case 'update':
      yield* queue.update(obj);
      return undefined;
    case 'delete':
      yield* queue.delete(obj);
      return undefined;
    case 'replace':
      yield* queue.replace(objects(text), '9');
      return undefined;
    case 'resync':
      yield* queue.resync();
      return undefined;
    case 'bookmark':
      if (queue.bookmark !== undefined) yield* queue.bookmark(text);
      return undefined;
    case 'synced':
      return (yield* queue.hasSynced()) ? 'synced' : 'not synced';
    default:
      return yield* popped(queue, step);
  }
}

function* popped(queue: Queue, how: string): Proc<string> {
  let line = '';
  const process = function* (deltas: Deltas, init: boolean): Proc<Result<void, StoreError>> {
    line = deltas.map(shownDelta).join(', ') + (how.endsWith('!') ? ` init=${init}` : '');
    return ok(undefined);
  };
  if (how.startsWith('batch') && queue.popBatch !== undefined) {
    yield* queue.popBatch(process, process);
  } else yield* queue.pop(process);
  return line;
}
