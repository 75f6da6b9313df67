/** Gives every built page its Content-Security-Policy. The development server reloads modules by other means and has none. */

import { basename } from 'node:path';
import type { Plugin } from 'vite';
import { needsOf, policyText, withPolicy } from './content_security_policy.ts';

export function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    enforce: 'post',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { filename }) =>
        withPolicy(html, policyText(needsOf(basename(filename), html))),
    },
  };
}
