import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { shown as english } from '#embed/page/shown_en.ts';
import { shown as chinese } from '#embed/page/shown_zh_cn.ts';
import { words } from '#messages/en/ui/words.ts';
import { importsOf } from '#test/tidy/import_rules.ts';

const repository = join(import.meta.dirname, '../..');

/** Every file that is fetched with `start`: whatever is imported later is not part of it. */
function fetchedWith(start: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const visit = (file: string): void => {
    if (found.has(file)) return;
    const text = readFileSync(join(repository, file), 'utf8');
    found.set(file, text);
    for (const { specifier, typeOnly } of importsOf(text.replace(/\bimport\(/g, 'later('))) {
      if (typeOnly || !/\.tsx?$/.test(specifier)) continue;
      if (specifier.startsWith('#')) visit(`src/${specifier.slice(1)}`);
      else if (specifier.startsWith('./')) visit(join(file, '..', specifier));
    }
  };
  visit(start);
  return found;
}

/** Areas of the interface's words that a text asks for. */
function areasIn(text: string): readonly string[] {
  const named = [...text.matchAll(/(?:useWords\(\)|locale\.words|useLocale\(\)\.words)\.(\w+)/g)];
  const unpacked = [
    ...text.matchAll(/const \{([^}]*)\} = (?:useWords\(\)|locale\.words|useLocale\(\)\.words);/g),
  ];
  const renamed = [...text.matchAll(/words: (\w+)[ ,}][^;]*useLocale\(\)/g)].flatMap(([, name]) => [
    ...text.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g')),
  ]);
  const plain = /\{[^}]*\bwords\b[^}:]*\} = useLocale\(\)/.test(text)
    ? [...text.matchAll(/\bwords\.(\w+)/g)]
    : [];
  return [
    ...[...named, ...renamed, ...plain].map(([, area = '']) => area),
    ...unpacked.flatMap(([, names = '']) => names.split(',').map((name) => name.trim())),
  ].filter((area) => area in words);
}

test('an embed that nobody has touched has every word that it may show', () => {
  const files = fetchedWith('src/embed/page/start.tsx');
  expect([...files.keys()]).toContain('src/ui/stage/workers_box.tsx');
  const missing = [...files].flatMap(([file, text]) =>
    areasIn(text)
      .filter((area) => !(area in english.words))
      .map((area) => `${file}: ${area}`),
  );
  expect(missing).toEqual([]);
  expect(Object.keys(chinese.words)).toEqual(Object.keys(english.words));
});
