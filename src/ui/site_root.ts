/**
 * Where this site lies, whichever of its pages is open: pages lie at several depths, and the site may lie
 * under any path, so what is fetched by name is asked for beside the code and not beside the page.
 */

/** `file` is relative to the site's root, such as `fidelity.json`. */
export function siteAddress(file: string): string {
  return new URL(file, rootOf(import.meta.url)).href;
}

/** The root as seen from a module: chunks lie in `assets/`, `embed.js` at the root; sources are served by name. */
export function rootOf(module: string): string {
  const built = /^(.*?\/)(?:assets\/)?[^/]*\.js(?:\?.*)?$/.exec(module);
  return built?.[1] ?? new URL('/', module).href;
}
