/** What tells search engines which pages there are: only absolute addresses may stand in it. */

import { escaped } from './page_document.ts';
import type { RenderedPage } from './render_site.tsx';

type Listed = Pick<RenderedPage, 'path' | 'alternates'>;

export function sitemap(pages: readonly Listed[], site: string): string {
  const rows = pages.map(({ path, alternates }) => {
    const languages = alternates.map(
      ([tag, other]) =>
        `<xhtml:link rel="alternate" hreflang="${tag}" href="${escaped(site + other)}"/>`,
    );
    return `  <url><loc>${escaped(site + path)}</loc>${languages.join('')}</url>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${rows.join('\n')}
</urlset>
`;
}

export function robots(site: string | undefined): string {
  const everything = 'User-agent: *\nAllow: /\n';
  return site === undefined ? everything : `${everything}Sitemap: ${site}sitemap.xml\n`;
}
