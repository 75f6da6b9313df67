/** Says in words what a panel of a static strip shows, for those who do not see the drawing. */

import type { PanelKeys, PanelRow, StripPanel } from './strip_panel.ts';
import type { StripWords } from './strip_svg.ts';

/** What the drawing says by signs. */
export interface SpokenStripWords extends StripWords {
  readonly watch: Readonly<Record<StripPanel['watch'], string>>;
  readonly inFlight: (count: number) => string;
  readonly marks: Readonly<Record<Exclude<PanelRow['mark'], undefined>, string>>;
  readonly empty: string;
  readonly running: string;
}

/** The panel box by box, in the order in which a change goes through it. */
export function stripText(panel: StripPanel, words: SpokenStripWords): string {
  const { server, reflector, queue, indexer, handlers, workqueue, workers } = panel;
  const stands = indexer.synced ? [] : [words.notSynced];
  const watch = [words.watch[panel.watch]];
  if (panel.inFlight.length > 0) watch.push(words.inFlight(panel.inFlight.length));
  const called = [handlers.call, handlers.key, handlers.tombstone ? words.tombstone : ''];
  const pending = handlers.pending > 0 ? words.waiting(handlers.pending) : '';
  return [
    `t = ${panel.time}`,
    `kube-apiserver rv ${server.revision}: ${rows(server, words)}`,
    watch.join(', '),
    `Reflector: ${[reflector.state, version(reflector.resourceVersion)].filter(said).join(', ')}`,
    `${queue.kind}: ${words.queued(queue.deltas)}`,
    `Indexer: ${[...stands, rows(indexer, words)].join(', ')}`,
    `Handlers: ${[called.filter(said).join(' '), pending].filter(said).join(', ') || words.idle}`,
    ...(workqueue === undefined
      ? []
      : [
          `Workqueue: queue ${keys(workqueue.queue, words)}, dirty ${keys(workqueue.dirty, words)}, processing ${keys(workqueue.processing, words)}`,
        ]),
    `Workers: ${workers.join(', ') || words.idle}`,
    [panel.program, panel.state === 'running' ? words.running : words.states[panel.state]].join(
      ' ',
    ),
    ...panel.dials.map(([dial, value]) => `${dial} ${value}`),
  ].join('; ');
}

function rows(
  { rows: shown, more }: { readonly rows: readonly PanelRow[]; readonly more: number },
  words: SpokenStripWords,
): string {
  const named = shown.map(({ name, resourceVersion, mark }) =>
    [name, resourceVersion, mark === undefined ? '' : `(${words.marks[mark]})`]
      .filter(said)
      .join(' '),
  );
  return [...named, more > 0 ? words.more(more) : ''].filter(said).join(', ') || words.empty;
}

function keys({ count, first }: PanelKeys, words: SpokenStripWords): string {
  if (count === 0) return words.empty;
  return count === 1 ? first : words.keys(count);
}

function version(resourceVersion: string): string {
  return resourceVersion === '' ? '' : `rv ${resourceVersion}`;
}

function said(words: string): boolean {
  return words !== '';
}
