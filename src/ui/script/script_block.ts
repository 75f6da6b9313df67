/** Whether a line of a script stands in a file's block, and which files stand above it. */

/** The names of the files above; `undefined` inside a block. */
export function withoutBlock(before: readonly string[]): readonly string[] | undefined {
  const files: string[] = [];
  let end: string | undefined;
  for (const line of before) {
    if (end !== undefined) {
      if (line === end) end = undefined;
      continue;
    }
    end = /(?:^|\s)<<([A-Za-z_]\w*)\s*$/.exec(line)?.[1];
    const name = /^\s*file\s+(\S+)/.exec(line)?.[1];
    if (name !== undefined) files.push(name);
  }
  return end === undefined ? files : undefined;
}
