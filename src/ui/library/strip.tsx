/** A run in five panels, drawn from what the site's build read out of it, each with its line. */

import { type ReactElement, useContext, useEffect, useState } from 'react';
import { useWords } from '#ui/language/language.ts';
import type { LearningKind } from '#ui/lesson/addresses.ts';
import type { StripPanel } from '#view-model/strip_panel.ts';
import { tallStripSvg } from '#view-model/strip_svg.ts';
import { stripText } from '#view-model/strip_text.ts';
import { LibraryContext } from './library_source.ts';
import './strip.css';

interface StripProps {
  readonly kind: LearningKind;
  readonly address: string;
  /** A line under each panel. */
  readonly lines: readonly string[];
  /** The language of the lines. */
  readonly tag: string;
}

export function Strip({ kind, address, lines, tag }: StripProps): ReactElement | null {
  const source = useContext(LibraryContext);
  const words = useWords();
  const [panels, setPanels] = useState<readonly StripPanel[]>();
  useEffect(() => {
    let gone = false;
    // Lines that tell the story stand alone where the pictures cannot be fetched.
    source?.panels(kind, address).then(
      (found) => gone || setPanels(found),
      () => undefined,
    );
    return () => {
      gone = true;
    };
  }, [source, kind, address]);
  if (source === undefined) return null;
  return (
    <ol className="strip" aria-label={words.library.strip} lang={tag}>
      {lines.map((line, index) => (
        <li key={line}>
          <figure>
            <Panel panel={panels?.[index]} label={words.library.stripPanel(index + 1)} />
            <figcaption>{line.replaceAll('`', '')}</figcaption>
          </figure>
        </li>
      ))}
    </ol>
  );
}

function Panel(props: {
  readonly panel: StripPanel | undefined;
  readonly label: string;
}): ReactElement {
  const { panel, label } = props;
  const words = useWords().strip;
  if (panel === undefined) return <div className="strip-panel" aria-hidden="true" />;
  const drawn = tallStripSvg(panel, `${label}. ${stripText(panel, words)}`, words);
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: our own drawing, its words escaped.
    <div className="strip-panel" dangerouslySetInnerHTML={{ __html: drawn }} />
  );
}
