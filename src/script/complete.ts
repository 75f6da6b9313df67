/** What may come next in a line: words of the language, and names that the run has. */

import { comparisons } from '#trace/command_predicate.ts';
import { eventKinds } from '#trace/event_shapes.ts';
import { type CodeSlot, programCode } from '#trace/program_code.ts';
import { actions } from './actions.ts';
import type { Argument, Candidates } from './argument.ts';
import { afterKubectl } from './complete_kubectl.ts';
import { mayBeMissing, type Piece } from './pattern.ts';
import { podStates, predicateWords } from './predicate_text.ts';
import { knownResources } from './resource_names.ts';
import { tokenize } from './token.ts';
import { World } from './world.ts';

/** Words that fit where the line ends, and where the word that they replace begins. */
export interface Completion {
  /** Counted from 1. */
  readonly column: number;
  readonly words: readonly string[];
}

/** Completes the last word of a line. `files` are the names of the script's file blocks. */
export function complete(line: string, world: World, files: readonly string[] = []): Completion {
  const tokens = tokenize(line);
  if (!tokens.ok) return { column: line.length + 1, words: [] };
  const words = tokens.value.map((token) => token.text);
  const fresh = line === '' || /\s$/.test(line);
  const typed = fresh ? '' : (words.pop() ?? '');
  const column = fresh ? line.length + 1 : (tokens.value.at(-1)?.column ?? 1);
  const fitting = [...new Set(following(words, world, files))].filter((word) =>
    word.startsWith(typed),
  );
  return { column, words: fitting };
}

function following(
  words: readonly string[],
  world: World,
  files: readonly string[],
): readonly string[] {
  const [first, second] = words;
  if (first === undefined) return firstWords;
  if (first === 'kubectl') return afterKubectl(words, world, files);
  if (first === 'expect' || first === 'until') {
    const inPredicate = afterPredicate(words.slice(1), world);
    return first === 'until' && second !== undefined ? [...inPredicate, 'within'] : inPredicate;
  }
  return actions.flatMap((action) => afterPieces(action.pieces ?? [], words, world, files));
}

/** Open places of any program’s code, and the pieces that fit somewhere. */
const slots = Object.values(programCode).flatMap((each) => Object.entries<CodeSlot>(each));
const allSlots: readonly string[] = slots.map(([slot]) => slot);
const allPieces: readonly string[] = slots.flatMap(([, { pieces }]) => pieces);

const firstWords: readonly string[] = [
  ...actions.map((action) => action.usage.split(' ')[0] ?? ''),
  'file',
];

/** What an action's statement may go on with after these words; nothing if it does not begin so. */
function afterPieces(
  pieces: readonly Piece[],
  words: readonly string[],
  world: World,
  files: readonly string[],
): readonly string[] {
  let index = 0;
  for (const word of words) {
    while (index < pieces.length && !accepts(pieces[index], word)) {
      const piece = pieces[index];
      if (piece === undefined || !mayBeMissing(piece)) return [];
      index++;
    }
    if (index >= pieces.length) return [];
    if (pieces[index]?.kind !== 'option') index++;
  }
  const next: string[] = [];
  for (const piece of pieces.slice(index)) {
    next.push(...candidatesOf(piece, world, files));
    if (!mayBeMissing(piece)) break;
  }
  return next;
}

function accepts(piece: Piece | undefined, word: string): boolean {
  if (piece === undefined) return false;
  switch (piece.kind) {
    case 'word':
      return piece.word === word;
    case 'option':
      return word.startsWith(`${piece.name}=`);
    case 'argument':
      return piece.argument.read(word) !== undefined;
  }
}

function candidatesOf(piece: Piece, world: World, files: readonly string[]): readonly string[] {
  if (piece.kind === 'word') return [piece.word];
  if (piece.kind === 'option') return [`${piece.name}=`];
  return named(piece.argument, world, files);
}

function named(
  { candidates }: Argument<unknown>,
  world: World,
  files: readonly string[],
): readonly string[] {
  return isList(candidates) ? candidates : namesOf(candidates, world, files);
}

function isList(candidates: Candidates): candidates is readonly string[] {
  return Array.isArray(candidates);
}

function namesOf(
  candidates: Exclude<Candidates, readonly string[]>,
  world: World,
  files: readonly string[],
): readonly string[] {
  switch (candidates) {
    case 'none':
      return [];
    case 'informer':
      return [...world.informers.keys()];
    case 'worker':
      return [...world.workers.keys()];
    case 'replica':
      return [...world.replicas.keys()];
    case 'client':
    case 'program':
      return [...world.programs.keys()];
    case 'resource':
      return knownResources;
    case 'object':
      return [...world.server.keys()];
    case 'file':
      return files;
    case 'duration':
      return ['1s', '5s', '30s', '1m0s'];
    case 'slot':
      return allSlots;
    case 'piece':
      return allPieces;
    case 'kubectl run':
      return [...world.kubectlRuns];
    case 'invariant':
      return ['cache-equals-server', 'one-worker-per-key', 'versions-grow', 'no-deadlock'];
  }
}

function afterPredicate(words: readonly string[], world: World): readonly string[] {
  const [first, second] = words;
  if (first === undefined) return [...predicateWords, ...knownResources];
  if (second === undefined) {
    switch (first) {
      case 'event':
      case 'count':
      case 'first':
        return eventKinds;
      case 'object':
        return [...world.server.keys()];
      case 'cache':
      case 'watch':
      case 'tombstones':
      case 'relists':
      case 'impossible':
      case 'fifo':
        return [...world.informers.keys()];
      case 'queue':
        return [...world.queues.keys()];
      case 'program':
        return [...world.programs.keys()];
      case 'leader':
      case 'leaders':
        return leasesOf(world);
      case 'invariants':
        return ['hold'];
      case 'not':
        return afterPredicate([], world);
      default:
        return [...(first === 'pods' ? podStates : []), ...comparisons];
    }
  }
  if (words.length > 2) {
    const candidates = first === 'leader' && words.length === 3;
    return candidates ? identitiesOf(second, world) : [...comparisons, 'and', 'or'];
  }
  switch (first) {
    case 'object':
      return ['present', 'absent'];
    case 'cache':
      return ['has', 'lacks', 'size', 'synced', 'current'];
    case 'fifo':
      return ['deltas', 'keys', 'order', 'holds'];
    case 'watch':
      return ['open', 'closed', 'held'];
    case 'queue':
      return ['empty', 'size', 'has', 'lacks'];
    case 'program':
      return ['running', 'paused', 'stopped', 'crashed'];
    case 'leader':
      return ['==', '!='];
    default:
      return [...comparisons, 'and', 'or'];
  }
}

/** Leases on the server, by namespace and name. */
function leasesOf(world: World): readonly string[] {
  const prefix = World.serverKey('leases', '');
  const leases = [...world.server.keys()].filter((key) => key.startsWith(prefix));
  return leases.map((key) => key.slice(prefix.length));
}

/** Everybody who has held the lease. */
function identitiesOf(lock: string, world: World): readonly string[] {
  const candidates = [...world.candidates.values()].filter((each) => each.lock === lock);
  return candidates.map(({ identity }) => identity);
}
