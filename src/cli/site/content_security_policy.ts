/**
 * What a page of this site may load and run: only what lies beside it, and the inline scripts that it was
 * built with, known by their hashes. One policy, said in each page's `<meta>` and in the recipes for hosts.
 *
 * Trusted Types were tried and left out: workers, the service worker and Monaco would all go through a default
 * policy that lets any HTML pass, which keeps out nothing that `script-src` without `unsafe-inline` lets in.
 */

import { createHash } from 'node:crypto';

export interface PageNeeds {
  /** The hashes of the page's inline scripts, as `sha256-…`. */
  readonly scripts: readonly string[];
  /** The hashes of its own inline styles; or `inline` if it may have any, and attributes, that a script wrote. */
  readonly styles: 'inline' | readonly string[];
  /** Whether it shows other pages of this site in frames. */
  readonly frames: boolean;
}

/**
 * Pages that need no inline styles. All others do, for three reasons: Monaco writes `<style>` elements for its
 * themes and decorations, and places every line of text by a `style` attribute in HTML that it builds; Radix
 * adds a `<style>` that holds the page still behind a dialog; and pictures drawn at build time come as
 * SVG text. None of the three can be known by a hash when the site is built. React's own `style` properties
 * go through the object model, which no policy forbids.
 */
const strictPages = ['fidelity.html', 'embed.html', 'configure.html'];

/** Pages that frame others of this site: the configurator of embeds shows what it configures. */
const framingPages = ['configure.html'];

/** What a page in src/app needs, by its file's name and its text. */
export function needsOf(name: string, html: string): PageNeeds {
  return {
    scripts: inlineScripts(html).map(hashOf),
    styles: strictPages.includes(name) ? inlineStyles(html).map(hashOf) : 'inline',
    frames: framingPages.includes(name),
  };
}

/** The policy as the value of a header or of a `<meta>`. */
export function policyText({ scripts, styles, frames }: PageNeeds): string {
  const directives: readonly (readonly string[])[] = [
    ['default-src', "'none'"],
    ['script-src', "'self'", ...quoted(scripts)],
    ['style-src', "'self'", ...(styles === 'inline' ? ["'unsafe-inline'"] : quoted(styles))],
    ['img-src', "'self'", 'data:', 'blob:'],
    ['font-src', "'self'"],
    ['connect-src', "'self'"],
    ['worker-src', "'self'"],
    ['manifest-src', "'self'"],
    ['frame-src', frames ? "'self'" : "'none'"],
    ['base-uri', "'none'"],
    ['form-action', "'none'"],
  ];
  return directives.map((words) => words.join(' ')).join('; ');
}

/** One policy that fits every page, for hosts that send the same headers with all of them. */
export function needsOfAll(pages: readonly PageNeeds[]): PageNeeds {
  const all = pages.map(({ styles }) => styles);
  return {
    scripts: pages.flatMap(({ scripts }) => scripts),
    // Beside a hash, `unsafe-inline` would mean nothing.
    styles: all.includes('inline') ? 'inline' : all.flat(),
    frames: pages.some(({ frames }) => frames),
  };
}

/** The page with its policy as the first thing after the character set: it binds only what follows it. */
export function withPolicy(html: string, policy: string): string {
  const meta = `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
  const charset = /<meta charset="utf-8"\s*\/?>/i;
  if (!charset.test(html)) throw new Error('expected <meta charset="utf-8"> in the page');
  return html.replace(charset, (found) => `${found}\n    ${meta}`);
}

/** The texts of scripts that a browser would run where they stand; data blocks are not run. */
export function inlineScripts(html: string): readonly string[] {
  const scripts = html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/gi);
  return [...scripts].flatMap(([, attributes = '', text = '']) => {
    if (/\ssrc\s*=/i.test(attributes)) return [];
    const type = /\stype\s*=\s*["']?([^"'\s>]+)/i.exec(attributes)?.[1];
    return type === undefined || type === 'module' || type === 'text/javascript' ? [text] : [];
  });
}

function inlineStyles(html: string): readonly string[] {
  return [...html.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/gi)].map(([, text = '']) => text);
}

function quoted(hashes: readonly string[]): readonly string[] {
  return [...new Set(hashes)].map((hash) => `'${hash}'`);
}

function hashOf(script: string): string {
  return `sha256-${createHash('sha256').update(script, 'utf8').digest('base64')}`;
}
