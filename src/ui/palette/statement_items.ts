/**
 * Statements that are written in the palette's own line: every action of the registry can be begun here,
 * its words are completed, and what reads as a statement can be done.
 */

import { type Action, actionFor, actions } from '#script/actions.ts';
import { unavailability } from '#script/availability.ts';
import { complete } from '#script/complete.ts';
import { parseStatement } from '#script/parse.ts';
import type { World } from '#script/world.ts';
import { doing, type PaletteItem } from './palette_item.ts';

const group = 'Write a statement';
/** So many completions are listed. */
const mostCompletions = 12;

/** Every action that can stand in the middle of a run, by how it is written. */
export const usageItems: readonly PaletteItem[] = actions
  .filter(({ moment }) => moment === 'any')
  .map((action) => ({
    id: `usage ${action.kind}`,
    group,
    label: action.usage,
    detail: 'write it, with completion',
    honesty: action.honesty,
    deed: { kind: 'write', text: `${firstWordsOf(action)} ` },
  }));

/** The line itself, if it can be done, and what it can go on with. */
export function writtenItems(line: string, world: World | undefined): readonly PaletteItem[] {
  const written = line.trimStart();
  const first = written.split(' ')[0] ?? '';
  if (world === undefined || !written.includes(' ') || !starts.has(first)) return [];
  return [...doneItem(written.trim(), world), ...completionItems(written, world)];
}

const starts: ReadonlySet<string> = new Set(actions.map(({ usage }) => usage.split(' ')[0] ?? ''));

const outOfPlace = {
  head: 'it stands at a script’s head: open the settings',
  time: 'it moves a script’s time: play or step instead',
} as const;

function doneItem(statement: string, world: World): readonly PaletteItem[] {
  const parsed = parseStatement(statement);
  if (!parsed.ok) return [];
  const { command } = parsed.value;
  const { honesty, moment } = actionFor(command);
  const impossible = moment === 'any' ? unavailability(command, world) : outOfPlace[moment];
  const deed = doing(({ acts }) => acts.perform(statement));
  return [{ id: 'written', group, label: `Do: ${statement}`, honesty, impossible, deed }];
}

function completionItems(line: string, world: World): readonly PaletteItem[] {
  const { column, words } = complete(line, world);
  const head = line.slice(0, column - 1);
  return words
    .filter((word) => head + word !== line)
    .slice(0, mostCompletions)
    .map((word): PaletteItem => {
      const text = `${head}${word}${/[=/]$/.test(word) ? '' : ' '}`;
      const label = `… ${word}`;
      return { id: `complete ${word}`, group, label, deed: { kind: 'write', text } };
    });
}

/** The words before the first that has to be chosen. */
function firstWordsOf({ pieces, usage }: Action): string {
  const words: string[] = [];
  for (const piece of pieces ?? []) {
    if (piece.kind !== 'word') break;
    words.push(piece.word);
  }
  if (words.length > 0) return words.join(' ');
  return usage.startsWith('kubectl ')
    ? usage.split(' ').slice(0, 2).join(' ')
    : (usage.split(' ')[0] ?? '');
}
