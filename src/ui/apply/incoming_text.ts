/** Text that is pasted or dropped anywhere on the page opens the manifest dialog; a trace file, its run. */

import { useEffect } from 'react';
import type { Words } from '#messages/en/ui/words.ts';
import type { NamedText } from '#ui/export/import_run.ts';
import { useWords } from '#ui/language/language.ts';
import type { Acts } from '#ui/playground/acts.ts';
import { mostManifestLength } from './manifest_limits.ts';

/** How the first line of a trace file begins. */
const traceStart = '{"format":"informer-lab/trace"';

export function useIncomingText(acts: Acts): void {
  const words = useWords().apply;
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      if (isField(event.target)) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.trim() === '') return;
      event.preventDefault();
      take(acts, { name: '', text }, words);
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
        (file) => file.text.trim() !== '' && take(acts, file, words),
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
function take(acts: Acts, file: NamedText, words: Words['apply']): void {
  const { name, text } = file;
  if (name.endsWith('.ndjson') || text.startsWith(traceStart)) {
    acts.importRun(file);
    return;
  }
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

/** Of several files one that is a trace; otherwise all of them as one text. */
async function dropped(data: DataTransfer): Promise<NamedText> {
  const files = [...data.files];
  const trace = files.find(({ name }) => name.endsWith('.ndjson'));
  if (trace !== undefined) return { name: trace.name, text: await trace.text() };
  if (files.length === 0) return { name: '', text: data.getData('text/plain') };
  const texts = await Promise.all(files.map((file) => file.text()));
  return { name: files[0]?.name ?? '', text: texts.join('\n---\n') };
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input, textarea, [contenteditable="true"], [role="dialog"]') !== null
  );
}
