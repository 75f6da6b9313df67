/** The API server: what it stores, the history it can still serve, its streams and its requests. */

import type { ReactElement } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { useWords } from '#ui/language/language.ts';
import { stateName } from '#ui/states/state_name.ts';
import { nounAttribute } from '#ui/verbs/noun.ts';
import { isFlowing } from '#ui/verbs/watch_state.ts';
import { Glyph } from '#ui/widgets/glyph.tsx';
import { durationText } from '#ui/widgets/time_text.ts';
import type {
  HistoryEntry,
  InformerView,
  ReplicaView,
  RequestView,
  ResourceView,
  ServerView,
  WatchView,
} from '#view-model/stage_view.ts';
import { Box, More, Section, VerbButton } from './box.tsx';
import { ObjectRowButton, shortKey, Version } from './object_row.tsx';
import { ObjectState } from './object_state.tsx';
import { StalenessRuler } from './staleness_ruler.tsx';
import { Underway } from './underway.tsx';
import './server_box.css';

/** The newest cells; as many of them as fit on the line are seen. */
const mostCells = 12;
const mostRequests = 5;
/** Resources that are not what a rollout is about. */
const quiet: ReadonlySet<string> = new Set(['namespaces', 'nodes', 'events', 'leases']);

export function ServerBox(props: {
  readonly server: ServerView;
  readonly focus: InformerView | undefined;
}): ReactElement {
  const { server, focus } = props;
  const { serverBox: words, stage } = useWords();
  const { titles } = stage;
  const replica = server.replicas[0];
  const running = replica?.running ?? true;
  const shown = server.resources.filter(({ objects }) => objects.total > 0);
  const workloads = shown.filter(({ resource }) => !quiet.has(resource));
  const others = shown.filter(({ resource }) => quiet.has(resource));
  return (
    <Box
      name="server"
      title={titles.server}
      chip={running ? words.revision(server.revision) : words.down}
      mood={running ? 'plain' : 'bad'}
      noun={replica === undefined ? undefined : { kind: 'apiserver', replica: replica.replica }}
      foot={focus !== undefined && <StalenessRuler informer={focus} />}
    >
      <Replicas replicas={server.replicas} />
      {workloads.map((resource) => (
        <Objects key={resource.resource} resource={resource} />
      ))}
      <Others resources={others} />
      <Section title={words.history} side={words.window}>
        <History entries={server.history.slice(-mostCells)} />
      </Section>
      <Streams watches={server.watches} focus={focus} />
      {server.requests.rows.length > 0 && (
        <Section title={words.requests}>
          {server.requests.rows.slice(0, mostRequests).map((request) => (
            <Request key={request.request} request={request} />
          ))}
        </Section>
      )}
    </Box>
  );
}

/** API servers beside the first, and what is unusual about any. */
function Replicas({ replicas }: { readonly replicas: readonly ReplicaView[] }) {
  const words = useWords().serverBox;
  return replicas.map((each, index) => {
    const noun = { kind: 'apiserver', replica: each.replica } as const;
    const states = statesOf(each, words);
    if (index === 0 && replicas.length === 1 && states.length === 0) return null;
    return (
      <div className="row" key={each.replica} data-noun={nounAttribute(noun)}>
        <span className="name">{words.replica(each.replica)}</span>
        {states.length > 0 && <span className="side warn">{states.join(', ')}</span>}
        <span className="side">{each.revision}</span>
        {index > 0 && <VerbButton noun={noun} />}
      </div>
    );
  });
}

function statesOf(replica: ReplicaView, words: Words['serverBox']): readonly string[] {
  return [
    ...(replica.running ? [] : [words.down]),
    ...(replica.held ? [words.behind] : []),
    ...(replica.bookmarks ? [] : [words.noBookmarks]),
    ...(replica.watchList ? [] : [words.noWatchList]),
  ];
}

/** Kinds that hardly change stand folded away. */
function Others({ resources }: { readonly resources: readonly ResourceView[] }) {
  if (resources.length === 0) return null;
  const counts = resources.map(({ resource, objects }) => `${objects.total} ${resource}`);
  return (
    <details className="others">
      <summary>{counts.join(' · ')}</summary>
      {resources.map((resource) => (
        <Objects key={resource.resource} resource={resource} />
      ))}
    </details>
  );
}

/** The streams of the program on the stage; those of others folded away. */
function Streams(props: {
  readonly watches: readonly WatchView[];
  readonly focus: InformerView | undefined;
}): ReactElement | null {
  const { watches, focus } = props;
  const words = useWords().serverBox;
  if (watches.length === 0) return null;
  const program = focus?.informer.split('/')[0] ?? '';
  const own = watches.filter(({ noun }) => noun.startsWith(`${program}/`));
  const others = watches.filter((watch) => !own.includes(watch));
  const stream = (watch: WatchView): ReactElement => (
    <Stream key={watch.watch} watch={watch} focused={watch.noun === focus?.informer} />
  );
  return (
    <Section title={words.streams} side={words.sent}>
      {own.map(stream)}
      {others.length > 0 && (
        <details className="others">
          <summary>{words.others(others.length)}</summary>
          {others.map(stream)}
        </details>
      )}
    </Section>
  );
}

