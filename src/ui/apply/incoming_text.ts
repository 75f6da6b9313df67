/** Text that is pasted or dropped anywhere on the page opens the manifest dialog. */

import { useEffect } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import { useWords } from '#ui/language/language.ts';
import type { Acts } from '#ui/playground/acts.ts';
import { mostManifestLength } from './manifest_limits.ts';

export function useIncomingText(acts: Acts): void {
  const words = useWords().apply;
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      if (isField(event.target)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.trim() === '') return;
      event.preventDefault();
      take(acts, text, words);
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
        (text) => text.trim() !== '' && take(acts, text, words),
        () => acts.notify({ tone: 'problem', title: words.unreadableFile, text: '' }),
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
  }, [acts, words]);
}

/** Text that is far too long is not put into an editor: the message says how long it was. */
function take(acts: Acts, text: string, words: Words['apply']): void {
  if (text.length <= mostManifestLength) {
    acts.openApply(text);
    return;
  }
  const size = (text.length / 1_000_000).toFixed(1);
  const most = (mostManifestLength / 1_000_000).toFixed(0);
  acts.notify({
    tone: 'problem',
    title: words.tooMuch,
    text: words.tooMuchText(most, size),
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
