/** Lets the app be installed: the manifest and its icons lie in public/, and each page of the app names it. */

import { basename } from 'node:path';
import type { Plugin } from 'vite';

/** Pages for frames and for those who work on the site are no apps. */
const withoutManifest = ['embed.html', 'gallery.html'];

export function webManifest(): Plugin {
  return {
    name: 'web-manifest',
    apply: 'build',
    transformIndexHtml: {
      // After addresses have been made those of built files: the manifest's own addresses are relative to it.
      order: 'post',
      handler: (html, { filename }) =>
        withoutManifest.includes(basename(filename))
          ? html
          : html.replace(
              '</title>',
              '</title>\n    <link rel="manifest" href="./manifest.webmanifest" />\n' +
                '    <meta name="theme-color" media="(prefers-color-scheme: light)" content="#f3f5f9" />\n' +
                '    <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#0a0d13" />',
            ),
    },
  };
}
