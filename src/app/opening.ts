/** What the page opens with: the run of a link, or a scene that is already interesting. */

import { fail, ok, type Result } from '#base/result.ts';
import { openingFocus, openingRecord } from '#script/scenes/opening_record.ts';
import type { TraceEvent } from '#trace/event.ts';
import { isRunHash } from '#trace/link/plain_link.ts';
import type { Link, LinkProblem } from '#trace/link/shared_link.ts';
import {
  type ComparedProfiles,
  decodeCompareHash,
  isCompareHash,
} from '#ui/compare/compare_link.ts';
import { type LearningKind, learningOf } from '#ui/lesson/addresses.ts';
import { libraryPageOf } from '#ui/library/library_pages.ts';
import type { Opening } from '#ui/playground/create_playground.ts';
import { type SayProblem, sayLinkProblem } from '#ui/share/say_problem.ts';
import { openingStart } from '#view-model/opening_start.ts';

const focus = { program: 'rs-controller', informer: openingFocus };

/** The scene is interesting when its Deployment grows: the first message of that on the focused stream. */
function startAt(events: readonly TraceEvent[]): number | undefined {
  return openingStart(events, focus.program);
}

/** The folders of what there is to learn from. */
export type Addresses = Readonly<Record<LearningKind, readonly string[]>>;

/** The opening for an address's hash. `addresses` are what there is to learn from, of every kind. */
export async function openingOf(hash: string, addresses: Addresses): Promise<Opening> {
  const scene = { record: openingRecord, seq: undefined, startAt, focus };
  const learning = learningOf(hash);
  if (learning !== undefined) {
    const { kind, address } = learning;
    const [folder = ''] = address.split('/');
    const known = addresses[kind].includes(folder);
    return { ...scene, problem: known ? undefined : missing(kind, folder) };
  }
  if (isCompareHash(hash)) return await comparisonOf(hash, addresses);
  if (libraryPageOf(hash) !== undefined) return { ...scene, problem: undefined };
  const link = await linkOf(hash);
  if (!link.ok) {
    const say = sayLinkProblem(link.error);
    const problem: SayProblem = (words) => words.firstScene(say(words));
    return { ...scene, problem };
  }
  const { value } = link;
  if (value === undefined) return { ...scene, problem: undefined };
  if (value.kind === 'place') return { ...scene, ...value.place, problem: undefined };
  const { openLink } = await import('#ui/share/open_link.ts');
  return { ...scene, link: { shared: value.link, open: openLink }, problem: undefined };
}

function besideProfile(opening: Opening, { left, right }: ComparedProfiles): Opening {
  const record = { ...opening.record, profile: left };
  return { ...opening, record, beside: { profile: right } };
}

/** What reads links is fetched when there is one. */
async function linkOf(hash: string): Promise<Result<Link | undefined, LinkProblem>> {
  if (hash === '' || hash === '#') return ok(undefined);
  if (!isRunHash(hash)) return fail({ position: 2, fault: { kind: 'notARun', got: shown(hash) } });
  const { decodeLink } = await import('#trace/link/link_codec.ts');
  return decodeLink(hash);
}

function shown(hash: string): string {
  return hash.length > 25 ? `${hash.slice(1, 25)}…` : hash.slice(1);
}

const missingWords = { lesson: 'noLesson', exhibit: 'noExhibit', preset: 'noPreset' } as const;

function missing(kind: LearningKind, folder: string): SayProblem {
  return (words) => words.firstScene(words[missingWords[kind]](folder));
}

/** Two runs side by side: two profiles on the link's run or on the first scene, or two runs of a link. */
async function comparisonOf(hash: string, addresses: Addresses): Promise<Opening> {
  const compared = decodeCompareHash(hash);
  if (!compared.ok) {
    const say = compared.error;
    const problem: SayProblem = (words) => words.firstScene(words.closed(say(words)));
    return { ...(await openingOf('', addresses)), problem };
  }
  const { value } = compared;
  const opening = await openingOf(value.rest, addresses);
  if (opening.problem !== undefined) return opening;
  if (value.kind === 'profiles') return besideProfile(opening, value);
  const { link } = opening;
  const shared = link?.shared;
  const runs = shared?.runs.length ?? 0;
  if (link === undefined || shared === undefined || Math.max(value.left, value.right) > runs) {
    const problem: SayProblem = (words) => words.firstScene(words.closed(words.sides(runs)));
    return { ...(await openingOf('', addresses)), problem };
  }
  const current = value.left - 1;
  const end = shared.runs[current]?.end ?? shared.place;
  const place = current === shared.current ? shared.place : end;
  const turned = { ...link, shared: { ...shared, current, place } };
  return { ...opening, link: turned, beside: { run: value.right - 1 } };
}
