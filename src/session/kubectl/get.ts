/** `kubectl get`: tables, documents and names, once or for as long as things change. */

import type { Event } from '#apimachinery/pkg/watch/watch.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '#base/json.ts';
import { select } from '#sim/channel.ts';
import type { Proc } from '#sim/process.ts';
import { anyAccept } from './accept.ts';
import { complaintOf, ownError } from './complaint.ts';
import type { APIResource } from './discovery.ts';
import { fine, type Invocation, type Outcome } from './invocation.ts';
import { type ObjectFormat, objectText, withoutManagedFields } from './object_text.ts';
import { byField } from './sort_by.ts';
import {
  type Table,
  type TableOptions,
  TabWriter,
  tableAccept,
  tableLines,
  tableOf,
} from './table.ts';
import {
  infoOf,
  itemsOf,
  listOf,
  namespaceOf,
  pathOf,
  shownName,
  type Target,
  targetsOf,
  visit,
} from './targets.ts';

/** How many objects kubectl asks for at a time. */
const chunk = '500';

export function* get(invocation: Invocation): Proc<Outcome> {
  const raw = invocation.flag('raw');
  if (raw !== undefined) return yield* getRaw(invocation, raw);
  const targets = yield* targetsOf(invocation, invocation.words);
  if (!targets.ok) return [targets.error];
  if (invocation.isOn('watch') || invocation.isOn('watch-only')) {
    return yield* watch(invocation, targets.value);
  }
  const format = invocation.flag('output');
  return format === 'yaml' || format === 'json' || format === 'name'
    ? yield* getObjects(invocation, targets.value, format)
    : yield* getTables(invocation, targets.value);
}

function* getRaw(invocation: Invocation, raw: string): Proc<Outcome> {
  const [path = '', search = ''] = raw.split('?');
  const query = Object.fromEntries(
    search
      .split('&')
      .filter((each) => each !== '')
      .map((each) => each.split('=').map(decodeURIComponent) as [string, string]),
  );
  const answered = yield* invocation.send({ path, query, accept: anyAccept });
  if (!answered.ok) return [complaintOf(answered.error)];
  const { body } = answered.value;
  invocation.out(typeof body === 'string' ? body : `${JSON.stringify(body)}\n`);
  return fine;
}

// Documents and names.

function* getObjects(
  invocation: Invocation,
  targets: readonly Target[],
  format: ObjectFormat | 'name',
): Proc<Outcome> {
  const { infos, faults, lists } = yield* visit(invocation, targets, { limit: chunk });
  if (format === 'name') {
    invocation.out(infos.map((info) => `${shownName(info.resource, info.name)}\n`).join(''));
    return faults;
  }
  const single = targets.length === 1 && targets[0]?.name !== undefined;
  const [first] = infos;
  if (single && first === undefined) return faults;
  const shown = (object: unknown): JsonObject =>
    invocation.isOn('show-managed-fields')
      ? (object as JsonObject)
      : withoutManagedFields(object as JsonObject);
  const document: JsonObject =
    single && first !== undefined
      ? shown(first.object)
      : {
          apiVersion: 'v1',
          kind: 'List',
          items: infos.map((info) => shown(info.object)),
          metadata: { resourceVersion: lists.length === 0 ? '' : '' },
        };
  invocation.out(objectText(document, format));
  return faults;
}

// Tables.

function* getTables(invocation: Invocation, targets: readonly Target[]): Proc<Outcome> {
  const sortBy = invocation.flag('sort-by');
  const faults: string[] = [];
  const blocks: { readonly resource: APIResource; readonly table: Table }[] = [];
  for (const target of targets) {
    const read = yield* tableBodies(invocation, target, sortBy);
    faults.push(...read.faults);
    for (const body of read.bodies) {
      const sorted = sortBy === undefined || !isJsonObject(body) ? body : byField(body, sortBy);
      const table = tableOf(sorted, invocation.sim.now);
      const last = blocks.at(-1);
      if (last?.resource === target.resource) {
        const rows = [...last.table.rows, ...table.rows];
        blocks[blocks.length - 1] = { ...last, table: { ...last.table, rows } };
      } else if (table.rows.length > 0) blocks.push({ resource: target.resource, table });
    }
  }
  sayTables(invocation, blocks);
  if (blocks.length === 0 && faults.length === 0 && !invocation.isOn('ignore-not-found')) {
    const inOne =
      !invocation.isOn('all-namespaces') && targets.every(({ resource }) => resource.namespaced);
    invocation.err(
      inOne ? `No resources found in ${invocation.namespace} namespace.\n` : 'No resources found\n',
    );
  }
  return faults;
}

function* tableBodies(
  invocation: Invocation,
  target: Target,
  sortBy: string | undefined,
): Proc<{ readonly bodies: readonly JsonValue[]; readonly faults: readonly string[] }> {
  const { resource, name } = target;
  if (name === undefined) {
    const pages = yield* listOf(invocation, resource, {
      accept: tableAccept,
      ...(sortBy === undefined ? { limit: chunk } : { query: { includeObject: 'Object' } }),
    });
    return pages.ok ? { bodies: pages.value, faults: [] } : { bodies: [], faults: [pages.error] };
  }
  const { infos, faults } = yield* visit(invocation, [target], { accept: tableAccept });
  return { bodies: infos.map(({ object }) => object as unknown as JsonValue), faults };
}

