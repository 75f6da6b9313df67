/** What hosts are told agrees with what the pages say of themselves, in `_headers` and in every recipe. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { needsOf, needsOfAll, policyText, withPolicy } from '#cli/site/content_security_policy.ts';
import { forever, headerRules, headersFile, sitePolicy } from '#cli/site/host_headers.ts';
import { madeSite } from './made_site.ts';

const repository = join(import.meta.dirname, '../../..');
const pages = join(repository, 'src/app');
const sources = readdirSync(pages)
  .filter((name) => name.endsWith('.html'))
  .map((name) => [name, readFileSync(join(pages, name), 'utf8')] as const);
const policy = policyText(needsOfAll(sources.map(([name, html]) => needsOf(name, html))));

function built(): string {
  return madeSite({
    ...Object.fromEntries(
      sources.map(([name, html]) => [name, withPolicy(html, policyText(needsOf(name, html)))]),
    ),
    'embed.html': '<script>embed()</script>',
    'lessons/L01/index.html': '<script type="application/ld+json">{}</script>',
    'zh-CN/lessons/L01/index.html': '<p>',
    'assets/index-aaaaaaaa.js': '',
    'engine/versions.json': '{}',
    'engine/0.1.0/engine_worker-bbbbbbbb.js': '',
    'recordings/preset/tombstone-cccccccc.json': '{}',
    'sw.js': '',
  });
}

test('the policy for all pages allows what each of them says', () => {
  const wordsOf = (text: string): readonly string[] =>
    // Inline styles, once allowed to one page, need no hashes.
    text.replace(/style-src[^;]*;/, '').split(/[ ;]+/);
  const folder = built();
  const words = new Set(wordsOf(sitePolicy(folder)));
  const pagesSay = sources
    .filter(([name]) => name !== 'embed.html')
    .flatMap(([name, html]) => wordsOf(policyText(needsOf(name, html))));
  const embedSays = wordsOf(policyText(needsOf('embed.html', '<script>embed()</script>')));
  const said = [...pagesSay, ...embedSays];
  expect(said.filter((word) => !words.has(word))).toEqual([]);
  expect([...words].filter((word) => !said.includes(word))).toEqual([]);
});

describe('_headers', () => {
  const matches = (pattern: string, path: string): boolean =>
    new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll(/:\w+/g, '[^/]+')}$`).test(path);
  const saying = (path: string, name: string): readonly string[] =>
    headerRules(built())
      .filter((rule) => matches(rule.path, path))
      .flatMap(({ headers }) => headers[name] ?? []);

  test.each([
    ['/', true],
    ['/index.html', true],
    ['/fidelity.html', true],
    ['/lessons/L01/', true],
    ['/zh-CN/lessons/L01/', true],
    ['/embed.html', false],
    ['/embed.js', false],
  ])('%s is kept out of foreign frames: %s', (path, closed) => {
    const policies = saying(path, 'Content-Security-Policy');
    expect(policies[0]).toContain("default-src 'none'");
    expect(policies.includes("frame-ancestors 'self'")).toBe(closed);
  });

  test.each([
    ['/assets/index-aaaaaaaa.js', [forever]],
    ['/engine/0.0.9/engine_worker-bbbbbbbb.js', [forever]],
    ['/recordings/preset/tombstone-cccccccc.json', [forever]],
    ['/engine/versions.json', []],
    ['/index.html', []],
    ['/sw.js', ['no-cache']],
  ])('how long %s is kept: %j', (path, kept) => {
    expect(saying(path, 'Cache-Control')).toEqual(kept);
  });

  test('is what Netlify and Cloudflare read: a path, and its headers below it', () => {
    const lines = headersFile(headerRules(built())).split('\n');
    expect(lines[0]).toBe('/*');
    expect(lines.filter((line) => !/^(\/\S*| {2}[A-Z][\w-]+: .+|)$/.test(line))).toEqual([]);
    // Cloudflare's bounds.
    expect(lines.every((line) => line.length <= 2_000)).toBe(true);
    expect(headerRules(built()).length).toBeLessThanOrEqual(100);
  });
});

const recipes = readFileSync(join(repository, '.github/HOSTING.md'), 'utf8');

test('every recipe says the policy that the pages have (copy it from dist/_headers)', () => {
  const said = recipes.match(/default-src 'none'[^"\n]*/g) ?? [];
  expect(said).toHaveLength(3);
  for (const each of said) expect(each.split('; frame-ancestors')[0]).toBe(policy);
});

describe('the Pages workflow', () => {
  const workflow = parse(readFileSync(join(repository, '.github/workflows/pages.yml'), 'utf8')) as {
    jobs: { build: { steps: { run?: string; uses?: string }[] } };
  };
  const steps = workflow.jobs.build.steps.map(({ run, uses }) => run ?? uses ?? '');
  const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };

  test('runs scripts that there are', () => {
    const named = steps.flatMap((step) => /^npm run (?:-s )?([\w-]+)/.exec(step)?.[1] ?? []);
    expect(named).toContain('smoke');
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  test('builds, brings old engines along, tries the result, and only then publishes it', () => {
    const at = (part: string): number => steps.findIndex((step) => step.includes(part));
    const order = ['npm ci', 'npm run build', 'keep-engines', 'smoke', 'upload-pages-artifact'];
    const places = order.map(at);
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});
