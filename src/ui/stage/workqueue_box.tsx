/** The workqueue as the three sets that it is, and the heap of keys that wait for their time. */

import type { ReactElement } from 'react';
import { useWords } from '#ui/language/language.ts';
import { Countdown } from '#ui/widgets/countdown.tsx';
import type { ControllerView, QueueKeyView, Rows, WorkqueueView } from '#view-model/stage_view.ts';
import { Box, More } from './box.tsx';
import { shortKey } from './object_row.tsx';
import './workqueue_box.css';

export function WorkqueueBox(props: {
  readonly controller: ControllerView | undefined;
  readonly program: string;
  readonly at: number;
}): ReactElement {
  const { controller, program, at } = props;
  const { controllerBoxes: words, stage } = useWords();
  const queue = controller?.workqueue;
  const depth = queue?.waiting.total ?? 0;
  return (
    <Box
      name="workqueue"
      title={stage.titles.workqueue}
      chip={queue?.shuttingDown === true ? words.shuttingDown : words.depth(depth)}
      mood={depth > 0 ? 'busy' : 'plain'}
      noun={{ kind: 'program', program }}
    >
      {controller === undefined ? (
        <p className="empty">{words.noWorkqueue}</p>
      ) : (
        <Sets queue={queue ?? emptyQueue} resource={controller.resource} at={at} />
      )}
    </Box>
  );
}

/** So many long keys are seen of a set; of more, the number is told. */
const fitting = 3;

const nothing = { total: 0, rows: [] };

/** What a workqueue looks like before the first key. */
const emptyQueue: WorkqueueView = {
  queue: '',
  shuttingDown: false,
  waiting: nothing,
  dirty: nothing,
  processing: nothing,
  delayed: nothing,
  failures: nothing,
};

function Sets(props: {
  readonly queue: WorkqueueView;
  readonly resource: string;
  readonly at: number;
}): ReactElement {
  const { queue, resource, at } = props;
  const words = useWords().controllerBoxes;
  return (
    <>
      <KeySet keys={queue.waiting} resource={resource} kind="waiting" />
      <KeySet keys={queue.processing} resource={resource} kind="processing" />
      <KeySet keys={queue.dirty} resource={resource} kind="dirty" />
      {queue.delayed.total > 0 && (
        <div className="key-set label">
          <span>{words.waitingForTime}</span>
          <span>{words.againIn}</span>
        </div>
      )}
      {queue.delayed.rows.map((delayed) => (
        <div className="row" key={delayed.key} data-object={`${resource}/${delayed.key}`}>
          <span className="name">{shortKey(delayed.key)}</span>
          <span className="side">
            <Failures queue={queue} failed={delayed.key} />
            <Countdown timer={{ since: delayed.since, until: delayed.due }} at={at} />
          </span>
        </div>
      ))}
      <More total={queue.delayed.total} shown={queue.delayed.rows.length} />
    </>
  );
}

/** How often in a row the key has failed. */
function Failures(props: {
  readonly queue: WorkqueueView;
  readonly failed: string;
}): ReactElement | null {
  const { queue, failed } = props;
  const words = useWords().spoken;
  const found = queue.failures.rows.find(({ key }) => key === failed);
  if (found === undefined || found.failures === 0) return null;
  return (
    <span>
      {found.failures}×<span className="visually-hidden"> {words.failedAgainIn}</span>
    </span>
  );
}

function KeySet(props: {
  readonly keys: Rows<QueueKeyView>;
  readonly resource: string;
  readonly kind: 'waiting' | 'processing' | 'dirty';
}): ReactElement {
  const words = useWords().controllerBoxes;
  const { keys, resource, kind } = props;
  return (
    <div className={`key-set ${kind}`}>
      <div className="label">
        <span>
          {keys.total > fitting ? `${words.sets[kind]} · ${keys.total}` : words.sets[kind]}
        </span>
        <span>{keys.total > 0 ? words.notes[kind] : ''}</span>
      </div>
      <ul aria-label={words.sets[kind]}>
        {keys.rows.map(({ key }) => (
          <li key={key} className="key-cap" data-object={`${resource}/${key}`}>
            {shortKey(key)}
            {kind === 'dirty' && <span aria-hidden="true"> ↻</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
