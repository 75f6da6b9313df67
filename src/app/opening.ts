/** What the page opens with: the run of a link, or a scene that is already interesting. */

import { openingFocus, openingRecord } from '#script/scenes/opening_record.ts';
import type { TraceEvent } from '#trace/event.ts';
import { decodeCompareHash, isCompareHash } from '#ui/compare/compare_link.ts';
import { type LearningKind, learningOf } from '#ui/lesson/addresses.ts';
import { libraryPageOf } from '#ui/library/library_pages.ts';
import type { Opening } from '#ui/playground/create_playground.ts';
import { decodeLink, type SayProblem } from '#ui/share/link.ts';
import { openingStart } from '#view-model/opening_start.ts';

const focus = { program: 'rs-controller', informer: openingFocus };

/** The scene is interesting when its Deployment grows: the first message of that on the focused stream. */
function startAt(events: readonly TraceEvent[]): number | undefined {
  return openingStart(events, focus.program);
}

/** The folders of what there is to learn from. */
export type Addresses = Readonly<Record<LearningKind, readonly string[]>>;

/** The opening for an address's hash. `addresses` are what there is to learn from, of every kind. */
export function openingOf(hash: string, addresses: Addresses): Opening {
  const scene = { record: openingRecord, seq: undefined, startAt, focus };
  const learning = learningOf(hash);
  if (learning !== undefined) {
    const { kind, address } = learning;
    const [folder = ''] = address.split('/');
    const known = addresses[kind].includes(folder);
    return { ...scene, problem: known ? undefined : missing(kind, folder) };
  }
  if (isCompareHash(hash)) return comparisonOf(hash, addresses);
  if (libraryPageOf(hash) !== undefined) return { ...scene, problem: undefined };
  const link = decodeLink(hash);
  if (!link.ok) {
    const { position, say } = link.error;
    const problem: SayProblem = (words) => words.firstScene(words.at(position, say(words)));
    return { ...scene, problem };
  }
  if (link.value === undefined) return { ...scene, problem: undefined };
  return { ...scene, ...link.value, problem: undefined };
}

const missingWords = { lesson: 'noLesson', exhibit: 'noExhibit', preset: 'noPreset' } as const;

function missing(kind: LearningKind, folder: string): SayProblem {
  return (words) => words.firstScene(words[missingWords[kind]](folder));
}

/** Two profiles side by side, on the link's run or on the first scene. */
function comparisonOf(hash: string, addresses: Addresses): Opening {
  const compared = decodeCompareHash(hash);
  if (!compared.ok) {
    const say = compared.error;
    const problem: SayProblem = (words) => words.firstScene(words.closed(say(words)));
    return { ...openingOf('', addresses), problem };
  }
  const { left, right, rest } = compared.value;
  const opening = openingOf(rest, addresses);
  const record = { ...opening.record, profile: left };
  return opening.problem === undefined ? { ...opening, record, beside: right } : opening;
}
