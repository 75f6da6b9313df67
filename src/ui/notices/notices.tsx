/** Short messages over the stage: what was done, what was refused and where. */

import { RotateCcw, Undo2, X } from 'lucide-react';
import { Toast } from 'radix-ui';
import type { ReactElement } from 'react';
import { useWords } from '#ui/language/language.ts';
import { usePlayground, usePlaygroundState } from '#ui/playground/playground_context.ts';
import './notices.css';

const shownMs = { done: 4_000, branch: 6_000, problem: 60_000 } as const;

function reload(): void {
  location.reload();
}

export function Notices(): ReactElement {
  const { acts } = usePlayground();
  const words = useWords();
  const all = usePlaygroundState((state) => state.notices);
  const presenting = usePlaygroundState((state) => state.presenting);
  // Nobody at a talk wants to hear of it; it is said afterwards.
  const notices = presenting ? all.filter(({ newVersion }) => newVersion !== true) : all;
  const undoable = usePlaygroundState((state) => state.undoable.at(-1)?.id);
  return (
    <Toast.Provider swipeDirection="down" label={words.notices.label}>
      {notices.map((notice) => (
        <Toast.Root
          key={notice.id}
          className={`notice ${notice.tone}`}
          type={notice.tone === 'problem' ? 'foreground' : 'background'}
          duration={notice.newVersion === true ? Number.POSITIVE_INFINITY : shownMs[notice.tone]}
          onOpenChange={(open) => open || acts.dismiss(notice.id)}
        >
          <Toast.Title className="notice-title">{notice.title}</Toast.Title>
          <Toast.Description className="notice-text">{notice.text}</Toast.Description>
          {notice.undo !== undefined && notice.undo === undoable && (
            <Toast.Action asChild altText={words.notices.undoHint} onClick={acts.undo}>
              <button type="button" className="button undo-button">
                <Undo2 size={14} aria-hidden="true" /> {words.notices.undo}
              </button>
            </Toast.Action>
          )}
          {notice.newVersion === true && (
            <Toast.Action asChild altText={words.notices.reload} onClick={reload}>
              <button type="button" className="button primary undo-button">
                <RotateCcw size={14} aria-hidden="true" /> {words.notices.reload}
              </button>
            </Toast.Action>
          )}
          <Toast.Close className="button bare icon" aria-label={words.notices.dismiss}>
            <X size={14} aria-hidden="true" />
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport className="notices" label={words.notices.all} />
    </Toast.Provider>
  );
}
