/** `lesson.ts?address` says that there is that file and nothing of what is in it, so that lists stay light. */

import type { Plugin } from 'vite';

const suffix = '.ts?address';

export function addresses(): Plugin {
  return {
    name: 'addresses',
    enforce: 'pre',
    load: (id) => (id.endsWith(suffix) ? 'export default true;' : undefined),
  };
}
