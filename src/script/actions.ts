/**
 * The one registry of everything that can be done to a run. Menus on the picture, the command palette,
 * the console, scripts and lessons all draw from it: an action missing here exists nowhere.
 */

import { AssertionError } from '#base/assert.ts';
import type { Command } from '#trace/command.ts';
import { type CommandKind, commandKinds } from '#trace/command_shapes.ts';
import {
  anyText,
  clientName,
  failureStatus,
  informerName,
  invariantName,
  kubectlRun,
  numberUpTo,
  oneOfWords,
  optionName,
  pieceNames,
  pointName,
  programName,
  replicaName,
  resourceName,
  slotName,
  span,
  wholeNumber,
  workerName,
} from './argument.ts';
import { kubectlVerbs } from './kubectl_verbs.ts';
import { given, option, type Piece, perhaps, usageOf, word } from './pattern.ts';

/** What an action is pointed at. */
export type Noun =
  | 'watch'
  | 'informer'
  | 'handler'
  | 'worker'
  | 'apiserver'
  | 'client'
  | 'program'
  | 'object'
  | 'run'
  | 'cluster';

/**
 * How true a fault is: it happens in real clusters; real only between keys or resources; or it breaks
 * the watch contract and exists in this simulator alone.
 */
export type Honesty = 'real' | 'across-only' | 'breaks-contract';

/** When a statement may stand: only at a script's head, or anywhere; `time` moves the clock. */
export type Moment = 'head' | 'any' | 'time';

/** One thing that can be done. */
export interface Action {
  readonly kind: CommandKind;
  readonly noun: Noun;
  readonly moment: Moment;
  /** For faults only. */
  readonly honesty: Honesty | undefined;
  /** Names its label in the message catalogue. */
  readonly label: string;
  /** How the statement is built; absent where the statement has a grammar of its own. */
  readonly pieces: readonly Piece[] | undefined;
  /** How it is written, for people. */
  readonly usage: string;
}

const watch = (...rest: readonly Piece[]) => [word('watch'), given('noun', informerName), ...rest];
const client = (...rest: readonly Piece[]) => [
  word('client'),
  given('client', clientName),
  ...rest,
];
const program = (...rest: readonly Piece[]) => [
  word('program'),
  given('program', programName),
  ...rest,
];
const apiserver = (verb: string, ...rest: readonly Piece[]) => [
  word('apiserver'),
  given('replica', replicaName),
  word(verb),
  ...rest,
];

const workers = option('workers', numberUpTo(64));
const resync = option('resync', span);
const position = perhaps('position', wholeNumber, 0);

/** Parts of a message's way that can take time. */
export const latencies = [
  'all',
  'request',
  'response',
  'watch',
  'watchcache',
  'cachefill',
] as const;

type Row = readonly [CommandKind, Noun, Moment | Honesty, readonly Piece[] | string];

