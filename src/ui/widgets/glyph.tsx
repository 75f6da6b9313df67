/**
 * What a thing is, told three ways at once: outline, sign and colour. The same drawing stands in lists,
 * on the pipes, in the log and on the timeline, so that a shape learnt once is known everywhere.
 */

import type { ReactElement } from 'react';
import type { Identity } from '#view-model/identity.ts';
import './glyph.css';

const words: Readonly<Record<Identity, string>> = {
  add: 'added',
  mod: 'modified',
  del: 'deleted',
  sync: 'sync or replaced',
  mark: 'bookmark',
  fault: 'fault',
  key: 'key',
  request: 'request',
};

/** The drawing alone, centred on 0,0 and 18 units across, for use inside another SVG. */
export function GlyphShape({ identity }: { readonly identity: Identity }): ReactElement {
  return (
    <g className={`glyph ${identity}`}>
      {outlines[identity]}
      {signs[identity]}
    </g>
  );
}

/** The drawing in running text. */
export function Glyph(props: {
  readonly identity: Identity;
  readonly size?: number;
  readonly title?: string;
}): ReactElement {
  const { identity, size = 17, title = words[identity] } = props;
  return (
    <svg className="glyph-box" width={size} height={size} viewBox="-10 -10 20 20" role="img">
      <title>{title}</title>
      <GlyphShape identity={identity} />
    </svg>
  );
}

const outlines: Readonly<Record<Identity, ReactElement>> = {
  add: <circle r="9" />,
  mod: <rect x="-8.5" y="-8.5" width="17" height="17" rx="4.5" />,
  del: <path d="M-4-9.2h8l5.2 5.2v8l-5.2 5.2h-8l-5.2-5.2v-8z" />,
  sync: <path d="M0-9.6 8.4-4.8v9.6L0 9.6-8.4 4.8v-9.6z" />,
  mark: <path d="M-8-9h16v14l-8 4.4-8-4.4z" />,
  fault: <path d="M0-9.6 9.6 8.2h-19.2z" strokeLinejoin="round" />,
  key: <rect x="-9" y="-6" width="18" height="12" rx="6" />,
  request: <path d="M-9-6.5h11.5L9.4 0l-6.9 6.5H-9z" strokeLinejoin="round" />,
};

const signs: Readonly<Record<Identity, ReactElement>> = {
  add: <path className="sign" d="M-4.2 0h8.4M0-4.2v8.4" />,
  mod: <path className="sign" d="M-5 1.2c1.7-3.4 3.3-3.4 5-1.2s3.3 2.2 5-1.2" />,
  del: <path className="sign" d="M-3.4-3.4l6.8 6.8M3.4-3.4l-6.8 6.8" />,
  sync: <path className="sign" d="M3.9-2.2a4.4 4.4 0 1 0 .4 3.4M4.4-5v3.2H1.2" />,
  mark: <path className="sign" d="M-2.6 4.6v-9.2M-2.6-4.4h6l-1.8 2.3 1.8 2.3h-6" />,
  fault: <path className="sign" d="M0-3.2v5.2M0 4.9v.1" />,
  key: <path className="sign" d="M-4 0h8" />,
  request: <path className="sign" d="M-5 0h7.4M-.2-2.8 2.6 0-.2 2.8" />,
};
