/**
 * The app's page names the recording of its opening scene, so that it is fetched beside the scripts and not
 * after them.
 */

import type { Plugin } from 'vite';

export function preloadOpening(): Plugin {
  return {
    name: 'preload-opening',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { path, bundle }) => {
        if (!path.endsWith('/index.html') || bundle === undefined) return [];
        const file = Object.keys(bundle).find((name) =>
          /^recordings\/opening-\w+\.json$/.test(name),
        );
        if (file === undefined) throw new Error('expected a recording of the opening scene');
        const attrs = { rel: 'preload', as: 'fetch', crossorigin: '', href: `./${file}` };
        return [{ tag: 'link', attrs, injectTo: 'head' }];
      },
    },
  };
}
