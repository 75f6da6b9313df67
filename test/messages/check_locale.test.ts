/** The translation is complete, and each kind of mistake in one is found where it stands. */

import { describe, expect, test } from 'vitest';
import { catalogueProblems } from '#cli/lab_check_locale.ts';
import { checkLocale } from '#messages/check/check_locale.ts';
import { checkProse } from '#messages/check/check_prose.ts';
import { sayingsOf } from '#messages/check/saying.ts';
import { en } from '#messages/en/en.ts';
import type { Locale } from '#messages/locale.ts';
import { zhCN } from '#messages/zh-CN/zh_cn.ts';

test('Chinese says everything that English says, and keeps the rules', () => {
  expect(catalogueProblems(zhCN)).toEqual([]);
});

describe.each([en, zhCN])('in $tag', (locale) => {
  test.each([...sayingsOf(locale)])('%s can be said', (_, { texts, broke }) => {
    expect(broke).toBeUndefined();
    expect(texts[0]?.trim()).not.toBe('');
    expect(texts[0]).not.toMatch(/NaN|\[object/);
  });
});

/** Chinese with one of its words replaced. */
function planted(place: string, word: unknown): Locale {
  const keys = place.split('/');
  const last = keys.pop() ?? '';
  const copy = copied(zhCN) as Record<string, unknown>;
  let holder = copy;
  for (const key of keys) holder = holder[key] as Record<string, unknown>;
  if (word === undefined) delete holder[last];
  else holder[last] = word;
  return copy as unknown as Locale;
}

function copied(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copied(inner)]));
}

test.each([
  ['a word that is not there', 'words/log/search', undefined, 'is missing'],
  ['a word that English lacks', 'words/log/other', '别的', 'English has no such word'],
  ['a word left empty', 'words/log/search', ' ', 'is empty'],
  ['a word left in English', 'words/log/search', 'Search the log', 'is not translated'],
  ['a word in another language', 'words/log/search', 'Suche', 'is not translated'],
  [
    'a parameter that is not said',
    'words/log/matching',
    () => '日志中有匹配的跳。',
    'does not use the parameter 1',
  ],
  [
    'a field that is not said',
    'sentences/program.started',
    () => '程序启动。',
    'does not use the parameter 1.program',
  ],
  [
    'a field of another sentence',
    'sentences/program.started',
    ({ program, message }: Record<string, string>) => `${program} 启动：${message}。`,
    'uses the parameter 1.message, English does not',
  ],
  [
    'a link to another box',
    'captions/bookmark',
    'BOOKMARK 不带对象，只带 resourceVersion：[队列](queue)。',
    'points at queue instead of none',
  ],
  [
    'a translated name',
    'captions/bookmark',
    '书签不带对象，只带 resourceVersion。',
    '"BOOKMARK" must stay as it is',
  ],
  [
    'a translated name with a capital inside',
    'captions/bookmark',
    'BOOKMARK 不带对象，只带资源版本。',
    '"resourceVersion" must stay as it is',
  ],
  [
    'another number',
    'captions/gone',
    '411 Gone：[API 服务器](apiserver)。',
    '"410 Gone" must stay',
  ],
  [
    'punctuation of the other script',
    'words/log/search',
    '搜索,日志',
    'half-width punctuation beside Chinese: "索,"',
  ],
  [
    'no space beside Latin',
    'words/log/search',
    '搜索Log',
    'no space between Chinese and Latin: "索L"',
  ],
  [
    'no space beside a parameter',
    'words/log/matching',
    (count: number) => `日志中有${count} 跳匹配。`,
    'no space between Chinese and Latin',
  ],
  [
    'no space in the words for none',
    'words/log/matching',
    (count: number) => (count === 0 ? '没有hop。' : `有 ${count} 跳。`),
    'no space between Chinese and Latin: "有h"',
  ],
  ['a space too many', 'words/log/search', '搜索 ，日志', 'a space too many: " ，"'],
])('%s is found at its place', (_, place, word, message) => {
  const problems = checkLocale(planted(place, word), en);
  expect(problems.map((problem) => problem.place.join('/'))).toContain(place);
  expect(problems.map((problem) => problem.message).join('\n')).toContain(message);
  expect(new Set(problems.map((problem) => problem.place.join('/'))).size).toBe(1);
});

test('a problem names the file and the line', () => {
  const wrong = planted('sentences/queue.due', () => '');
  expect(catalogueProblems(wrong)[0]).toMatch(
    /^src\/messages\/zh-CN\/queue_sentences\.ts:\d+: sentences\.queue\.due /,
  );
  expect(catalogueProblems(planted('words/log/search', ''))[0]).toMatch(
    /^src\/messages\/zh-CN\/ui\/log\.ts:\d+: words\.log\.search is empty/,
  );
});

test('prose is checked line by line, and for the code that English quotes', () => {
  const english = '# A\n\nRun `resync` now.';
  expect(checkProse('# 标题\n\n现在运行 `resync`。', english)).toEqual([]);
  expect(checkProse('# 标题\n\n现在运行resync,快。', english)).toEqual([
    { line: 3, message: 'half-width punctuation beside Chinese: ",快"' },
    { line: 3, message: 'no space between Chinese and Latin: "行r"' },
    { line: 1, message: 'lacks `resync`' },
  ]);
});
