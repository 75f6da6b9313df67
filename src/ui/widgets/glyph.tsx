/**
 * What a thing is, told three ways at once: outline, sign and colour. The same drawing stands in lists,
 * on the pipes, in the log and on the timeline, so that a shape learnt once is known everywhere.
 */

import type { ReactElement } from 'react';
import { useLocale } from '#ui/language/language.ts';
import { glyphPaths } from '#view-model/glyph_paths.ts';
import type { Identity } from '#view-model/identity.ts';
import './glyph.css';

/** The drawing alone, centred on 0,0 and 18 units across, for use inside another SVG. */
export function GlyphShape({ identity }: { readonly identity: Identity }): ReactElement {
  return (
    <g className={`glyph ${identity}`}>
      <path d={glyphPaths[identity].outline} strokeLinejoin="round" />
      <path className="sign" d={glyphPaths[identity].sign} />
    </g>
  );
}

/** The drawing in running text. */
export function Glyph(props: {
  readonly identity: Identity;
  readonly size?: number;
  readonly title?: string;
}): ReactElement {
  const { identities } = useLocale().labels;
  const { identity, size = 17, title = identities[identity] } = props;
  return (
    <svg className="glyph-box" width={size} height={size} viewBox="-10 -10 20 20" role="img">
      <title>{title}</title>
      <GlyphShape identity={identity} />
    </svg>
  );
}
