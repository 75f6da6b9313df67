/** What can be done to a program, to its client and to its workers. */

import type { ProgramView, StageView } from '#view-model/stage_view.ts';
import { type Say, type Verb, verb } from './verb.ts';

/** Why nothing can be done to a program that does not run. */
export function isDown(program: string, stage: StageView): Say | false {
  const state = stage.programs.find((each) => each.program === program)?.state ?? 'stopped';
  return (state === 'stopped' || state === 'crashed') && ((words) => words.reasons.notRunning);
}

export function programVerbs(program: string, stage: StageView): readonly (readonly Verb[])[] {
  const view = stage.programs.find((each) => each.program === program);
  const place = { program, view, down: isDown(program, stage) };
  return [answers(place), connections(place, stage), life(place), clock(place)];
}

interface Place {
  readonly program: string;
  readonly view: ProgramView | undefined;
  readonly down: Say | false;
}

function answers({ program, down }: Place): readonly Verb[] {
  const of = (verbs: string): string => `client ${program} ${verbs}`;
  const fail = (label: Say, status: number): Verb =>
    verb('client.fail', { label, statement: of(`fail ${status}`), impossible: down });
  return [
    verb('client.conflict', {
      label: ({ labels }) => labels.conflict,
      statement: of('conflict'),
      impossible: down,
    }),
    fail(({ labels }) => labels.fail500, 500),
    fail(({ labels }) => labels.fail429, 429),
    fail(({ labels }) => labels.fail504, 504),
    verb('client.lose', {
      label: ({ labels }) => labels.loseResponse,
      statement: of('lose response'),
      impossible: down,
    }),
    verb('client.lose', {
      label: ({ labels }) => labels.loseRequest,
      statement: of('lose request'),
      impossible: down,
    }),
    verb('client.starve', {
      label: ({ labels }) => labels.starve,
      statement: of('starve'),
      impossible: down,
    }),
  ];
}

function connections({ program, view, down }: Place, stage: StageView): readonly Verb[] {
  const of = (verbs: string): string => `client ${program} ${verbs}`;
  const refused = view?.refused === true;
  const denied = (view?.denied.length ?? 0) > 0;
  return [
    verb('client.refuse', {
      label: ({ labels }) => labels.refuse,
      statement: of('refuse'),
      impossible: down || (refused && ((words) => words.reasons.refusedAlready)),
    }),
    verb('client.accept', {
      label: ({ labels }) => labels.accept,
      statement: of('accept'),
      impossible: !refused && ((words) => words.reasons.notRefused),
    }),
    verb('client.permit', {
      label: ({ labels }) => labels.permit,
      statement: of('permit'),
      impossible: !denied && ((words) => words.reasons.notDenied),
    }),
    ...switches({ program, view, down }, stage),
  ];
}

function switches({ program, view, down }: Place, { server }: StageView): readonly Verb[] {
  const [first] = server.replicas;
  const present = view?.replica ?? first?.replica ?? 'a';
  const others = server.replicas.filter(({ replica }) => replica !== present);
  const to = (replica: string, impossible: Say | false): Verb =>
    verb('client.switch', {
      label: ({ labels }) => labels.switchTo(replica),
      statement: `client ${program} switch ${replica}`,
      impossible,
    });
  return others.length > 0
    ? others.map(({ replica }) => to(replica, down))
    : [to(present, (words) => words.reasons.onlyServer)];
}

function life({ program, view, down }: Place): readonly Verb[] {
  const of = (verbs: string): string => `program ${program} ${verbs}`;
  const paused = view?.state === 'paused';
  const unlessPaused: Say | false = down || (paused && ((words) => words.reasons.paused));
  return [
    verb('program.pause', {
      label: ({ labels }) => labels.pause,
      statement: of('pause'),
      impossible: unlessPaused,
    }),
    verb('program.resume', {
      label: ({ labels }) => labels.resume,
      statement: of('resume'),
      impossible: !paused && ((words) => words.reasons.notPaused),
    }),
    verb('program.crash', {
      label: ({ labels }) => labels.crash,
      statement: of('crash'),
      impossible: down,
    }),
    verb('program.crashmidway', {
      label: ({ labels }) => labels.crashMidway,
      statement: of('crashmidway'),
      impossible: down,
    }),
    verb('program.stop', {
      label: ({ labels }) => labels.stop,
      statement: of('stop'),
      impossible: down,
    }),
    verb('program.restart', {
      label: ({ labels }) => labels.restart,
      statement: of('restart'),
      impossible: down,
    }),
    verb('program.scrape', {
      label: ({ labels }) => labels.scrape,
      statement: of('scrape'),
      impossible: unlessPaused,
    }),
    verb('program.start', {
      label: ({ labels }) => labels.start,
      statement: of('start'),
      impossible: down === false && ((words) => words.reasons.running),
    }),
  ];
}

function clock({ program, view, down }: Place): readonly Verb[] {
  const skewed = (view?.clockSkew ?? 0) !== 0;
  const set = (label: Say, words: string, impossible: Say | false): Verb =>
    verb('program.clock', { label, statement: `program ${program} clock ${words}`, impossible });
  return [
    set(({ labels }) => labels.clockAhead, 'ahead 5m0s', down),
    set(({ labels }) => labels.clockBehind, 'behind 5m0s', down),
    set(
      ({ labels }) => labels.clockRight,
      'ahead 0s',
      down || (!skewed && ((words) => words.reasons.clockRight)),
    ),
  ];
}

/** `rs-controller/worker-1`. */
export function workerVerbs(worker: string, stage: StageView): readonly (readonly Verb[])[] {
  const program = worker.slice(0, worker.indexOf('/'));
  const workers = stage.programs.find((each) => each.program === program)?.controller?.workers;
  const known = workers?.some((each) => each.worker === worker) === true;
  return [
    [
      verb('worker.stall', {
        label: ({ labels }) => labels.stall,
        statement: `worker ${worker} stall 30s`,
        impossible: isDown(program, stage) || (!known && ((words) => words.reasons.noWorker)),
      }),
    ],
  ];
}
