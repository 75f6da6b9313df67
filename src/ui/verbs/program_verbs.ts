/** What can be done to a program, to its client and to its workers. */

import type { ProgramView, StageView } from '#view-model/stage_view.ts';
import { type Verb, verb } from './verb.ts';

/** Why nothing can be done to a program that does not run. */
export function isDown(program: string, stage: StageView): string | false {
  const state = stage.programs.find((each) => each.program === program)?.state ?? 'stopped';
  return (state === 'stopped' || state === 'crashed') && 'it is not running';
}

export function programVerbs(program: string, stage: StageView): readonly (readonly Verb[])[] {
  const view = stage.programs.find((each) => each.program === program);
  const place = { program, view, down: isDown(program, stage) };
  return [answers(place), connections(place, stage), life(place), clock(place)];
}

interface Place {
  readonly program: string;
  readonly view: ProgramView | undefined;
  readonly down: string | false;
}

function answers({ program, down }: Place): readonly Verb[] {
  const of = (verbs: string): string => `client ${program} ${verbs}`;
  const fail = (label: string, status: number): Verb =>
    verb('client.fail', { label, statement: of(`fail ${status}`), impossible: down });
  return [
    verb('client.conflict', {
      label: 'Conflict (409) on its next write',
      statement: of('conflict'),
      impossible: down,
    }),
    fail('Fail its next request with 500', 500),
    fail('Throttle its next request (429)', 429),
    fail('Time out its next request (504)', 504),
    verb('client.lose', {
      label: 'Lose the next response',
      statement: of('lose response'),
      impossible: down,
    }),
    verb('client.lose', {
      label: 'Lose its next request on the way',
      statement: of('lose request'),
      impossible: down,
    }),
    verb('client.starve', {
      label: 'Starve it of tokens: 100 requests go first',
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
      label: 'Refuse its connections',
      statement: of('refuse'),
      impossible: down || (refused && 'they are refused already'),
    }),
    verb('client.accept', {
      label: 'Accept its connections',
      statement: of('accept'),
      impossible: !refused && 'they are not refused',
    }),
    verb('client.permit', {
      label: 'Allow all that was denied',
      statement: of('permit'),
      impossible: !denied && 'nothing is denied to it',
    }),
    ...switches({ program, view, down }, stage),
  ];
}

function switches({ program, view, down }: Place, { server }: StageView): readonly Verb[] {
  const [first] = server.replicas;
  const present = view?.replica ?? first?.replica ?? 'a';
  const others = server.replicas.filter(({ replica }) => replica !== present);
  const to = (replica: string, impossible: string | false): Verb =>
    verb('client.switch', {
      label: `Switch it to API server ${replica}`,
      statement: `client ${program} switch ${replica}`,
      impossible,
    });
  return others.length > 0
    ? others.map(({ replica }) => to(replica, down))
    : [to(present, 'there is no other API server: set replicas 2')];
}

function life({ program, view, down }: Place): readonly Verb[] {
  const of = (verbs: string): string => `program ${program} ${verbs}`;
  const paused = view?.state === 'paused';
  const unlessPaused = down || (paused && 'it is paused');
  return [
    verb('program.pause', { label: 'Pause', statement: of('pause'), impossible: unlessPaused }),
    verb('program.resume', {
      label: 'Resume',
      statement: of('resume'),
      impossible: !paused && 'it is not paused',
    }),
    verb('program.crash', { label: 'Crash', statement: of('crash'), impossible: down }),
    verb('program.crashmidway', {
      label: 'Crash between two writes',
      statement: of('crashmidway'),
      impossible: down,
    }),
    verb('program.stop', { label: 'Stop', statement: of('stop'), impossible: down }),
    verb('program.restart', { label: 'Restart', statement: of('restart'), impossible: down }),
    verb('program.scrape', {
      label: 'Scrape its metrics',
      statement: of('scrape'),
      impossible: unlessPaused,
    }),
    verb('program.start', {
      label: 'Start',
      statement: of('start'),
      impossible: down === false && 'it is running',
    }),
  ];
}

function clock({ program, view, down }: Place): readonly Verb[] {
  const skewed = (view?.clockSkew ?? 0) !== 0;
  const set = (label: string, words: string, impossible: string | false): Verb =>
    verb('program.clock', { label, statement: `program ${program} clock ${words}`, impossible });
  return [
    set('Set its clock 5 min ahead', 'ahead 5m0s', down),
    set('Set its clock 5 min behind', 'behind 5m0s', down),
    set('Set its clock right', 'ahead 0s', down || (!skewed && 'it is right')),
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
        label: 'Stall its next reconcile for 30 s',
        statement: `worker ${worker} stall 30s`,
        impossible: isDown(program, stage) || (!known && 'no worker of that name has started'),
      }),
    ],
  ];
}
