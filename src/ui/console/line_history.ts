/** The lines that were typed: remembered in this browser, walked with the arrows, searched from the latest. */

const key = 'informer-lab.console';
const most = 200;

export class LineHistory {
  #lines: readonly string[];
  /** Counted from the latest; -1 is the line being written. */
  #back = -1;
  #draft = '';

  constructor(lines: readonly string[] = remembered()) {
    this.#lines = lines;
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  add(line: string): void {
    this.#back = -1;
    if (line === '' || line === this.#lines.at(-1)) return;
    this.#lines = [...this.#lines, line].slice(-most);
    remember(this.#lines);
  }

  /** The line before; what was being written is kept. */
  previous(written: string): string | undefined {
    if (this.#back === -1) this.#draft = written;
    const line = this.#lines.at(-2 - this.#back);
    if (line === undefined) return undefined;
    this.#back++;
    return line;
  }

  next(): string | undefined {
    if (this.#back === -1) return undefined;
    this.#back--;
    return this.#back === -1 ? this.#draft : this.#lines.at(-1 - this.#back);
  }

  /** The latest line that contains `text`, or the `skip`-th before it. */
  find(text: string, skip: number): string | undefined {
    const found = this.#lines.filter((line) => line.includes(text)).toReversed();
    return [...new Set(found)][skip];
  }
}

function remembered(): readonly string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}

function remember(lines: readonly string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(lines));
  } catch {
    // A browser that keeps nothing still has a history until the page is left.
  }
}
