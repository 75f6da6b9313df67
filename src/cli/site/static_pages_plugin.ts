/**
 * Writes a page of plain HTML for every lesson, exhibit, preset and list, in every language, beside the
 * built app; and serves the same pages while the site is written. `SITE=https://example.org/lab/` in the
 * build's environment is the address that the site will have: canonical addresses and the sitemap need it.
 */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { type ReadModule, repository } from './module_reader.ts';
import type { PageMaker } from './page_maker.ts';
import type { StripsOf } from './strips.ts';

interface StaticPagesOptions {
  readonly read: ReadModule;
  readonly strips: StripsOf;
  /** As it stands in the environment. */
  readonly site: string | undefined;
}

interface MakerModule {
  readonly pageMaker: (options: {
    readonly load: ReadModule;
    readonly strips: StripsOf;
    readonly site: string | undefined;
    readonly fidelityMarkup: unknown;
  }) => Promise<PageMaker>;
}

export function staticPages(options: StaticPagesOptions): Plugin {
  const { read, strips } = options;
  const site = siteAddress(options.site);
  const open = async (): Promise<PageMaker> => {
    const { pageMaker } = await read<MakerModule>(join(repository, 'src/cli/site/page_maker.ts'));
    const fidelity = await read<{ readonly fidelityMarkup: unknown }>(
      join(repository, 'src/app/fidelity/fidelity_markup.tsx'),
    );
    return pageMaker({ load: read, strips, site, ...fidelity });
  };
  let maker: Promise<PageMaker> | undefined;
  let building = true;
  const made = (): Promise<PageMaker> => {
    // What is being written may change between two pages.
    if (!building) return open();
    maker ??= open();
    return maker;
  };
  return {
    name: 'static-pages',
    configResolved({ command }) {
      building = command === 'build';
    },
    transformIndexHtml: {
      order: 'post',
      handler: async (html, { path }) => (await made()).ownPage(path.replace(/^\//, ''), html),
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = decodeURI((request.url ?? '').replace(/[?#].*$/, '').slice(1));
        if (!/\/$/.test(path) || path.startsWith('@')) return next();
        const send = async (): Promise<void> => {
          const maker = await made();
          const shellFile = maker.shellOf(path);
          if (shellFile === undefined) return next();
          const source = readFileSync(join(repository, 'src/app', shellFile), 'utf8');
          const shell = await server.transformIndexHtml(`/${shellFile}`, source);
          response.setHeader('Content-Type', 'text/html; charset=utf-8');
          response.end(await maker.page(path, shell));
        };
        send().catch(next);
      });
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler({ dir = '' }, bundle) {
        const maker = await made();
        const chinese = Object.keys(bundle).find((file) => chineseFaces.test(file));
        const shells = new Map<string, string>();
        for (const { path, shellFile } of maker.pages) {
          const shell = shells.get(shellFile) ?? readFileSync(join(dir, shellFile), 'utf8');
          shells.set(shellFile, shell);
          const page = await maker.page(path, withStyle(shell, path, chinese));
          write(join(dir, maker.fileOf(path)), page);
        }
        for (const [file, text] of maker.texts) write(join(dir, file), text);
      },
    },
  };
}

/** The list of the Chinese font's files, which the app fetches when its page is Chinese. */
const chineseFaces = /\bchinese_faces-[^/]*\.css$/;

function withStyle(shell: string, path: string, file: string | undefined): string {
  if (file === undefined || !path.startsWith('zh-CN/')) return shell;
  return shell.replace(
    '</head>',
    () => `<link rel="stylesheet" crossorigin href="./${file}">\n  </head>`,
  );
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function siteAddress(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new Error(`SITE must be the address of the site, "https://…", got "${text}"`);
  }
  return text.endsWith('/') ? text : `${text}/`;
}
