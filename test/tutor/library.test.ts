import { describe, expect, test } from 'vitest';
import { questions } from '#lessons/library/questions.ts';
import { type Shelf, standingOf, targetProblems } from '#tutor/library.ts';
import { row } from '#tutor/library_row.ts';
import { parseLibraryText } from '#tutor/library_text.ts';

const shelf: Shelf = {
  lessons: new Map([['L05', ['start', 'close']]]),
  exhibits: new Set(['B04']),
  presets: new Set(['tombstone']),
};

test('there are sixty questions, in their order', () => {
  expect(questions.map(({ id }) => id)).toEqual(
    Array.from({ length: 60 }, (_, index) => `Q${String(index + 1).padStart(2, '0')}`),
  );
});

describe('a place is there, or coming, or unknown', () => {
  test.each([
    ['L05', 'there'],
    ['L05/close', 'there'],
    ['L05/shut', 'unknown'],
    ['L06', 'coming'],
    ['L31', 'unknown'],
    ['B04', 'there'],
    ['B05', 'coming'],
    ['tombstone', 'there'],
    ['event-funnel', 'coming'],
    ['no-such-preset', 'unknown'],
  ])('%s: %s', (target, standing) => {
    expect(standingOf(target, shelf)).toBe(standing);
  });
});

test('rows that stand twice or lead to what nobody plans are told', () => {
  const rows = [row('a', 'L05'), row('a', 'B04'), row('b', 'L99'), { id: 'c', targets: [] }];
  expect(targetProblems(rows, shelf)).toEqual([
    'a stands there twice',
    'b leads to L99, which is neither there nor planned',
    'c leads nowhere',
  ]);
});

describe('a mistake in the words of a list is told with its line', () => {
  const rows = [row('one', 'L05'), row('two', 'L05')];
  const good =
    '# List\n\n> What it is.\n\n## one: First\nforms: a, b\n\nSaid.\n\n## two：二\n\nSaid.\n';

  test('good words are read, with other forms', () => {
    const parsed = parseLibraryText(rows, 'list.md', good);
    expect(parsed.ok && parsed.value.entries.get('one')).toEqual({
      head: 'First',
      forms: ['a', 'b'],
      body: 'Said.',
    });
    expect(parsed.ok && parsed.value.entries.get('two')?.head).toBe('二');
  });

  test.each([
    { from: '## two：二', to: '## three: Third', says: '10: expected "## id: …"' },
    { from: '## two：二', to: '## one: Again', says: '10: one stands there twice' },
    { from: '## two：二\n\nSaid.', to: '', says: '1: two has no words' },
    { from: '二\n\nSaid.', to: '二\n', says: '10: two says nothing' },
    { from: 'Said.', to: 'word '.repeat(71), says: '5: one may have 70 words, got 71' },
    { from: '> What it is.', to: '', says: 'expected the objective' },
  ])('$says', ({ from, to, says }) => {
    const parsed = parseLibraryText(rows, 'list.md', good.replace(from, to));
    const told = parsed.ok ? [] : parsed.error.map(({ line, message }) => `${line}: ${message}`);
    expect(told.join('\n')).toContain(says);
  });
});
