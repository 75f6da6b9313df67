/** The API server for a room: its objects, the history that it can still serve, the latest answers. */

import type { ReactElement } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { useWords } from '#ui/language/language.ts';
import { shortKey } from '#ui/stage/object_row.tsx';
import { ObjectState } from '#ui/stage/object_state.tsx';
import { Glyph } from '#ui/widgets/glyph.tsx';
import { shareLines } from '#view-model/fewer_rows.ts';
import type {
  HistoryEntry,
  InformerView,
  RequestView,
  ServerView,
} from '#view-model/stage_view.ts';
import { TalkBox, TalkHeading, TalkMore, TalkRow } from './talk_box.tsx';
import '#ui/stage/server_box.css';

/** What fits into the box, in lines. */
const objectLines = 9;
const mostCells = 5;
const mostRequests = 3;
/** Resources that are not what a rollout is about. */
const quiet: ReadonlySet<string> = new Set([
  ...['namespaces', 'nodes', 'events', 'leases', 'customresourcedefinitions'],
]);

export function TalkServerBox(props: {
  readonly server: ServerView;
  readonly focus: InformerView | undefined;
}): ReactElement {
  const { server, focus } = props;
  const { serverBox: words, stage } = useWords();
  const [replica] = server.replicas;
  const running = replica?.running ?? true;
  const full = server.resources.filter(({ objects }) => objects.total > 0);
  const loud = full.filter(({ resource }) => !quiet.has(resource) || resource === focus?.resource);
  const lines = objectLines - (server.replicas.length > 1 ? server.replicas.length : 0);
  return (
    <TalkBox
      name="server"
      title={stage.titles.server}
      chip={running ? words.revision(server.revision) : words.down}
      mood={running ? 'plain' : 'bad'}
      noun={replica === undefined ? undefined : { kind: 'apiserver', replica: replica.replica }}
    >
      <Replicas server={server} />
      {shareLines(loud, { lines, first: focus?.resource }).map(({ resource, shown, more }) => (
        <div key={resource}>
          <TalkHeading>{resource}</TalkHeading>
          {shown.map((row) => (
            <TalkRow
              key={row.key}
              name={shortKey(row.name)}
              noun={{ kind: 'object', key: row.key }}
            >
              {row.deleting && <Glyph identity="del" size={13} title={words.finalizers} />}
              <ObjectState object={row.object} />
              {row.resourceVersion}
            </TalkRow>
          ))}
          <TalkMore count={more} />
        </div>
      ))}
      <History entries={server.history} />
      <Requests requests={server.requests.rows} />
    </TalkBox>
  );
}

/** Several API servers, and how far each has come. */
function Replicas({ server }: { readonly server: ServerView }) {
  const words = useWords().serverBox;
  if (server.replicas.length < 2) return null;
  return server.replicas.map(({ replica, running, held, revision }) => (
    <TalkRow
      key={replica}
      name={words.replica(replica)}
      tone={running && !held ? undefined : 'warn'}
      noun={{ kind: 'apiserver', replica }}
    >
      {running ? revision : words.down}
    </TalkRow>
  ));
}

function History({ entries }: { readonly entries: readonly HistoryEntry[] }) {
  const words = useWords().serverBox;
  if (entries.length === 0) return null;
  return (
    <div>
      <TalkHeading>{words.history}</TalkHeading>
      <ol className="ribbon">
        {entries
          .slice(-mostCells)
          .toReversed()
          .map(({ revision, identity, evicted, compacted, type, key }) => (
            <li key={revision} className={evicted || compacted ? 'evicted' : ''}>
              <Glyph identity={identity} size={15} title={`${type} ${key}`} />
              <span>{revision}</span>
            </li>
          ))}
      </ol>
    </div>
  );
}

function Requests({ requests }: { readonly requests: readonly RequestView[] }) {
  const words = useWords().serverBox;
  const answered = requests.filter(({ doneAt, lost }) => doneAt !== undefined || lost);
  if (answered.length === 0) return null;
  return (
    <div>
      <TalkHeading>{words.requests}</TalkHeading>
      {answered.slice(0, mostRequests).map((each) => {
        const { request, verb, resource, key, status, lost } = each;
        const name = key === undefined ? resource : key.slice(key.lastIndexOf('/') + 1);
        const bad = lost !== undefined || status === 0 || status >= 400;
        return (
          <TalkRow
            key={request}
            name={`${verb.toUpperCase()} ${name}`}
            tone={bad ? 'bad' : undefined}
          >
            {answerOf(each, words)}
          </TalkRow>
        );
      })}
    </div>
  );
}

function answerOf({ lost, status, reason }: RequestView, words: Words['serverBox']) {
  if (lost !== undefined) return words.lost;
  return status === 0 ? (reason ?? words.failed) : status;
}
