/** What is wrong with a page's markup, in words: nesting, names, headings, links. */

import { posix } from 'node:path';
import type { RenderedPage } from '#cli/site/render_site.tsx';
import { fileOf } from '#cli/site/site_paths.ts';

const voidElements = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'wbr']);

/** Which elements may not stand in which. */
const phrasingOnly = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'a', 'code', 'summary', 'caption']);
const blocks =
  /^(p|h[1-6]|ul|ol|li|dl|dt|dd|section|article|header|footer|main|nav|table|pre|div|figure|details|blockquote)$/;

/** The places in a file that a link may name; `undefined` for a page of the app itself. */
export type Places = ReadonlyMap<string, readonly string[] | undefined>;

type Page = Pick<RenderedPage, 'body' | 'path' | 'tag'>;

export function pageFaults(page: Page, files: Places): readonly string[] {
  const { body } = page;
  return [
    ...nestingFaults(body),
    ...counted(body, /<h1\b/g, 'h1'),
    ...counted(body, /<main\b/g, 'main'),
    ...headingFaults(body),
    ...idFaults(body),
    ...linkFaults(page, files),
    ...[...body.matchAll(/<svg\b[^>]*>/g)]
      .filter(([tag]) => !/ role="img" aria-label="[^"]{40,}"/.test(tag))
      .map(([tag]) => `a picture without words: ${tag.slice(0, 80)}`),
    ...(body.includes(` lang="${page.tag}"`) ? [] : ['no language']),
    ...[...textOf(body).matchAll(/undefined|NaN|\[object|`/g)].map(([word]) => `says "${word}"`),
  ];
}

function nestingFaults(body: string): readonly string[] {
  const faults: string[] = [];
  const open: string[] = [];
  for (const [tag, closing, name = '', , selfClosed] of body.matchAll(
    /<(\/?)([a-zA-Z][\w-]*)((?:\s[^<>]*?)?)(\/?)>/g,
  )) {
    if (closing === '/') {
      const last = open.pop();
      if (last !== name) faults.push(`</${name}> closes ${last ?? 'nothing'}`);
      continue;
    }
    const above = open.findLast((each) => phrasingOnly.has(each));
    if (above !== undefined && blocks.test(name)) faults.push(`${tag} stands in ${above}`);
    if (name === 'a' && open.includes('a')) faults.push(`a link in a link: ${tag}`);
    if (selfClosed !== '/' && !voidElements.has(name)) open.push(name);
  }
  const stray = body.replace(/<\/?[a-zA-Z][\w-]*(?:\s[^<>]*?)?\/?>/g, '');
  if (/[<>]/.test(stray))
    faults.push(`an unescaped sign: ${/.{0,40}[<>].{0,40}/.exec(stray)?.[0]}`);
  return open.length === 0 ? faults : [...faults, `never closed: ${open.join(', ')}`];
}

function counted(body: string, pattern: RegExp, what: string): readonly string[] {
  const count = body.match(pattern)?.length ?? 0;
  return count === 1 ? [] : [`expected one ${what}, got ${count}`];
}

/** A heading is at most one level below the one before it. */
function headingFaults(body: string): readonly string[] {
  const levels = [...body.matchAll(/<h([1-6])\b/g)].map(([, level]) => Number(level));
  return levels.flatMap((level, index) =>
    level > (levels[index - 1] ?? 0) + 1 ? [`a heading of level ${level} follows none above`] : [],
  );
}

function idFaults(body: string): readonly string[] {
  const ids = idsOf(body);
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `the id ${id} twice`);
}

export function idsOf(body: string): readonly string[] {
  return [...body.matchAll(/ id="([^"]*)"/g)].map(([, id = '']) => id);
}

/** Links within the site lead to a file of it. */
function linkFaults(page: Page, files: Places): readonly string[] {
  const links = [...page.body.matchAll(/ href="([^"]*)"/g)].map(([, href = '']) => href);
  return links.flatMap((href) => {
    if (/^https:\/\//.test(href)) return [];
    const [path = '', anchor] = href.split('#');
    if (path === '') {
      return idsOf(page.body).includes(anchor ?? '') ? [] : [`no such place: ${href}`];
    }
    const target = posix.join(posix.dirname(fileOf(page.path)), path);
    const file = fileOf(target === './' ? '' : target);
    if (!files.has(file)) return [`leads nowhere: ${href}`];
    const places = anchor === undefined ? undefined : files.get(file);
    return places?.includes(anchor ?? '') === false ? [`no such place: ${href}`] : [];
  });
}

function textOf(body: string): string {
  return body.replace(/<(pre|code)\b[\s\S]*?<\/\1>/g, '').replace(/<[^>]*>/g, ' ');
}
