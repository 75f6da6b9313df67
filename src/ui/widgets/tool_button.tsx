/** A button that shows only an icon; its name is told to screen readers and on hovering. */

import type { ReactElement, ReactNode } from 'react';

export function ToolButton(props: {
  readonly label: string;
  readonly act: () => void;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <button
      type="button"
      className="button icon"
      aria-label={props.label}
      title={props.label}
      onClick={props.act}
    >
      {props.children}
    </button>
  );
}
