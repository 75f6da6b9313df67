/** The outline and the sign of each identity as paths, centred on 0,0 and 18 units across. */

import type { Identity } from './identity.ts';

export interface GlyphPaths {
  readonly outline: string;
  readonly sign: string;
}

export const glyphPaths: Readonly<Record<Identity, GlyphPaths>> = {
  add: { outline: 'M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0z', sign: 'M-4.2 0h8.4M0-4.2v8.4' },
  mod: {
    outline:
      'M-4-8.5h8a4.5 4.5 0 0 1 4.5 4.5v8a4.5 4.5 0 0 1-4.5 4.5h-8a4.5 4.5 0 0 1-4.5-4.5v-8a4.5 4.5 0 0 1 4.5-4.5z',
    sign: 'M-5 1.2c1.7-3.4 3.3-3.4 5-1.2s3.3 2.2 5-1.2',
  },
  del: {
    outline: 'M-4-9.2h8l5.2 5.2v8l-5.2 5.2h-8l-5.2-5.2v-8z',
    sign: 'M-3.4-3.4l6.8 6.8M3.4-3.4l-6.8 6.8',
  },
  sync: {
    outline: 'M0-9.6 8.4-4.8v9.6L0 9.6-8.4 4.8v-9.6z',
    sign: 'M3.9-2.2a4.4 4.4 0 1 0 .4 3.4M4.4-5v3.2H1.2',
  },
  mark: {
    outline: 'M-8-9h16v14l-8 4.4-8-4.4z',
    sign: 'M-2.6 4.6v-9.2M-2.6-4.4h6l-1.8 2.3 1.8 2.3h-6',
  },
  fault: { outline: 'M0-9.6 9.6 8.2h-19.2z', sign: 'M0-3.2v5.2M0 4.9v.1' },
  key: {
    outline: 'M-3-6h6a6 6 0 0 1 6 6v0a6 6 0 0 1-6 6h-6a6 6 0 0 1-6-6v0a6 6 0 0 1 6-6z',
    sign: 'M-4 0h8',
  },
  request: { outline: 'M-9-6.5h11.5L9.4 0l-6.9 6.5H-9z', sign: 'M-5 0h7.4M-.2-2.8 2.6 0-.2 2.8' },
};
