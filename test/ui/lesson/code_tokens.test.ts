import { expect, test } from 'vitest';
import { tokensOf } from '#ui/lesson/code_tokens.ts';

test('code is taken apart into comments, strings, keywords and the rest, and nothing is lost', () => {
  const source =
    "'comma-ok': (obj) => {\n  if (!isPod(obj)) return; // pod, ok := obj.(*v1.Pod)\n  newest.of(`a ${b}`);\n},";
  const tokens = tokensOf(source);
  expect(tokens.map(({ text }) => text).join('')).toBe(source);
  expect(tokens.filter(({ kind }) => kind !== 'plain')).toEqual([
    { kind: 'string', text: "'comma-ok'" },
    { kind: 'keyword', text: 'if' },
    { kind: 'keyword', text: 'return' },
    { kind: 'comment', text: '// pod, ok := obj.(*v1.Pod)' },
    { kind: 'string', text: '`a ${b}`' },
  ]);
});
