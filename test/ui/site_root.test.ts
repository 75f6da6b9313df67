import { expect, test } from 'vitest';
import { rootOf } from '#ui/site_root.ts';

test.each([
  ['a chunk', 'https://a.example/lab/assets/index-C0ffee.js', 'https://a.example/lab/'],
  ['a chunk at the origin', 'http://127.0.0.1:80/assets/index-C0ffee.js', 'http://127.0.0.1:80/'],
  ['the script that hosts embed', 'https://a.example/lab/embed.js', 'https://a.example/lab/'],
  ['a folder of the same name', 'https://a/assets/lab/assets/x-1.js', 'https://a/assets/lab/'],
  ['a source in development', 'http://127.0.0.1:5173/@fs/a/src/ui/x.ts', 'http://127.0.0.1:5173/'],
])('the root of the site from %s', (_, module, root) => {
  expect(rootOf(module)).toBe(root);
});
