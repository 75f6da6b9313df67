/**
 * Writes a page of plain HTML for every lesson, exhibit, preset and list, in every language, beside the
 * built app; and serves the same pages while the site is written. `SITE=https://example.org/lab/` in the
 * build's environment is the address that the site will have: canonical addresses and the sitemap need it.
 */

import { createHash } from 'node:crypto';
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
  const sheet = styleSheet();
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
      handler: async (html, { path }) =>
        (await made()).ownPage(path.replace(/^\//, ''), html, [
          building ? sheet.file : `@fs${sheetFile}`,
        ]),
    },
    buildStart() {
      if (building) this.emitFile({ type: 'asset', fileName: sheet.file, source: sheet.source });
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
          response.end(await maker.page(path, shell, [`@fs${sheetFile}`]));
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
          const faces = chinese !== undefined && path.startsWith('zh-CN/') ? [chinese] : [];
          write(
            join(dir, maker.fileOf(path)),
            await maker.page(path, shell, [sheet.file, ...faces]),
          );
        }
        for (const [file, text] of maker.texts) write(join(dir, file), text);
      },
    },
  };
}

/** The list of the Chinese font's files, which the app fetches when its page is Chinese. */
const chineseFaces = /\bchinese_faces-[^/]*\.css$/;

const sheetFile = join(repository, 'src/ui/theme/static_pages.css');

/** The style sheet of the pages, which the app has no need of, under a name that changes with it. */
function styleSheet(): { readonly file: string; readonly source: string } {
  const source = readFileSync(sheetFile, 'utf8');
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 8);
  return { file: `assets/static_pages-${hash}.css`, source };
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
