/**
 * The site's files in the browser's caches, one cache per build. A build's files are put into its own cache
 * alone, so that no page ever gets a part of another build; names are the site's own, so that nothing of another
 * site on the same origin is read or deleted.
 */

import { assetsNamedBy, isHashed, type SiteBuild } from './site_build.ts';

export interface StorePlaces {
  readonly caches: CacheStorage;
  readonly fetch: (address: string, options: RequestInit) => Promise<Response>;
  /** The address of the site's root, ending in a slash. */
  readonly root: string;
}

/** So many files are fetched at the same time. */
const atOnce = { first: 6, later: 2 } as const;

export class SiteStore {
  private readonly places: StorePlaces;
  private readonly build: SiteBuild;
  private readonly files: ReadonlySet<string>;
  /** One filling after the other: several pages may ask at once. */
  private filling: Promise<void> = Promise.resolve();
  /** Opened once: after it was deleted, whatever is still being fetched must not bring it back. */
  private opened: Promise<Cache> | undefined;

  constructor(places: StorePlaces, build: SiteBuild) {
    this.places = places;
    this.build = build;
    this.files = new Set(Object.values(build.files).flat());
  }

  /** Whether the build has this file. */
  has(path: string): boolean {
    return this.files.has(path);
  }

  addressOf(path: string): string {
    return new URL(path, this.places.root).href;
  }

  /** All that has to be there before this build's worker takes over; rejects when any of it cannot be had. */
  async install(): Promise<void> {
    await this.keepAll(this.build.files.first, atOnce.first);
  }

  /** What else is wanted, as far as it can be had now. */
  async fill(kinds: readonly ('later' | 'chinese')[]): Promise<void> {
    const wanted = kinds.flatMap((kind) => this.build.files[kind]);
    this.filling = this.filling.then(() => this.keepAll(wanted, atOnce.later, { goOn: true }));
    await this.filling;
  }

  /** This build's own copy. */
  async kept(path: string): Promise<Response | undefined> {
    const cache = await this.own();
    return await cache.match(this.addressOf(path));
  }

  /** A copy of a file whose name says what is in it, from whichever build. */
  async keptAnywhere(path: string): Promise<Response | undefined> {
    const own = await this.kept(path);
    if (own !== undefined) return own;
    for (const name of await this.others()) {
      const cache = await this.places.caches.open(name);
      const found = await cache.match(this.addressOf(path));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Puts a file that was just used beside the others of this build. */
  async keep(path: string, response: Response): Promise<void> {
    const cache = await this.own();
    await cache.put(this.addressOf(path), response);
  }

  /**
   * Deletes the caches of older builds, but for those that hold one of these scripts. A cache that was made after
   * this build's own is being filled by the worker that is about to take over.
   */
  async forgetOlder(scriptsInUse: readonly string[]): Promise<void> {
    const foreign = scriptsInUse.filter((script) => !this.has(script));
    for (const name of await this.older()) {
      const cache = await this.places.caches.open(name);
      const held = await Promise.all(foreign.map((script) => cache.match(this.addressOf(script))));
      if (held.every((each) => each === undefined)) await this.places.caches.delete(name);
    }
  }

  private own(): Promise<Cache> {
    this.opened ??= this.places.caches.open(this.ownName());
    return this.opened;
  }

  private ownName(): string {
    return `${cachePrefix(this.places.root)}${this.build.version}`;
  }

  /** Of this site, in the order in which they were made. */
  private async names(): Promise<readonly string[]> {
    const prefix = cachePrefix(this.places.root);
    return (await this.places.caches.keys()).filter((name) => name.startsWith(prefix));
  }

  /** The newest first. */
  private async others(): Promise<readonly string[]> {
    const own = this.ownName();
    return (await this.names()).filter((name) => name !== own).reverse();
  }

  private async older(): Promise<readonly string[]> {
    const names = await this.names();
    return names.slice(0, Math.max(0, names.indexOf(this.ownName())));
  }

  private async keepAll(
    paths: readonly string[],
    workers: number,
    { goOn = false }: { readonly goOn?: boolean } = {},
  ): Promise<void> {
    const left = [...paths];
    const work = async (): Promise<void> => {
      for (let path = left.shift(); path !== undefined; path = left.shift()) {
        const done = this.obtain(path);
        await (goOn ? done.catch(() => undefined) : done);
      }
    };
    await Promise.all(Array.from({ length: workers }, work));
  }

  /** Unless it is there already: copied from another build if its name says that it is the same, else fetched. */
  private async obtain(path: string): Promise<void> {
    const cache = await this.own();
    const address = this.addressOf(path);
    if ((await cache.match(address)) !== undefined) return;
    const copy = isHashed(path) ? await this.keptAnywhere(path) : undefined;
    const response = copy ?? (await this.download(path));
    await cache.put(address, response);
  }

  private async download(path: string): Promise<Response> {
    const cache = isHashed(path) ? 'default' : 'no-cache';
    const response = await this.places.fetch(this.addressOf(path), {
      cache,
      credentials: 'same-origin',
    });
    if (!response.ok) throw new Error(`${response.status} for ${path}`);
    if (path.endsWith('.html')) await this.checkPage(path, response.clone());
    return response.redirected ? await unredirected(response) : response;
  }

  /** A host may still answer with the page of another build, whose scripts would be missing here. */
  private async checkPage(path: string, response: Response): Promise<void> {
    const missing = assetsNamedBy(await response.text()).find((asset) => !this.has(asset));
    if (missing === undefined) return;
    throw new Error(`${path} names ${missing}, which is not of this build`);
  }
}

/** Builds of the site at this root, and no others: two sites may share an origin. */
export function cachePrefix(root: string): string {
  return `informer-lab ${new URL(root).pathname} `;
}

/** Browsers refuse to show a redirected answer as a page. */
async function unredirected(response: Response): Promise<Response> {
  const type = response.headers.get('content-type') ?? 'text/html';
  return new Response(await response.blob(), { headers: { 'content-type': type } });
}
