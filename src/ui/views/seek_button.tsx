/** A place of the run that can be gone to. */

import type { ReactElement, ReactNode } from 'react';
import { usePlayground } from '#ui/playground/playground_context.ts';

export function SeekButton(props: {
  readonly seq: number;
  readonly className?: string;
  readonly title?: string;
  readonly children: ReactNode;
}): ReactElement {
  const { seq, className = 'seek', title, children } = props;
  const { player } = usePlayground();
  return (
    <button
      type="button"
      className={className}
      title={title}
      data-hop={seq}
      onClick={() => {
        player.pause();
        player.seek(seq);
      }}
    >
      {children}
    </button>
  );
}
