/** A dialog over the page: its title, a way to close it, and the focus back to where it was. */

import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactElement, type ReactNode, useState } from 'react';
import { leaveEscapeToEditor } from '#ui/editor/editor_escape.ts';
import { useWords } from '#ui/language/language.ts';
import './dialog.css';

export function PageDialog(props: {
  readonly title: string;
  /** One sentence below the title. */
  readonly about?: string;
  readonly className: string;
  readonly close: () => void;
  readonly children: ReactNode;
}): ReactElement {
  const { title, about, className, close, children } = props;
  const words = useWords();
  const [opener] = useState(() => document.activeElement);
  return (
    <Dialog.Root open onOpenChange={(open) => open || close()}>
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-overlay" />
        <Dialog.Content
          className={`dialog ${className}`}
          {...(about === undefined ? { 'aria-describedby': undefined } : {})}
          onEscapeKeyDown={leaveEscapeToEditor}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener instanceof HTMLElement) opener.focus();
          }}
        >
          <Dialog.Title className="dialog-title">{title}</Dialog.Title>
          {about !== undefined && (
            <Dialog.Description className="dialog-hint">{about}</Dialog.Description>
          )}
          {children}
          <Dialog.Close className="button bare icon dialog-close" aria-label={words.widgets.close}>
            <X size={16} aria-hidden="true" />
          </Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