function sayTables(
  invocation: Invocation,
  blocks: readonly { readonly resource: APIResource; readonly table: Table }[],
): void {
  const several = new Set(blocks.map(({ resource }) => resource)).size > 1;
  const texts = blocks.map(({ resource, table }) => {
    const options = optionsFor(invocation, resource, several);
    return new TabWriter().lines(tableLines(table, options));
  });
  invocation.out(texts.join(invocation.isOn('no-headers') ? '' : '\n'));
}

function optionsFor(
  invocation: Invocation,
  resource: APIResource,
  withKind: boolean,
): TableOptions {
  const columns = invocation.flag('label-columns');
  return {
    wide: invocation.flag('output') === 'wide',
    withNamespace: invocation.isOn('all-namespaces') && resource.namespaced,
    kindPrefix: withKind ? shownName(resource, '') : '',
    showLabels: invocation.isOn('show-labels'),
    labelColumns: columns === undefined ? [] : columns.split(','),
    headers: !invocation.isOn('no-headers'),
  };
}

// Watching.

function* watch(invocation: Invocation, targets: readonly Target[]): Proc<Outcome> {
  const [target, other] = targets;
  if (target === undefined || other !== undefined) {
    return [ownError('you may only specify a single resource type')];
  }
  const printer = new WatchPrinter(invocation, target.resource);
  const only = invocation.isOn('watch-only');
  const { resource, name } = target;
  const accept = printer.accept;
  if (name !== undefined) {
    const { infos, faults } = yield* visit(invocation, [target], { accept });
    const [info] = infos;
    if (info === undefined) return faults;
    if (!only) printer.print(info.object as unknown as JsonValue);
    const query = { fieldSelector: `metadata.name=${name}`, resourceVersion: '0' };
    return yield* follow(invocation, { resource, printer, query, skipsFirst: true });
  }
  const pages = yield* listOf(invocation, resource, { accept, limit: chunk });
  if (!pages.ok) return [pages.error];
  const [first] = pages.value;
  if (!only) for (const page of pages.value) printer.print(page);
  const metadata = isJsonObject(first?.['metadata']) ? first['metadata'] : {};
  const query = {
    labelSelector: invocation.flag('selector'),
    fieldSelector: invocation.flag('field-selector'),
    resourceVersion: String(metadata['resourceVersion'] ?? ''),
  };
  return yield* follow(invocation, { resource, printer, query, skipsFirst: false });
}

interface Followed {
  readonly resource: APIResource;
  readonly printer: WatchPrinter;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** A watch of one object begins with the object that has been shown already. */
  readonly skipsFirst: boolean;
}

function* follow(invocation: Invocation, followed: Followed): Proc<Outcome> {
  const { resource, printer, query, skipsFirst } = followed;
  const path = pathOf(resource, { namespace: namespaceOf(invocation, resource) });
  const opened = yield* invocation.watch({
    path,
    accept: printer.accept,
    query: { ...query, watch: 'true' },
  });
  if (!opened.ok) return [complaintOf(opened.error)];
  const watcher = opened.value;
  const cases = [watcher.resultChan().receiving(), invocation.ctx.done.receiving()];
  let skips = skipsFirst;
  try {
    for (;;) {
      const { index, value } = yield* select(invocation.sim, cases);
      if (index === 1 || value === undefined) return fine;
      const body = (value as Event).object as unknown as JsonValue;
      if (skips) printer.note(body);
      else printer.print(body);
      skips = false;
    }
  } finally {
    watcher.stop();
  }
}

/** Prints what a watch brings, header once, columns below each other. */
class WatchPrinter {
  readonly accept: string;
  readonly #invocation: Invocation;
  readonly #resource: APIResource;
  readonly #writer = new TabWriter();
  /** Only the first Table of a stream says what its columns are. */
  #columns: Table['columns'] = [];
  #headed = false;

  constructor(invocation: Invocation, resource: APIResource) {
    this.#invocation = invocation;
    this.#resource = resource;
    const format = invocation.flag('output');
    const human = format === undefined || format === 'wide';
    this.accept = human ? tableAccept : 'application/json';
  }

  /** Takes from a Table that is not shown what its columns are. */
  note(body: JsonValue): void {
    const { columns } = tableOf(body, this.#invocation.sim.now);
    if (columns.length > 0) this.#columns = columns;
  }

  print(body: JsonValue): void {
    const invocation = this.#invocation;
    const format = invocation.flag('output');
    if (format === undefined || format === 'wide') {
      const { columns, rows } = tableOf(body, invocation.sim.now);
      if (columns.length > 0) this.#columns = columns;
      if (rows.length === 0) return;
      const table = { columns: this.#columns, rows };
      const options = optionsFor(invocation, this.#resource, false);
      const headers = options.headers && !this.#headed;
      this.#headed = true;
      invocation.out(this.#writer.lines(tableLines(table, { ...options, headers })));
      return;
    }
    if (!isJsonObject(body)) return;
    const objects = Array.isArray(body['items'])
      ? itemsOf(body, this.#resource)
      : [body as unknown as ReturnType<typeof itemsOf>[number]];
    for (const object of objects) {
      const { name, resource } = infoOf(this.#resource, object);
      const text =
        format === 'name'
          ? `${shownName(resource, name)}\n`
          : objectText(
              withoutManagedFields(object as unknown as JsonObject),
              format === 'json' ? 'json' : 'yaml',
            );
      invocation.out(format === 'yaml' && this.#headed ? `---\n${text}` : text);
      this.#headed = true;
    }
  }
}