const rows: readonly Row[] = [
  ['seed', 'cluster', 'head', [word('seed'), given('seed', anyText)]],
  [
    'profile',
    'cluster',
    'head',
    [word('profile'), given('profile', oneOfWords('classic', 'inOrder', 'watchList', 'modern'))],
  ],
  [
    'policy',
    'cluster',
    'head',
    [word('policy'), given('policy', oneOfWords('arrival', 'shuffle'))],
  ],
  ['set', 'cluster', 'head', [word('set'), given('option', optionName), given('value', anyText)]],
  ['start', 'cluster', 'head', [word('start'), given('program', programName), workers, resync]],
  ['allow', 'cluster', 'head', [word('allow'), given('invariant', invariantName)]],

  ['run', 'run', 'time', [word('run'), given('lasting', span)]],
  [
    'step',
    'run',
    'time',
    [
      word('step'),
      perhaps('count', numberUpTo(100_000), 1),
      perhaps('grain', oneOfWords('hop', 'event', 'reconcile'), 'hop'),
    ],
  ],
  ['until', 'run', 'time', 'until PREDICATE [within DURATION]'],
  ['expect', 'run', 'any', 'expect PREDICATE'],
  [
    'choose',
    'run',
    'any',
    [word('choose'), given('point', pointName), given('choice', wholeNumber)],
  ],

  [
    'latency',
    'cluster',
    'real',
    [word('latency'), perhaps('of', oneOfWords(...latencies), 'all'), given('lasting', span)],
  ],
  [
    'watch.cut',
    'watch',
    'real',
    watch(word('cut'), perhaps('how', oneOfWords('close', 'EOF', 'reset'), 'EOF')),
  ],
  ['watch.hold', 'watch', 'real', watch(word('hold'))],
  ['watch.release', 'watch', 'real', watch(word('release'))],
  ['watch.swap', 'watch', 'breaks-contract', watch(word('swap'), position)],
  ['watch.duplicate', 'watch', 'breaks-contract', watch(word('duplicate'), position)],
  ['watch.drop', 'watch', 'breaks-contract', watch(word('drop'), position)],
  ['watch.halfopen', 'watch', 'real', watch(word('halfopen'))],
  ['watch.delay', 'watch', 'real', watch(word('delay'), given('lasting', span))],
  [
    'informer.relist',
    'informer',
    'real',
    [word('informer'), given('informer', informerName), word('relist')],
  ],
  [
    'informer.stall',
    'informer',
    'real',
    [word('informer'), given('informer', informerName), word('stall'), given('lasting', span)],
  ],
  [
    'handler.slow',
    'handler',
    'real',
    [word('handler'), given('informer', informerName), word('slow'), given('lasting', span)],
  ],
  [
    'handler.panic',
    'handler',
    'real',
    [word('handler'), given('informer', informerName), word('panic')],
  ],
  [
    'worker.stall',
    'worker',
    'real',
    [word('worker'), given('worker', workerName), word('stall'), given('lasting', span)],
  ],
  ['apiserver.restart', 'apiserver', 'real', apiserver('restart')],
  ['apiserver.stop', 'apiserver', 'real', apiserver('stop')],
  ['apiserver.start', 'apiserver', 'real', apiserver('start')],
  ['apiserver.hold', 'apiserver', 'real', apiserver('hold')],
  ['apiserver.release', 'apiserver', 'real', apiserver('release')],
  [
    'apiserver.forget',
    'apiserver',
    'real',
    apiserver('forget', given('resource', resourceName), perhaps('count', wholeNumber, 0)),
  ],
  [
    'apiserver.inflight',
    'apiserver',
    'real',
    apiserver(
      'inflight',
      given('requests', oneOfWords('readonly', 'mutating')),
      given('limit', wholeNumber),
    ),
  ],
  [
    'apiserver.bookmarks',
    'apiserver',
    'real',
    apiserver('bookmarks', given('sending', oneOfWords('on', 'off'))),
  ],
  [
    'apiserver.watchlist',
    'apiserver',
    'real',
    apiserver('watchlist', given('gate', oneOfWords('on', 'off'))),
  ],
  [
    'etcd.compact',
    'cluster',
    'real',
    [word('etcd'), word('compact'), perhaps('revision', wholeNumber, undefined)],
  ],
  [
    'client.conflict',
    'client',
    'real',
    client(word('conflict'), perhaps('times', numberUpTo(1_000), 1)),
  ],
  [
    'client.fail',
    'client',
    'real',
    client(
      word('fail'),
      given('status', failureStatus),
      perhaps('times', numberUpTo(1_000), 1),
      option('verb', oneOfWords('create', 'get', 'list', 'update', 'patch', 'delete', 'watch')),
      option('resource', resourceName),
    ),
  ],
  [
    'client.lose',
    'client',
    'real',
    client(word('lose'), perhaps('part', oneOfWords('request', 'response'), 'response')),
  ],
  ['client.refuse', 'client', 'real', client(word('refuse'))],
  ['client.accept', 'client', 'real', client(word('accept'))],
  ['client.switch', 'client', 'real', client(word('switch'), given('replica', replicaName))],
  [
    'client.deny',
    'client',
    'real',
    client(
      word('deny'),
      given('verb', oneOfWords('create', 'get', 'list', 'update', 'patch', 'delete', 'watch')),
      given('resource', resourceName),
    ),
  ],
  ['client.permit', 'client', 'real', client(word('permit'))],
  [
    'client.starve',
    'client',
    'real',
    client(word('starve'), perhaps('requests', numberUpTo(1_000), 100)),
  ],
  ['program.start', 'program', 'any', program(word('start'), workers, resync)],
  ['program.stop', 'program', 'real', program(word('stop'))],
  ['program.crash', 'program', 'real', program(word('crash'))],
  ['program.crashmidway', 'program', 'real', program(word('crashmidway'))],
  ['program.pause', 'program', 'real', program(word('pause'))],
  ['program.resume', 'program', 'real', program(word('resume'))],
  ['program.restart', 'program', 'real', program(word('restart'))],
  ['program.scrape', 'program', 'any', program(word('scrape'))],
  [
    'program.code',
    'program',
    'any',
    program(word('code'), given('slot', slotName), given('pieces', pieceNames)),
  ],
  [
    'program.clock',
    'program',
    'real',
    program(
      word('clock'),
      given('direction', oneOfWords('ahead', 'behind')),
      given('lasting', span),
    ),
  ],

  ...kubectlRows(),
  ['interrupt', 'client', 'any', [word('interrupt'), given('run', kubectlRun)]],
];

/** kubectl's verbs are listed where their flags are. */
function kubectlRows(): readonly Row[] {
  return kubectlVerbs.map(
    ({ verb, usage }): Row => [
      `kubectl.${verb}`,
      'object',
      'any',
      `kubectl ${verb} ${usage}`.trimEnd(),
    ],
  );
}

/** Every action, in the order in which help shows them. */
export const actions: readonly Action[] = rows.map(actionOf);

const byKind: ReadonlyMap<CommandKind, Action> = new Map(
  actions.map((action) => [action.kind, action]),
);

/** The action of a command. */
export function actionFor(command: Pick<Command, 'kind'>): Action {
  const action = byKind.get(command.kind);
  if (action === undefined) throw new AssertionError(`expected an action for ${command.kind}`);
  return action;
}

/** Kinds without an action: none, unless the registry is incomplete. */
export const kindsWithoutAction: readonly CommandKind[] = commandKinds.filter(
  (kind) => !byKind.has(kind),
);

function actionOf([kind, noun, momentOrHonesty, pieces]: Row): Action {
  const isMoment =
    momentOrHonesty === 'head' || momentOrHonesty === 'any' || momentOrHonesty === 'time';
  return {
    kind,
    noun,
    moment: isMoment ? momentOrHonesty : 'any',
    honesty: isMoment ? undefined : momentOrHonesty,
    label: `action.${kind}`,
    pieces: typeof pieces === 'string' ? undefined : pieces,
    usage: typeof pieces === 'string' ? pieces : usageOf(pieces),
  };
}
