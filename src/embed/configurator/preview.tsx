/** The embed itself, with what has been chosen: the element that other pages use, from the same script. */

import { createElement, type ReactElement, useEffect, useRef, useState } from 'react';
import { writeParameters } from '#embed/parameters.ts';
import { appAddress, posterAddress, type SnippetAsked } from '#embed/snippets.ts';
import { useWords } from '#ui/language/language.ts';

/** Whoever is typing has paused for so long. */
const pauseMs = 400;

export function Preview({ asked }: { readonly asked: SnippetAsked }): ReactElement {
  const words = useWords().configurator;
  const shown = useAfterPause(asked);
  const { heightPx, title } = shown;
  const attributes = Object.fromEntries(writeParameters(shown.parameters));
  const poster = posterAddress(shown);
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">{words.preview}</h2>
      <p className="configure-about">{words.previewAbout}</p>
      {createElement(
        'informer-lab',
        {
          ...attributes,
          class: 'configure-preview',
          label: title,
          style: { height: `${heightPx}px` },
        },
        <a href={appAddress(shown)}>
          {poster === undefined ? title : <img src={poster} alt={title} />}
        </a>,
      )}
    </section>
  );
}

/** The last value that has stood for a while: what is being typed would open the frame with every letter. */
function useAfterPause(asked: SnippetAsked): SnippetAsked {
  const [shown, setShown] = useState(asked);
  const wanted = JSON.stringify(asked);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const timer = setTimeout(() => setShown(JSON.parse(wanted) as SnippetAsked), pauseMs);
    return () => clearTimeout(timer);
  }, [wanted]);
  return shown;
}
