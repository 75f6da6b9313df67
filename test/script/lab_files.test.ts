import { expect, test } from 'vitest';
import { labFile, labFileNames } from '#script/library/lab_files.ts';
import { readManifests } from '#script/manifests.ts';
import { parseScript } from '#script/parse.ts';
import { printScript } from '#script/print.ts';

test.each(labFileNames)('%s is a manifest of one object', (name) => {
  const file = labFile(name);
  const manifests = file === undefined ? undefined : readManifests(file);
  expect(manifests?.ok === true && manifests.value.length).toBe(1);
});

test('a script finds the files of the lab, and is written back without them', () => {
  const text = 'kubectl apply -f lab/foo-crd.yaml\nkubectl apply -f lab/foo.yaml\n';
  const script = parseScript(text);
  if (!script.ok) throw new Error(JSON.stringify(script.error));
  const commands = script.value.statements.map(({ command }) => command);
  expect(commands[0]).toMatchObject({ file: labFile('lab/foo-crd.yaml') });
  expect(printScript(commands)).toBe(text);
});

test("a script's own file goes before the lab's", () => {
  const own = 'file lab/foo.yaml <<EOF\nkind: Foo\nEOF\nkubectl apply -f lab/foo.yaml\n';
  const script = parseScript(own);
  if (!script.ok) throw new Error(JSON.stringify(script.error));
  const commands = script.value.statements.map(({ command }) => command);
  expect(commands).toMatchObject([{ file: { content: 'kind: Foo\n' } }]);
  expect(printScript(commands)).toBe(own);
});

test('a file that neither has is missing', () => {
  const script = parseScript('kubectl apply -f lab/unicorn.yaml\n');
  expect(script.ok).toBe(false);
});
