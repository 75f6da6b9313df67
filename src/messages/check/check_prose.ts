/** What is wrong with a translated page of prose, line by line, and which names of the English page it lacks. */

import { flawsOf } from './text_rules.ts';

export interface ProseProblem {
  readonly line: number;
  readonly message: string;
}

/** The rules of Markdown prose: punctuation and spaces of each line, and the code that English quotes. */
export function checkProse(markdown: string, english: string): readonly ProseProblem[] {
  const problems: ProseProblem[] = [];
  for (const [index, text] of markdown.split('\n').entries()) {
    for (const message of flawsOf(withoutMarks(text))) problems.push({ line: index + 1, message });
  }
  for (const name of codeIn(english)) {
    if (!codeIn(markdown).has(name)) problems.push({ line: 1, message: `lacks \`${name}\`` });
  }
  return problems;
}

/** Without what belongs to Markdown rather than to the sentence: emphasis, and the names before goals and options. */
function withoutMarks(line: string): string {
  return line.replace(/\*\*/g, '').replace(/^(?:- [a-z0-9-]+: |## Step [a-z0-9-]+: |\d\. )/, '');
}

function codeIn(markdown: string): ReadonlySet<string> {
  return new Set([...markdown.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code));
}
