/**
 * A script chooses between the themes. Where there is none, the reader's system does: the colours of the
 * dark theme once more, for pages without scripts.
 */

import type { Plugin } from 'vite';

/** The style sheet in which both themes stand. */
const tokens = /\/src\/ui\/theme\/tokens\.css$/;

const darkTheme = /^\[data-theme="dark"\] \{\n([\s\S]*?)^\}/m;

export function withScriptlessTheme(css: string): string {
  const [, colours] = darkTheme.exec(css) ?? [];
  if (colours === undefined)
    throw new Error('expected the colours of the dark theme in tokens.css');
  return `${css}
@media screen and (scripting: none) and (prefers-color-scheme: dark) and (prefers-contrast: no-preference) {
:root {
${colours}}
}
`;
}

export function scriptlessTheme(): Plugin {
  return {
    name: 'scriptless-theme',
    enforce: 'pre',
    transform(css, id) {
      if (!tokens.test(id.replace(/\?.*$/, '').replaceAll('\\', '/'))) return undefined;
      return { code: withScriptlessTheme(css), map: null };
    },
  };
}
