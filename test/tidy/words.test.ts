import { expect, test } from 'vitest';
import { readFile, repositoryPaths } from './repository_files.ts';

/** Written in pieces, so that this file does not find itself. */
const foreignWords = [
  ['cla', 'ude'],
  ['chat', 'gpt'],
  ['cop', 'ilot'],
  ['open', 'ai'],
  ['anth', 'ropic'],
  ['language mo', 'del'],
  ['ai assi', 'stant'],
  ['ai-gen', 'erated'],
  ['/work/', 'main'],
  ['/work/', 'shared'],
  ['sub', 'agent'],
].map((pieces) => pieces.join(''));

const wholeWords = [
  ['G', 'PT'],
  ['L', 'LM'],
].map((pieces) => new RegExp(`\\b${pieces.join('')}s?\\b`));

const binary = /\.(png|jpg|webp|ico|woff2?|ttf|wasm|gz|webm|mp4|gif)$/;

function foreignLines(text: string): readonly string[] {
  return text.split('\n').filter((line) => {
    const lower = line.toLowerCase();
    return (
      foreignWords.some((word) => lower.includes(word)) ||
      wholeWords.some((word) => word.test(line))
    );
  });
}

test('the repository speaks of itself alone', () => {
  const paths = repositoryPaths().filter(
    (path) =>
      !binary.test(path) &&
      path !== 'package-lock.json' &&
      path !== 'public/third-party-notices.txt',
  );
  expect(paths.length).toBeGreaterThan(10);
  const found = paths.flatMap((path) =>
    foreignLines(readFile(path).text).map((line) => `${path}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

test('the check sees a planted word', () => {
  expect(foreignLines(`a\nwritten by ${['Cla', 'ude'].join('')}\nb`)).toHaveLength(1);
  expect(foreignLines('an installment of the cloud')).toEqual([]);
});
