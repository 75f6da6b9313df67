import { describe, expect, test } from 'vitest';
import type { LibraryEntry } from '#tutor/library.ts';
import { termFinder } from '#tutor/term_links.ts';

function entry(head: string, ...forms: string[]): LibraryEntry {
  return { head, forms, body: 'It means something.' };
}

const finder = termFinder(
  new Map([
    ['object', entry('Object', 'objects')],
    ['key', entry('键', 'key')],
    ['resource-version', entry('resourceVersion', 'resourceVersions')],
    ['list', entry('LIST')],
    ['list-and-watch', entry('ListAndWatch')],
    ['watch-cache', entry('watch cache')],
    ['watch', entry('WATCH')],
    ['window', entry('历史窗口', '窗口')],
    ['delta-fifo', entry('`DeltaFIFO`')],
  ]),
);

/** The links of a block: what is written, and the term. */
function links(...texts: string[]): readonly string[] {
  return finder
    .block(texts)
    .flat()
    .filter(({ term }) => term !== undefined)
    .map(({ text, term }) => `${text} → ${term}`);
}

describe('a term is linked', () => {
  test.each([
    ['whatever its case, if it is a word', 'Objects and objects', ['Objects → object']],
    ['as it is written, if it is a name', 'LIST, not a list', ['LIST → list']],
    [
      'the longest first',
      'the watch cache of a WATCH',
      ['watch cache → watch-cache', 'WATCH → watch'],
    ],
    ['not inside of a word', 'keyboard, monkey, objective', []],
    ['not inside of a name', 'key-value, a/key, WATCH.key, WATCH_LIST', []],
    ['at the end of a sentence', 'It keeps the key.', ['key → key']],
    [
      'as code, if all of it is the form',
      '`resourceVersion` and `DeltaFIFO`',
      ['resourceVersion → resource-version', 'DeltaFIFO → delta-fifo'],
    ],
    ['not inside of code', '`obj.resourceVersion = key`', []],
    [
      'beside Chinese',
      '它的resourceVersion与key',
      ['resourceVersion → resource-version', 'key → key'],
    ],
    ['in Chinese, the longest first', '超出历史窗口之后', ['历史窗口 → window']],
    ['but no single sign of Chinese', '这是关键', []],
  ])('%s', (_name, text, expected) => {
    expect(links(text)).toEqual(expected);
  });
});

test('a term is linked once in a block of texts, and again in the next', () => {
  expect(links('a key', 'the `key`', 'an object')).toEqual(['key → key', 'object → object']);
  expect(links('a key')).toEqual(['key → key']);
});

test('nothing of a text is lost', () => {
  const text = 'A key, `code` and the watch cache: `resourceVersion` again, key.';
  const [pieces = []] = finder.block([text]);
  expect(pieces.map((each) => (each.code ? `\`${each.text}\`` : each.text)).join('')).toBe(text);
});
