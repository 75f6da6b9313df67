/** What can be done to a watch stream, to a message on it, to its informer and to the informer's handlers. */

import type { InformerView, StageView, WatchView } from '#view-model/stage_view.ts';
import { isDown } from './program_verbs.ts';
import { type Verb, verb } from './verb.ts';

/** The watch of an informer, if it has one: an open one before one that is ending. */
export function watchOf(noun: string, stage: StageView): WatchView | undefined {
  const all = stage.server.watches.filter((watch) => watch.noun === noun);
  return all.find(isFlowing) ?? all.at(-1);
}

/** True while the server still sends on it. */
export function isFlowing(watch: WatchView): boolean {
  return watch.state === 'open' || watch.state === 'held';
}

function whyClosed(watch: WatchView | undefined): string | false {
  return (watch === undefined || !isFlowing(watch)) && 'no watch is open';
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
  const closed = whyClosed(watch);
  const cut = (how: string, label: string): Verb =>
    verb('watch.cut', { label, statement: `watch ${noun} cut ${how}`, impossible: closed });
  return [
    cut('EOF', 'Cut the stream'),
    cut('close', 'Close it cleanly'),
    cut('reset', 'Reset the connection'),
    verb('watch.halfopen', {
      label: 'Half-open: lose the path, tell nobody',
      statement: `watch ${noun} halfopen`,
      impossible: closed || (watch?.severed === true && 'the connection is half open already'),
    }),
  ];
}

function flow(noun: string, watch: WatchView | undefined): readonly Verb[] {
  const closed = whyClosed(watch);
  const slow = (watch?.delay ?? 0) > 0;
  return [
    verb('watch.hold', {
      label: 'Hold messages back',
      statement: `watch ${noun} hold`,
      impossible: closed || (watch?.held === true && 'the stream is held already'),
    }),
    verb('watch.release', {
      label: 'Release the stream',
      statement: `watch ${noun} release`,
      impossible: closed || (watch?.held !== true && 'the stream is not held'),
    }),
    verb('watch.delay', {
      label: 'Delay each message by 3 s',
      statement: `watch ${noun} delay 3s`,
      impossible: closed,
    }),
    verb('watch.delay', {
      label: 'End the delay',
      statement: `watch ${noun} delay 0s`,
      impossible: closed || (!slow && 'the stream is not delayed'),
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
  const none = waiting <= position && 'no message is on its way: hold the stream first';
  const alone =
    waiting < position + 2 && 'fewer than two messages are on their way: hold the stream first';
  return [
    verb('watch.swap', {
      label: position === 0 ? 'Swap the next two' : 'Swap with the one behind',
      statement: `watch ${noun} swap ${position}`,
      impossible: alone,
    }),
    verb('watch.duplicate', {
      label: 'Duplicate',
      statement: `watch ${noun} duplicate ${position}`,
      impossible: none,
    }),
    verb('watch.drop', {
      label: 'Drop',
      statement: `watch ${noun} drop ${position}`,
      impossible: none,
    }),
  ];
}

/** Makes older watches of a kind start anew: the window of changes shrinks to nothing. */
export function forgetting(replica: string, resource: string, down: string | false): Verb {
  return verb('apiserver.forget', {
    label: `Shrink the window of ${resource}`,
    statement: `apiserver ${replica} forget ${resource}`,
    impossible: down,
  });
}

export function informerVerbs(informer: string, stage: StageView): readonly (readonly Verb[])[] {
  const [client = '', resource = ''] = informer.split('/');
  const down = isDown(client, stage);
  const fails = (request: string, status: number, label: string): Verb =>
    verb('client.fail', {
      label,
      statement: `client ${client} fail ${status} verb=${request} resource=${resource}`,
      impossible: down,
    });
  const denies = (request: string): Verb =>
    verb('client.deny', {
      label: `Deny it to ${request}`,
      statement: `client ${client} deny ${request} ${resource}`,
      impossible: down || (isDenied(client, `${request} ${resource}`, stage) && 'it is denied'),
    });
  return [
    [
      verb('informer.relist', {
        label: 'Force a relist',
        statement: `informer ${informer} relist`,
        impossible: down || whyClosed(watchOf(informer, stage)),
      }),
    ],
    [
      fails('watch', 410, 'Its next watch is too old (410)'),
      fails('list', 410, 'Its next list is too old (410)'),
      fails('list', 504, 'Its next list times out (504)'),
      fails('list', 429, 'Its next list is throttled (429)'),
    ],
    [denies('list'), denies('watch')],
  ];
}

function isDenied(client: string, what: string, stage: StageView): boolean {
  const program = stage.programs.find((each) => each.program === client);
  return program?.denied.includes(what) ?? false;
}

export function handlerVerbs(informer: string, stage: StageView): readonly (readonly Verb[])[] {
  const program = informer.split('/')[0] ?? '';
  const view = stage.programs
    .find((each) => each.program === program)
    ?.informers.find((each: InformerView) => each.informer === informer);
  const down = isDown(program, stage);
  const none = (view?.listeners.length ?? 0) === 0 && 'nobody listens to this informer';
  const quick = (view?.slowness ?? 0) === 0;
  return [
    [
      verb('handler.slow', {
        label: 'Slow: each call takes 5 s',
        statement: `handler ${informer} slow 5s`,
        impossible: down || none,
      }),
      verb('handler.slow', {
        label: 'Quick again',
        statement: `handler ${informer} slow 0s`,
        impossible: down || none || (quick && 'it is not slow'),
      }),
      verb('handler.panic', {
        label: 'Panic at the next call',
        statement: `handler ${informer} panic`,
        impossible: down || none,
      }),
    ],
  ];
}
