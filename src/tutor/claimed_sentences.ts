/**
 * Sentences that say what is true, each with the id of what it rests on: `The store is replaced. {swap}`.
 * The id is for authors, checks and the curious; the text is read without it.
 */

import type { ClaimedSentence } from './lesson.ts';
import type { Report, Section } from './markdown_sections.ts';

const marked = /^(?<text>.*?)\s*\{(?<claim>[a-z0-9-]+)\}\s*/su;

/** Paragraphs of claimed sentences. A sentence without an id, or two with one, is reported. */
export function claimedSentences(
  section: Section,
  known: ReadonlySet<string>,
  report: Report,
): readonly (readonly ClaimedSentence[])[] {
  return paragraphs(section).map(({ line, text }) => {
    const sentences: ClaimedSentence[] = [];
    let rest = text;
    while (rest.trim() !== '') {
      const found = marked.exec(rest)?.groups;
      if (found === undefined) {
        report(line, `the sentence rests on nothing: "${shortened(rest)}" needs {claim} behind it`);
        sentences.push({ text: rest.trim(), claim: '' });
        break;
      }
      const { text: sentence = '', claim = '' } = found;
      if (!known.has(claim)) report(line, `the lesson has no claim "${claim}"`);
      if (hasSeveralSentences(sentence)) {
        report(
          line,
          `two sentences share {${claim}}: each needs its own: "${shortened(sentence)}"`,
        );
      }
      sentences.push({ text: sentence.trim(), claim });
      rest = rest.slice(marked.exec(rest)?.[0].length ?? rest.length);
    }
    return sentences;
  });
}

function paragraphs(section: Section): readonly { line: number; text: string }[] {
  const found: { line: number; text: string }[] = [];
  let open: { line: number; text: string } | undefined;
  for (const { number, text } of section.lines) {
    if (text === '') open = undefined;
    else if (open === undefined) {
      open = { line: number, text };
      found.push(open);
    } else open.text += `\n${text}`;
  }
  return found;
}

/** A full stop inside, outside of code, that is followed by a new beginning. */
function hasSeveralSentences(text: string): boolean {
  const bare = text.replace(/`[^`]*`/g, 'x').trim();
  return /[.!?]\s+\p{Lu}/u.test(bare) || /[。！？]./u.test(bare);
}

function shortened(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
