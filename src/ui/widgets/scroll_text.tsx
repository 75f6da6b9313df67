/** Text that scrolls: a named region that the keyboard can reach, as every scrolling place must be. */

import type { ReactElement } from 'react';

export function ScrollText(props: {
  readonly label: string;
  readonly text: string;
  readonly className: string;
}): ReactElement {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: without it the keyboard could not scroll here.
    <section className={props.className} aria-label={props.label} tabIndex={0}>
      <pre>{props.text}</pre>
    </section>
  );
}
