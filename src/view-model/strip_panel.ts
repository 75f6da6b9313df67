/** One moment of a run in small: what a panel of a static strip shows of the focused informer's loop. */

import { type Duration, formatDuration } from '#base/time.ts';
import type { Identity } from './identity.ts';
import { programOf } from './object_key.ts';
import { placeOf } from './places.ts';
import { readStage } from './read_stage.ts';
import type { RunView } from './run_view.ts';
import type { CallView, InformerView, ProgramView, StageView, WatchView } from './stage_view.ts';

/** Boxes that a panel draws. */
export type PanelBox =
  | 'apiserver'
  | 'reflector'
  | 'queue'
  | 'indexer'
  | 'handlers'
  | 'workqueue'
  | 'workers';

export interface PanelRow {
  readonly name: string;
  readonly resourceVersion: string;
  /** What marks the row, and so its sign: deleting on the server, differing in the cache. */
  readonly mark: 'deleting' | 'stale' | 'gone' | undefined;
}

/** How many keys there are, and the first. */
export interface PanelKeys {
  readonly count: number;
  readonly first: string;
}

/** Everything a panel says, as plain text and numbers. */
export interface StripPanel {
  readonly time: string;
  readonly program: string;
  readonly state: ProgramView['state'];
  /** The box in which the moment's event happened. */
  readonly happened: PanelBox | undefined;
  readonly server: {
    readonly revision: number;
    readonly rows: readonly PanelRow[];
    readonly more: number;
  };
  readonly watch: 'none' | 'open' | 'held' | 'severed';
  readonly inFlight: readonly Identity[];
  readonly reflector: { readonly state: string; readonly resourceVersion: string };
  readonly queue: {
    readonly kind: string;
    readonly deltas: number;
    readonly shown: readonly Identity[];
  };
  readonly indexer: {
    readonly synced: boolean;
    readonly rows: readonly PanelRow[];
    readonly more: number;
  };
  readonly handlers: {
    readonly call: string;
    readonly key: string;
    readonly tombstone: boolean;
    readonly pending: number;
  };
  readonly workqueue:
    | {
        readonly queue: PanelKeys;
        readonly dirty: PanelKeys;
        readonly processing: PanelKeys;
        readonly delayed: number;
      }
    | undefined;
  readonly workers: readonly string[];
  /** Numbers that the program shows of itself. */
  readonly dials: readonly (readonly [dial: string, value: number])[];
}

const mostRows = 5;
const mostGlyphs = 5;

/** What there is to see of `focus` (`rs-controller/pods`) after the event `cursor`. */
export function stripPanel(view: RunView, cursor: number, focus: string): StripPanel {
  const program = programOf(focus);
  const resource = focus.slice(focus.indexOf('/') + 1);
  const stage = readStage(view, cursor, { program, limit: mostRows, resources: [resource] });
  const owner = stage.programs.find((each) => each.program === program);
  const informer = owner?.informers.find((each) => each.informer === focus);
  const event = view.event(cursor);
  return {
    time: formatDuration(view.at(cursor) as number as Duration),
    program,
    state: owner?.state ?? 'stopped',
    happened: event === undefined ? undefined : boxOf(placeOf(event)),
    server: serverOf(stage, resource),
    ...watchOf(stage.server.watches.filter((watch) => watch.noun === focus).at(-1)),
    ...informerOf(informer),
    ...controllerOf(owner),
    dials: dialsOf(view, cursor, program),
  };
}

function boxOf(place: string | undefined): PanelBox | undefined {
  const box = place?.slice(0, place.search(/[:/]/));
  return boxes.find((each) => each === box);
}

const boxes: readonly PanelBox[] = [
  'apiserver',
  'reflector',
  'queue',
  'indexer',
  'handlers',
  'workqueue',
  'workers',
];

function serverOf({ server }: StageView, resource: string): StripPanel['server'] {
  const objects = server.resources.find((each) => each.resource === resource)?.objects;
  const rows = (objects?.rows ?? []).map(
    ({ name, resourceVersion, deleting }): PanelRow => ({
      name: shortName(name),
      resourceVersion,
      mark: deleting ? 'deleting' : undefined,
    }),
  );
  return { revision: server.revision, rows, more: (objects?.total ?? 0) - rows.length };
}

