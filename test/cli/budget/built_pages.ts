/** A small built site in a folder of its own. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const files: Readonly<Record<string, string>> = {
  'index.html': `<!doctype html><html><head>
    <link rel="icon" href="data:image/svg+xml,%3Csvg/%3E" />
    <link rel="preload" as="fetch" crossorigin href="./recordings/opening-12ab34cd.json">
    <script type="module" crossorigin src="./assets/index-aaaaaaaa.js"></script>
    <link rel="modulepreload" crossorigin href="./assets/base-bbbbbbbb.js">
    <link rel="stylesheet" crossorigin href="./assets/index-cccccccc.css">
    <noscript><link rel="stylesheet" href="./assets/scriptless-99999999.css" /></noscript>
    <link rel="canonical" href="./elsewhere.html"></head></html>`,
  'recordings/opening-12ab34cd.json': '{}',
  'assets/index-aaaaaaaa.js':
    'import{a}from"./base-bbbbbbbb.js";const b=()=>import("./late-dddddddd.js");console.log(a,b,"import x from \'./none.js\'");',
  'assets/base-bbbbbbbb.js': 'export*from"./deep-eeeeeeee.js";export const a=1;',
  'assets/deep-eeeeeeee.js': 'export const deep=2;',
  'assets/index-cccccccc.css': 'body{margin:0}',
  'assets/late-dddddddd.js': 'import"./later-ffffffff.js";export const late=3;',
  'assets/later-ffffffff.js': 'export const later=4;',
};

export class BuiltPages {
  readonly folder = mkdtempSync(join(tmpdir(), 'informer-lab-site-'));

  constructor() {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, name)), { recursive: true });
      writeFileSync(join(this.folder, name), text);
    }
  }

  without(name: string): void {
    rmSync(join(this.folder, name));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
