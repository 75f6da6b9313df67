/** Takes TypeScript apart as far as it is coloured: comments, strings, keywords, and the rest. */

export type TokenKind = 'comment' | 'string' | 'keyword' | 'plain';

export interface CodeToken {
  readonly kind: TokenKind;
  readonly text: string;
}

const keywords = [
  'as',
  'break',
  'case',
  'const',
  'continue',
  'default',
  'else',
  'false',
  'for',
  'function',
  'if',
  'in',
  'instanceof',
  'let',
  'new',
  'null',
  'of',
  'return',
  'switch',
  'throw',
  'true',
  'typeof',
  'undefined',
  'while',
  'yield',
].join('|');

const token = new RegExp(
  `(?<comment>//[^\\n]*|/\\*[\\s\\S]*?\\*/)|(?<string>'(?:[^'\\\\\\n]|\\\\.)*'|"(?:[^"\\\\\\n]|\\\\.)*"|\`(?:[^\`\\\\]|\\\\.)*\`)|(?<keyword>(?<![\\w$.'-])(?:${keywords})(?![\\w$'-]))`,
  'g',
);

const kinds = ['comment', 'string', 'keyword'] as const;

export function tokensOf(source: string): readonly CodeToken[] {
  const tokens: CodeToken[] = [];
  let end = 0;
  for (const match of source.matchAll(token)) {
    if (match.index > end) tokens.push({ kind: 'plain', text: source.slice(end, match.index) });
    const named = match.groups ?? {};
    const kind = kinds.find((each) => named[each] !== undefined) ?? 'plain';
    tokens.push({ kind, text: match[0] });
    end = match.index + match[0].length;
  }
  if (end < source.length) tokens.push({ kind: 'plain', text: source.slice(end) });
  return tokens;
}
