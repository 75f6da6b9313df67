/**
 * The verbs of a noun as they stand now: each a statement of the script language, and, where it is
 * impossible, the reason. Nothing is hidden: a verb that cannot be done teaches why.
 */

import { actionFor, type Honesty } from '#script/actions.ts';
import type { CommandKind } from '#trace/command_shapes.ts';
import type { ProgramView, StageView, WatchView } from '#view-model/stage_view.ts';
import type { Noun } from './noun.ts';

export interface Verb {
  readonly kind: CommandKind;
  readonly label: string;
  /** One statement of the script language. */
  readonly statement: string;
  readonly honesty: Honesty | undefined;
  /** Why it cannot be done now. */
  readonly impossible: string | undefined;
}

/** What each kind of honesty says on its chip. */
export const honestyText: Readonly<Record<Honesty, string>> = {
  real: 'happens in real clusters',
  'across-only': 'only across keys or resources',
  'breaks-contract': 'breaks the watch contract: simulator only',
};

/** The verbs of `noun` at this place of the run, in groups. */
export function verbsOf(noun: Noun, stage: StageView): readonly (readonly Verb[])[] {
  switch (noun.kind) {
    case 'watch':
      return watchVerbs(noun.noun, stage);
    case 'frame':
      return [frameVerbs(noun.noun, noun.position, watchOf(noun.noun, stage))];
    case 'informer':
      return [[relist(noun.informer)]];
    case 'apiserver':
      return apiserverVerbs(noun.replica, stage);
    case 'program':
      return programVerbs(noun.program, stage);
    case 'object':
      return [objectVerbs(noun.key, stage)];
  }
}

/** The watch of an informer, if it has one: an open one before one that is ending. */
export function watchOf(noun: string, stage: StageView): WatchView | undefined {
  const all = stage.server.watches.filter((watch) => watch.noun === noun);
  return all.find(isFlowing) ?? all.at(-1);
}

/** True while the server still sends on it. */
export function isFlowing(watch: WatchView): boolean {
  return watch.state === 'open' || watch.state === 'held';
}

function verb(
  kind: CommandKind,
  label: string,
  statement: string,
  impossible?: string | false,
): Verb {
  const { honesty } = actionFor({ kind });
  return { kind, label, statement, honesty, impossible: impossible || undefined };
}

function watchVerbs(noun: string, stage: StageView): readonly (readonly Verb[])[] {
  const watch = watchOf(noun, stage);
  const closed = (watch === undefined || !isFlowing(watch)) && 'no watch is open';
  const cut = (how: string, label: string): Verb =>
    verb('watch.cut', label, `watch ${noun} cut ${how}`, closed);
  return [
    [
      cut('EOF', 'Cut the stream'),
      cut('close', 'Close it cleanly'),
      cut('reset', 'Reset the connection'),
    ],
    [
      verb(
        'watch.hold',
        'Hold messages back',
        `watch ${noun} hold`,
        closed || (watch?.held === true && 'the stream is held already'),
      ),
      verb(
        'watch.release',
        'Release the stream',
        `watch ${noun} release`,
        closed || (watch?.held !== true && 'the stream is not held'),
      ),
    ],
    frameVerbs(noun, 0, watch),
    [relist(noun)],
  ];
}

function frameVerbs(noun: string, position: number, watch: WatchView | undefined): readonly Verb[] {
  const waiting = watch?.inFlight.total ?? 0;
  const none = waiting <= position && 'no message is on its way: hold the stream first';
  const alone =
    waiting < position + 2 && 'fewer than two messages are on their way: hold the stream first';
  return [
    verb(
      'watch.swap',
      position === 0 ? 'Swap the next two' : 'Swap with the one behind',
      `watch ${noun} swap ${position}`,
      alone,
    ),
    verb('watch.duplicate', 'Duplicate', `watch ${noun} duplicate ${position}`, none),
    verb('watch.drop', 'Drop', `watch ${noun} drop ${position}`, none),
  ];
}

