import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { budgets } from '#cli/budget/budgets.ts';
import { firstLoad } from '#cli/budget/first_load.ts';
import { sumOf } from '#cli/budget/gzipped.ts';
import { judged, type Load, pageParts } from '#cli/budget/weigh.ts';
import { BuiltPages } from './built_pages.ts';

let site: BuiltPages;
beforeEach(() => {
  site = new BuiltPages();
});
afterEach(() => site.remove());

const page = { page: 'index.html', atOnce: [] };
const closure = [
  'assets/base-bbbbbbbb.js',
  'assets/deep-eeeeeeee.js',
  'assets/index-aaaaaaaa.js',
  'assets/index-cccccccc.css',
  'index.html',
  'recordings/opening-12ab34cd.json',
];

describe('what a page fetches at first', () => {
  test('is what it names and what its modules import, not what they may import later', () => {
    expect(firstLoad(site.folder, page)).toEqual(closure);
  });

  test('is also what is known to be fetched at once, with its own imports, whatever its hash', () => {
    const atOnce = { ...page, atOnce: ['assets/late.js'] };
    const late = ['assets/late-dddddddd.js', 'assets/later-ffffffff.js'];
    expect(firstLoad(site.folder, atOnce)).toEqual([...closure, ...late].sort());
  });

  test.each([
    { name: 'assets/deep-eeeeeeee.js', by: 'assets/base-bbbbbbbb.js' },
    { name: 'assets/index-cccccccc.css', by: 'index.html' },
    { name: 'recordings/opening-12ab34cd.json', by: 'index.html' },
    { name: 'index.html', by: 'the page' },
  ])('cannot be told when $name is missing', ({ name, by }) => {
    site.without(name);
    expect(() => firstLoad(site.folder, page)).toThrow(`expected ${name} in`);
    expect(() => firstLoad(site.folder, page)).toThrow(`for ${by}`);
  });

  test('cannot be told when nothing has the name of what is fetched at once', () => {
    const atOnce = { ...page, atOnce: ['assets/renamed.js'] };
    expect(() => firstLoad(site.folder, atOnce)).toThrow('expected assets/renamed.js in');
  });

  test('is weighed as gzip makes it', () => {
    const parts = pageParts(site.folder, page);
    const texts = closure.map((file) => readFileSync(join(site.folder, file)));
    expect(sumOf(parts)).toBe(
      texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0),
    );
  });
});

describe('a budget', () => {
  const app: Load = { name: 'app', what: 'the page', parts: [{ name: 'one', bytes: 600 }] };

  test('that is exceeded by a byte fails, and one that is met does not', () => {
    const over = judged([app], { ...budgets, app: 599 });
    expect(over.exitCode).toBe(1);
    expect(over.text).toContain('Above the budget: app.');
    const met = judged([app], { ...budgets, app: 600 });
    expect(met.exitCode).toBe(0);
    expect(met.text).not.toContain('Above');
  });

  test('stands in the table beside what it is spent on, the heaviest first', () => {
    const parts = Array.from({ length: 8 }, (_, index) => ({
      name: `part ${index}`,
      bytes: 1_000 * (index + 1),
    }));
    const { text } = judged([{ ...app, parts }], { ...budgets, app: 72_000 });
    const [, row, ...rows] = text.trimEnd().split('\n');
    expect(row?.trim().split(/ {2,}/)).toEqual(['app', '36.0', '72.0', '50%', 'the page']);
    expect(rows.map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['8.0', 'part 7'],
      ['7.0', 'part 6'],
      ['6.0', 'part 5'],
      ['5.0', 'part 4'],
      ['4.0', 'part 3'],
      ['3.0', 'part 2'],
      ['3.0', '2 more'],
    ]);
  });
});
