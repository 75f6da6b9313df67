/** Addresses that would only resolve at one place, or not at all, are found without a browser. */

import { expect, test } from 'vitest';
import { crawl } from '#cli/site/crawl.ts';
import { madeSite } from './made_site.ts';

const sound = {
  'index.html':
    '<script>const x = \'<a href="/no">\';</script><!-- <img src="/no"> --><script type="module" src="./assets/a-1.js"></script><a href="lessons/one/">One</a><a href="https://kubernetes.io">k</a><a href="#top">t</a><img src="data:image/png;base64,">',
  'assets/a-1.js': '',
  'assets/a-1.css':
    "@font-face { src: url('./f-1.woff2') } p { background: url(data:image/png;base64,) }",
  'assets/f-1.woff2': '',
  'lessons/one/index.html': '<a href="../../">Home</a><script src="../../assets/a-1.js"></script>',
  'sitemap.xml':
    '<urlset><url><loc>https://a.example/lab/</loc></url><url><loc>https://a.example/lab/lessons/one/</loc></url></urlset>',
};

test('a site whose addresses all resolve has no problem', () => {
  expect(crawl(madeSite(sound))).toEqual({ pages: 2, addresses: 9, problems: [] });
});

test.each([
  {
    name: 'an absolute address',
    file: 'index.html',
    text: '<script src="/assets/a-1.js"></script>',
    problem: "index.html names /assets/a-1.js, which leaves the site's own path",
  },
  {
    name: 'a missing file',
    file: 'index.html',
    text: '<link rel="stylesheet" href="./assets/b-2.css">',
    problem: 'index.html names ./assets/b-2.css, and there is no such file',
  },
  {
    name: 'a step too far up',
    file: 'lessons/one/index.html',
    text: '<img src="../../../other/x.png">',
    problem: "lessons/one/index.html names ../../../other/x.png, above the site's root",
  },
  {
    name: "another origin's script",
    file: 'index.html',
    text: '<script src="https://cdn.example/x.js"></script>',
    problem: "index.html loads https://cdn.example/x.js, which is another origin's",
  },
  {
    name: "another origin's font in a style sheet",
    file: 'assets/a-1.css',
    text: '@font-face { src: url(//fonts.example/x.woff2) }',
    problem: "assets/a-1.css loads //fonts.example/x.woff2, which is another origin's",
  },
  {
    name: 'a link to a folder without a page',
    file: 'index.html',
    text: '<a href="assets/">all</a>',
    problem: 'index.html names assets/, and there is no such file',
  },
  {
    name: 'a second picture in a set',
    file: 'index.html',
    text: '<img srcset="assets/a-1.js 1x, two.png 2x">',
    problem: 'index.html names two.png, and there is no such file',
  },
  {
    name: 'a page of the site map that is not there',
    file: 'sitemap.xml',
    text: '<loc>https://a.example/lab/</loc><loc>https://a.example/lab/lessons/two/</loc>',
    problem: 'sitemap.xml names /lab/lessons/two/, and there is no such page',
  },
])('$name is a problem', ({ file, text, problem }) => {
  expect(crawl(madeSite({ ...sound, [file]: text })).problems).toEqual([problem]);
});