function Objects({ resource }: { readonly resource: ResourceView }): ReactElement {
  const words = useWords().serverBox;
  const { objects } = resource;
  return (
    <Section title={resource.resource} side={objects.total > 3 ? `${objects.total}` : ''}>
      {objects.rows.map((row) => (
        <ObjectRowButton key={row.key} objectKey={row.key} name={shortKey(row.name)}>
          {row.deleting && <Glyph identity="del" size={14} title={words.finalizers} />}
          <ObjectState object={row.object} />
          <span className="side">
            <Version>{row.resourceVersion}</Version>
          </span>
        </ObjectRowButton>
      ))}
      <More total={objects.total} shown={objects.rows.length} />
    </Section>
  );
}

function History({ entries }: { readonly entries: readonly HistoryEntry[] }): ReactElement {
  const { serverBox: words, spoken } = useWords();
  if (entries.length === 0) return <p className="empty">{words.nothingWritten}</p>;
  return (
    <ol className="ribbon" aria-label={spoken.changes}>
      {entries.toReversed().map((entry) => (
        <li key={entry.revision} className={cellClass(entry)} data-object={entry.key}>
          <Glyph identity={entry.identity} size={15} title={cellTitle(entry, words)} />
          <span>{entry.revision}</span>
        </li>
      ))}
    </ol>
  );
}

function cellClass(entry: HistoryEntry): string {
  if (entry.compacted) return 'compacted';
  return entry.evicted ? 'evicted' : '';
}

function cellTitle(entry: HistoryEntry, words: Words['serverBox']): string {
  const what = `${entry.type} ${entry.key}`;
  if (entry.compacted) return words.compacted(what);
  return entry.evicted ? words.evicted(what) : what;
}

function Stream(props: { readonly watch: WatchView; readonly focused: boolean }): ReactElement {
  const { watch, focused } = props;
  const { serverBox: words, spoken, states } = useWords();
  const noun = { kind: 'watch', noun: watch.noun } as const;
  return (
    <>
      <div
        className={focused ? 'row stream focused' : 'row stream'}
        data-noun={nounAttribute(noun)}
      >
        <span className="name" title={`${watch.noun} · ${stateName(watch.state, states)}`}>
          {watch.noun}
        </span>
        {!isFlowing(watch) && <span className="side warn">{words.ended}</span>}
        {watch.held && <span className="side warn">{words.held}</span>}
        {watch.severed && <span className="side warn">{words.halfOpen}</span>}
        {watch.delay > 0 && <span className="side warn">+{durationText(watch.delay)}</span>}
        <span className="side">
          <span className="visually-hidden">{spoken.sentUpTo} </span>
          {watch.sentResourceVersion}
        </span>
        <VerbButton noun={noun} />
      </div>
      {(watch.held || watch.delay > 0) && <Frames watch={watch} />}
    </>
  );
}

/** What waits on a stream that is held, each a thing that something can be done to. */
function Frames({ watch }: { readonly watch: WatchView }): ReactElement {
  const { rows, total } = watch.inFlight;
  return (
    <>
      {rows.map((frame) => {
        const noun = { kind: 'frame', noun: watch.noun, position: frame.position } as const;
        return (
          <div
            className="row frame"
            key={frame.frame}
            data-noun={nounAttribute(noun)}
            data-object={frame.key}
          >
            <Glyph identity={frame.identity} size={14} title={frame.type} />
            <span className="name">{shortKey(frame.key.slice(frame.key.indexOf('/') + 1))}</span>
            <span className="side">
              <Version>{frame.resourceVersion}</Version>
            </span>
            <VerbButton noun={noun} />
          </div>
        );
      })}
      <More total={total} shown={rows.length} />
    </>
  );
}

function Request({ request }: { readonly request: RequestView }): ReactElement {
  const words = useWords().serverBox;
  const failed =
    request.lost !== undefined ||
    request.status >= 400 ||
    (request.status === 0 && request.doneAt !== undefined);
  const { request: id, client, verb, resource } = request;
  const noun = { kind: 'request', request: id, client, verb, resource } as const;
  const what = request.key === undefined ? request.resource : shortRequest(request);
  return (
    <div
      className={failed ? 'row request failed' : 'row request'}
      title={`${request.method} ${request.url}\n${request.message ?? ''}`}
      {...(request.key === undefined ? {} : { 'data-object': request.key })}
      data-noun={nounAttribute(noun)}
    >
      <span className="name">
        <span className="method">{request.verb}</span> {what}
      </span>
      <span className={failed ? 'side bad' : 'side'}>{answer(request, words) ?? <Underway />}</span>
      <VerbButton noun={noun} />
    </div>
  );
}

function shortRequest(request: RequestView): string {
  const key = request.key ?? '';
  const name = key.slice(key.lastIndexOf('/') + 1);
  return request.url.endsWith('/status') ? `${name}/status` : name;
}

/** The answer in short; `undefined` while there is none. */
function answer(request: RequestView, words: Words['serverBox']): string | undefined {
  if (request.lost === 'request') return words.lost;
  if (request.lost === 'response') return words.answerLost(request.status);
  if (request.status === 0)
    return request.doneAt === undefined ? undefined : (request.reason ?? words.failed);
  if (request.status >= 400) return `${request.status} ${request.reason ?? ''}`.trim();
  return request.items === undefined ? `${request.status}` : `${request.status} · ${request.items}`;
}
