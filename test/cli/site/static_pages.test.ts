/** The static pages as text: every item in every language, links that lead somewhere, nothing unescaped. */

import { describe, expect, test } from 'vitest';
import { readLibrary } from '#cli/lesson_library.ts';
import { pageDocument, withHead } from '#cli/site/page_document.ts';
import { type RenderedPage, renderPages } from '#cli/site/render_site.tsx';
import { readContents } from '#cli/site/site_content.ts';
import { fileOf, pathOf } from '#cli/site/site_paths.ts';
import { robots, sitemap } from '#cli/site/sitemap.ts';
import { lessonPanels } from '#cli/strip_panels.ts';
import { lesson } from '#lessons/L05-list-and-watch/lesson.ts';
import { idsOf, pageFaults } from './page_faults.ts';

const library = await readLibrary();
const contents = readContents(library);
const panels = lessonPanels(lesson);
const pages = renderPages(library, contents, () => panels);
const files = new Map([
  ...pages.map(({ path, body }) => [fileOf(path), idsOf(body)] as const),
  ...['index.html', 'fidelity.html', 'zh-CN/fidelity/index.html'].map(
    (file) => [file, undefined] as const,
  ),
]);

const shell = `<!doctype html>
<html lang="en" data-theme="light">
  <head>
    <meta
      name="description"
      content="old"
    />
    <title>Old</title>
    <script type="module" crossorigin src="./assets/index-1.js"></script>
    <link rel="stylesheet" crossorigin href="./assets/index-1.css">
  </head>
  <body>
    <div id="playground"><div><div>a poster</div></div></div>
    <noscript>old words</noscript>
  </body>
</html>
`;

function pageAt(path: string): RenderedPage {
  const page = pages.find((each) => each.path === path);
  if (page === undefined) throw new Error(`no page at ${path}`);
  return page;
}

describe('every page', () => {
  test('there is one for each lesson, exhibit, preset and list, in each language', () => {
    const items = [
      ...library.lessons.map(({ address }) => ({ kind: 'lesson' as const, address })),
      ...library.exhibits.map(({ address }) => ({ kind: 'exhibit' as const, address })),
      ...library.presets.map(({ address }) => ({ kind: 'preset' as const, address })),
    ];
    expect(items.length).toBeGreaterThan(30);
    const paths = pages.map(({ path }) => path);
    for (const item of items) {
      expect(paths).toContain(pathOf(item, 'en'));
      expect(paths).toContain(pathOf(item, 'zh-CN'));
    }
    // Six lists in each language, and the Chinese home: the English one is the app itself.
    expect(paths).toHaveLength(2 * (items.length + 6) + 1);
    expect(new Set(paths).size).toBe(paths.length);
  });

  test('is well formed, with one heading above all, names for its pictures, and links that lead somewhere', () => {
    const found = pages.flatMap((page) =>
      pageFaults(page, files).map((fault) => `${page.path}: ${fault}`),
    );
    expect(found).toEqual([]);
  });

  test.each([
    ['<p>a<div>b</div></p>', '<div> stands in p'],
    ['<p>a<b>c</p>', '</p> closes b'],
    ['a < b', 'an unescaped sign'],
    ['<h2>a</h2><h4>b</h4>', 'a heading of level 4'],
    ['<i id="a"></i><i id="a"></i>', 'the id a twice'],
    ['<a href="../L99/">a</a>', 'leads nowhere: ../L99/'],
    ['<a href="../../glossary/#nothing">a</a>', 'no such place'],
    ['<svg role="img" aria-label="Panel 1"></svg>', 'a picture without words'],
    ['<p>undefined</p>', 'says "undefined"'],
  ])('a fault that is planted is found: %s', (body, fault) => {
    const page = { body, path: 'lessons/L05-list-and-watch/', tag: 'en' as const };
    expect(pageFaults(page, files).join('\n')).toContain(fault);
  });

  test('has a title of its own among the pages of its language, and a description', () => {
    for (const tag of ['en', 'zh-CN']) {
      const own = pages.filter((page) => page.tag === tag);
      const kinds = own.map(({ name, title }) => `${name.kind} ${title}`);
      expect(new Set(kinds).size).toBe(own.length);
      expect(own.filter(({ description }) => description.length < 10)).toEqual([]);
    }
  });

  test('leads to its other language, and the other back', () => {
    for (const page of pages) {
      for (const [tag, path] of page.alternates) {
        if (fileOf(path) === 'index.html') continue;
        const other = pageAt(path);
        expect(other.tag).toBe(tag);
        expect(other.alternates).toEqual(page.alternates);
      }
    }
  });
});

