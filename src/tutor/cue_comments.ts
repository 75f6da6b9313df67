/**
 * The cues of a script, as its author wrote them: comments. A block of comment lines begins a part, and its
 * lines are one cue. Where a comment begins with `cue:`, only such comments are cues, and the others are
 * for readers of the script.
 */

export interface CueComment {
  /** Of its first line, from 1. */
  readonly line: number;
  readonly text: string;
}

const marked = /^cue:\s*/;

/** The comments that begin the parts of a script, outside of its files. */
export function cuesOf(script: string): readonly CueComment[] {
  const blocks = commentBlocks(script);
  const chosen = blocks.filter(({ text }) => marked.test(text));
  if (chosen.length === 0) return blocks;
  return chosen.map(({ line, text }) => ({ line, text: text.replace(marked, '') }));
}

function commentBlocks(script: string): readonly CueComment[] {
  const blocks: { line: number; text: string }[] = [];
  let end: string | undefined;
  let follows = false;
  for (const [index, text] of script.split('\n').entries()) {
    if (end !== undefined) {
      if (text.trim() === end) end = undefined;
      continue;
    }
    end = /^file\s.*<<\s*(\w+)\s*$/.exec(text)?.[1];
    const comment = /^# (.*)$/.exec(text)?.[1]?.trim();
    const before = blocks.at(-1);
    if (comment === undefined) follows = false;
    else if (follows && before !== undefined && !marked.test(comment)) before.text += ` ${comment}`;
    else blocks.push({ line: index + 1, text: comment });
    if (comment !== undefined) follows = true;
  }
  return blocks;
}
