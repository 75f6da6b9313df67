/** What a build of the site consists of, as its service worker knows it: written into sw.js when the site is built. */

/**
 * When a file is kept for use without a network: before the worker takes over, after that, or once a page
 * speaks Chinese. Whatever is used before its time is kept at once.
 */
export type Kept = 'first' | 'later' | 'chinese';

export interface SiteBuild {
  /** Differs whenever any file of the site does. */
  readonly version: string;
  /** Paths from the site's root. */
  readonly files: Readonly<Record<Kept, readonly string[]>>;
}

/** Whether a file's name holds a hash of what is in it: it never changes, and need not be asked for twice. */
export function isHashed(path: string): boolean {
  return /-[\w-]{8,}\.[a-z0-9]+$/i.test(path) && /^(assets|engine|recordings)\//.test(path);
}

/** Engines of earlier versions, which are published beside a build without being of it. */
export function isEngineFile(path: string): boolean {
  return path.startsWith('engine/') && isHashed(path);
}

/**
 * The file that an address of a page leads to: folders are served by their index.html, and some hosts
 * leave out `.html`. `undefined` for what is none of the site's.
 */
export function fileAt(path: string, isFile: (path: string) => boolean): string | undefined {
  const folder = path === '' || path.endsWith('/');
  const candidates = folder ? [`${path}index.html`] : [path, `${path}.html`];
  return candidates.find(isFile);
}

/** The files in `assets/` that a page names, wherever it lies. */
export function assetsNamedBy(html: string): readonly string[] {
  return [...html.matchAll(/(?:href|src)="[./]*(assets\/[^"?#]+)"/g)].map(([, path = '']) => path);
}