describe('a lesson’s page', () => {
  const english = pageAt('lessons/L05-list-and-watch/');
  const chinese = pageAt('zh-CN/lessons/L05-list-and-watch/');

  test('tells the run in five panels, each with what it shows in words', () => {
    expect(english.body.match(/<svg /g)).toHaveLength(5);
    expect(english.body).toContain(
      'aria-label="Panel 2. t = 2.962s; kube-apiserver rv 11: web-1 10, web-2 11;',
    );
    expect(chinese.body).toMatch(/aria-label="[^"]*2 个排队/);
  });

  test('asks for the bet, and keeps the answer folded', () => {
    const [before = '', after = ''] = english.body.split('<summary>Show the answer</summary>');
    expect(before).toContain('In which order do these happen?');
    expect(before.endsWith('<details>')).toBe(true);
    expect(after.slice(0, after.indexOf('</details>'))).toContain('the items are queued');
  });

  test('leads to its neighbours, to terms and to the Go', () => {
    expect(english.body).toContain('rel="prev" href="../../lessons/L04-edges-and-levels/"');
    expect(english.body).toContain('rel="next" href="../../lessons/L08-resync-is-not-relist/"');
    expect(english.body).toContain('href="../../glossary/#reflector"');
    expect(english.body).toContain('/tools/cache/reflector.go"');
    expect(chinese.body).toContain('href="../../../zh-CN/glossary/#reflector"');
  });

  test('has the anchors that lists lead to, and that the app opens', () => {
    expect(english.body).toContain('id="lesson=L05-list-and-watch/gone"');
    expect(english.opens).toBe('lesson=L05-list-and-watch');
  });
});

describe('an exhibit’s page', () => {
  test('shows the code that runs, and says of each repair only in the fold whether it helps', () => {
    const { body } = pageAt('exhibits/B04-tombstone/');
    expect(body).toContain('DeletedFinalStateUnknown');
    const open = body.replace(/<details>[\s\S]*?<\/details>/g, '');
    expect(open).toContain('Check the assertion');
    expect(open).not.toContain('It helps.');
    expect(body.match(/It helps\./g)).toHaveLength(1);
    expect(body.match(/It does not help\./g)).toHaveLength(2);
  });
});

describe('the document around a page', () => {
  const page = pageAt('zh-CN/lessons/L05-list-and-watch/');
  const options = { shell, place: 'playground', site: undefined, styles: ['assets/pages-1.css'] };

  test('is the app’s own, one way up for each folder, with the text in the app’s place', () => {
    const html = pageDocument(page, options);
    expect(html).toContain('<html lang="zh-CN" data-theme="light">');
    expect(html).toContain('src="../../../assets/index-1.js"');
    expect(html).toContain('href="../../../assets/index-1.css"');
    expect(html).toContain('<link rel="stylesheet" href="../../../assets/pages-1.css" />');
    expect(html).toContain(
      '<meta name="informer-lab:opens" content="lesson=L05-list-and-watch" />',
    );
    expect(html).toContain(`<div id="playground">${page.body}</div>`);
    expect(html).not.toMatch(/a poster|old words|<title>Old|content="old"/);
  });

  test('names absolute addresses only where the site’s own is known', () => {
    const bare = pageDocument(page, options);
    expect(bare).not.toMatch(/rel="canonical"|og:url|"url":/);
    const html = pageDocument(page, { ...options, site: 'https://example.org/lab/' });
    const address = 'https://example.org/lab/zh-CN/lessons/L05-list-and-watch/';
    expect(html).toContain(`<link rel="canonical" href="${address}" />`);
    expect(html).toContain(`<meta property="og:url" content="${address}" />`);
    expect(html).toContain(
      '<link rel="alternate" hreflang="en" href="https://example.org/lab/lessons/L05-list-and-watch/" />',
    );
  });

  test('replaces what another page said in its head', () => {
    const once = withHead(shell, pageAt('glossary/'), undefined);
    expect(withHead(once, pageAt('glossary/'), undefined)).toBe(once);
  });

  test('keeps words that look like tags out of head and data', () => {
    const hostile = { ...page, title: 'a</title><b>"$&', description: '<c>"$1' };
    const html = pageDocument(hostile, options);
    expect(html).toContain('<title>a&lt;/title&gt;&lt;b&gt;&quot;$&amp;</title>');
    expect(html).toContain('content="&lt;c&gt;&quot;$1"');
    const [, json = ''] = /ld\+json">([\s\S]*?)<\/script>/.exec(html) ?? [];
    expect(json).not.toContain('<');
    expect(JSON.parse(json)).toMatchObject({ '@type': 'LearningResource', inLanguage: 'zh-CN' });
  });
});

describe('the sitemap', () => {
  test('lists every page exactly once, with its languages', () => {
    const xml = sitemap(pages, 'https://example.org/');
    const listed = [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address);
    expect(listed.toSorted()).toEqual(
      pages.map(({ path }) => `https://example.org/${path}`).toSorted(),
    );
    expect(xml.match(/<xhtml:link /g)).toHaveLength(2 * pages.length);
    expect(robots('https://example.org/')).toContain('Sitemap: https://example.org/sitemap.xml');
    expect(robots(undefined)).not.toContain('Sitemap');
  });
});
