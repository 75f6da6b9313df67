/** The API server in short: its revision, and what this informer has asked it, with the answers. */

import { type ReactElement, useMemo } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import type { EventOf } from '#trace/event.ts';
import { useWords } from '#ui/language/language.ts';
import { useBoxName } from '#ui/stage/whose_boxes.ts';
import { stateName } from '#ui/states/state_name.ts';
import type { SideName } from '#view-model/common_axis.ts';
import { requestText } from '#view-model/comparison_lanes.ts';
import type { RunView } from '#view-model/run_view.ts';
import type { StageView, WatchView } from '#view-model/stage_view.ts';
import { useTwins } from './use_twins.ts';

const mostAsked = 3;

export function ServerStrip(props: {
  readonly name: SideName;
  readonly stage: StageView;
  readonly informer: string;
}): ReactElement {
  const { name, stage, informer } = props;
  const { view } = useTwins().sides[name].run;
  const words = useWords().compare;
  const called = useBoxName('kube-apiserver');
  const wire = useMemo(() => wireOf(view, informer), [view, informer]);
  const asked = wire.filter(({ sent }) => sent.seq <= stage.cursor).slice(-mostAsked);
  const running = stage.server.replicas[0]?.running ?? true;
  return (
    <section data-box="server" className="box server-strip" aria-label={called}>
      <header className="box-head">
        <h3>kube-apiserver</h3>
        <span className={running ? 'chip' : 'chip bad'}>
          {running ? words.revision(stage.server.revision) : words.down}
        </span>
      </header>
      <ol className="asked">
        {asked.map(({ sent, answers }) => {
          const answer = answers.findLast(({ seq }) => seq <= stage.cursor);
          const watch = stage.server.watches.find((each) => each.watch === sent.data.request);
          return <Asked key={sent.seq} sent={sent} answer={answer} watch={watch} />;
        })}
        {asked.length === 0 && <li className="empty">{words.askedNothing(informer)}</li>}
      </ol>
    </section>
  );
}

type Sent = EventOf<'request.sent'>;
type Answer =
  | EventOf<'request.answered'>
  | EventOf<'request.completed'>
  | EventOf<'request.failed'>;

interface Exchange {
  readonly sent: Sent;
  readonly answers: readonly Answer[];
}

/** What an informer asks the server in the whole run. */
function wireOf(view: RunView, informer: string): readonly Exchange[] {
  const exchanges = new Map<string, { sent: Sent; answers: Answer[] }>();
  for (const event of view.events) {
    switch (event.kind) {
      case 'request.sent':
        if (event.data.noun === informer) {
          exchanges.set(event.data.request, { sent: event, answers: [] });
        }
        break;
      case 'request.answered':
      case 'request.completed':
      case 'request.failed':
        exchanges.get(event.data.request)?.answers.push(event);
        break;
    }
  }
  return [...exchanges.values()];
}

function Asked(props: {
  readonly sent: Sent;
  readonly answer: Answer | undefined;
  readonly watch: WatchView | undefined;
}): ReactElement {
  const { sent, answer, watch } = props;
  const { compare: words, states } = useWords();
  const { verb, resource, url } = sent.data;
  const failed = answer?.kind === 'request.failed' || (answer?.data.status ?? 0) >= 400;
  return (
    <li title={`${sent.data.method} ${url}`}>
      <b>{verb.toUpperCase()}</b>
      <span className="asked-what">
        {resource} <code>{parameters(url)}</code>
      </span>
      <span className={failed ? 'answered bad' : 'answered'}>
        {answerText(answer, watch, { words, states })}
      </span>
    </li>
  );
}

/** What tells one request from another goes first; what every watch says is left out. */
const usual: ReadonlySet<string> = new Set(['watch=true', 'allowWatchBookmarks=true', '']);

function parameters(url: string): string {
  const version = /[?&](resourceVersion=[^&]*)/.exec(url)?.[1];
  const [, ...rest] = requestText(url).split(' ');
  const others = rest.filter((each) => !usual.has(each) && !each.startsWith('resourceVersion='));
  return [...others.filter((each) => each.startsWith('send')), version ?? '']
    .concat(others.filter((each) => !each.startsWith('send')))
    .filter((each) => each !== '')
    .join(' ');
}

function answerText(
  answer: Answer | undefined,
  watch: WatchView | undefined,
  { words, states }: { readonly words: Words['compare']; readonly states: Words['states'] },
): string {
  if (answer?.kind === 'request.failed') return answer.data.error;
  if (watch !== undefined)
    return watch.held ? words.held : words.sent(stateName(watch.state, states), watch.sent);
  if (answer === undefined) return '…';
  const { status, reason } = answer.data;
  return status >= 400 ? `${status} ${reason ?? ''}`.trim() : `${status}`;
}
