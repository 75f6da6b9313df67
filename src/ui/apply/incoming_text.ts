/** Text that is pasted or dropped anywhere on the page opens the manifest dialog. */

import { useEffect } from 'react';
import type { Acts } from '#ui/playground/acts.ts';
import { mostManifestLength } from './manifest_limits.ts';

export function useIncomingText(acts: Acts): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      if (isField(event.target)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.trim() === '') return;
      event.preventDefault();
      take(acts, text);
    };
    const over = (event: DragEvent): void => {
      const kinds = event.dataTransfer?.types ?? [];
      if (kinds.includes('Files') || kinds.includes('text/plain')) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      const data = event.dataTransfer;
      if (data === null || isField(event.target)) return;
      event.preventDefault();
      dropped(data).then(
        (text) => text.trim() !== '' && take(acts, text),
        () => acts.notify({ tone: 'problem', title: 'That file cannot be read', text: '' }),
      );
    };
    document.addEventListener('paste', paste);
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('paste', paste);
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop);
    };
  }, [acts]);
}

/** Text that is far too long is not put into an editor: the message says how long it was. */
function take(acts: Acts, text: string): void {
  if (text.length <= mostManifestLength) {
    acts.openApply(text);
    return;
  }
  const size = (text.length / 1_000_000).toFixed(1);
  const most = (mostManifestLength / 1_000_000).toFixed(0);
  acts.notify({
    tone: 'problem',
    title: 'Too much to apply at once',
    text: `expected at most ${most} MB of YAML, got ${size} MB. Nothing was applied; the run goes on.`,
  });
}

async function dropped(data: DataTransfer): Promise<string> {
  const files = [...data.files];
  if (files.length === 0) return data.getData('text/plain');
  const texts = await Promise.all(files.map((file) => file.text()));
  return texts.join('\n---\n');
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, [contenteditable="true"], [role="dialog"]') !== null
  );
}
