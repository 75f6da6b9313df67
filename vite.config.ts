/**
 * How the site is built and how the tests are grouped. Pages are the `.html` files of src/app;
 * everything else about the tests' environment stands in test/setup.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { type Plugin, runnerImport } from 'vite';
import { defineConfig } from 'vitest/config';
import { addresses } from './src/cli/site/addresses_plugin.ts';
import { contentSecurityPolicy } from './src/cli/site/csp_plugin.ts';
import { embedPage, embedPageFile } from './src/cli/site/embed_page_plugin.ts';
import { embedScript } from './src/cli/site/embed_script_plugin.ts';
import { engineFileNames, engineVersions } from './src/cli/site/engine_versions_plugin.ts';
import { hostHeaders } from './src/cli/site/host_headers_plugin.ts';
import { moduleReader, type ReadModule, rememberingReader } from './src/cli/site/module_reader.ts';
import { posters } from './src/cli/site/posters_plugin.ts';
import { preloadOpening } from './src/cli/site/preload_opening_plugin.ts';
import { recordings } from './src/cli/site/recordings_plugin.ts';
import { scriptlessTheme } from './src/cli/site/scriptless_theme.ts';
import { serviceWorker } from './src/cli/site/service_worker_plugin.ts';
import { staticPages } from './src/cli/site/static_pages_plugin.ts';
import { lessonStrips, stripsOf } from './src/cli/site/strips.ts';
import { webManifest } from './src/cli/site/web_manifest_plugin.ts';
import { cutPieces } from './src/tutor/piece_sources.ts';
import { textCard } from './src/tutor/text_card.ts';

const repository = import.meta.dirname;
const pages = join(repository, 'src/app');

function pageFiles(): string[] {
  return readdirSync(pages)
    .filter((name) => name.endsWith('.html') && name !== embedPageFile)
    .map((name) => join(pages, name));
}

/** `lesson.en.md?title` is the lesson's first heading, so that a list of lessons carries no lesson. */
function lessonTitles(): Plugin {
  const suffix = '.md?title';
  return {
    name: 'lesson-titles',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith(suffix)) return undefined;
      const [first = ''] = readFileSync(id.slice(0, -'?title'.length), 'utf8').split('\n');
      return `export default ${JSON.stringify(first.replace(/^# /, ''))};`;
    },
  };
}

/** `pod_roster_pieces.ts?pieces` is the text of each piece in it, for readers: the very code that runs. */
function pieceSources(): Plugin {
  const suffix = '?pieces';
  return {
    name: 'piece-sources',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith(suffix)) return undefined;
      const text = readFileSync(id.slice(0, -suffix.length), 'utf8');
      return `export default ${JSON.stringify(cutPieces(text))};`;
    },
  };
}

interface ScenePreviews {
  readonly scenePreview: (file: string) => unknown;
}

/** `tombstone.lab?preview` is the picture of that scene, played to its end while the site is built. */
function scenePreviews(): Plugin {
  const suffix = '?preview';
  let previews: Promise<ScenePreviews> | undefined;
  return {
    name: 'scene-previews',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(suffix)) return undefined;
      previews ??= runnerImport<ScenePreviews>(join(repository, 'src/cli/scene_preview.ts'), {
        root: repository,
      }).then(({ module }) => module);
      const { scenePreview } = await previews;
      return `export default ${JSON.stringify(scenePreview(id.slice(0, -suffix.length)))};`;
    },
  };
}

interface ItemCards {
  readonly itemCard: (module: object) => unknown;
}

/** `lesson.en.md?card` and `lesson.ts?card` are what lists and the search show of a lesson. */
function lessonCards(read: ReadModule): Plugin {
  let cards: Promise<ItemCards> | undefined;
  return {
    name: 'lesson-cards',
    enforce: 'pre',
    async load(id) {
      if (!/\.(md|ts)\?card$/.test(id)) return undefined;
      const file = id.slice(0, -'?card'.length);
      if (file.endsWith('.md')) {
        return `export default ${JSON.stringify(textCard(readFileSync(file, 'utf8')))};`;
      }
      cards ??= read<ItemCards>(join(repository, 'src/cli/item_card.ts'));
      const { itemCard } = await cards;
      return `export default ${JSON.stringify(itemCard(await read<object>(file)))};`;
    },
  };
}

/** One group of tests, run as one part of `npm test`. */
function group(name: string, include: readonly string[], exclude: readonly string[] = []) {
  return {
    extends: true as const,
    test: { name, include: [...include], exclude: ['**/node_modules/**', ...exclude] },
  };
}

const ownGroups = [
  'test/tidy/**',
  'test/golden/**',
  'test/lessons/**',
  'test/package/**',
  'test/browser/**',
];

const read = rememberingReader(moduleReader());
const strips = stripsOf(read);

export default defineConfig(({ command }) => ({
  root: process.env.VITEST ? repository : pages,
  base: './',
  publicDir: join(repository, 'public'),
  cacheDir: join(repository, 'node_modules/.cache/vite'),
  plugins: [
    addresses(),
    lessonTitles(),
    pieceSources(),
    scenePreviews(),
    lessonStrips(strips),
    lessonCards(read),
    recordings(),
    posters(read, strips),
    preloadOpening(),
    react(),
    scriptlessTheme(),
    staticPages({ read, strips, site: process.env.SITE }),
    webManifest(),
    contentSecurityPolicy(),
    embedScript(repository),
    embedPage(),
    engineVersions(),
    // The last ones: they tell of every file that the others have written.
    hostHeaders(),
    serviceWorker(repository),
  ],
  worker: { format: 'es', rolldownOptions: { output: engineFileNames } },
  server: { fs: { allow: [repository] } },
  build: {
    target: 'es2022',
    outDir: join(repository, 'dist'),
    emptyOutDir: true,
    // A font within a style sheet would need a wider Content-Security-Policy.
    assetsInlineLimit: (file) => (/\.(woff2?|ttf)$/.test(file) ? false : undefined),
    chunkSizeWarningLimit: 8000,
    ...(command === 'build' ? { rolldownOptions: { input: pageFiles() } } : {}),
  },
  test: {
    environment: 'node',
    passWithNoTests: true,
    // A slow machine is no failure; a hang still is one.
    testTimeout: 60_000,
    maxWorkers: 2,
    setupFiles: [join(repository, 'test/setup/determinism_trap.ts')],
    projects: [
      group('tidy', ['test/tidy/**/*.test.ts']),
      group('unit', ['test/**/*.test.{ts,tsx}'], ownGroups),
      group('recordings', ['test/golden/**/*.test.ts']),
      group('lessons', ['test/lessons/**/*.test.ts']),
      group('package', ['test/package/**/*.test.ts']),
    ],
  },
}));
