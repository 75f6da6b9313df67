/**
 * Programs whose code has open places: for each place, the pieces that can stand there, by name. A script
 * chooses with `program NAME code SLOT PIECE[,PIECE…]`. The pieces themselves stand with the program; they
 * are what a reader is shown and what runs.
 */

export interface CodeSlot {
  /** Every piece that fits, in the order in which they are offered. */
  readonly pieces: readonly string[];
  /** What stands there if nobody chose. */
  readonly usual: readonly string[];
  /** True where several pieces stand one after the other, and their order is part of the choice. */
  readonly sequence: boolean;
}

/** Of each replica. */
const elected = {
  write: anyOf(['patch', 'update'], ['patch', 'update']),
  durations: one('core', 'long-lease', 'short-retry', 'short-deadline'),
  'on-new-leader': one('ignore', 'exit-at-once'),
} as const;

/** Slots by program. */
export const programCode = {
  'pod-keeper': {
    wait: one('store', 'handlers', 'none', 'quiet'),
  },
  'elected-a': elected,
  'elected-b': elected,
  'pod-finder': {
    indexers: anyOf(['by-app', 'by-node', 'by-config-map'], ['by-app']),
    lookup: one('list-and-filter', 'by-index', 'field-selector'),
  },
  'pod-relabeler': {
    edit: one('in-place', 'in-place-and-write', 'deep-copy'),
    environment: one('plain', 'mutation-detector'),
  },
  'pod-roster': {
    'on-delete': one('cast', 'comma-ok', 'unwrap', 'if-terminating'),
    'on-update': one('same-key', 'compare-uid', 'deletion-timestamp'),
  },
  website: {
    reconcile: inOrder(
      'get',
      'list',
      'cleanup',
      'compare',
      'create',
      'delete',
      'count',
      'write-status',
    ),
    'child-names': one('fixed', 'generated'),
    wait: one('no-wait', 'one-second', 'expectations', 'resource-version'),
    status: one('compared', 'stamped', 'whole-seconds', 'on-change'),
    'owner-match': one('by-owner', 'by-label'),
    removal: one('same-uid', 'by-name'),
    watches: one('websites-and-pods', 'websites-only'),
  },
  announcer: {
    message: one('same', 'numbered'),
    delivery: one('recorder', 'blocking'),
  },
  bellerophon: { write: one('put', 'apply', 'force') },
  chimera: { field: one('replicas', 'partition'), write: one('put', 'apply', 'force') },
  'config-reader': {
    handlers: some('every-7s', 'every-200ms'),
    'look-again': one('never', 'add-after'),
  },
  'pod-shipper': {
    ship: one('in-transform', 'in-handler', 'in-worker'),
    'list-options': one('usual', 'an-hour'),
  },
  'generation-noter': {
    arrived: one('same-type', 'other-type'),
  },
  'claim-meter': {
    count: one('add-and-subtract', 'also-modified', 'list-then-watch', 'recompute'),
    'hand-over': one('send', 'send-or-drop'),
  },
  'pod-reader': {
    source: one('poll', 'informer'),
  },
  'config-agent': {
    handler: one('add', 'add-rate-limited', 'add-pointer'),
    finish: one('forget-and-done', 'no-forget', 'no-done', 'add-at-once'),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, CodeSlot>>>>;

export type CodedProgram = keyof typeof programCode;
export type SlotOf<P extends CodedProgram> = keyof (typeof programCode)[P] & string;
export type PieceOf<
  P extends CodedProgram,
  S extends SlotOf<P>,
> = (typeof programCode)[P][S] extends {
  readonly pieces: readonly (infer Name)[];
}
  ? Name & string
  : never;

/** The open places of a program's code; none of most programs. */
export function slotsOf(program: string): Readonly<Record<string, CodeSlot>> {
  return Object.hasOwn(programCode, program) ? programCode[program as CodedProgram] : {};
}

/** A slot of a program, if it has such a one. */
export function codeSlot(program: string, slot: string): CodeSlot | undefined {
  const slots = slotsOf(program);
  return Object.hasOwn(slots, slot) ? slots[slot] : undefined;
}

/** What is wrong with a choice of pieces; `undefined` if it can stand there. */
export function codeProblem(
  program: string,
  slot: string,
  pieces: readonly string[],
): string | undefined {
  if (!Object.hasOwn(programCode, program)) return 'the program has no open places in its code';
  const found = codeSlot(program, slot);
  if (found === undefined) {
    return `the program’s open places are ${Object.keys(programCode[program as CodedProgram]).join(', ')}`;
  }
  const unknown = pieces.find((piece) => !found.pieces.includes(piece));
  if (unknown !== undefined) return `the pieces that fit are ${found.pieces.join(', ')}`;
  if (!found.sequence && pieces.length !== 1) return 'one piece stands there';
  if (new Set(pieces).size !== pieces.length) return 'a piece stands there once';
  return undefined;
}

/** A slot for one piece; the first is what stands there if nobody chose. */
function one<const Pieces extends readonly [string, ...string[]]>(...pieces: Pieces) {
  return { pieces, usual: [pieces[0]] as const, sequence: false } as const;
}

/** A slot for several pieces; if nobody chose, all stand there in this order. */
function inOrder<const Pieces extends readonly [string, ...string[]]>(...pieces: Pieces) {
  return { pieces, usual: pieces, sequence: true } as const;
}

/** A slot for any number of pieces, in any order; none stands there if nobody chose. */
function some<const Pieces extends readonly string[]>(...pieces: Pieces) {
  return { pieces, usual: [], sequence: true } as const;
}

/** The same, with pieces that stand there if nobody chose. */
function anyOf<
  const Pieces extends readonly string[],
  const Usual extends readonly Pieces[number][],
>(pieces: Pieces, usual: Usual) {
  return { pieces, usual, sequence: true } as const;
}
