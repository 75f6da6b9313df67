/** The one animation frame loop of a playground. It runs while somebody listens and the page is seen. */

export type FrameListener = (elapsedMs: number) => void;

/** A frame that comes later than this was a pause, not slowness: time does not jump. */
const longestFrameMs = 100;

export class FrameLoop {
  readonly #listeners = new Set<FrameListener>();
  #request: number | undefined;
  #lastMs = 0;

  listen(listener: FrameListener): () => void {
    this.#listeners.add(listener);
    this.#wake();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#sleep();
    };
  }

  #wake(): void {
    if (this.#request !== undefined) return;
    this.#lastMs = performance.now();
    this.#request = requestAnimationFrame(this.#frame);
  }

  #sleep(): void {
    if (this.#request !== undefined) cancelAnimationFrame(this.#request);
    this.#request = undefined;
  }

  readonly #frame = (nowMs: number): void => {
    const elapsedMs = Math.min(longestFrameMs, Math.max(0, nowMs - this.#lastMs));
    this.#lastMs = nowMs;
    this.#request = requestAnimationFrame(this.#frame);
    for (const listener of this.#listeners) listener(elapsedMs);
  };
}
