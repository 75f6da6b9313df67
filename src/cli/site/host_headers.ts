/**
 * What a host should say with each file of the built site, for hosts that can be told: the policy that the pages
 * carry themselves, and who may frame what, which no page can say of itself; how long files may be kept.
 * Netlify and Cloudflare Pages read it from the file `_headers`; others are told by hand (.github/HOSTING.md).
 */

import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { needsOf, needsOfAll, policyText } from './content_security_policy.ts';
import { filesOf } from './crawl.ts';

export interface HeaderRule {
  /** As in `_headers`: from the root of the origin; `*` and `:name` stand for anything and for one folder. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const forever = 'public, max-age=31536000, immutable';

/** One policy that fits every page of the built site. */
export function sitePolicy(folder: string): string {
  const pages = filesOf(folder).filter((file) => file.endsWith('.html'));
  const needs = pages.map((file) =>
    needsOf(basename(file), readFileSync(join(folder, file), 'utf8')),
  );
  return policyText(needsOfAll(needs));
}

/**
 * Where two rules fit one file, hosts send both values of a header. For policies that is wanted: both bind. So
 * the rule for all leaves frames open, as embed.html needs, and the rules of every other page close them.
 */
export function headerRules(folder: string): readonly HeaderRule[] {
  const files = filesOf(folder);
  const pages = files.filter((file) => file.endsWith('.html'));
  const own = pages.filter((file) => !file.includes('/') && file !== 'embed.html');
  const folders = [...new Set(pages.filter((file) => file.includes('/')).map(topFolder))];
  const unframed = { 'Content-Security-Policy': "frame-ancestors 'self'" };
  const kept = ['/assets/*', '/engine/:version/*', '/recordings/*'].filter((path) =>
    files.some((file) => file.startsWith(path.slice(1).split('/')[0] ?? '')),
  );
  return [
    {
      path: '/*',
      headers: {
        'Content-Security-Policy': sitePolicy(folder),
        'X-Content-Type-Options': 'nosniff',
        'Referrer-Policy': 'strict-origin-when-cross-origin',
      },
    },
    { path: '/', headers: unframed },
    ...own.map((file) => ({ path: `/${file}`, headers: unframed })),
    ...folders.map((name) => ({ path: `/${name}/*`, headers: unframed })),
    ...kept.map((path) => ({ path, headers: { 'Cache-Control': forever } })),
    { path: '/sw.js', headers: { 'Cache-Control': 'no-cache' } },
  ];
}

export function headersFile(rules: readonly HeaderRule[]): string {
  const blocks = rules.map(({ path, headers }) =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join('\n'),
  );
  return `${blocks.join('\n\n')}\n`;
}

function topFolder(file: string): string {
  return file.split('/')[0] ?? '';
}
