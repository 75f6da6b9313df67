import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { bundledEmbedScript } from '#cli/site/embed_script_plugin.ts';
import { repository } from '#test/tidy/repository_files.ts';

const mostBytes = 6 * 1024;

test('the script for other pages is small, whole, and a classic script as well as a module', async () => {
  const source = await bundledEmbedScript(repository);
  expect(source).toContain('informer-lab');
  expect(gzipSync(source, { level: 9 }).length).toBeLessThan(mostBytes);
  // A function's body is neither module nor strict: what is read here is read in any script element.
  expect(() => new Function(source)).not.toThrow();
  expect(source).not.toMatch(/\bimport\s*\(|\bimport\.meta|https?:\/\//);
});
