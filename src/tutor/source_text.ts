/** Finds where a text comes from in a TypeScript file: the line of the literal, or of the template, that makes it. */

/** What a literal looks like from outside: its fixed parts, with anything between them. */
interface Literal {
  readonly line: number;
  readonly parts: readonly string[];
}

/** The line, counted from 1, at which a literal begins that makes this text; the one that fixes most of it. */
export function lineOfText(source: string, text: string): number | undefined {
  let best: { readonly line: number; readonly fixed: number } | undefined;
  for (const { line, parts } of literalsOf(source)) {
    const fixed = parts.reduce((sum, part) => sum + part.trim().length, 0);
    if (fixed < 3 || fixed <= (best?.fixed ?? 0) || !makes(parts, text)) continue;
    best = { line, fixed };
  }
  return best?.line;
}

/** Whether a text begins with the first part, ends with the last, and has the others in order. */
function makes(parts: readonly string[], text: string): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

/** Every literal of a file, those within templates as well. */
function literalsOf(source: string): readonly Literal[] {
  const found: Literal[] = [];
  new LiteralReader(source, found).readCode(0, undefined);
  return found;
}

class LiteralReader {
  readonly #source: string;
  readonly #found: Literal[];

  constructor(source: string, found: Literal[]) {
    this.#source = source;
    this.#found = found;
  }

  /** Reads code up to the closing bracket of a template's hole, or to the end. Returns where it stopped. */
  readCode(from: number, closing: '}' | undefined): number {
    let depth = 0;
    let at = from;
    while (at < this.#source.length) {
      const sign = this.#source[at];
      const two = this.#source.slice(at, at + 2);
      if (sign === closing && depth === 0) return at;
      if (sign === '{') depth++;
      else if (sign === '}') depth--;
      if (two === '//') at = this.#after('\n', at);
      else if (two === '/*') at = this.#after('*/', at);
      else if (sign === "'" || sign === '"' || sign === '`') at = this.#readLiteral(at, sign);
      else at++;
    }
    return at;
  }

  #after(end: string, at: number): number {
    const found = this.#source.indexOf(end, at);
    return found < 0 ? this.#source.length : found + end.length;
  }

  #readLiteral(start: number, quote: string): number {
    const parts = [''];
    const add = (text: string): void => {
      parts.push(`${parts.pop() ?? ''}${text}`);
    };
    let at = start + 1;
    while (at < this.#source.length && this.#source[at] !== quote) {
      const sign = this.#source[at] ?? '';
      if (sign === '\\') {
        add(escaped(this.#source[at + 1] ?? ''));
        at += 2;
      } else if (quote === '`' && this.#source.startsWith('${', at)) {
        at = this.readCode(at + 2, '}') + 1;
        parts.push('');
      } else {
        add(sign);
        at++;
      }
    }
    this.#found.push({ line: this.#lineAt(start), parts });
    return at + 1;
  }

  #lineAt(at: number): number {
    return this.#source.slice(0, at).split('\n').length;
  }
}

function escaped(sign: string): string {
  if (sign === 'n') return '\n';
  if (sign === 't') return '\t';
  return sign === '\n' ? '' : sign;
}
