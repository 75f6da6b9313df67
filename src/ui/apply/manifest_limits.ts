/** How much text a person may apply at once. Past this the page says so and nothing is read. */

import type { Words } from '#messages/en/ui/words.ts';
import type { ScriptProblem } from '#trace/engine_port.ts';

/** Characters. */
export const mostManifestLength = 1_000_000;
/** Documents. */
export const mostManifestDocuments = 500;
/** Text of more characters than this is edited in a plain text area. */
export const plainTextOver = 200_000;

/** Why this much text is not read at all. */
export function sizeProblem(text: string, words: Words['apply']): ScriptProblem | undefined {
  if (text.length > mostManifestLength) {
    const line = text.slice(0, mostManifestLength).split('\n').length;
    const most = mostManifestLength.toLocaleString('en');
    return problem(line, words.tooLong(most, text.length.toLocaleString('en')));
  }
  return documentsProblem(text, words);
}

function documentsProblem(text: string, words: Words['apply']): ScriptProblem | undefined {
  let documents = 1;
  let line = 0;
  for (const content of text.split('\n')) {
    line++;
    if (content.trimEnd() !== '---' || line === 1) continue;
    documents++;
    if (documents > mostManifestDocuments) {
      const total = text.split(/^---\s*$/m).length;
      const most = mostManifestDocuments;
      return problem(line, words.tooMany(most, total.toLocaleString('en'), most + 1));
    }
  }
  return undefined;
}

function problem(line: number, message: string): ScriptProblem {
  return { file: 'manifest', line, column: 1, expected: 'less', message };
}

/** What a manifest is given to, unless something else was asked for. */
export const usualLine = 'kubectl apply -f -';

/** One statement with the manifest standing below it. */
export function applyStatement(text: string, statement = usualLine): string {
  const lines = text.split(/\r?\n/);
  let end = 'EOF';
  while (lines.some((line) => line.trim() === end)) end += '_';
  return `${statement} <<${end}\n${lines.join('\n').replace(/\n*$/, '\n')}${end}`;
}
