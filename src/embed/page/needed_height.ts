/**
 * How high a frame must be to show everything in it. The picture fills whatever height there is, so that this
 * is more than the frame has only where something would have to be scrolled, or is cut off.
 */

import type { EmbedController, EmbedState } from '#embed/embed_controller.ts';

/** Tells the height now, and whenever it may have changed. */
export function watchNeededHeight(
  controller: EmbedController,
  changed: (height: number) => void,
): () => void {
  const measure = (): void => changed(neededHeight(document.documentElement));
  const observer = new ResizeObserver(measure);
  observer.observe(document.documentElement);
  let before = controller.state();
  const end = controller.subscribe((event) => {
    if (event.kind !== 'changed' && event.kind !== 'ready') return;
    const isSame = looksLike(event.state, before);
    before = event.state;
    // What is shown now is laid out by the next frame.
    if (!isSame) requestAnimationFrame(measure);
  });
  return () => {
    observer.disconnect();
    end();
  };
}

/** What takes up room is the same. */
function looksLike(state: EmbedState, before: EmbedState): boolean {
  return (
    state.phase === before.phase &&
    state.panels === before.panels &&
    state.controls === before.controls &&
    state.language === before.language
  );
}

function neededHeight(root: HTMLElement): number {
  const scrolling = [root, ...root.querySelectorAll<HTMLElement>('.embed-views, .stage')];
  const missing = scrolling.map(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  return root.clientHeight + Math.max(0, ...missing);
}