function relist(informer: string): Verb {
  return verb('informer.relist', 'Force a relist', `informer ${informer} relist`);
}

function apiserverVerbs(replica: string, stage: StageView): readonly (readonly Verb[])[] {
  const view = stage.server.replicas.find((each) => each.replica === replica);
  const down = view?.running !== true && 'it is not running';
  const up = view?.running === true && 'it is running';
  return [
    [
      verb('apiserver.restart', 'Restart', `apiserver ${replica} restart`, down),
      verb('apiserver.stop', 'Stop', `apiserver ${replica} stop`, down),
      verb('apiserver.start', 'Start', `apiserver ${replica} start`, up),
    ],
    [
      verb(
        'apiserver.hold',
        'Let its cache fall behind',
        `apiserver ${replica} hold`,
        down || (view?.held === true && 'its cache is held already'),
      ),
      verb(
        'apiserver.release',
        'Let its cache catch up',
        `apiserver ${replica} release`,
        down || (view?.held !== true && 'its cache is not held'),
      ),
      verb('etcd.compact', 'Compact etcd', 'etcd compact'),
    ],
  ];
}

function programVerbs(program: string, stage: StageView): readonly (readonly Verb[])[] {
  const view: ProgramView | undefined = stage.programs.find((each) => each.program === program);
  const state = view?.state ?? 'stopped';
  const down = (state === 'stopped' || state === 'crashed') && 'it is not running';
  return [
    [
      verb(
        'client.conflict',
        'Conflict (409) on its next write',
        `client ${program} conflict`,
        down,
      ),
      verb('client.fail', 'Fail its next request with 500', `client ${program} fail 500`, down),
      verb('client.fail', 'Throttle its next request (429)', `client ${program} fail 429`, down),
      verb('client.lose', 'Lose the next response', `client ${program} lose response`, down),
    ],
    [
      verb(
        'program.pause',
        'Pause',
        `program ${program} pause`,
        down || (state === 'paused' && 'it is paused'),
      ),
      verb(
        'program.resume',
        'Resume',
        `program ${program} resume`,
        state !== 'paused' && 'it is not paused',
      ),
      verb('program.crash', 'Crash', `program ${program} crash`, down),
      verb('program.restart', 'Restart', `program ${program} restart`, down),
      verb(
        'program.scrape',
        'Scrape its metrics',
        `program ${program} scrape`,
        down || (state === 'paused' && 'it is paused'),
      ),
      verb('program.start', 'Start', `program ${program} start`, down === false && 'it is running'),
    ],
  ];
}

function objectVerbs(key: string, stage: StageView): readonly Verb[] {
  const { resource, name, namespace } = partsOf(key);
  const place = namespace === undefined ? '' : ` -n ${namespace}`;
  const found = stage.server.resources
    .find((each) => each.resource === resource)
    ?.objects.rows.find((row) => row.key === key);
  const gone =
    found === undefined && stage.server.resources.length > 0 && 'the server has deleted it';
  const scalable = resource === 'deployments' || resource === 'replicasets';
  const target = `${resource}/${name}`;
  const scale = (count: number): Verb =>
    verb(
      'kubectl.scale',
      `Scale to ${count}`,
      `kubectl scale ${target} --replicas=${count}${place}`,
      scalable ? gone : `${resource} have no replicas`,
    );
  return [
    verb('kubectl.delete', 'Delete', `kubectl delete ${target}${place}`, gone),
    verb(
      'kubectl.label',
      'Touch (set a label)',
      `kubectl label ${target} touched=now --overwrite${place}`,
      gone,
    ),
    ...(scalable ? [scale(1), scale(3), scale(5)] : []),
  ];
}

/** The parts of an object key: `pods/default/web-1`, or `nodes/node-a` without a namespace. */
export function partsOf(key: string): {
  readonly resource: string;
  readonly namespace: string | undefined;
  readonly name: string;
} {
  const [resource = '', second = '', third] = key.split('/');
  return third === undefined
    ? { resource, namespace: undefined, name: second }
    : { resource, namespace: second, name: third };
}
