/** How much text a person may apply at once. Past this the page says so and nothing is read. */

import type { ScriptProblem } from '#trace/engine_port.ts';

/** Characters. */
export const mostManifestLength = 1_000_000;
/** Documents. */
export const mostManifestDocuments = 500;
/** Text of more characters than this is edited in a plain text area. */
export const plainTextOver = 200_000;

/** Why this much text is not read at all. */
export function sizeProblem(text: string): ScriptProblem | undefined {
  if (text.length > mostManifestLength) {
    const line = text.slice(0, mostManifestLength).split('\n').length;
    return problem(
      line,
      `at most ${mostManifestLength.toLocaleString('en')} characters`,
      `${text.length.toLocaleString('en')}: this line is where the text becomes too long`,
    );
  }
  return documentsProblem(text);
}

function documentsProblem(text: string): ScriptProblem | undefined {
  let documents = 1;
  let line = 0;
  for (const content of text.split('\n')) {
    line++;
    if (content.trimEnd() !== '---' || line === 1) continue;
    documents++;
    if (documents > mostManifestDocuments) {
      const total = text.split(/^---\s*$/m).length;
      return problem(
        line,
        `at most ${mostManifestDocuments} objects at once`,
        `${total.toLocaleString('en')}: object ${mostManifestDocuments + 1} starts on this line`,
      );
    }
  }
  return undefined;
}

function problem(line: number, expected: string, got: string): ScriptProblem {
  return {
    file: 'manifest',
    line,
    column: 1,
    expected,
    message: `expected ${expected}, got ${got}`,
  };
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
