/**
 * Statements that are written in the palette's own line: every action of the registry can be begun here,
 * its words are completed, and what reads as a statement can be done.
 */

import type { Words } from '#messages/en/ui/words.ts';
import { type Action, actionFor, actions } from '#script/actions.ts';
import { unavailability } from '#script/availability.ts';
import { complete } from '#script/complete.ts';
import { parseStatement } from '#script/parse.ts';
import type { World } from '#script/world.ts';
import { doing, type PaletteItem } from './palette_item.ts';

/** So many completions are listed. */
const mostCompletions = 12;

/** Every action that can stand in the middle of a run, by how it is written. */
export function usageItems({ palette }: Words): readonly PaletteItem[] {
  return actions
    .filter(({ moment }) => moment === 'any')
    .map((action) => ({
      id: `usage ${action.kind}`,
      group: palette.groups.statement,
      label: action.usage,
      detail: palette.writeIt,
      honesty: action.honesty,
      deed: { kind: 'write', text: `${firstWordsOf(action)} ` },
    }));
}

/** The line itself, if it can be done, and what it can go on with. */
export function writtenItems(
  line: string,
  world: World | undefined,
  words: Words,
): readonly PaletteItem[] {
  const written = line.trimStart();
  const first = written.split(' ')[0] ?? '';
  if (world === undefined || !written.includes(' ') || !starts.has(first)) return [];
  const completions = completionItems(written, world, words.palette);
  return [...doneItem(written.trim(), world, words), ...completions];
}

const starts: ReadonlySet<string> = new Set(actions.map(({ usage }) => usage.split(' ')[0] ?? ''));

function doneItem(statement: string, world: World, words: Words): readonly PaletteItem[] {
  const { palette, verbs } = words;
  const parsed = parseStatement(statement);
  if (!parsed.ok) return [];
  const { command } = parsed.value;
  const { honesty, moment } = actionFor(command);
  const outOfPlace = { head: palette.atHead, time: palette.movesTime };
  const missing = unavailability(command, world);
  const unavailable = missing === undefined ? undefined : verbs.unavailable[missing];
  const impossible = moment === 'any' ? unavailable : outOfPlace[moment];
  const deed = doing(({ acts }) => acts.perform(statement));
  const { statement: group } = palette.groups;
  const label = palette.doStatement(statement);
  return [{ id: 'written', group, label, honesty, impossible, deed }];
}

function completionItems(
  line: string,
  world: World,
  palette: Words['palette'],
): readonly PaletteItem[] {
  const { statement: group } = palette.groups;
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
