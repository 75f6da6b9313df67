/** What can be done to a watch stream, to a message on it, to its informer and to the informer's handlers. */

import type { InformerView, StageView, WatchView } from '#view-model/stage_view.ts';
import { isDown } from './program_verbs.ts';
import { type Say, type Verb, verb } from './verb.ts';
import { isFlowing, watchOf } from './watch_state.ts';

function whyClosed(watch: WatchView | undefined): Say | false {
  return (watch === undefined || !isFlowing(watch)) && ((words) => words.reasons.noWatch);
}

export function watchVerbs(noun: string, stage: StageView): readonly (readonly Verb[])[] {
  const watch = watchOf(noun, stage);
  return [
    endings(noun, watch),
    flow(noun, watch),
    frameVerbs({ noun, position: 0 }, watch),
    watch === undefined ? [] : [forgetting(watch.replica, watch.resource, false)],
    informerVerbs(noun, stage)[0] ?? [],
  ].filter((group) => group.length > 0);
}

function endings(noun: string, watch: WatchView | undefined): readonly Verb[] {
  const closed: Say | false = whyClosed(watch);
  const cut = (how: string, label: Say): Verb =>
    verb('watch.cut', { label, statement: `watch ${noun} cut ${how}`, impossible: closed });
  return [
    cut('EOF', ({ labels }) => labels.cut),
    cut('close', ({ labels }) => labels.close),
    cut('reset', ({ labels }) => labels.reset),
    verb('watch.halfopen', {
      label: ({ labels }) => labels.halfOpen,
      statement: `watch ${noun} halfopen`,
      impossible: closed || (watch?.severed === true && ((words) => words.reasons.halfOpen)),
    }),
  ];
}

function flow(noun: string, watch: WatchView | undefined): readonly Verb[] {
  const closed: Say | false = whyClosed(watch);
  const slow = (watch?.delay ?? 0) > 0;
  return [
    verb('watch.hold', {
      label: ({ labels }) => labels.hold,
      statement: `watch ${noun} hold`,
      impossible: closed || (watch?.held === true && ((words) => words.reasons.streamHeld)),
    }),
    verb('watch.release', {
      label: ({ labels }) => labels.release,
      statement: `watch ${noun} release`,
      impossible: closed || (watch?.held !== true && ((words) => words.reasons.streamNotHeld)),
    }),
    verb('watch.delay', {
      label: ({ labels }) => labels.delay,
      statement: `watch ${noun} delay 3s`,
      impossible: closed,
    }),
    verb('watch.delay', {
      label: ({ labels }) => labels.endDelay,
      statement: `watch ${noun} delay 0s`,
      impossible: closed || (!slow && ((words) => words.reasons.notDelayed)),
    }),
  ];
}

/** `position` 0 is next to be delivered. */
export function frameVerbs(
  place: { readonly noun: string; readonly position: number },
  watch: WatchView | undefined,
): readonly Verb[] {
  const { noun, position } = place;
  const waiting = watch?.inFlight.total ?? 0;
  const none: Say | false = waiting <= position && ((words) => words.reasons.noMessage);
  const alone: Say | false = waiting < position + 2 && ((words) => words.reasons.oneMessage);
  return [
    verb('watch.swap', {
      label: position === 0 ? ({ labels }) => labels.swapNext : ({ labels }) => labels.swapBehind,
      statement: `watch ${noun} swap ${position}`,
      impossible: alone,
    }),
    verb('watch.duplicate', {
      label: ({ labels }) => labels.duplicate,
      statement: `watch ${noun} duplicate ${position}`,
      impossible: none,
    }),
    verb('watch.drop', {
      label: ({ labels }) => labels.drop,
      statement: `watch ${noun} drop ${position}`,
      impossible: none,
    }),
  ];
}

/** Makes older watches of a kind start anew: the window of changes shrinks to nothing. */
export function forgetting(replica: string, resource: string, down: Say | false): Verb {
  return verb('apiserver.forget', {
    label: ({ labels }) => labels.shrink(resource),
    statement: `apiserver ${replica} forget ${resource}`,
    impossible: down,
  });
}

export function informerVerbs(informer: string, stage: StageView): readonly (readonly Verb[])[] {
  const [client = '', resource = ''] = informer.split('/');
  const down: Say | false = isDown(client, stage);
  const fails = (request: string, status: number, label: Say): Verb =>
    verb('client.fail', {
      label,
      statement: `client ${client} fail ${status} verb=${request} resource=${resource}`,
      impossible: down,
    });
  const denies = (request: string): Verb =>
    verb('client.deny', {
      label: ({ labels }) => labels.deny(request),
      statement: `client ${client} deny ${request} ${resource}`,
      impossible:
        down ||
        (isDenied(client, `${request} ${resource}`, stage) && ((words) => words.reasons.denied)),
    });
  return [
    [
      verb('informer.relist', {
        label: ({ labels }) => labels.relist,
        statement: `informer ${informer} relist`,
        impossible: down || whyClosed(watchOf(informer, stage)),
      }),
    ],
    stalls(informer, stage, down),
    [
      fails('watch', 410, ({ labels }) => labels.watchTooOld),
      fails('list', 410, ({ labels }) => labels.listTooOld),
      fails('list', 504, ({ labels }) => labels.listTimesOut),
      fails('list', 429, ({ labels }) => labels.listThrottled),
    ],
    [denies('list'), denies('watch')],
  ];
}

/** What can be done to the goroutine that pops its queue. */
function stalls(informer: string, stage: StageView, down: Say | false): readonly Verb[] {
  const stalled = informerOf(informer, stage)?.queue.stall !== undefined;
  return [
    verb('informer.stall', {
      label: ({ labels }) => labels.stallQueue,
      statement: `informer ${informer} stall 30s`,
      impossible: down,
    }),
    verb('informer.stall', {
      label: ({ labels }) => labels.letPop,
      statement: `informer ${informer} stall 0s`,
      impossible: down || (!stalled && ((words) => words.reasons.notStalled)),
    }),
  ];
}

function informerOf(informer: string, stage: StageView): InformerView | undefined {
  const program = informer.split('/')[0] ?? '';
  return stage.programs
    .find((each) => each.program === program)
    ?.informers.find((each: InformerView) => each.informer === informer);
}

function isDenied(client: string, what: string, stage: StageView): boolean {
  const program = stage.programs.find((each) => each.program === client);
  return program?.denied.includes(what) ?? false;
}

export function handlerVerbs(informer: string, stage: StageView): readonly (readonly Verb[])[] {
  const view = informerOf(informer, stage);
  const down: Say | false = isDown(informer.split('/')[0] ?? '', stage);
  const none: Say | false =
    (view?.listeners.length ?? 0) === 0 && ((words) => words.reasons.nobodyListens);
  const quick = (view?.slowness ?? 0) === 0;
  return [
    [
      verb('handler.slow', {
        label: ({ labels }) => labels.slow,
        statement: `handler ${informer} slow 5s`,
        impossible: down || none,
      }),
      verb('handler.slow', {
        label: ({ labels }) => labels.quick,
        statement: `handler ${informer} slow 0s`,
        impossible: down || none || (quick && ((words) => words.reasons.notSlow)),
      }),
      verb('handler.panic', {
        label: ({ labels }) => labels.panic,
        statement: `handler ${informer} panic`,
        impossible: down || none,
      }),
    ],
  ];
}
