/**
 * Patterns of a schema. Upstream's are Go's (RE2); ours are JavaScript's, which know nearly the same
 * notation. Flags in front, such as `(?i)`, are understood.
 *
 * @diverges A pattern that only one of RE2 and JavaScript knows is judged as JavaScript judges it.
 */

/** The compiled pattern; `undefined` if it is none. */
export function compilePattern(pattern: string): RegExp | undefined {
  const flagged = /^\(\?([ims]+)\)/.exec(pattern);
  const flags = flagged?.[1] ?? '';
  const body = flagged === null ? pattern : pattern.slice(flagged[0].length);
  const source = body.replaceAll('\\A', '^').replaceAll('\\z', '$').replaceAll('(?P<', '(?<');
  return compile(source, `u${flags}`) ?? compile(source, flags);
}

function compile(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
