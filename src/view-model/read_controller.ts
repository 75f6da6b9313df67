/** Reads a controller's boxes: work queue and workers. */

import { firstByKey, firstCome, limitOf } from './object_rows.ts';
import type { ProgramLife, QueueTimeline, WorkerTimeline } from './program_timeline.ts';
import type { RunView } from './run_view.ts';
import type {
  ControllerView,
  DelayedView,
  QueueKeyView,
  Rows,
  StageOptions,
  WorkerDoing,
  WorkerView,
  WorkqueueView,
} from './stage_view.ts';
import type { Collection, Stay } from './timeline.ts';

/** `undefined` for a program without a controller of its own. */
export function readController(
  view: RunView,
  life: ProgramLife,
  cursor: number,
  options: StageOptions,
): ControllerView | undefined {
  const started = life.controller.at(cursor);
  const [queue] = life.queues.list(cursor);
  const workers = life.workers.list(cursor);
  if (started === undefined && queue === undefined) return undefined;
  return {
    controller: started?.data.controller ?? queue?.key ?? '',
    resource: started?.data.resource ?? '',
    workqueue: queue && readWorkqueue(view, queue.value.at(cursor), cursor, options),
    workers: workers.map((stay) => readWorker(view, stay.value.at(cursor), cursor)),
  };
}

function readWorkqueue(
  view: RunView,
  queue: QueueTimeline,
  cursor: number,
  options: StageOptions,
): WorkqueueView {
  const row = (stay: Stay<unknown>): QueueKeyView => ({
    key: stay.key,
    since: view.at(stay.entered),
    seq: stay.entered,
  });
  const keys = (collection: Collection<unknown>) =>
    firstCome(collection.list(cursor), options, row);
  return {
    queue: queue.queue,
    shuttingDown: queue.shuttingDown.at(cursor),
    waiting: keys(queue.waiting),
    dirty: keys(queue.dirty),
    processing: firstCome(queue.processing.list(cursor), options, (stay) => ({
      ...row(stay),
      worker: stay.value.at(cursor),
      dirty: queue.dirty.at(stay.key, cursor) !== undefined,
    })),
    delayed: readDelayed(queue, cursor, options),
    failures: readFailures(queue, cursor, options),
  };
}

function readDelayed(
  queue: QueueTimeline,
  cursor: number,
  options: StageOptions,
): Rows<DelayedView> {
  const stays = queue.delayed.list(cursor);
  const rows = stays.map((stay) => {
    const { since, until } = stay.value.at(cursor);
    return { key: stay.key, since, due: until, seq: stay.value.since(cursor) || stay.entered };
  });
  rows.sort((left, right) => left.due - right.due);
  return { total: rows.length, rows: rows.slice(0, limitOf(options)) };
}

function readFailures(
  queue: QueueTimeline,
  cursor: number,
  options: StageOptions,
): WorkqueueView['failures'] {
  const all = firstByKey(queue.failures.list(cursor), { limit: limitOf(options) }, (stay) => ({
    key: stay.key,
    failures: stay.value.at(cursor),
  }));
  const rows = [...all.rows].sort((left, right) => right.failures - left.failures);
  return { total: all.total, rows };
}

function readWorker(view: RunView, worker: WorkerTimeline, cursor: number): WorkerView {
  const work = worker.work.at(cursor);
  const finished = worker.finished.at(cursor);
  const doings = work === undefined ? [] : worker.doings.between(work.seq, cursor);
  return {
    worker: worker.worker,
    state: work === undefined ? 'idle' : 'reconciling',
    key: work?.key,
    since: work && view.at(work.seq),
    doings: doings
      .map((seq) => readDoing(view, seq, cursor))
      .filter((doing) => doing !== undefined),
    lastResult: finished?.data.result,
    lastError: finished?.data.error,
  };
}

function readDoing(view: RunView, seq: number, cursor: number): WorkerDoing | undefined {
  const event = view.event(seq);
  switch (event?.kind) {
    case 'lister.read': {
      const text = event.data.key === '' ? event.data.informer : event.data.key;
      return { kind: 'read', text, done: true, figure: event.data.found, seq };
    }
    case 'request.sent': {
      const { request, method, url } = event.data;
      const done = view.timelines.server.requests.get(request)?.done;
      const over = done !== undefined && done.seq <= cursor;
      const figure = over && done.kind === 'request.completed' ? done.data.status : 0;
      return { kind: 'request', text: `${method} ${url}`, done: over, figure, seq };
    }
    case 'client.throttled': {
      const done = view.at(cursor) >= event.at + event.data.wait;
      return { kind: 'wait', text: event.data.client, done, figure: event.data.wait, seq };
    }
    case 'reconcile.stalled': {
      const { worker, lasting } = event.data;
      const done = view.at(cursor) >= event.at + lasting;
      return { kind: 'stall', text: worker, done, figure: lasting, seq };
    }
    case 'retry.conflict':
      return {
        kind: 'conflict',
        text: event.data.message,
        done: true,
        figure: event.data.attempt,
        seq,
      };
    default:
      return undefined;
  }
}
