/**
 * A stand-in for any parameter of a word: whatever is asked of it, it gives itself, it prints as its own name, and
 * it notes that it was used. So a word can be said without knowing what its parameters are.
 */

/** What a probe is called in the text that it ends up in. */
export const probeName = /⟦[^⟧]*⟧/g;

/** Notes in `used` each parameter, or field of one, that a word says or decides by. */
export function probe(path: string, used: Set<string>): unknown {
  return stand({ path, parent: path }, used);
}

interface Place {
  readonly path: string;
  /** What a call gives back: a text's method is still that text. */
  readonly parent: string;
}

function stand({ path, parent }: Place, used: Set<string>): unknown {
  const within = (key: string): unknown => stand({ path: `${path}.${key}`, parent: path }, used);
  return new Proxy(() => undefined, {
    get: (_, key) => {
      if (key === Symbol.toPrimitive) return (hint: string) => spoken(path, hint, used);
      return typeof key === 'string' ? within(key) : undefined;
    },
    apply: () => stand({ path: parent, parent }, used),
  });
}

function spoken(path: string, hint: string, used: Set<string>): string | number {
  used.add(path.replace(/\.length$/, ''));
  return hint === 'number' ? 7 : `⟦${path}⟧`;
}