function watchOf(watch: WatchView | undefined): Pick<StripPanel, 'watch' | 'inFlight'> {
  const inFlight = (watch?.inFlight.rows ?? []).slice(0, mostGlyphs).map((each) => each.identity);
  if (watch === undefined || !isOpen(watch)) return { watch: 'none', inFlight: [] };
  if (watch.severed) return { watch: 'severed', inFlight };
  return { watch: watch.held ? 'held' : 'open', inFlight };
}

function isOpen({ state }: WatchView): boolean {
  return state !== 'closed' && state !== 'absent';
}

function informerOf(
  informer: InformerView | undefined,
): Pick<StripPanel, 'reflector' | 'queue' | 'indexer' | 'handlers'> {
  const queue = informer?.queue;
  const call = lastCall(informer);
  const rows = (informer?.indexer.objects.rows ?? []).map(
    ({ key, resourceVersion, stale, serverResourceVersion }): PanelRow => ({
      name: shortName(key),
      resourceVersion,
      mark: stale ? staleMark(serverResourceVersion) : undefined,
    }),
  );
  return {
    reflector: {
      state: informer?.reflector.state ?? '–',
      resourceVersion: informer?.reflector.resourceVersion ?? '',
    },
    queue: {
      kind: queue?.kind ?? 'DeltaFIFO',
      deltas: queue?.deltas ?? 0,
      shown: (queue?.items.rows ?? [])
        .flatMap((item) => item.deltas.map((each) => each.identity))
        .slice(0, mostGlyphs),
    },
    indexer: {
      synced: informer?.synced ?? false,
      rows,
      more: (informer?.indexer.objects.total ?? 0) - rows.length,
    },
    handlers: {
      call: call?.callback ?? '',
      key: call === undefined ? '' : shortName(call.key),
      tombstone: call?.tombstone ?? false,
      pending: informer?.listeners.reduce((sum, each) => sum + each.pending, 0) ?? 0,
    },
  };
}

/** The call that runs, or ran last, of whichever handler. */
function lastCall(informer: InformerView | undefined): CallView | undefined {
  let latest: CallView | undefined;
  for (const { calling, lastCall } of informer?.listeners ?? []) {
    const call = calling ?? lastCall;
    if (call !== undefined && call.seq > (latest?.seq ?? 0)) latest = call;
  }
  return latest;
}

function staleMark(serverResourceVersion: string | undefined): 'stale' | 'gone' {
  return serverResourceVersion === undefined ? 'gone' : 'stale';
}

function controllerOf(owner: ProgramView | undefined): Pick<StripPanel, 'workqueue' | 'workers'> {
  const controller = owner?.controller;
  const workqueue = controller?.workqueue;
  return {
    workqueue:
      workqueue === undefined
        ? undefined
        : {
            queue: summed(workqueue.waiting),
            dirty: summed(workqueue.dirty),
            processing: summed(workqueue.processing),
            delayed: workqueue.delayed.total,
          },
    workers: (controller?.workers ?? [])
      .filter(({ state }) => state === 'reconciling')
      .map(({ key }) => shortName(key ?? '')),
  };
}

function summed({
  total,
  rows,
}: {
  readonly total: number;
  readonly rows: readonly { readonly key: string }[];
}): PanelKeys {
  const [first] = rows;
  return { count: total, first: first === undefined ? '' : shortName(first.key) };
}

function dialsOf(view: RunView, cursor: number, program: string): StripPanel['dials'] {
  const stay = view.timelines.programs.list(cursor).find(({ key }) => key === program);
  const life = stay?.value.at(cursor).life.at(cursor);
  return (life?.dials.list(cursor) ?? []).map(({ key, value }) => [key, value.at(cursor)] as const);
}

/** Without the resource and the namespace that everything here is in. */
function shortName(key: string): string {
  const start = key.indexOf('default/');
  return start < 0 ? key : key.slice(start + 'default/'.length);
}
